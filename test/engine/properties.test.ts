import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance, begin, promptOf, type Reply, reopen, type Session, type Turn } from '../../src/engine/index.ts';
import { runs } from '../support/deep.ts';
import { lexicon, now, valid } from '../support/flows.ts';
import { flow } from './talk.ts';

/** Strings that break chat-bots: written for this, not typed by anyone. */
const naughty = [
  '',
  ' ',
  '\n',
  '\u0000',
  '\u200b',
  '\ufeff',
  '\ud83d',
  '🏳️‍🌈',
  '👨‍👩‍👧',
  '1️⃣',
  '½',
  '٣',
  'Ω≈ç',
  'ﷺ',
  'Z̤͔a̖l̰g̙o',
  '‮txet',
  'İ',
  'ß',
  'null',
  'undefined',
  'NaN',
  '-0',
  '1e309',
  '0x10',
  '__proto__',
  'constructor',
  'toString',
  '{name}',
  '{{',
  '$' + '{x}',
  '<script>alert(1)</script>',
  "'; DROP TABLE people;--",
  '%s%n',
  '../..',
  '(a+)+$',
  '\\',
  '[',
  '$&',
  'and',
  'or',
  ',',
  'not',
  'a@b',
  '+',
  '30/02/2010',
  '9999999999999999999',
  'x'.repeat(3000),
  '🙂'.repeat(2100),
];
const commandWords = Object.entries(lexicon.commands).flatMap(([, words]) => words);
const optionValues = [...flow.nodes.values()].flatMap((node) => ('options' in node ? node.options.list.map(({ value }) => value) : []));
const prompts = [...flow.nodes.keys(), 'change', 'nowhere'];

const oneOf = <T>(values: T[]) => fc.constantFrom(...(values as [T, ...T[]]));
const prompted = <T extends object>(reply: fc.Arbitrary<T>) =>
  fc.tuple(reply, fc.option(oneOf(prompts), { freq: 8 })).map(([plain, prompt]) => (prompt === null ? plain : { ...plain, prompt }));

/** A number answers the question that waits, whatever it is: 0 by typing, another by pressing one of its buttons. */
type Drawn = Reply | number;
const typed = (texts: string[]) => prompted(oneOf(texts).map((text): Reply => ({ kind: 'text', text })));
const anything: fc.Arbitrary<Drawn> = fc.oneof(
  { weight: 60, arbitrary: fc.nat({ max: 4 }) },
  { weight: 4, arbitrary: typed(Object.values(valid)) },
  { weight: 3, arbitrary: typed(['back', 'skip', 'why', 'person', ...commandWords]) },
  { weight: 5, arbitrary: typed(['change']) },
  { weight: 5, arbitrary: typed(naughty) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary' }).map((text): Reply => ({ kind: 'text', text })) },
  {
    weight: 5,
    arbitrary: prompted(
      fc.array(oneOf([...optionValues, ...naughty]), { maxLength: 3 }).map((values): Reply => ({ kind: 'choice', values })),
    ),
  },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 12 }).map((n): Reply => ({ kind: 'text', text: String(n) })) },
  { weight: 1, arbitrary: fc.constant<Reply>({ kind: 'silence' }) },
);

function fitting(session: Session, drawn = 0): Reply {
  const prompt = promptOf(flow, session);
  const pressed = drawn === 0 ? undefined : prompt?.options[drawn % prompt.options.length]?.value;
  return pressed === undefined ? { kind: 'text', text: valid[prompt?.id ?? ''] ?? '' } : { kind: 'choice', values: [pressed] };
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) freeze(inner);
    Object.freeze(value);
  }
  return value;
}

interface Step {
  before: Session;
  reply: Reply;
  turn: Turn;
}

/** Runs a conversation on frozen sessions, opens it again when it has ended at a review, and hands each turn to `look`. */
function converse(replies: Drawn[], look: (step: Step) => void): Session {
  let session = begin(flow, 'en').session;
  for (const drawn of replies) {
    const before = freeze(session.ended ? (reopen(flow, freeze(session))?.session ?? session) : session);
    const reply = typeof drawn === 'number' ? fitting(before, drawn) : drawn;
    const turn = advance(flow, before, reply, now);
    look({ before, reply, turn });
    session = turn.session;
  }
  return session;
}

const conversation = fc.array(anything, { minLength: 1, maxLength: 50, size: 'max' });
const searched = { numRuns: runs(60, 600), seed: 20260310 };
const holds = (look: (step: Step) => void) =>
  fc.assert(
    fc.property(conversation, (replies) => void converse(replies, look)),
    searched,
  );
const longest = [...flow.nodes.keys()].length;

