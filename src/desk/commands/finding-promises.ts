import { z } from 'zod';
import { numberedPromises } from '../findings/tell.ts';
import type { Finding, Promised } from '../ports.ts';
import { type Context, type Refused, staffCommand } from './command.ts';
import { comingDay, dayField, findFinding, id, pastDay, sentence, sentOf, wordsFault } from './finding-fields.ts';
import { shown } from './finding-sheet.ts';
import { refuse } from './young-words.ts';

export const findingPromise = staffCommand({
  name: 'finding promise',
  summary: 'note what somebody promised about a finding, and by when',
  may: 'manage findings',
  input: z.strictObject({
    id,
    what: sentence(200, 'what they promised, in easy words'),
    by: dayField('the day by which it is to be done'),
    on: dayField('the day on which they promised it; today if not given').optional(),
  }),
  positional: ['id'],
  find: findFinding,
  missing: 'no_finding',
  run: async (context, input, { finding }) => {
    const { parts, now, actor, words } = context;
    const sent = sentOf(context, finding);
    if ('refused' in sent) return sent;
    const on = pastDay(context, 'on', input.on, sent.on);
    if (typeof on !== 'string') return on;
    const by = comingDay(context, 'by', input.by, on);
    if (typeof by !== 'string') return by;
    const fault = wordsFault(context, { what: input.what }, await parts.store.findings.rests(finding.sessions));
    if (fault) return fault;
    const promise = { id: parts.ids.next(), words: input.what, on, by, notedBy: actor.id, at: now };
    const noted = await parts.store.findings.promise(finding.id, promise);
    return shown(context, finding.id, words(noted ? 'finding_promise_noted' : 'finding_promised_so'));
  },
});

const whichPromise = z.string().trim().min(1).optional().describe('which promise, by its number; not needed where one is open');

/** The promise with that number, or the only one that is open. */
function promiseOf({ words }: Context, finding: Finding, given: string | undefined): Promised | Refused {
  const all = numberedPromises(finding);
  const open = all.filter(({ promise }) => promise.done === null);
  const chosen = given === undefined ? open : all.filter(({ promise, number }) => given === promise.id || given === number);
  const [only, ...others] = chosen;
  if (only && others.length === 0) return only.promise;
  const known = open.map(({ promise, number }) => `${number} (${promise.words})`).join(', ');
  return refuse('promise', open.length > 0 ? words('finding_which_promise', { known }) : words('finding_none_open'));
}

export const findingDone = staffCommand({
  name: 'finding done',
  summary: 'note that something promised is done: what, and when; nobody is told yet',
  may: 'manage findings',
  input: z.strictObject({
    id,
    did: sentence(300, 'what was done, in easy words'),
    promise: whichPromise,
    on: dayField('the day on which it was done; today if not given').optional(),
  }),
  positional: ['id'],
  find: findFinding,
  missing: 'no_finding',
  run: async (context, input, { finding }) => {
    const { parts, now, actor, words } = context;
    const promise = promiseOf(context, finding, input.promise);
    if ('refused' in promise) return promise;
    const on = pastDay(context, 'on', input.on, promise.on);
    if (typeof on !== 'string') return on;
    const fault = wordsFault(context, { did: input.did }, await parts.store.findings.rests(finding.sessions));
    if (fault) return fault;
    const noted = await parts.store.findings.done(promise.id, { on, did: input.did, by: actor.id, at: now });
    return shown(context, finding.id, words(noted ? 'finding_done_noted' : 'finding_done_before'));
  },
});

export const findingTakeOut = staffCommand({
  name: 'finding take-out',
  summary: 'take out a promise that was noted by mistake: no report says it from now on',
  may: 'manage findings',
  input: z.strictObject({
    id,
    promise: whichPromise,
    why: z.string().trim().min(1).max(500).meta({ description: 'why; no names', format: 'long' }),
  }),
  positional: ['id'],
  find: findFinding,
  missing: 'no_finding',
  run: async (context, input, { finding }) => {
    const { parts, now, words } = context;
    const promise = promiseOf(context, finding, input.promise);
    if ('refused' in promise) return promise;
    // What people were told was done they cannot be told is not.
    if (promise.toldAt !== null) return { refused: words('finding_told_already') };
    await parts.store.findings.takeOut(promise.id, now);
    return shown(context, finding.id, words('finding_taken_out'));
  },
});
