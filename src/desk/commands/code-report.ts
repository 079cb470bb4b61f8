import { z } from 'zod';
import { type Agreement, type Both, kappaOf, pooledKappa } from '../../insight/coding/index.ts';
import { codedSteps } from '../surveys/coded.ts';
import { coderOf } from './code-text.ts';
import { type Context, staffCommand } from './command.ts';
import { areaLabel } from './session-sheet.ts';
import { short } from './when.ts';

export const codeStatus = staffCommand({
  name: 'code status',
  summary: 'how many texts wait to be coded, and for whom',
  may: 'code answers',
  input: z.strictObject({}),
  positional: [],
  run: async (context) => {
    const { parts, shelf, now, words } = context;
    const counts = await parts.store.codings.counts(coderOf(context), codedSteps(parts, shelf), now);
    const { texts, settled, first, second, third, yours, unpublished } = counts;
    const rows: [string, number][] = [
      [words('code_texts'), texts],
      [words('code_texts_settled'), settled],
      [words('code_first'), first],
      [words('code_second'), second],
      [words('code_third'), third],
      [words('code_yours'), yours],
    ];
    return {
      ...(unpublished.length > 0 && { text: words('code_unpublished', { count: String(unpublished.length) }) }),
      tables: [{ head: ['Coding', 'Texts'], rows: rows.map(([what, count]) => [what, String(count)]) }],
      next: [
        ...(yours > 0 ? [{ label: words('step_code'), weight: 'main' as const, order: { name: 'code next', input: {} } }] : []),
        ...unpublished.slice(0, 1).map((id) => ({ label: words('step_code_results'), order: { name: 'survey results', input: { id } } })),
        { label: words('step_code_agreement'), order: { name: 'code agreement', input: {} } },
        { label: words('step_code_book'), order: { name: 'code book', input: {} } },
      ],
      data: counts,
    };
  },
});

function rowOf({ words }: Context, label: string, { kappa, from, to, n, agreed }: Agreement): string[] {
  const two = (value: number) => value.toFixed(2);
  return [
    label,
    kappa === null ? words('code_kappa_none') : two(kappa),
    from === null || to === null ? words('code_interval_none') : words('code_interval', { from: two(from), to: two(to) }),
    String(agreed),
    String(n),
  ];
}

const head = ['Area', 'Kappa', '95 % interval', 'Said the same', 'Texts'];

/** Who has coded how alike with whom. Whoever may not see people sees no coder's name either, and with one pair it would be plain who they are. */
async function pairsOf(context: Context, pairs: { coders: [string, string]; areas: Both }[]) {
  const { parts, may } = context;
  if (!may('see people')) return [];
  const names = new Map<string, string>();
  for (const coder of new Set(pairs.flatMap(({ coders }) => coders))) {
    const person = coder.includes(':') ? null : await parts.store.people.show(coder);
    names.set(coder, person?.name ?? (coder.includes(':') ? coder : short(coder)));
  }
  const keys = [...new Set(pairs.map(({ coders }) => [...coders].sort().join('\n')))];
  return keys.map((key) => {
    const coders = key.split('\n');
    // In one pair the same person is always the first.
    const texts = pairs.filter((pair) => [...pair.coders].sort().join('\n') === key);
    const both = texts.map(({ coders: [one], areas: [a, b] }): Both => (one === coders[0] ? [a, b] : [b, a]));
    return { coders: coders.map((coder) => names.get(coder) as string), both };
  });
}

export const codeAgreement = staffCommand({
  name: 'code agreement',
  summary: 'how far two coders agree, by area and over all: Cohen’s kappa with its interval',
  may: 'code answers',
  input: z.strictObject({}),
  positional: [],
  run: async (context) => {
    const { parts, words } = context;
    const pairs = await parts.store.codings.pairs();
    const next = [{ label: words('step_code_status'), order: { name: 'code status', input: {} } }];
    if (pairs.length === 0) return { text: words('code_no_agreement'), next, data: { all: null, areas: [], coders: [] } };
    const areas = parts.codebook.areas.map(({ area }) => area);
    const both = pairs.map(({ areas }): Both => areas);
    const all = pooledKappa(areas, both);
    const each = areas.map((area) => ({ area, agreement: kappaOf(area, both) }));
    const coders = (await pairsOf(context, pairs)).map(({ coders, both }) => ({ coders, agreement: pooledKappa(areas, both) }));
    return {
      text: words('code_agreement'),
      tables: [
        {
          head,
          rows: [
            rowOf(context, words('code_all_areas'), all),
            ...each.map(({ area, agreement }) => rowOf(context, areaLabel(context, area), agreement)),
          ],
        },
        {
          head: ['Coders', ...head.slice(1)],
          rows: coders.map(({ coders, agreement }) => rowOf(context, coders.join(', '), agreement)),
        },
      ].filter(({ rows }) => rows.length > 0),
      next,
      data: { all, areas: each, coders },
    };
  },
});

export const codeBook = staffCommand({
  name: 'code book',
  summary: 'what each area means, and which words suggest it',
  may: 'code answers',
  input: z.strictObject({}),
  positional: [],
  run: async (context) => {
    const { parts, shelf, words } = context;
    const { areas } = parts.codebook;
    return {
      text: words('code_version', { version: String(shelf.codebookVersion) }),
      tables: [
        {
          head: ['Area', 'It is when', 'It is not when', 'Words that suggest it'],
          rows: areas.map(({ area, when, not, rules }) => [areaLabel(context, area), when, not, rules.join(', ')]),
        },
      ],
      next: [{ label: words('step_code'), order: { name: 'code next', input: {} } }],
      data: { version: shelf.codebookVersion, areas },
    };
  },
});
