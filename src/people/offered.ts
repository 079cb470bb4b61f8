/** One of the options that registering offers: its value, what else it is called, and for an age the years that it covers, both ends included. */
export interface Offered {
  value: string;
  names: string[];
  from?: number | undefined;
  to?: number | undefined;
}

/** The youngest of whom anything may be kept: the age of consent for online services (Data Protection Act 2018, section 9). */
const YOUNGEST = 13;

export const isTooYoung = ({ to }: Offered) => to !== undefined && to < YOUNGEST;

const folded = (text: string) =>
  text
    .toLowerCase()
    .replace(/\s*[-‐-―_]\s*/g, '-')
    .trim();

/** What a cell says, by value, by name or, for an age, in years; null when it says none of them. Nothing is guessed: a list is not a chat. */
export function choiceOf(cell: string, choices: Offered[]): Offered | null {
  const text = folded(cell);
  const named = choices.find(({ value, names }) => [value, ...names].some((name) => folded(name) === text));
  if (named) return named;
  const years = /^\d{1,3}$/.test(text) ? Number(text) : null;
  const covers = ({ from, to }: Offered) => years !== null && (from ?? 0) <= years && years <= (to ?? 120);
  return choices.find((choice) => (choice.from !== undefined || choice.to !== undefined) && covers(choice)) ?? null;
}
