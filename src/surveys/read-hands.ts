/** Why a show of hands can't be as it was said, by its field. */
export interface HandsFault {
  field: string;
  fault: 'hands_unread' | 'hands_not_as_many' | 'hands_over_present' | 'hands_nobody' | 'hands_no_option';
  fills: Record<string, string>;
}

interface Said {
  present?: number | undefined;
  /** A number for each option in their order, like `3 5 0 2 1`. */
  line?: string | undefined;
  /** By option. */
  each: Readonly<Record<string, number>>;
}

/**
 * How many raised their hand for what, as a line or by option; what is not said is nobody. Where nobody says how many were asked, each raised one hand.
 * @param many several can be picked, so one person may raise more than one hand
 */
export function readHands(
  options: readonly { value: string; label: string }[],
  many: boolean,
  { present, line, each }: Said,
): { present: number; counts: Record<string, number> } | HandsFault {
  const fault = (fault: HandsFault['fault'], field: string, fills: Record<string, string> = {}) => ({ field, fault, fills });
  const values = options.map(({ value }) => value);
  const known = options.map(({ value, label }) => `${value} (${label})`).join(', ');
  const strange = Object.keys(each).find((option) => !values.includes(option));
  if (strange !== undefined) return fault('hands_no_option', strange, { option: strange, known });
  const words = line?.split(/[\s,;/]+/).filter(Boolean) ?? [];
  const wrong = words.find((word) => !/^\d{1,3}$/.test(word));
  if (wrong !== undefined) return fault('hands_unread', 'counts', { part: wrong });
  if (words.length > 0 && words.length !== values.length)
    return fault('hands_not_as_many', 'counts', { many: String(values.length), got: String(words.length), known });
  const counts = Object.fromEntries(values.map((value, at) => [value, each[value] ?? Number(words[at] ?? 0)]));
  const raised = Object.values(counts);
  const sum = raised.reduce((all, count) => all + count, 0);
  const most = many ? Math.max(0, ...raised) : sum;
  const asked = present ?? (many ? 0 : sum);
  if (asked === 0) return fault('hands_nobody', 'present');
  if (most > asked) return fault('hands_over_present', 'present', { raised: String(most), present: String(asked) });
  return { present: asked, counts };
}
