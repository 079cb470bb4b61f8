/** A picture as plain data, which `svg.ts` and `png.ts` draw alike. Pixels, from the upper left corner. */
export interface Drawing {
  width: number;
  height: number;
  shapes: Shape[];
  title: string;
  /** What the picture says, for those who can't see it: all its figures. */
  alt: string;
}

export type Shape =
  | { kind: 'bar'; x: number; y: number; width: number; height: number /** Hatched on white: a group of hidden ones. */; hatched: boolean }
  /** How sure a share is: a line with an end at both sides. */
  | { kind: 'whisker'; from: number; to: number; y: number }
  | { kind: 'line'; x: number; from: number; to: number }
  /** `y` is the line that letters stand on. */
  | { kind: 'text'; x: number; y: number; size: number; bold: boolean; anchor: 'start' | 'end'; text: string };

/** Dark blue and near-black on white: 9:1 and 17:1 (WCAG 2.2 asks for 3:1 and 4.5:1). What colour says is also said in words. */
export const colours = { paper: '#ffffff', ink: '#1a1a1a', bar: '#1f4e79', grid: '#8a8a8a' } as const;
