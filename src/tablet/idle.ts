/** Whether anybody is still there. By the time of day, for a tablet that slept has missed every tick. */
export interface Idle {
  touched(): void;
  /** To be asked every second, and when the tablet wakes. */
  check(): void;
}

/** @param seconds without a touch until we ask, and from then until we leave */
export function watchIdle(
  seconds: { ask: number; leave: number },
  on: { ask(): void; back(): void; leave(): void },
  now: () => number,
): Idle {
  let last = now();
  let state: 'there' | 'asked' | 'left' = 'there';
  return {
    touched: () => {
      if (state === 'left') return;
      last = now();
      if (state === 'asked') on.back();
      state = 'there';
    },
    check: () => {
      const quiet = (now() - last) / 1000;
      if (state !== 'left' && quiet >= seconds.ask + seconds.leave) {
        state = 'left';
        on.leave();
      } else if (state === 'there' && quiet >= seconds.ask) {
        state = 'asked';
        on.ask();
      }
    },
  };
}
