/**
 * Contestants take turns within one run, because a shared machine is faster in one second than in the next: a ratio is made of two
 * slices that lie side by side, and only ratios are compared over time.
 *
 * @typedef {object} Contestant
 * @property {(lane: number) => Promise<number>} go does some work and answers how many units it was
 * @property {() => Promise<NodeJS.CpuUsage>} [cpu] of the process that is measured, where it is not this one
 *
 * @typedef {{ rate: number, cpu: number }} Slice units a second; microseconds of the process's CPU for a unit
 */

/** @param {number[]} numbers */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** @param {number} part of a hundred */
export function percentile(numbers, part) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * part) / 100))];
}

/** @returns {{ median: number, least: number, most: number }} */
export function spread(numbers) {
  return { median: median(numbers), least: Math.min(...numbers), most: Math.max(...numbers) };
}

/** @returns {Promise<Slice>} */
async function slice(contestant, { ms, lanes, least = 0 }) {
  globalThis.gc?.();
  const cpuNow = contestant.cpu ?? process.cpuUsage;
  const before = await cpuNow();
  const start = performance.now();
  let units = 0;
  const runLane = async (_, lane) => {
    while (performance.now() - start < ms || units < least) {
      // In two steps: `units += await …` reads the sum before it waits, and loses what other lanes add meanwhile.
      const done = await contestant.go(lane);
      units += done;
    }
  };
  await Promise.all(Array.from({ length: lanes }, runLane));
  const took = performance.now() - start;
  const { user, system } = await cpuNow();
  return { rate: (units / took) * 1000, cpu: (user - before.user + system - before.system) / units };
}

/**
 * Every contestant once a round, in an order that turns round each time: what one leaves behind (garbage, dirty pages) falls on
 * everybody alike. Before that, each runs long enough for the compiler to have done its work: a bot runs for weeks.
 * @param {Record<string, Contestant>} contestants
 * @returns {Promise<Record<string, Slice[]>>} one slice for each round
 */
export async function inRounds(contestants, { rounds = 21, ms = 300, lanes = 1, warmUpMs = 2000, warmUpUnits = 0 } = {}) {
  const names = Object.keys(contestants);
  const slices = Object.fromEntries(names.map((name) => [name, []]));
  for (const name of names) await slice(contestants[name], { ms: warmUpMs, lanes, least: warmUpUnits });
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 ? [...names].reverse() : names;
    for (const name of order) slices[name].push(await slice(contestants[name], { ms, lanes }));
  }
  return slices;
}

/**
 * Two that are measured by a whole run each, in turn, in an order that turns round each time.
 * @template T
 * @param {Record<'ours' | 'peer', () => Promise<T>>} runs
 * @returns {Promise<Record<'ours' | 'peer', T[]>>} one result for each round
 */
export async function inTurn(rounds, runs) {
  const results = { ours: [], peer: [] };
  for (let round = 0; round < rounds; round++)
    for (const name of round % 2 ? ['peer', 'ours'] : ['ours', 'peer']) results[name].push(await runs[name]());
  return results;
}

/**
 * Our side beside one peer.
 * @param {Slice[]} ours
 * @param {Slice[]} theirs
 */
export function beside(ours, theirs) {
  return {
    unit: 'turns/s',
    figures: { ours: median(ours.map(({ rate }) => rate)), peer: median(theirs.map(({ rate }) => rate)) },
    ratio: spread(ours.map(({ rate }, round) => rate / theirs[round].rate)),
    cpu: { ours: median(ours.map(({ cpu }) => cpu)), peer: median(theirs.map(({ cpu }) => cpu)) },
  };
}
