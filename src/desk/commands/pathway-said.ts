import { say } from '../../engine/index.ts';
import { standingsOf } from '../choices.ts';
import type { PersonDetail, Sheet } from '../ports.ts';
import type { Context } from './command.ts';
import { dayOrNothing, stageCalled } from './pathway-who.ts';
import { when } from './when.ts';

type Table = NonNullable<Sheet['tables']>[number];
type Answer = PersonDetail['answers'][number];

/** The answers of the newest check-in: from the end back to where a question comes a second time, for it is asked anew each time. */
function newest(answers: readonly Answer[]): Answer[] {
  const last: Answer[] = [];
  for (const answer of answers.toReversed()) {
    if (last.some(({ step }) => step === answer.step)) break;
    last.unshift(answer);
  }
  return last;
}

/** What they said the last time that they were asked how they are doing, and whether they may hear of paid work. For who may see people. */
export async function checkInTable({ parts, shelf, may }: Context, person: string): Promise<Table> {
  const head = ['How they are doing', 'What they said', 'When'];
  const detail = may('see people') ? await parts.store.people.show(person) : null;
  const told = newest(detail?.answers.filter(({ flow, current }) => flow === parts.home.checkIn && current) ?? []);
  if (!detail || told.length === 0) return { head, rows: [] };
  const text = (words: Parameters<typeof say>[0]) => say(words, 'en', (gap) => parts.lexicon.constants[gap] ?? '');
  const { nodes } = shelf.current(parts.home.checkIn).flow;
  const rows = told.flatMap(({ step, value, at }) => {
    const node = nodes.get(step);
    if (node?.kind !== 'ask' || node.ask.type === 'consent') return [];
    const labelOf = (one: string) => {
      const option = node.ask.options.find((found) => found.value === one);
      return option ? text(option.label) : one;
    };
    const said =
      value === null
        ? 'skipped'
        : [value]
            .flat()
            .map((one) => labelOf(String(one)))
            .join(', ');
    return [[text(node.ask.label), said, when(at)]];
  });
  const asked = [...nodes.values()].flatMap((node) => (node.kind === 'ask' && node.ask.purpose ? [node.ask.purpose] : []));
  const choices = standingsOf(parts, detail.ageBand, detail.consents).filter(({ purpose }) => asked.includes(purpose));
  const agreed = choices.flatMap(({ purpose, standing, by }) => {
    const label = parts.purposes.find((one) => one.purpose === purpose)?.label;
    return [[label ? text(label) : purpose, standing, by ? when(by.at) : '']];
  });
  return { head, rows: [...rows, ...agreed] };
}

/** What lists say that they were: nobody is moved by it. */
export async function tenureTable(context: Context, person: string): Promise<Table> {
  const tenures = await context.parts.store.tenures.of([person]);
  const inOrder = tenures.toSorted((a, b) => (a.since ?? '').localeCompare(b.since ?? ''));
  const rows = inOrder.map(({ stage, held, since, until }) => [
    stageCalled(context, stage),
    held ? dayOrNothing(since) : 'never',
    dayOrNothing(until),
  ]);
  return { head: ['A list says', 'Since', 'Until'], rows };
}
