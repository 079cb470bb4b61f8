import type { Said } from '../desk/ports.ts';

type Step = NonNullable<Said['drawn']>[number]['as'];

/** A part of a message: words, or lines that are steps on a way. */
export type Piece = { words: string } | { steps: { as: Step; text: string }[] };

/** A message in the parts that a door draws differently. Nothing is added, and nothing is left out: their lines, one below the other, are the text. */
export function piecesOf({ text, drawn = [] }: Pick<Said, 'text' | 'drawn'>): Piece[] {
  const looks = new Map(drawn.map(({ line, as }) => [line, as]));
  const pieces: Piece[] = [];
  for (const [at, line] of text.split('\n').entries()) {
    const as = looks.get(at);
    const last = pieces.at(-1);
    if (as !== undefined) {
      if (last && 'steps' in last) last.steps.push({ as, text: line });
      else pieces.push({ steps: [{ as, text: line }] });
    } else if (last && 'words' in last) last.words += `\n${line}`;
    else pieces.push({ words: line });
  }
  return pieces;
}

export const hasSteps = ({ drawn }: Pick<Said, 'drawn'>): boolean => drawn !== undefined && drawn.length > 0;
