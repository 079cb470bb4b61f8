import type { PackQuestion, SessionPack, TwoWays } from '../desk/ports.ts';
import type { Block } from '../pdf/index.ts';
import type { PackWords } from './pack-words.ts';

/** Easy read is set in 14 points or more. */
const larger = { plain: 1.1, easy: 1.3 } as const;
/** Lines to write an answer on. */
const LINES = 3;

/** Paper takes no picture of a face: where a word stands beside it, the word is enough. */
const unpictured = (label: string) => label.replace(/^\p{Extended_Pictographic}\uFE0F?\s+(?=\S)/u, '');

export const optionTexts = ({ options }: Pick<PackQuestion, 'options'>, way: keyof TwoWays) =>
  options.map((option) => unpictured(option[way]));

/** What a question that not everybody is asked says of that. */
export const dependsText = (words: PackWords, { depends }: PackQuestion) =>
  depends.length > 0 ? [words('depends', { number: depends.join(', ') })] : [];

function asked(words: PackWords, question: PackQuestion, way: keyof TwoWays): Block {
  const options = optionTexts(question, way);
  const about = [...dependsText(words, question), ...(question.type === 'several' ? [words('pick_many')] : [])];
  // Below each other they are easier to read; side by side a form is one sheet of paper.
  const answer: Block = options.length === 0 ? { lines: LINES } : { boxes: options, ...(way === 'plain' && { across: true }) };
  return {
    blocks: [{ heading: `${question.number}. ${question[way]}`, level: 3 }, ...about.map((text) => ({ text })), answer],
    whole: true,
  };
}

/**
 * The survey on paper, on a page of its own.
 * @param number of this form; null: it is to be copied, and each copy gets one by hand
 */
export function formOf(words: PackWords, pack: SessionPack, way: keyof TwoWays, number: number | null): Block[] {
  const { title, intro, questions, session, flow, flowVersion } = pack;
  const numbered = number === null ? words('form_no_number') : words('form_number', { number: String(number) });
  return [
    { pageBreak: true },
    { heading: way === 'easy' ? words('form_easy', { survey: title }) : title, level: 2 },
    { text: numbered, bold: true },
    ...(number === null ? [{ text: words('form_copy') }] : []),
    {
      blocks: [
        ...[...intro[way].split('\n'), words('form_how')].map((text) => ({ text })),
        ...questions.map((question) => asked(words, question, way)),
        { text: words('form_thanks'), bold: true },
      ],
      larger: larger[way],
    },
    { text: words('form_staff', { session: session.slice(0, 8), flow, version: String(flowVersion) }) },
  ];
}