describe('whatever anyone replies', () => {
  it('is answered: nothing throws, and nothing that was handed in is written to', () =>
    holds(({ turn }) => expect(turn.session.v).toBe(1)));

  it('leaves a session that is the same after a trip through JSON', () =>
    holds(({ turn }) => expect(JSON.parse(JSON.stringify(turn.session))).toStrictEqual(turn.session)));

  it('has one outcome: the same input gives the same output', () =>
    holds(({ before, reply, turn }) => expect(advance(flow, JSON.parse(JSON.stringify(before)), reply, now)).toStrictEqual(turn)));

  it('leaves a question open until it has ended, and says it in the turn', () =>
    holds(({ before, reply, turn }) => {
      const prompt = promptOf(flow, turn.session);
      expect(prompt === null).toBe(turn.session.ended !== null);
      if (before.ended !== null || reply.kind === 'silence') return;
      const said = turn.events.flatMap((event) => (event.type === 'said' ? [event.said] : []));
      expect(said.slice(0, -1).every((one) => one.prompt === undefined)).toBe(true);
      if (prompt) expect(said.at(-1)?.prompt).toEqual(prompt);
      else expect(turn.events.some(({ type }) => type === 'ended')).toBe(true);
    }));

  it('can always be finished by answering what is asked', () =>
    fc.assert(
      fc.property(conversation, (replies) => {
        let session = converse(replies, () => undefined);
        for (let turns = 0; session.ended === null; turns++) {
          expect(turns).toBeLessThanOrEqual(longest);
          session = advance(flow, session, fitting(session), now).session;
        }
      }),
      searched,
    ));

  it('loses no answer: each stands as it was given until it is taken back or given anew', () =>
    holds(({ before, turn }) => {
      const expected = { ...before.answers };
      for (const event of turn.events) {
        if (event.type === 'answered') {
          expect(event.replaces).toBe(expected[event.step] !== undefined);
          expected[event.step] = event.answer;
        }
        if (event.type === 'retired') {
          expect(expected).toHaveProperty([event.step]);
          delete expected[event.step];
        }
      }
      expect(turn.session.answers).toEqual(expected);
    }));

  it('takes at most one answer', () =>
    holds(({ turn }) => expect(turn.events.filter(({ type }) => type === 'answered').length).toBeLessThanOrEqual(1)));

  it('is undone by BACK: the conversation is as it was, and one answer is taken back', () => {
    let undone = 0;
    holds(({ before, turn }) => {
      const answered = turn.events.find((event) => event.type === 'answered');
      const turned = turn.events.some(({ type }) => type === 'retired');
      if (!answered || turn.session.ended || before.change !== null || turned) return;
      const back = advance(flow, turn.session, { kind: 'text', text: 'back' }, now);
      const { latest: _, ...was } = before;
      expect(back.session).toEqual({ ...was, misfits: 0 });
      expect(back.events.filter(({ type }) => type === 'retired')).toEqual([{ type: 'retired', step: answered.step }]);
      undone += 1;
    });
    expect(undone).toBeGreaterThan(2 * searched.numRuns);
  });

  it('is undone by BACK after a change too: that answer is asked again, and no other is touched', () => {
    let undone = 0;
    holds(({ before, turn }) => {
      const answered = turn.events.find((event) => event.type === 'answered');
      if (!answered || turn.session.ended || before.change !== 'revising') return;
      const back = advance(flow, turn.session, { kind: 'text', text: 'back' }, now);
      const { [answered.step]: __, ...others } = turn.session.answers;
      expect(back.session).toMatchObject({ at: answered.step, change: null });
      expect(back.session.answers).toEqual(others);
      undone += 1;
    });
    expect(undone).toBeGreaterThan(20);
  });

  it('walks a path: no step twice, every answer on it or still ahead', () =>
    holds(({ reply, turn: { session } }) => {
      expect(new Set(session.trail).size).toBe(session.trail.length);
      const ahead = session.at === null ? new Set() : flow.ahead.get(session.at)?.asks;
      // Silence ends a conversation where it stands.
      if (session.change === null && !(session.ended && reply.kind === 'silence'))
        expect(Object.keys(session.answers).filter((id) => !session.trail.includes(id) && !ahead?.has(id))).toEqual([]);
    }));

  it('never counts past the total', () =>
    holds(({ turn }) => {
      const progress = promptOf(flow, turn.session)?.progress;
      if (progress) expect(progress.at).toBeLessThanOrEqual(progress.of);
    }));

  it('keeps what people have agreed to in step with what was said', () => {
    fc.assert(
      fc.property(conversation, (replies) => {
        let inForce = false;
        converse(replies, ({ turn }) => {
          for (const event of turn.events) if (event.type === 'consented') inForce = event.state === 'given';
          expect(inForce).toBe(turn.session.answers.may_write?.value === true);
        });
      }),
      searched,
    );
  });

  it('reaches every part of the flow in these runs', () => {
    const seen = new Set<string>();
    holds(({ turn }) => {
      seen.add(turn.session.at ?? turn.session.ended ?? '');
      seen.add(turn.session.change ?? '');
      if (turn.session.latest) seen.add('latest');
    });
    for (const place of [
      ...Object.keys(valid).filter((id) => id !== 'change'),
      'completed',
      'declined',
      'lapsed',
      'choosing',
      'revising',
      'latest',
    ])
      expect([...seen]).toContain(place);
  });
});
