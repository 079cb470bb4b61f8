import library from 'pptxgenjs';
import { clean } from '../insight/index.ts';
import { filled, type ResultsWords } from '../surveys/index.ts';
import { chartAlt, chartTable } from './chart.ts';
import type { PackChart, PackDocument, PackQuote, PackSection, PackTable } from './document.ts';
import { lettersIn, linesOf, page, paged, pieces, rowsOf, sizes, wide, widthsOf } from './slide-room.ts';

/** Its types are of CommonJS, where the class is a field; as a module, which it is here, it is the module's default itself. */
const PptxGenJS = library as unknown as typeof library.default;

const look = { font: 'Calibri', ink: '1A1A1A', bar: '1F4E79', line: '8A8A8A', head: 'EEF3F8' } as const;
/** A text of so many letters is said above a table, and not on a slide of its own. */
const SHORT = 260;
const MASTER = 'REPORT';
/** Bars on one slide. */
const MOST_BARS = 8;

/** Letters of a label beside a bar: with more there is no room for the bars. The table after the chart has all of it. */
const MOST_LETTERS = 60;

const short = (label: string) => (label.length > MOST_LETTERS ? `${[...label].slice(0, MOST_LETTERS - 1).join('')}…` : label);

type Slide = ReturnType<library.default['addSlide']>;

class Slides {
  readonly #file = new PptxGenJS();
  readonly #words: ResultsWords;

  constructor({ title, author }: PackDocument, words: ResultsWords) {
    this.#words = words;
    const file = this.#file;
    file.layout = 'LAYOUT_WIDE';
    Object.assign(file, { title: clean(title), subject: clean(title), author: clean(author), company: clean(author) });
    file.theme = { headFontFace: look.font, bodyFontFace: look.font };
    const heading = {
      x: page.left,
      y: 0.4,
      w: wide,
      h: 0.85,
      fontSize: sizes.title,
      bold: true,
      color: look.bar,
      align: 'left',
      valign: 'middle',
    } as const;
    file.defineSlideMaster({
      title: MASTER,
      background: { color: 'FFFFFF' },
      objects: [
        { rect: { x: 0, y: 0, w: page.width, h: 0.14, fill: { color: look.bar } } },
        { placeholder: { options: { name: 'title', type: 'title', ...heading }, text: '' } },
      ],
      slideNumber: { x: page.width - 1.1, y: 7.05, fontSize: 11, color: look.ink },
    });
  }

