import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { colours, type Drawing, type Shape } from './drawing.ts';
import { fontOf } from './font.ts';

/** Two pixels for each of the drawing, so that it is sharp on a phone. */
const scale = 2;

function hatch(pen: SKRSContext2D, { x, y, width, height }: Extract<Shape, { kind: 'bar' }>): void {
  pen.save();
  pen.beginPath();
  pen.rect(x, y, width, height);
  pen.clip();
  pen.lineWidth = 3;
  for (let at = x - height; at < x + width; at += 11) {
    pen.beginPath();
    pen.moveTo(at, y + height);
    pen.lineTo(at + height, y);
    pen.stroke();
  }
  pen.restore();
}

function draw(pen: SKRSContext2D, shape: Shape): void {
  switch (shape.kind) {
    case 'bar':
      pen.fillStyle = pen.strokeStyle = colours.bar;
      if (shape.hatched) hatch(pen, shape);
      else pen.fillRect(shape.x, shape.y, shape.width, shape.height);
      pen.lineWidth = 1;
      return pen.strokeRect(shape.x, shape.y, shape.width, shape.height);
    case 'whisker':
    case 'line': {
      const [ink, lines] =
        shape.kind === 'line'
          ? [colours.grid, [[shape.x, shape.from, shape.x, shape.to]]]
          : [
              colours.ink,
              [[shape.from, shape.y, shape.to, shape.y], ...[shape.from, shape.to].map((x) => [x, shape.y - 3, x, shape.y + 3])],
            ];
      pen.strokeStyle = ink as string;
      pen.lineWidth = 1;
      pen.beginPath();
      for (const [x, y, toX, toY] of lines as [number, number, number, number][]) {
        pen.moveTo(x, y);
        pen.lineTo(toX, toY);
      }
      return pen.stroke();
    }
    case 'text':
      pen.fillStyle = colours.ink;
      pen.font = fontOf(shape.size, shape.bold);
      pen.textAlign = shape.anchor;
      return pen.fillText(shape.text, shape.x, shape.y);
  }
}

/** The drawing as a PNG file, for a message. The same drawing gives the same bytes. */
export function pngOf({ width, height, shapes }: Drawing): Buffer {
  const canvas = createCanvas(width * scale, height * scale);
  const pen = canvas.getContext('2d');
  pen.scale(scale, scale);
  pen.fillStyle = colours.paper;
  pen.fillRect(0, 0, width, height);
  for (const shape of shapes) draw(pen, shape);
  return canvas.toBuffer('image/png');
}

/** Pixels of a square: a camera a hand's breadth from a screen sees it. */
const square = 8;

/** Dark squares on white, as `pdf/squares.ts` has them, as a PNG file. */
export function pngOfSquares({ size, dark }: { size: number; dark: { down: number; across: number }[] }): Buffer {
  const canvas = createCanvas(size * square, size * square);
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = '#000000';
  for (const { down, across } of dark) pen.fillRect(across * square, down * square, square, square);
  return canvas.toBuffer('image/png');
}
