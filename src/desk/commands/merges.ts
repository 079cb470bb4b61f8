import { z } from 'zod';
import { proposals } from '../matches.ts';
import type { MergeCandidate, NextStep, PersonDetail, Sheet } from '../ports.ts';
import { type Context, staffCommand } from './command.ts';
import { short, when } from './when.ts';

/** Pairs that have buttons, and pairs that are shown: the others come up when these are seen to. */
const MOST_BUTTONS = 4;
const MOST_ROWS = 30;

const keep = z.string().describe('who is kept: the id from the list, or its beginning');
const other = z.string().describe('who turned out to be the same person: the id from the list, or its beginning');
const why = z.string().trim().min(1).describe('how you know, without a name: it stays in the audit');

const call = ({ id, name }: Pick<MergeCandidate, 'id' | 'name'>) => [short(id), name].filter(Boolean).join(' ');
const facts = ({ ageBand, place, registeredAt }: MergeCandidate) =>
  [ageBand, place, registeredAt ? when(registeredAt) : 'not finished'].filter(Boolean).join(', ');

/** What a reason, and the audit, may say of an id that somebody typed. */
const asId = (typed: string) => (/^[0-9a-f-]{4,36}$/i.test(typed) ? typed : '?');

interface Pair {
  id: string;
  /** Both names: a reason may say neither. */
  name: string;
  keep: PersonDetail;
  other: PersonDetail;
}

async function findPair({ parts }: Context, input: { keep: string; other: string }): Promise<Pair | null> {
  const [first, second] = [await parts.store.people.show(input.keep), await parts.store.people.show(input.other)];
  return first && second ? { id: first.id, name: `${first.name ?? ''} ${second.name ?? ''}`, keep: first, other: second } : null;
}

export const peopleMatches = staffCommand({
  name: 'people matches',
  summary: 'who may have come by two doors: pairs that look like one person, and why',
  may: 'merge people',
  input: z.strictObject({}),
  positional: [],
  run: async ({ parts, shelf, words }) => {
    const found = await proposals(parts, shelf);
    if (found.length === 0) return { text: words('no_matches'), data: [] };
    const rows = found
      .slice(0, MOST_ROWS)
      .map(({ keep, other, why }, at) => [
        String(at + 1),
        call(keep),
        facts(keep),
        call(other),
        facts(other),
        why.map((one) => words(`match_${one}`)).join(', '),
      ]);
    const next = found.slice(0, MOST_BUTTONS).flatMap(({ keep, other }, at): NextStep[] => {
      const input = { keep: keep.id, other: other.id };
      const number = String(at + 1);
      return [
        { label: words('step_merge', { number }), order: { name: 'people merge', input } },
        { label: words('step_apart', { number }), order: { name: 'people apart', input } },
      ];
    });
    return {
      text: words('matches', { count: String(found.length) }),
      tables: [{ head: ['', 'Person', '', 'Perhaps also', '', 'Why'], rows }],
      next,
      data: found.map(({ keep, other, why }) => ({ keep: keep.id, other: other.id, why })),
    };
  },
});

/** The two beside each other, as far as it helps to tell whether they are one. */
function besides({ keep, other }: Pair): NonNullable<Sheet['tables']> {
  const row = (what: string, of: (person: PersonDetail) => string) => [what, of(keep), of(other)];
  const rows = [
    row('Id', ({ id }) => short(id)),
    row('Name', ({ name }) => name ?? ''),
    row('Age', ({ ageBand }) => ageBand ?? ''),
    row('Where', ({ place }) => place ?? ''),
    row('Channels', ({ channels }) => channels.join(', ')),
    row('Started', ({ startedAt }) => when(startedAt)),
    row('Registered', ({ registeredAt }) => when(registeredAt)),
    row('Messages', ({ messages }) => String(messages)),
    row('Sessions', ({ sessions }) => String(sessions.length)),
    row('Said STOP', ({ stoppedAt }) => when(stoppedAt)),
    row('Paused until', ({ pausedUntil }) => when(pausedUntil)),
  ];
  return [{ head: ['', 'Is kept', 'Is the same'], rows: rows.filter(([, ...both]) => both.some(Boolean)) }];
}

