import { retell, say, type Words } from '../engine/index.ts';
import { linesOf as choiceLines, choicesFor } from './choices.ts';
import { auditOwn, type Draft, tell } from './draft.ts';
import type { PersonDetail } from './ports.ts';
import type { Shelf } from './shelf.ts';
import { newTicket } from './tickets.ts';

const dayInLondon = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Europe/London' });

/** A line for each answer, in the words of the flow version in which it was given. A question that its flow does not know any more keeps its id. */
async function linesOf(answers: PersonDetail['answers'], shelf: Shelf, language: string): Promise<string[]> {
  const lines = [];
  for (const { flow, flowVersion, step, value, category, raw } of answers) {
    const shelved = await shelf.pinned(flow, flowVersion);
    const answered = { value, category, raw };
    lines.push(retell(shelved.flow, language, step, answered) ?? `${step}: ${raw}`);
  }
  return lines;
}

/** MY DATA: all that is held about the person, in one message that they can read, with a ticket for a copy that they can keep. */
export async function tellMyData(draft: Draft, shelf: Shelf): Promise<void> {
  const { person, parts } = draft;
  const held = await parts.store.people.show(person.id);
  if (!held) return;
  auditOwn(draft, 'my data');
  const { my_data, my_data_changed, my_data_chat, my_data_concern, my_data_rights, my_data_sessions, my_choices } = parts.phrases;
  const choices = choiceLines(draft, await choicesFor(draft));
  const phrase = (words: Words, fills: Record<string, string> = {}) => say(words, person.language, (gap) => fills[gap] ?? '');
  const lines = (current: boolean) =>
    linesOf(
      held.answers.filter((answer) => answer.current === current),
      shelf,
      person.language,
    );
  const changed = await lines(false);
  const chat = { messages: String(held.messages), day: dayInLondon.format(held.startedAt) };
  const sessions = held.sessions.map(({ date, setting }) => `${dayInLondon.format(new Date(date))}: ${setting.name}`);
  const text = [
    phrase(my_data),
    ...(await lines(true)),
    ...(changed.length > 0 ? ['', phrase(my_data_changed), ...changed] : []),
    ...(choices.length > 0 ? ['', phrase(my_choices), ...choices] : []),
    ...(sessions.length > 0 ? ['', phrase(my_data_sessions), ...sessions] : []),
    '',
    phrase(my_data_chat, chat),
    ...(person.concernAt ? [phrase(my_data_concern)] : []),
    phrase(my_data_rights),
  ];
  tell(draft, { text: text.join('\n'), copy: newTicket(parts.seal, parts.ids, person.id, draft.now) });
}
