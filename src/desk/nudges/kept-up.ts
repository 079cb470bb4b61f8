import type { DeskParts } from '../parts.ts';
import type { Pathways } from '../ports.ts';
import { replanFor } from './pathway.ts';

/** People of whom nudges are planned anew at once. A longer list waits for the night: what is due by then is looked at when it is due. */
const AT_ONCE = 20;

/** Plans somebody's nudges anew. What was written is written, whatever becomes of this: the night does it again. */
export async function afresh(parts: DeskParts, person: string): Promise<void> {
  await replanFor(parts, person, parts.clock.now()).catch(() => undefined);
}

/** The pathways, with what is planned about them kept up: what was renewed, waived or taken back is to be heard of no more. */
export function keptUp(parts: DeskParts): Pathways {
  const { pathways } = parts.store;
  async function allAfresh(people: string[]): Promise<void> {
    if (people.length > AT_ONCE) return;
    for (const person of new Set(people)) await afresh(parts, person);
  }
  async function then(did: boolean, person: string | undefined): Promise<boolean> {
    if (did && person) await afresh(parts, person);
    return did;
  }
  const whose = async (change: string) => (await pathways.changeOf(change))?.person;
  return {
    ...pathways,
    move: async (person, ...rest) => then(await pathways.move(person, ...rest), person),
    confirm: async (change, ...rest) => then(await pathways.confirm(change, ...rest), await whose(change)),
    reverse: async (change, ...rest) => then(await pathways.reverse(change, ...rest), await whose(change)),
    waive: async (person, waiver) => then(await pathways.waive(person, waiver), person),
    sign: async (proof, ...rest) => then(await pathways.sign(proof, ...rest), (await pathways.proof(proof))?.person),
    record: async (...recording) => {
      const people = await pathways.record(...recording);
      await allAfresh(people);
      return people;
    },
    undo: async (batch) => {
      const found = await pathways.batch(batch);
      const gone = await pathways.undo(batch);
      await allAfresh(found?.people ?? []);
      return gone;
    },
  };
}
