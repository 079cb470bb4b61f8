import { colours, type Drawing, type Shape } from './drawing.ts';
import { font } from './font.ts';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string) => text.replace(/[&<>"']/g, (letter) => escapes[letter] as string);
const number = (value: number) => String(Math.round(value * 100) / 100);

function drawn(shape: Shape, hatch: string): string {
  switch (shape.kind) {
    case 'bar': {
      const place = `x="${number(shape.x)}" y="${number(shape.y)}" width="${number(shape.width)}" height="${number(shape.height)}"`;
      return `<rect ${place} fill="${shape.hatched ? `url(#${hatch})` : colours.bar}" stroke="${colours.bar}"/>`;
    }
    case 'whisker': {
      const [from, to, y] = [number(shape.from), number(shape.to), number(shape.y)];
      return `<path d="M${from} ${y}H${to}M${from} ${number(shape.y - 3)}v6M${to} ${number(shape.y - 3)}v6" stroke="${colours.ink}" fill="none"/>`;
    }
    case 'line':
      return `<path d="M${number(shape.x)} ${number(shape.from)}V${number(shape.to)}" stroke="${colours.grid}" fill="none"/>`;
    case 'text': {
      const look = `font-size="${shape.size}"${shape.bold ? ' font-weight="bold"' : ''}${shape.anchor === 'end' ? ' text-anchor="end"' : ''}`;
      return `<text x="${number(shape.x)}" y="${number(shape.y)}" ${look} fill="${colours.ink}">${escaped(shape.text)}</text>`;
    }
  }
}

/**
 * The drawing as SVG, for a page. It names no file and runs nothing; where the reader has not our font, theirs is used.
 * @param name of its own, where several stand on one page
 */
export function svgOf({ width, height, shapes, title, alt }: Drawing, name = ''): string {
  const id = (one: string) => (name ? `${name}-${one}` : one);
  const hatch = `<pattern id="${id('hatch')}" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="8" height="8" fill="${colours.paper}"/><rect width="3" height="8" fill="${colours.bar}"/></pattern>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="${id('title')}" aria-describedby="${id('desc')}" font-family="${font}, sans-serif">`,
    `<title id="${id('title')}">${escaped(title)}</title><desc id="${id('desc')}">${escaped(alt)}</desc><defs>${hatch}</defs><rect width="${width}" height="${height}" fill="${colours.paper}"/>`,
    ...shapes.map((shape) => drawn(shape, id('hatch'))),
    '</svg>',
  ].join('\n');
}
