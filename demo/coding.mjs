/** WHAT PEOPLE WROTE, PUT UNDER AREAS: two read each text and do not know what the other found; where they differ, a third settles it. */
import { danger } from './lives.mjs';
import { words } from './opinions.mjs';
import { colleagues } from './team.mjs';

const plain = (text) =>
  text
    .replace(/^Somebody said: /, '')
    .replace(/\.$/, '')
    .toLowerCase();
/** What somebody finds who reads with care, by the words. */
const found = new Map([
  ...Object.entries(words).flatMap(([area, texts]) => texts.map((text) => [plain(text), [area]])),
  [plain('The heating in the rooms is broken since winter.'), ['estates']],
  [plain('I like it that staff know our names.'), ['staffing']],
  [plain(danger['What one thing should change?']), ['safety']],
]);
/** The second one reads some of it another way. */
const otherwise = new Map([
  [plain('The quiet room helps me'), ['estates']],
  [plain('My key worker is the best thing here'), ['staffing', 'needs']],
  [plain('Nobody asked what I need'), []],
]);
/** And the third agrees with the second about one of these. */
const settled = new Map([[plain('My key worker is the best thing here'), ['staffing', 'needs']]]);

const readers = [
  { nick: 'an', reads: (text) => found.get(text) ?? [] },
  { nick: 'eve', reads: (text) => otherwise.get(text) ?? found.get(text) ?? [] },
  { nick: 'bo', reads: (text) => settled.get(text) ?? found.get(text) ?? [] },
];

/** Texts that one person gets, one after the other, until none waits for them. The third comes last, and only settles. */
async function codesAll({ team, book }, { nick, reads }, settles) {
  const staff = team[nick];
  await staff.types('/onward code next');
  for (let count = 0; ; ) {
    const orders = staff.orders();
    const order = orders.find(({ name, input }) => (name === 'code as' || name === 'code settle') && input.text && !input.areas);
    if (!order) return count;
    if (settles !== (order.name === 'code settle')) throw new Error(`${nick} was asked for ${order.name}: ${staff.shown().text}`);
    const text = textIn(staff.shown());
    const areas = reads(plain(text));
    book.note('slack', colleagues[nick].name, { did: settles ? 'settle' : 'code', text, areas });
    await staff.types(`/onward ${order.name} ${order.input.text} ${areas.join(',') || 'none'}`);
    count += 1;
  }
}

/** The text stands below the question, in a table with one column. */
function textIn({ blocks }) {
  const tables = blocks.flatMap(({ type, text }) => (type === 'section' && text?.text ? [text.text] : []));
  const [first = ''] = tables;
  const lines = first.replaceAll('```', '').trim().split('\n');
  const cell = lines.length > 1 ? lines.slice(1).join(' ') : (/: (.*)$/.exec(lines[0] ?? '')?.[1] ?? '');
  return cell.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').trim();
}

export async function codeTexts(story) {
  const [first, second, third] = readers;
  const texts = await codesAll(story, first, false);
  await codesAll(story, second, false);
  const differed = await codesAll(story, third, true);
  await story.team.an.types('/onward code agreement');
  return { texts, differed };
}