export const peopleMerge = staffCommand({
  name: 'people merge',
  summary: 'make one person of two; without --apply it only says what that would do',
  may: 'merge people',
  input: z.strictObject({ keep, other, why, apply: z.boolean().default(false).describe('do it') }),
  positional: ['keep', 'other'],
  find: findPair,
  missing: 'no_pair',
  detail: ({ other, apply }) => `${apply ? 'apply' : 'preview'}, with ${asId(other)}`,
  run: async ({ parts, now, actor, words }, input, pair: Pair) => {
    const [kept, gone] = [pair.keep, pair.other];
    if (kept.id === gone.id) return { refused: words('merge_same') };
    if (!input.apply) {
      const held = await Promise.all([kept, gone].map(({ id }) => parts.store.roles.ofPerson(id)));
      if (held.some((one) => one && one.roles.length > 0)) return { refused: words('merge_role') };
      const differ = kept.ageBand !== null && gone.ageBand !== null && kept.ageBand !== gone.ageBand;
      const stopped = kept.stoppedAt !== null || gone.stoppedAt !== null || kept.pausedUntil !== null || gone.pausedUntil !== null;
      const text = [
        words('merge_preview'),
        ...(differ ? [words('merge_ages', { age: kept.ageBand ?? '' })] : []),
        ...(stopped ? [words('merge_stopped')] : []),
      ];
      const order = { name: 'people merge', input: { ...input, keep: kept.id, other: gone.id, apply: true } };
      const turned = { name: 'people merge', input: { ...input, keep: gone.id, other: kept.id } };
      return {
        tables: besides(pair),
        text: text.join('\n'),
        next: [
          { label: words('step_merge_apply'), weight: 'danger', order },
          { label: words('step_merge_turned'), order: turned },
          { label: words('step_apart_these'), order: { name: 'people apart', input: { keep: kept.id, other: gone.id } } },
        ],
        data: { applied: false, keep: kept.id, other: gone.id },
      };
    }
    const outcome = await parts.store.merges.merge({ keep: kept.id, other: gone.id, who: actor.id, why: input.why, at: now });
    if (outcome !== 'done') return { refused: words(`merge_${outcome}`) };
    for (const { id } of [kept, gone]) parts.wakes.announce(id);
    return {
      text: words('merged', { id: short(kept.id), other: short(gone.id) }),
      next: [
        { label: words('step_show_person', { name: kept.name ?? short(kept.id) }), order: { name: 'people show', input: { id: kept.id } } },
        { label: words('step_unmerge'), weight: 'danger', order: { name: 'people unmerge', input: { id: gone.id } } },
      ],
      data: { applied: true, keep: kept.id, other: gone.id },
    };
  },
});

export const peopleUnmerge = staffCommand({
  name: 'people unmerge',
  summary: 'undo a merge: one person is two again',
  may: 'merge people',
  input: z.strictObject({ id: z.string().describe('the id of either of the two, or its beginning'), why }),
  positional: ['id'],
  find: async ({ parts }, { id }) => {
    const found = await parts.store.merges.find(id);
    return found && { id: found.keep, name: found.names.join(' '), other: found.other };
  },
  missing: 'no_merge',
  run: async ({ parts, now, actor, words }, _input, { id, other }: { id: string; other: string }) => {
    const outcome = await parts.store.merges.undo(other, actor.id, now);
    if (outcome !== 'done') return { refused: words(`unmerge_${outcome}`) };
    for (const person of [id, other]) parts.wakes.announce(person);
    return {
      text: words('unmerged', { id: short(id), other: short(other) }),
      next: [{ label: words('step_apart_these'), order: { name: 'people apart', input: { keep: id, other } } }],
      data: { keep: id, other },
    };
  },
});

export const peopleApart = staffCommand({
  name: 'people apart',
  summary: 'say that two who look alike are two people: they are not proposed again',
  may: 'merge people',
  input: z.strictObject({ keep: z.string().describe('one of the two: the id from the list, or its beginning'), other, why }),
  positional: ['keep', 'other'],
  find: findPair,
  missing: 'no_pair',
  detail: ({ other }) => `and ${asId(other)}`,
  run: async ({ parts, now, words }, _input, { keep, other }: Pair) => {
    if (keep.id === other.id) return { refused: words('merge_same') };
    if (!(await parts.store.merges.keepApart(keep.id, other.id, now))) return { refused: words('merge_gone') };
    return { text: words('kept_apart'), data: { keep: keep.id, other: other.id } };
  },
});
