import { dayOf } from '../../calendar/index.ts';
import type { Counted } from '../../envelope.ts';
import { readHands } from '../../surveys/index.ts';
import { offeredBy } from '../listed.ts';
import { handsQuestions, questionsOf } from '../surveys/questions.ts';
import { STARTS } from './limits.ts';
import { agreedTo, type NotTaken, type Opened, type Taking } from './take.ts';

/** What a facilitator noted of the whole group on a tablet. */

/**
 * When it was counted, as far as that can be: a tablet's clock may be wrong, but it counted after it was given a code, and before now.
 */
function momentOf({ tablet, now }: Taking, { at }: Counted): Date {
  const begun = tablet.startsUntil.getTime() - STARTS;
  return new Date(Math.min(Math.max(Date.parse(at), begun), now.getTime()));
}

export async function takeConsents(taking: Taking, opened: Opened<'consent'>): Promise<NotTaken> {
  const { parts, tablet, session } = taking;
  const refused: string[] = [];
  for (const { id, content } of opened) {
    const { version: termsVersion, reader: readBy, witness, agreed, refused: not } = content;
    const known = parts.terms.some(({ purpose, version }) => purpose === 'group' && version === termsVersion);
    const consent = {
      id,
      session: session.id,
      termsVersion,
      readBy,
      witness,
      agreed,
      refused: not,
      by: tablet.by,
      at: momentOf(taking, content),
    };
    if (known) await parts.store.sessions.agree(consent);
    else refused.push(id);
  }
  return { refused, waiting: [] };
}

export async function takeHeads(taking: Taking, opened: Opened<'heads'>): Promise<NotTaken> {
  const { parts, shelf, tablet, now } = taking;
  const known = offeredBy(parts, shelf, 'age_band').map(({ value }) => value);
  const refused: string[] = [];
  for (const { id, content } of opened) {
    const { all, bands } = content;
    const sum = Object.values(bands).reduce((whole, count) => whole + count, 0);
    if (sum > all || Object.keys(bands).some((band) => !known.includes(band))) refused.push(id);
    else await parts.store.tablets.countHeads(tablet, id, { all, bands }, momentOf(taking, content), now);
  }
  return { refused, waiting: [] };
}

export async function takeHands(taking: Taking, opened: Opened<'hands'>): Promise<NotTaken> {
  const { parts, shelf, now, tablet, run } = taking;
  if (!(await agreedTo(taking))) return { refused: [], waiting: opened.map(({ id }) => id) };
  const { flow } = await shelf.pinned(run.flow, run.flowVersion);
  const questions = handsQuestions(questionsOf(flow, run, parts.lexicon.constants));
  const refused: string[] = [];
  for (const { id, content } of opened) {
    const question = questions.find(({ step }) => step === content.step);
    const read = question && readHands(question.options, question.many, { present: content.present, each: content.hands });
    if (!question || !read || 'fault' in read) {
      refused.push(id);
      continue;
    }
    const at = momentOf(taking, content);
    const counted = { id, run: run.id, step: question.step, ...read, capturedBy: tablet.by, day: dayOf(parts.contactHours.zone, at), at };
    const kept = await parts.store.surveys.countHands(counted, now);
    if (!kept) refused.push(id);
  }
  return { refused, waiting: [] };
}
