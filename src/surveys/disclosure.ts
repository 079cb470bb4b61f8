/**
 * DISCLOSURE CONTROL: what may be shown of counts of people, so that nobody's answer can be got out of it. The reasoning, for those who
 * answer for it, is in docs/disclosure.md; this file is the whole of the rule.
 *
 * Options are put in groups, and a group's count is shown or nothing is. So all that is published is in the table that is published: there
 * is no hidden cell that a total minus the rest could give away, because the group of all that is hidden is shown as what it is. Hidden cells,
 * complementary ones included, are those of Hundepool et al., Statistical Disclosure Control (Wiley 2012), chapter 4, and of the Government
 * Statistical Service's guidance for tables from surveys and from administrative sources (GSS/GSR 2014).
 */

export interface Threshold {
  /** Fewer people than this are never shown as a number; nobody is "fewer" too. */
  cell: number;
  /** Nothing is shown of fewer people than this, so that a share never has a smaller base. At least twice `cell`. */
  base: number;
}

/** 5 people, or 10 where answers are anonymous and were given in a secure setting, where everybody knows who was in the room. */
export function thresholdFor({ anonymous, secure }: { anonymous: boolean; secure: boolean }): Threshold {
  return thresholdOfCell(anonymous && secure ? 10 : 5);
}

/** The whole threshold of a survey of which the smallest number is kept. */
export const thresholdOfCell = (cell: number): Threshold => ({ cell, base: 2 * cell });

/**
 * "No answer" beside the options: `hidden`, or `absent` where a table has no such place. It is never shown by itself. How many answered two
 * questions tells how many stopped between them, and how many answered a question that only some were asked tells what they said before.
 */
export type NoAnswer = 'hidden' | 'absent';

const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);

/**
 * Puts the options of one question in groups, by their places in `counts`; "no answer" comes last in it, unless it is absent. Options with
 * enough people stand alone. All others, empty or not, are one group, with "no answer" in it.
 *
 * While that group could be read, the option nearest to it joins it. It could be read if too few people in it answered, also for somebody who
 * knows how many did not, and if only one filling makes its total: the least that it can hold, or the most. Which option joins depends on
 * where the group's options stand and never on how many people are in them: a choice by size would tell something about the sizes.
 *
 * @param beside the option that "no answer" stands beside where no option has too few; the last if not given
 */
export function grouped(counts: number[], noAnswer: NoAnswer, { cell }: Threshold, beside = counts.length - 2): number[][] {
  const options = noAnswer === 'absent' ? counts : counts.slice(0, -1);
  const hidden = options.map((count) => count < cell);
  const placesOf = (which: boolean) => [...hidden.keys()].filter((place) => hidden[place] === which);
  const readable = () => {
    const places = placesOf(true);
    if (places.length === 0) return noAnswer === 'hidden';
    const held = sum(places.map((place) => options[place] as number));
    if (held < cell || held === places.length * (cell - 1)) return true;
    return noAnswer === 'hidden' && held + (counts.at(-1) as number) === cell;
  };
  while (readable()) {
    const joins = hidden.includes(true) ? nearest(hidden) : hidden[beside] === undefined ? null : beside;
    if (joins === null) return [[...counts.keys()]];
    hidden[joins] = true;
  }
  const shown = placesOf(false).map((place) => [place]);
  const together = noAnswer === 'hidden' ? [...placesOf(true), options.length] : placesOf(true);
  return together.length > 0 ? [...shown, together] : shown;
}

/** The place that is free and nearest to one that is taken, the first of two. null: none is free. */
function nearest(taken: boolean[]): number | null {
  const before = taken.map(() => Number.POSITIVE_INFINITY);
  let [best, far] = [null as number | null, Number.POSITIVE_INFINITY];
  for (const [place, is] of taken.entries()) before[place] = is ? 0 : (before[place - 1] ?? Number.POSITIVE_INFINITY) + 1;
  for (let place = taken.length - 1, after = Number.POSITIVE_INFINITY; place >= 0; place--) {
    after = taken[place] ? 0 : after + 1;
    const away = Math.min(before[place] as number, after);
    if (away > 0 && away <= far) [best, far] = [place, away];
  }
  return best;
}

/**
 * Which parts (settings, sessions) may stand alone beside the whole, by their places; all others are one part together. `enough` says whether
 * some parts, taken together, can be shown. null: no two can, so nothing is shown by part.
 *
 * What is shown by part is a whole table, with the same groups in every part and no gap in it. So what a part has and what all the others
 * have can both be seen, and nothing is left that could be worked out. As many as can of the largest stand alone. Never those that happen to
 * have enough: that one part did not and another did would say a lot about the two, which are known together.
 *
 * @param sizes how many people are in each
 */
export function standing(sizes: number[], enough: (together: number[]) => boolean): number[][] | null {
  const largest = [...sizes.keys()].sort((a, b) => (sizes[b] as number) - (sizes[a] as number) || a - b);
  const short = largest.findIndex((part) => !enough([part]));
  // More can't stand alone than come before the first that has too few. So each part is asked about once, and the others hardly ever twice.
  for (let alone = short < 0 ? sizes.length : short; alone > 0; alone--) {
    const others = largest.slice(alone).sort((a, b) => a - b);
    const rows = [...largest.slice(0, alone).map((part) => [part]), ...(others.length > 0 ? [others] : [])];
    if (rows.length > 1 && (others.length === 0 || enough(others))) return rows;
  }
  return null;
}

/**
 * Whether some people can be shown in these groups: enough of them picked something in each. "No answer", the last place unless it is
 * absent, adds nothing to that, because somebody may know how many did not answer; but a group with it holds more than the least that it can,
 * or it would tell that everybody answered.
 */
export function fits(counts: number[], groups: number[][], noAnswer: NoAnswer, { cell }: Threshold): boolean {
  const silence = noAnswer === 'absent' ? -1 : counts.length - 1;
  const held = (places: number[]) => sum(places.map((place) => counts[place] as number));
  return groups.every((group) => {
    const options = group.filter((place) => place !== silence);
    return held(options) >= cell && (options.length === group.length || held(group) > cell);
  });
}
