import type { CommandResult } from '../desk/ports.ts';

/**
 * Milliseconds between tries: soon, because most orders are done soon, and for longer than it takes until one is given up whose replica has stopped. None is as long
 * as a channel has patience, because a test knows that wait by its length.
 */
const pauses = [250, 500, 1_000, 2_200, 4_000, ...new Array<number>(8).fill(8_000)];

/**
 * Gives an order that came before and is going on elsewhere, until it was done there, or can be done here.
 * @param wait resolves after so many milliseconds
 */
export async function patiently(
  give: () => Promise<CommandResult>,
  wait: (milliseconds: number) => Promise<unknown>,
): Promise<CommandResult> {
  let result = await give();
  for (const pause of pauses) {
    if (result.kind !== 'refused' || result.before !== 'going') break;
    await wait(pause);
    result = await give();
  }
  return result;
}
