import type { PackPrinting, PackStep, SessionPack } from '../desk/ports.ts';
import type { Block } from '../pdf/index.ts';
import { dependsText, optionTexts } from './pack-form.ts';
import type { PackWords } from './pack-words.ts';
import { dayInFull } from './table.ts';

/** Points that a row is high in which a hand writes or makes marks. */
const row = { marks: 30, names: 38, words: 62 } as const;

/** A time of the clock, so many minutes after another. @param begins HH:MM */
function clock(begins: string, minutes: number): string {
  const [hour = 0, minute = 0] = begins.split(':').map(Number);
  const day = 24 * 60;
  const at = (((hour * 60 + minute + minutes) % day) + day) % day;
  return `${Math.floor(at / 60)}:${String(at % 60).padStart(2, '0')}`;
}

function whenOf(words: PackWords, { from, minutes }: PackStep, begins: string | null): string {
  if (begins !== null) return `${clock(begins, from)}–${clock(begins, from + minutes)}`;
  return from < 0 ? words('before', { minutes: String(-from) }) : words('minutes', { from: String(from), to: String(from + minutes) });
}

/** What the session is, the way to the tablet's page, what to bring, and how it goes. */
export function firstPages(words: PackWords, pack: SessionPack, { begins }: PackPrinting): Block[] {
  const { date, setting, areas, title, bring, runningOrder, start } = pack;
  const facts = [dayInFull(date), setting.name, areas.map(({ plain }) => plain).join(', '), title];
  return [
    { heading: words('title'), level: 1 },
    { table: { columns: (['day', 'where', 'about', 'survey'] as const).map((id) => ({ head: words(id) })), rows: [facts] } },
    { heading: words('bring'), level: 2 },
    { boxes: bring },
    {
      blocks: [
        { heading: words('start'), level: 2 },
        { text: words('start_how') },
        { text: start.address, link: start.address },
        { text: words('code', { code: start.code ?? '______________________' }), bold: true },
        { picture: { qr: start.address, width: 110, alt: words('start_alt', { address: start.address }) } },
      ],
      whole: true,
    },
    { heading: words('running_order'), level: 2 },
    ...runningOrder.map(
      (step): Block => ({
        blocks: [{ heading: `${whenOf(words, step, begins)}  ${step.title}`, level: 3 }, { list: step.lines }],
        whole: true,
      }),
    ),
  ];
}

/** What is read aloud, and who heard it. */
export function consentPages(words: PackWords, { consent }: SessionPack): Block[] {
  const lines = (text: string): Block => ({ blocks: text.split('\n').map((line) => ({ text: line })), larger: 1.15 });
  return [
    { pageBreak: true },
    { heading: words('read_aloud'), level: 2 },
    { text: words('read_aloud_how', { version: consent.version }) },
    lines(consent.plain),
    {
      blocks: [{ heading: words('easy'), level: 3 }, lines(consent.easy)],
      whole: true,
    },
    {
      blocks: [
        { heading: words('witnessed'), level: 3 },
        {
          table: {
            columns: [
              { head: words('who'), width: 2 },
              { head: words('name_and_role'), width: 4 },
              { head: words('signed'), width: 3 },
            ],
            rows: [
              [words('read_by'), '', ''],
              [words('witness'), '', ''],
            ],
            rowHeight: row.names,
          },
        },
        { text: words('said_yes_no') },
      ],
      whole: true,
    },
  ];
}

/** How many came, by age: marks, and no names. */
export function headsPage(words: PackWords, { bands }: SessionPack): Block[] {
  const ages = [...bands.map(({ label }) => label), words('age_unknown'), words('everybody')];
  return [
    { blocks: [{ heading: words('heads'), level: 2 }, { text: words('heads_how') }, tallied(words, words('age'), ages)], whole: true },
  ];
}

const tallied = (words: PackWords, what: string, of: string[]): Block => ({
  table: {
    columns: [
      { head: what, width: 4 },
      { head: words('marks'), width: 5 },
      { head: words('count'), width: 2 },
    ],
    rows: of.map((one) => [one, '', '']),
    rowHeight: row.marks,
  },
});

/** All questions to read out, plainly and in easy words where those are others. */
export function questionPages(words: PackWords, { questions }: SessionPack): Block[] {
  return [
    { pageBreak: true },
    { heading: words('questions'), level: 2 },
    { text: words('questions_how') },
    ...questions.map((question): Block => {
      const ways = (['plain', 'easy'] as const).map((way) => ({ text: question[way], options: optionTexts(question, way).join('  /  ') }));
      const [plain, easy] = ways as [(typeof ways)[number], (typeof ways)[number]];
      const how = question.options.length === 0 ? 'own_words' : question.type === 'several' ? 'pick_many' : 'pick_one';
      return {
        blocks: [
          { heading: `${question.number}. ${plain.text}`, level: 3 },
          ...(easy.text === plain.text ? [] : [{ text: words('easy_text', { text: easy.text }) }]),
          ...dependsText(words, question).map((text) => ({ text })),
          { text: [words(how), plain.options].filter(Boolean).join(' ') },
          ...(easy.options === plain.options ? [] : [{ text: words('easy_text', { text: easy.options }) }]),
        ],
        whole: true,
      };
    }),
  ];
}

/** A table for each question that a group can answer by hands. */
export function tallyPages(words: PackWords, { questions }: SessionPack): Block[] {
  return [
    { pageBreak: true },
    { heading: words('tally'), level: 2 },
    { text: words('tally_how') },
    ...questions
      .filter(({ hands }) => hands)
      .map((question): Block => {
        const answers = [...optionTexts(question, 'plain'), words('asked')];
        return {
          blocks: [{ heading: `${question.number}. ${question.plain}`, level: 3 }, tallied(words, words('answer'), answers)],
          whole: true,
        };
      }),
  ];
}

/** Room for what is said, by area, and for words that may be used. */
export function notesPages(words: PackWords, { areas, attributions }: SessionPack): Block[] {
  const labels = [...areas.map(({ plain }) => plain), words('other_area')];
  return [
    { pageBreak: true },
    { heading: words('notes'), level: 2 },
    { text: words('notes_how') },
    ...labels.map((label): Block => ({ blocks: [{ heading: label, level: 3 }, { lines: 9 }], whole: true })),
    { pageBreak: true },
    { heading: words('quotes'), level: 2 },
    { text: words('quotes_how') },
    { text: words('called_how', { names: attributions.join(', ') }) },
    {
      table: {
        columns: [
          { head: words('quote'), width: 6 },
          { head: words('area'), width: 2.2 },
          { head: words('said_yes'), width: 1.4 },
          { head: words('called'), width: 2.6 },
        ],
        rows: Array.from({ length: 8 }, () => ['', '', '\u2610', '']),
        rowHeight: row.words,
      },
    },
  ];
}

/** What to do when somebody may be in danger, on one page. */
export function dangerPage(words: PackWords, { danger }: SessionPack): Block[] {
  const steps: Block = { blocks: [{ list: danger, from: 1 }], larger: 1.2 };
  return [
    { blocks: [{ heading: words('danger'), level: 2 }, steps, { heading: words('danger_staff'), level: 3 }, { lines: 2 }], whole: true },
  ];
}

/** Who can help, to say or to pin up. */
export function signpostsPage(words: PackWords, { signposts }: SessionPack): Block[] {
  return [
    { pageBreak: true },
    { heading: words('signposts'), level: 2 },
    { text: words('signposts_how') },
    { blocks: [{ list: signposts }], larger: 1.6 },
    { blocks: [{ heading: words('here'), level: 3 }, { lines: 3 }], whole: true },
  ];
}
