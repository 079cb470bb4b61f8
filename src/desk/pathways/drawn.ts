import type { Said } from '../ports.ts';

type Drawn = NonNullable<Said['drawn']>;

/** Signs that begin a line about a step, as flows/words.yaml has them: a sign and a word say how it stands, and neither stands alone. */
const signs: readonly [sign: string, as: Drawn[number]['as']][] = [
  ['\u2713 ', 'done'],
  ['\u2192 ', 'here'],
  ['\u25cb ', 'next'],
];

/** What of PATHWAY's text can be drawn as steps. @param doing how the line of the one thing that could be done next begins */
export function drawnIn(text: string, doing: string): Drawn {
  return text.split('\n').flatMap((line, at): Drawn => {
    const as = doing !== '' && line.startsWith(doing) ? 'do' : signs.find(([sign]) => line.startsWith(sign))?.[1];
    return as === undefined ? [] : [{ line: at, as }];
  });
}
