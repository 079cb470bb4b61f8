/** At most so many calls within so many milliseconds, wherever the window begins. */
export interface Window {
  most: number;
  within: number;
}

/** What goes through some windows, all of which have to hold. Times in milliseconds. */
export interface Windows {
  /** When one more may go: not later than now, it may; Infinity: when one that is under way has ended. */
  freeAt(now: number): number;
  begins(): void;
  ends(now: number): void;
}

/** A clock that goes back further than that was set. */
const SET_BACK = 1000;

/**
 * Nobody knows when the other side counts a call: some time between its begin and its end. So it fills its place from its begin until the window
 * after its end is over, and then no window of theirs can hold more than there are places.
 */
export function createWindows(windows: readonly Window[]): Windows {
  const least = Math.min(...windows.map(({ most }) => most));
  const remembered = Math.max(...windows.map(({ most }) => most));
  let underWay = 0;
  /** When the last ones ended. */
  const ended: number[] = [];
  return {
    freeAt: (now) => {
      if (underWay + ended.length < least) return now;
      if ((ended.at(-1) ?? now) > now + SET_BACK) ended.length = 0;
      const free = windows.map(({ most, within }) => {
        const places = most - underWay;
        if (places <= 0) return Number.POSITIVE_INFINITY;
        const leaves = ended[ended.length - places];
        // One more, because times are cut to whole milliseconds.
        return leaves === undefined ? now : leaves + within + 1;
      });
      return Math.max(...free);
    },
    begins: () => {
      underWay += 1;
    },
    ends: (now) => {
      underWay -= 1;
      ended.push(now);
      if (ended.length > remembered) ended.shift();
    },
  };
}