  #slide(title: string, notes: string): Slide {
    const slide = this.#file.addSlide({ masterName: MASTER });
    const fontSize = linesOf(title, wide, sizes.title) > 1 ? sizes.longTitle : sizes.title;
    // Of the text itself: what is said of a place is as its master has it.
    slide.addText([{ text: clean(title), options: { fontSize } }], { placeholder: 'title' });
    slide.addNotes(clean(notes));
    return slide;
  }

  /** Lines below each other. */
  lines(title: string, lines: readonly string[], bullet: boolean): void {
    const heightOf = (line: string) => (linesOf(line, wide - 0.4, sizes.text) * sizes.text * 1.25) / 72 + 0.12;
    const most = Math.floor(((page.room - 0.2) * 72) / (sizes.text * 1.25)) * lettersIn(wide - 0.4, sizes.text) * 0.9;
    const fitting = lines.flatMap((line) => pieces(clean(line), Math.floor(most)));
    for (const some of paged(fitting, heightOf, page.room)) {
      const runs = some.map((text) => ({ text, options: { bullet, breakLine: true, paraSpaceAfter: 7 } }));
      const place = { x: page.left, y: page.top, w: wide, h: page.room, valign: 'top', fontSize: sizes.text, color: look.ink } as const;
      this.#slide(title, some.join(' ')).addText(runs, place);
    }
  }

  /** @param note said above it, small */
  table(title: string, { head, rows }: PackTable, note: string | null = null): void {
    const widths = widthsOf({ head, rows });
    const heightOf = (row: readonly string[]) =>
      (Math.max(...row.map((cell, at) => linesOf(cell, (widths[at] as number) - 0.2, sizes.table))) * sizes.table * 1.2) / 72 + 0.12;
    const border = { type: 'solid', pt: 0.75, color: look.line } as const;
    const cells = (row: readonly string[], bold: boolean) =>
      row.map((cell) => ({
        text: cell.split('\n').map(clean).join('\n'),
        options: {
          bold,
          border,
          fontSize: sizes.table,
          color: look.ink,
          valign: 'top' as const,
          ...(bold && { fill: { color: look.head } }),
        },
      }));
    const above = note === null ? 0 : (linesOf(note, wide, sizes.note) * sizes.note * 1.25) / 72 + 0.15;
    const room = page.room - above - heightOf(head);
    const most = Math.max(1, Math.floor(((room - 0.12) * 72) / (sizes.table * 1.2)));
    for (const some of paged(
      rows.flatMap((row) => rowsOf(row, widths, most)),
      heightOf,
      room,
    )) {
      const slide = this.#slide(title, [note ?? '', ...some.map((row) => row.join(', '))].join(' ').trim());
      if (note !== null)
        slide.addText(clean(note), { x: page.left, y: page.top, w: wide, h: above, fontSize: sizes.note, color: look.ink, valign: 'top' });
      const place = { x: page.left, y: page.top + above, w: wide, colW: widths, fontFace: look.font, margin: 0.06 };
      slide.addTable([cells(head, true), ...some.map((row) => cells(row, false))], place);
    }
  }

  /** A chart that can be edited. Its sheet holds the shares that it shows, and nothing else. */
  chart(heading: string, chart: PackChart): void {
    const words = this.#words;
    const bars = chart.bars.filter(({ share }) => share);
    for (let at = 0; at < bars.length; at += MOST_BARS) {
      const some = bars
        .slice(at, at + MOST_BARS)
        .map((bar) => ({ ...bar, place: clean(bar.place ?? words.pack_all), label: clean(bar.label) }));
      const alt = chartAlt({ ...chart, bars: some }, words);
      const whole = (share: number) => Math.round(share * 100);
      // The first bar is drawn at the bottom.
      some.reverse();
      const labels = some.map(({ place, label, figure, share, of }) => {
        const sure = filled(words.range, { from: whole(share?.from ?? 0), to: whole(share?.to ?? 0) });
        return `${short(place)}: ${label} [${figure}]\n${sure} (${of})`;
      });
      const slide = this.#slide(clean(heading), alt);
      slide.addChart(
        this.#file.ChartType.bar,
        [{ name: words.head_share, labels, values: some.map(({ share }) => whole(share?.of ?? 0)) }],
        {
          ...{
            x: page.left,
            y: page.top - 0.1,
            w: wide,
            h: page.room - 0.2,
            altText: alt,
            barDir: 'bar' as const,
            chartColors: [look.bar],
          },
          ...{ catAxisLabelFontSize: 12, catAxisLabelFontFace: look.font, catAxisLabelColor: look.ink },
          ...{
            valAxisMinVal: 0,
            valAxisMaxVal: 100,
            valAxisMajorUnit: 20,
            valAxisLabelFontSize: 12,
            valAxisLabelColor: look.ink,
            valAxisLabelFontFace: look.font,
          },
          ...{
            showValue: true,
            dataLabelFormatCode: '0',
            dataLabelFontSize: 14,
            dataLabelFontBold: true,
            dataLabelColor: look.ink,
            barGapWidthPct: 60,
          },
          ...{ showTitle: false, showLegend: false, valGridLine: { color: 'D0D0D0', size: 0.5 }, catGridLine: { style: 'none' as const } },
        },
      );
      slide.addText(words.pack_slide_chart, { x: page.left, y: 6.55, w: wide, h: 0.4, fontSize: 12, color: look.ink });
    }
    this.table(heading, chartTable(chart, words));
  }

  /** What is said stands on the first slide, or above the first table where it is short. The list of figures is too long for slides: it is in the other formats. */
  section({ id, heading, items }: PackSection): void {
    const said = items.flatMap((item) =>
      'text' in item ? [item.text] : 'list' in item ? item.list : 'quotesAbout' in item ? [item.none] : [],
    );
    if (id === 'figures') said.push(this.#words.pack_slide_list);
    const shown = id === 'figures' ? [] : items.filter((item) => 'table' in item || 'chart' in item || 'quotes' in item);
    const short = said.join(' ').length < SHORT && shown[0] !== undefined && 'table' in shown[0];
    if (said.length > 0 && !short) this.lines(heading, said, said.length > 1);
    for (const [at, item] of shown.entries()) {
      if ('table' in item) this.table(heading, item.table, short && at === 0 && said.length > 0 ? said.join(' ') : null);
      else if ('chart' in item) this.chart(heading, item.chart);
      else if ('quotes' in item) this.quotes(heading, item.quotes);
    }
  }

  quotes(heading: string, quotes: readonly PackQuote[]): void {
    const said = quotes.map(({ words, by }) => `“${words}”${by === null ? '' : ` (${by})`}`);
    this.lines(`${heading}: ${this.#words.pack_quotes}`, said, false);
  }

  async bytes(): Promise<Uint8Array> {
    return (await this.#file.write({ outputType: 'uint8array', compression: true })) as Uint8Array;
  }
}

/** The report as slides that can be edited, with charts of their own. */
export async function packSlides(pack: PackDocument, words: ResultsWords): Promise<Uint8Array> {
  const slides = new Slides(pack, words);
  slides.lines(pack.title, pack.lead, false);
  for (const section of pack.sections) slides.section(section);
  return slides.bytes();
}
