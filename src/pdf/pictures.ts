import type { Picture } from './document.ts';
import { drawLine, linesOf } from './lines.ts';
import { full, type Laid, type Look, type Pen } from './pen.ts';
import { squaresOf } from './squares.ts';

type Drawing = Extract<Picture, { drawing: unknown }>['drawing'];
type Shape = Drawing['shapes'][number];

/** Points for a pixel of a drawing. */
const pixel = 0.75;
/** Our letters are wider than those that a drawing is measured with: so much smaller they take no more room. */
const narrower = 0.86;

const colours = { bar: '#1f4e79', grid: '#8a8a8a', ink: '#1a1a1a' } as const;

function hatched({ pdf }: Pen, { x, y, width, height }: Extract<Shape, { kind: 'bar' }>): void {
  pdf.save().rect(x, y, width, height).clip().lineWidth(3);
  for (let at = x - height; at < x + width; at += 11) pdf.moveTo(at, y + height).lineTo(at + height, y);
  pdf.stroke(colours.bar).restore();
}

/** One shape, in pixels of its drawing. */
function draw(pen: Pen, shape: Shape): void {
  const { pdf } = pen;
  switch (shape.kind) {
    case 'bar':
      if (shape.hatched) hatched(pen, shape);
      else pdf.rect(shape.x, shape.y, shape.width, shape.height).fill(colours.bar);
      return void pdf.rect(shape.x, shape.y, shape.width, shape.height).lineWidth(1).stroke(colours.bar);
    case 'whisker':
      pdf.moveTo(shape.from, shape.y).lineTo(shape.to, shape.y);
      for (const x of [shape.from, shape.to]) pdf.moveTo(x, shape.y - 3).lineTo(x, shape.y + 3);
      return void pdf.lineWidth(1).stroke(colours.ink);
    case 'line':
      return void pdf.moveTo(shape.x, shape.from).lineTo(shape.x, shape.to).lineWidth(1).stroke(colours.grid);
    case 'text': {
      const look: Look = { size: shape.size * narrower, font: shape.bold ? 'bold' : 'plain' };
      for (const line of linesOf(pdf, shape.text, look, Number.POSITIVE_INFINITY))
        drawLine(pdf, line, look, shape.anchor === 'end' ? shape.x - line.width : shape.x, shape.y - look.size * 1.05);
    }
  }
}

function qr({ pdf }: Pen, text: string, left: number, top: number, width: number): void {
  const { size, dark } = squaresOf(text);
  const side = width / size;
  for (const { down, across } of dark) pdf.rect(left + across * side, top + down * side, side, side);
  pdf.fill('black');
}

/** A picture, as large as it is or as the page allows, and what it says in words. */
export function pictureOf(pen: Pen, picture: Picture): Laid {
  const { pdf } = pen;
  const { alt, natural, ratio } = sizeOf(pen, picture);
  const width = Math.min(natural, pen.width, full(pen) / ratio);
  const height = width * ratio;
  const add = () => {
    const [left, top] = [pen.left, pdf.y];
    const drawn = () => {
      pdf.save();
      if ('drawing' in picture) {
        pdf.translate(left, top).scale(width / picture.drawing.width);
        for (const shape of picture.drawing.shapes) draw(pen, shape);
      } else if ('png' in picture) pdf.image(Buffer.from(picture.png), left, top, { width });
      else qr(pen, picture.qr, left, top, width);
      pdf.restore();
      pdf.y = top + height;
    };
    const placed = { alt, bbox: [left, top, left + width, top + height] };
    pdf.addStructure(pdf.struct('Figure', placed, drawn));
  };
  return { above: 10, least: height, height, add };
}

/** Points wide, and how many times as high, before it is made to fit. */
function sizeOf({ larger }: Pen, picture: Picture): { alt: string; natural: number; ratio: number } {
  if ('drawing' in picture) {
    const { width, height, alt } = picture.drawing;
    return { alt, natural: width * pixel * larger, ratio: height / width };
  }
  const { alt, width } = picture;
  if ('qr' in picture) return { alt, natural: width, ratio: 1 };
  // A PNG says how wide and how high it is right after its signature.
  const head = Buffer.from(picture.png);
  return { alt, natural: width, ratio: head.readUInt32BE(20) / head.readUInt32BE(16) };
}
