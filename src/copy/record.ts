import type { ChannelPhrases, DrawRecord, ParticipationRecord, Span } from '../desk/ports.ts';
import type { Block, Printed } from '../pdf/index.ts';
import { dayInFull } from './table.ts';
import { checkPhrases, type PhraseId, type Words, wordsOf } from './words.ts';

const monthInWords = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const month = (one: string) => monthInWords.format(new Date(`${one}-01T00:00:00Z`));

interface Part {
  title: PhraseId;
  lines: string[];
}

/** How many, and over which months. */
function spanLine(words: Words, { sessions, from, to }: Span, kind: 'attended' | 'led'): string {
  const count = words(sessions === 1 ? `record_${kind}_one` : `record_${kind}`, { count: String(sessions) });
  return from === to
    ? words('record_in', { what: count, month: month(from) })
    : words('record_over', { what: count, from: month(from), to: month(to) });
}

/** What it says, part by part; a part that has nothing is left out. */
function partsOf(words: Words, { attended, led, projects, stages, trainings, pieces }: ParticipationRecord): Part[] {
  const parts: Part[] = [
    {
      title: 'record_sessions',
      lines: [
        ...(attended ? [spanLine(words, attended, 'attended')] : []),
        ...(led ? [spanLine(words, led, 'led')] : []),
        ...projects.map((project) => words('record_project', { project })),
      ],
    },
    {
      title: 'record_stages',
      lines: stages.map(({ title, month: since }) =>
        since === null ? title : words('record_stage', { stage: title, month: month(since) }),
      ),
    },
    {
      title: 'record_trainings',
      lines: trainings.map(({ title, date, until }) =>
        until === null
          ? words('record_training', { training: title, day: dayInFull(date) })
          : words('record_training_until', { training: title, day: dayInFull(date), until: dayInFull(until) }),
      ),
    },
    {
      title: 'record_pieces',
      lines: pieces.map(({ title, words: own, date }) =>
        words('record_piece', { piece: [title, own].filter((one) => one !== null).join(': '), day: dayInFull(date) }),
      ),
    },
  ];
  return parts.filter(({ lines }) => lines.length > 0);
}

function printed(words: Words, record: ParticipationRecord, author: string): Printed {
  const { name, language, made } = record;
  const title = words('record_title');
  const parts = partsOf(words, record);
  const blocks: Block[] = [
    { heading: title, level: 1 },
    { text: name === null ? words('record_whose_unnamed') : words('record_whose', { name }) },
    { text: words('record_made', { day: dayInFull(made) }) },
    ...parts.flatMap((part): Block[] => [{ heading: words(part.title), level: 2 }, { list: part.lines }]),
    ...(parts.length === 0 ? [{ text: words('record_nothing') }] : []),
    { heading: words('record_about'), level: 2 },
    { text: words('record_about_text') },
    { text: words('record_ask') },
  ];
  const undrawn = words('record_undrawn');
  return { title, author, language: language === 'easy' ? 'en' : language, made: new Date(`${made}T00:00:00Z`), blocks, undrawn };
}

/**
 * @param phrases the words of the file, from flows/copy-words.yaml
 * @param author the charity
 * @param print makes the PDF; loaded when somebody wants one
 * @throws when a phrase is missing
 */
export function recordDrawer(phrases: ChannelPhrases, author: string, print: (printed: Printed) => Promise<Uint8Array>): DrawRecord {
  checkPhrases(phrases);
  return {
    lines: (record) => {
      const words = wordsOf(phrases, record.language);
      return partsOf(words, record).flatMap(({ title, lines }) => ['', words(title), ...lines.map((line) => `- ${line}`)]);
    },
    file: async (record) => {
      const body = await print(printed(wordsOf(phrases, record.language), record, author));
      return { name: 'onward-my-record.pdf', type: 'application/pdf', body };
    },
  };
}
