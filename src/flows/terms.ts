import { z } from 'zod';
import { Words } from '../engine/index.ts';
import type { Document } from './document.ts';
import type { Fault } from './fault.ts';

/** What a purpose says beside the wording that is agreed to. A privacy notice has none of it, and neither has what is read aloud to a group. */
const said = ['label', 'given', 'withdrawn'] as const;

const Entry = z
  .strictObject({
    /** A name that conditions can use. `privacy` and `privacy-young` are the notices, `group` is read aloud. */
    purpose: z.string().regex(/^([a-z][a-z_]*|privacy-young)$/, 'a purpose is lower-case letters and _'),
    version: z.string(),
    wording: Words,
    again: Words.optional(),
    why: Words.optional(),
    label: Words.optional(),
    /** What a yes changes. */
    given: Words.optional(),
    /** What a no changes. */
    withdrawn: Words.optional(),
    any_time: z.boolean().default(false),
    says_no: z.array(z.string().min(1)).default([]),
  })
  .refine(({ purpose, ...entry }) => purpose.startsWith('privacy') || purpose === 'group' || said.every((key) => entry[key]), {
    error: `needs ${said.join(', ')}, to say what it is and what a yes and a no change`,
  });

export const TermsFile = z
  .array(Entry)
  .refine(
    (all) => new Set(all.map(({ purpose }) => purpose)).size === all.length,
    'a purpose stands here twice; only the newest wording is kept here',
  )
  .superRefine((all, context) => {
    const adult = all.findIndex(({ purpose }) => purpose === 'privacy');
    const young = all.find(({ purpose }) => purpose === 'privacy-young');
    if (young && all[adult]?.version !== young.version)
      context.addIssue({
        code: 'custom',
        path: [adult, 'version'],
        message: 'the two privacy notices are one promise: give both the same version',
      });
  });
export type TermsFile = z.infer<typeof TermsFile>;

/** A purpose as the chat speaks of it. */
export interface Purpose {
  purpose: string;
  label: Words;
  given: Words;
  withdrawn: Words;
  /** Offered also to people who were never asked. */
  anyTime: boolean;
  /** Whole messages that are a no to it. */
  saysNo: string[];
}

export function purposesOf(terms: TermsFile): Purpose[] {
  return terms.flatMap(({ purpose, label, given, withdrawn, any_time, says_no }) =>
    label && given && withdrawn ? [{ purpose, label, given, withdrawn, anyTime: any_time, saysNo: says_no }] : [],
  );
}

type Raw = Record<string, unknown>;

/**
 * Gives the questions of a flow file that ask consent the words of their terms, and the version of those words: what was shown and what
 * is kept as agreed are one text. A file that has own words for one is refused.
 */
export function wordConsents(terms: TermsFile, { value, file, lineOf }: Document): Fault[] {
  const steps = (value as Raw | null)?.steps;
  return (Array.isArray(steps) ? steps : []).flatMap((step: Raw | null, index): Fault[] => {
    const asks = step && (step.type === 'consent' || ('review' in step && 'purpose' in step));
    if (!asks) return [];
    const fault = (key: string, message: string): Fault[] => [{ file, line: lineOf(['steps', index, key]), message, weight: 'refuse' }];
    const own = ['terms', 'review' in step ? 'asks' : 'text'].find((key) => key in step);
    if (own) return fault(own, `this asks consent, and its words are those of its terms: take out "${own}"`);
    const found = terms.find(({ purpose }) => purpose === step.purpose);
    if (!found) return fault('purpose', `this asks consent for "${step.purpose ?? 'nothing'}", which has no terms; add them to terms.yaml`);
    const { wording, version, again, why, label } = found;
    const words =
      'review' in step ? { asks: wording } : { text: wording, ...(again && { again }), ...(why && { why }), ...(label && { label }) };
    Object.assign(step, { terms: version, ...words, ...step });
    return [];
  });
}
