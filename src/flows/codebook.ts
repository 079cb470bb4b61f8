import { z } from 'zod';
import type { Document } from './document.ts';
import type { Fault } from './fault.ts';

/** Shorter than that a stem is in half of all words. */
const SHORTEST_STEM = 3;
const word = /^[\p{Ll}\p{Lo}\p{N}][\p{Ll}\p{Lo}\p{N}']*\*?$/u;

const Rule = z
  .string()
  .refine(
    (rule) => rule.split(' ').every((part) => word.test(part)),
    'words in lower case, with one space between; * stands for any ending',
  )
  .refine(
    (rule) => rule.split(' ').every((part) => !part.endsWith('*') || part.length > SHORTEST_STEM),
    `before * there are at least ${SHORTEST_STEM} letters`,
  );

/** For each area when it is in a text, and the words that suggest it. */
export const CodebookFile = z.strictObject({
  not_coded: z.array(z.string()).default([]),
  areas: z
    .array(z.strictObject({ area: z.string(), when: z.string().min(1), not: z.string().min(1), rules: z.array(Rule).default([]) }))
    .min(1),
});
export type CodebookFile = z.infer<typeof CodebookFile>;

export const codebookOf = ({ areas, not_coded: notCoded }: CodebookFile) => ({ areas, notCoded });

const fits = (word: string, rule: string) => (rule.endsWith('*') ? word.startsWith(rule.slice(0, -1)) : word === rule);
/** Whether whatever the one rule finds, the other finds too. */
const within = (rule: string, wider: string) => {
  const [parts, others] = [rule.split(' '), wider.split(' ')];
  return parts.some((_, at) =>
    others.every((other, place) => parts[at + place] !== undefined && fits(parts[at + place]?.replace('*', '') ?? '', other)),
  );
};

/**
 * What is wrong with a codebook beside the areas and surveys that there are. A rule belongs to one area: a word that points to two would make two
 * suggestions of which one is always taken back.
 * @param flows their ids and steps
 */
export function codebookFaults(
  { areas, not_coded }: CodebookFile,
  known: { value: string }[],
  flows: { flow: string; survey?: unknown; steps: object[] }[],
  { file, lineOf }: Pick<Document, 'file' | 'lineOf'>,
): Fault[] {
  const faults: Fault[] = [];
  const report = (path: PropertyKey[], message: string, weight: Fault['weight'] = 'refuse') =>
    faults.push({ file, line: lineOf(path), message, weight });
  const values = known.map(({ value }) => value);
  const rules = new Map<string, string>();
  areas.forEach(({ area, rules: own }, at) => {
    const path = ['areas', at];
    if (!values.includes(area)) report([...path, 'area'], `there is no area "${area}" in areas.yaml; there are ${values.join(', ')}`);
    if (area === 'none') report([...path, 'area'], '"none" is what a coder says who finds no area');
    if (areas.findIndex((other) => other.area === area) < at) report([...path, 'area'], `the area "${area}" stands here twice`);
    own.forEach((rule, place) => {
      const before = rules.get(rule);
      if (before === area) report([...path, 'rules', place], `"${rule}" stands here twice`);
      else if (before !== undefined)
        report([...path, 'rules', place], `"${rule}" suggests "${before}" already; a word belongs to one area`);
      rules.set(rule, area);
      const wider = own.find((other) => other !== rule && within(rule, other));
      if (wider) report([...path, 'rules', place], `"${rule}" is found by "${wider}" already`);
    });
  });
  for (const value of values)
    if (!areas.some(({ area }) => area === value)) report(['areas'], `the area "${value}" of areas.yaml is missing`);
  not_coded.forEach((name, at) => {
    const [flow = '', step] = name.split('.');
    const found = flows.find((one) => one.flow === flow && one.survey);
    if (!found) report(['not_coded', at], `there is no survey "${flow}"`);
    else if (step !== undefined && !found.steps.some((one) => 'ask' in one && one.ask === step))
      report(['not_coded', at], `the survey "${flow}" has no question "${step}"`);
  });
  return faults;
}
