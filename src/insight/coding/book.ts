/** When an area is in a text, and what makes us think that it may be. */
export interface CodebookArea {
  area: string;
  /** For coders: it applies when, and does not when. */
  when: string;
  not: string;
  /** Words or phrases in lower case, each word as it is, or with `*` for any ending. */
  rules: string[];
}

/** What coders go by, as `flows/codebook.yaml` has it, in the order of lists. */
export interface Codebook {
  areas: CodebookArea[];
  /** What is not coded: a survey's template, or `template.question`. */
  notCoded: string[];
}

/** Areas as a list shows them: in the order of the codebook. What it does not know comes last. */
export function inOrder({ areas }: Codebook, found: readonly string[]): string[] {
  const known = areas.map(({ area }) => area);
  const place = (area: string) => (known.includes(area) ? known.indexOf(area) : known.length);
  return [...found].sort((a, b) => place(a) - place(b));
}

export const isCoded = ({ notCoded }: Codebook, flow: string, step: string) =>
  !notCoded.includes(flow) && !notCoded.includes(`${flow}.${step}`);
