import type { Prompt, Said } from '../../src/desk/ports.ts';
import { advance, begin, type CompiledFlow, compile, noPathway, type Reply, type Session } from '../../src/engine/index.ts';
import { lexicon, now } from '../flows/chat.ts';
import { catalogue } from './shipped.ts';

/** A question of a flow as it is put to somebody, and the conversation in which it is. */
export interface Put {
  flow: CompiledFlow;
  session: Session;
  said: Said & { prompt: Prompt };
}

const typed: Partial<Record<Prompt['type'], string>> = {
  name: 'Sam',
  number: '3',
  date: '3 May 2024',
  email: 'sam@example.org',
  phone: '07911 123456',
  text: 'More buses at night',
};

function replies({ options, many, type, skip }: Prompt): Reply[] {
  const picks = options.map(({ value }): Reply => ({ kind: 'choice', values: [value] }));
  const all = many ? [{ kind: 'choice', values: options.map(({ value }) => value) } as const] : [];
  const words = typed[type];
  return [
    ...all,
    ...picks,
    ...(words ? [{ kind: 'text', text: words } as const] : []),
    ...(skip ? [{ kind: 'text', text: 'SKIP' } as const] : []),
  ];
}

const told = {
  yes: ['take_part', 'contact_email', 'reminders', 'quotes'],
  open: ['take_part', 'contact_email', 'reminders', 'quotes', 'photos'],
  changed: ['contact_email', 'reminders', 'quotes'],
};
const survey = { run: 'r', areas: ['health', 'policing'], named: true };

/** Somebody whose record says something of everything. */
const pathway = { ...noPathway, record: true, projects: true, stages: true, trainings: true, pieces: true };

/** Every question of a flow that can be come to, once, with every way on from it tried; and what is said on the way. */
export function walked(id: string, language = 'en'): { questions: Put[]; said: Said[] } {
  const bundle = catalogue.flows.get(id);
  if (!bundle) throw new Error(`There is no flow ${id}.`);
  const flow = compile(bundle, lexicon(catalogue));
  const questions = new Map<string, Put>();
  const said: Said[] = [];
  const open = [begin(flow, language, { agreed: told, survey, pathway })];
  for (let turn = open.pop(); turn; turn = open.pop()) {
    const { session } = turn;
    const heard = turn.events.flatMap((event) => (event.type === 'said' ? [event.said] : []));
    said.push(...heard);
    const last = heard.at(-1);
    // Once in each language that they may choose on the way.
    const key = `${session.language} ${last?.prompt?.id}`;
    if (!last?.prompt || questions.has(key)) continue;
    questions.set(key, { flow, session, said: { ...last, prompt: last.prompt } });
    for (const reply of [...replies(last.prompt), { kind: 'text', text: 'CHANGE' } as const]) open.push(advance(flow, session, reply, now));
  }
  return { questions: [...questions.values()], said: [...new Map(said.map((one) => [JSON.stringify(one), one])).values()] };
}
