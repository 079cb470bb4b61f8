import type { Drawing, Shape } from './drawing.ts';
import { wrapped } from './font.ts';

/** One bar, from 0 to 1: pieces of it beside each other, and how sure it is. */
export interface PlacedBar {
  label: string;
  /** What it says in figures. */
  value: string;
  pieces: { from: number; to: number; hatched: boolean }[];
  sure?: { from: number; to: number };
}

export interface BarChart {
  title: string;
  about: string;
  /** Bars under one heading, or under none. */
  parts: { heading: string | null; bars: PlacedBar[] }[];
  /** Below the bars, a line each. */
  notes: string[];
  /** What it says, for those who can't see it. */
  alt: string;
}

const width = 800;
const margin = 24;
const labelRoom = 280;
const valueRoom = 120;
const barRoom = width - 2 * margin - labelRoom - valueRoom - 24;
const barHeight = 26;
const sizes = { title: 22, label: 16, note: 14 } as const;
/** Of one note. */
const MOST_LINES = 8;
const left = margin + labelRoom + 12;

/** The bars of one part, from `top` down; answers where they end. */
function place(bars: PlacedBar[], top: number, shapes: Shape[]): number {
  let y = top;
  for (const { label, value, pieces, sure } of bars) {
    const lines = wrapped(label, labelRoom, sizes.label, 3);
    const height = Math.max(barHeight, lines.length * sizes.label * 1.25);
    const middle = y + height / 2;
    lines.forEach((text, at) => {
      const line = middle + (at - (lines.length - 1) / 2) * sizes.label * 1.25 + sizes.label * 0.35;
      shapes.push({ kind: 'text', x: margin + labelRoom, y: line, size: sizes.label, bold: false, anchor: 'end', text });
    });
    for (const { from, to, hatched } of pieces)
      shapes.push({
        kind: 'bar',
        x: left + from * barRoom,
        y: middle - barHeight / 2,
        width: (to - from) * barRoom,
        height: barHeight,
        hatched,
      });
    if (sure)
      shapes.push({ kind: 'whisker', from: left + sure.from * barRoom, to: left + sure.to * barRoom, y: middle + barHeight / 2 + 4 });
    const [shown] = wrapped(value, valueRoom, sizes.label, 1, true) as [string];
    const line = middle + sizes.label * 0.35;
    shapes.push({ kind: 'text', x: left + barRoom + 12, y: line, size: sizes.label, bold: true, anchor: 'start', text: shown });
    y += height + 14;
  }
  shapes.push({ kind: 'line', x: left, from: top - 4, to: y - 4 });
  return y;
}

/** A bar chart, for a message or a page. */
export function barChart({ title, about, parts, notes, alt }: BarChart): Drawing {
  const shapes: Shape[] = [];
  let y = margin;
  const write = (text: string, size: number, bold = false, most = 3) => {
    for (const line of wrapped(text, width - 2 * margin, size, most, bold)) {
      y += size * 1.3;
      shapes.push({ kind: 'text', x: margin, y, size, bold, anchor: 'start', text: line });
    }
  };
  write(title, sizes.title, true);
  write(about, sizes.label);
  for (const { heading, bars } of parts) {
    if (heading !== null) {
      y += 14;
      write(heading, sizes.label, true);
    }
    y = place(bars, y + 20, shapes);
  }
  for (const note of notes) write(note, sizes.note, false, MOST_LINES);
  return { width, height: Math.ceil(y + margin), shapes, title, alt };
}
