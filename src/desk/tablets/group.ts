import { dayOf } from '../../calendar/index.ts';
import { readHands } from '../../surveys/index.ts';
import { offeredBy } from '../listed.ts';
import { handsQuestions, questionsOf } from '../surveys/questions.ts';
import { agreedTo, type NotTaken, type Opened, type Taking } from './take.ts';

/** What a facilitator noted of the whole group on a tablet. */

export async function takeConsents({ parts, now, tablet, session }: Taking, opened: Opened<'consent'>): Promise<NotTaken> {
  const refused: string[] = [];
  for (const { id, content } of opened) {
    const { version: termsVersion, reader: readBy, witness, agreed, refused: not } = content;
    const known = parts.terms.some(({ purpose, version }) => purpose === 'group' && version === termsVersion);
    const consent = { id, session: session.id, termsVersion, readBy, witness, agreed, refused: not, by: tablet.by, at: now };
    if (known) await parts.store.sessions.agree(consent);
    else refused.push(id);
  }
  return { refused, waiting: [] };
}

export async function takeHeads({ parts, shelf, now, run }: Taking, opened: Opened<'heads'>): Promise<NotTaken> {
  const known = offeredBy(parts, shelf, 'age_band').map(({ value }) => value);
  const refused: string[] = [];
  for (const { id, content } of opened) {
    const { all, bands } = content;
    const sum = Object.values(bands).reduce((whole, count) => whole + count, 0);
    if (sum > all || Object.keys(bands).some((band) => !known.includes(band))) refused.push(id);
    else await parts.store.tablets.countHeads(run.id, id, { all, bands }, now);
  }
  return { refused, waiting: [] };
}

export async function takeHands(taking: Taking, opened: Opened<'hands'>): Promise<NotTaken> {
  const { parts, shelf, now, tablet, run } = taking;
  if (!(await agreedTo(taking))) return { refused: [], waiting: opened.map(({ id }) => id) };
  const { flow } = await shelf.pinned(run.flow, run.flowVersion);
  const questions = handsQuestions(questionsOf(flow, run, parts.lexicon.constants, now));
  const refused: string[] = [];
  for (const { id, content } of opened) {
    const question = questions.find(({ step }) => step === content.step);
    const read = question && readHands(question.options, question.many, { present: content.present, each: content.hands });
    if (!question || !read || 'fault' in read) {
      refused.push(id);
      continue;
    }
    const day = dayOf(parts.contactHours.zone, now);
    const kept = await parts.store.surveys.countHands({ id, run: run.id, step: question.step, ...read, capturedBy: tablet.by, day });
    if (!kept) refused.push(id);
  }
  return { refused, waiting: [] };
}
