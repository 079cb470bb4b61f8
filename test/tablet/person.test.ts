import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replay } from '../../src/desk/surveys/captured.ts';
import { compile, type Reply } from '../../src/engine/index.ts';
import { readers } from '../../src/language/index.ts';
import { commandWord, compiled, firstOf, nextOf, type Person, questionOf, spokenBy } from '../../src/tablet/person.ts';
import { runs } from '../support/deep.ts';
import { catalogue } from '../support/shipped.ts';

const now = new Date('2026-03-10T10:00:00Z');
const run = { id: 'a-run', areas: ['safety', 'health'], anonymous: true };
const { phrases, commands, policy, constants } = catalogue;
const lexicon = { phrases, commands, policy, constants };
const bundle = (id: string) => catalogue.flows.get(id) as NonNullable<ReturnType<typeof catalogue.flows.get>>;
const templates = [...catalogue.flows].flatMap(([id, { main }]) => (main.survey ? [id] : []));
const onTablet = Object.fromEntries(templates.map((id) => [id, compiled({ flow: bundle(id), lexicon })]));
const withUs = Object.fromEntries(templates.map((id) => [id, compile(bundle(id), { ...lexicon, readers })]));
const flowOf = (id: string) => onTablet[id] as NonNullable<(typeof onTablet)[string]>;

const begin = (id = 'after-session', language = 'en') => firstOf(flowOf(id), { run }, language, 'tablet');

/** What a finger does, out of two numbers. */
function replyTo(id: string, person: Person, which: number, text: string): Reply {
  const flow = flowOf(id);
  const prompt = questionOf(flow, person);
  if (!prompt) throw new Error('nothing is asked');
  const say = (command: 'back' | 'skip' | 'why'): Reply => ({ kind: 'text', text: commandWord(flow, command), prompt: prompt.id });
  if (which % 7 === 0) return say('back');
  if (which % 11 === 0) return say('why');
  if (which % 5 === 0) return say('skip');
  const picked = prompt.options[which % (prompt.options.length || 1)];
  if (picked)
    return {
      kind: 'choice',
      values: prompt.many ? prompt.options.slice(0, 1 + (which % 3)).map(({ value }) => value) : [picked.value],
      prompt: prompt.id,
    };
  if (prompt.type === 'number') return { kind: 'text', text: String(which), prompt: prompt.id };
  return { kind: 'text', text, prompt: prompt.id };
}

describe('one person at a tablet', () => {
  it('is said again by us with the same answers, wherever they stopped and whatever they did', () => {
    const doing = fc.array(fc.tuple(fc.nat(1000), fc.string({ minLength: 1, maxLength: 30 })), { maxLength: 40 });
    fc.assert(
      fc.property(fc.constantFrom(...templates), fc.constantFrom('en', 'easy'), doing, (id, language, done) => {
        let person = begin(id, language);
        for (const [which, text] of done) {
          if (person.session.at === null) break;
          person = nextOf(flowOf(id), person, replyTo(id, person, which, text), now).person;
        }
        const spoken = JSON.parse(JSON.stringify(spokenBy(person))) as ReturnType<typeof spokenBy>;
        const again = replay(withUs[id] as NonNullable<(typeof withUs)[string]>, run, spoken, now);
        if ('fault' in again) throw new Error(`${again.step}: ${again.fault}`);
        expect(again.session.at === null).toBe(spoken.finished);
        for (const [step, { value }] of Object.entries(again.session.answers)) expect([step, value]).toEqual([step, spoken.answers[step]]);
      }),
      { numRuns: runs(150, 3_000) },
    );
  });

  it('hears STOP, and that somebody asks for help or a person; any other word about a chat is an answer', () => {
    const flow = flowOf('after-session');
    const person = begin();
    expect(nextOf(flow, person, { kind: 'text', text: 'stop' }, now)).toMatchObject({ kind: 'stop', answered: false });
    for (const text of ['help me', 'HELP', 'talk to someone'])
      expect([text, nextOf(flow, person, { kind: 'text', text }, now)]).toEqual([text, { kind: 'help', person, answered: false }]);
    let asked = person;
    while (questionOf(flow, asked)?.type !== 'text') asked = nextOf(flow, asked, replyTo('after-session', asked, 1, ''), now).person;
    const next = nextOf(flow, asked, { kind: 'text', text: 'opportunities' }, now);
    expect([next.answered, Object.values(spokenBy(next.person).answers).at(-1)]).toEqual([true, 'opportunities']);
  });

  it('says how it was answered, and holds nothing of what was typed for a choice', () => {
    const flow = flowOf('after-session');
    const { person } = nextOf(flow, { ...begin(), mode: 'assisted' }, { kind: 'choice', values: ['4'] }, now);
    expect(spokenBy(person)).toEqual({ v: 1, mode: 'assisted', answers: { today: 4 }, finished: false });
  });
});
