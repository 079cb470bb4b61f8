import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Card } from '../../../src/channels/botframework/card.ts';
import { readAsked } from '../../../src/channels/botframework/filled.ts';
import { formCard } from '../../../src/channels/botframework/form.ts';
import { sheetActivities, sheetCard } from '../../../src/channels/botframework/sheet.ts';
import { surfaceOf } from '../../../src/channels/botframework/surface.ts';
import { lineOf } from '../../../src/channels/botframework/typed-order.ts';
import { wordsOf } from '../../../src/channels/botframework/words.ts';
import type { Offered } from '../../../src/channels/offered.ts';
import { readLine } from '../../../src/desk/commands/line.ts';
import { commandOutlines } from '../../../src/desk/index.ts';
import type { CommandField } from '../../../src/desk/ports.ts';
import { faultsOfActivity, faultsOfCard, readable } from '../../support/adaptive-cards.ts';
import { botframeworkPhrases } from '../../support/botframework-words.ts';
import { longOf, nastyWith, outlinesOf, tableOf } from '../../support/nasty.ts';

const words = wordsOf(botframeworkPhrases, 'en');
const teams = surfaceOf('msteams');
const surfaces = ['msteams', 'webchat', 'sms'].map(surfaceOf);

const nasty = nastyWith(
  '[x](http://example.org)',
  '<at>Robin</at>',
  '{{DATE(2026-01-01,SHORT)}}',
  '**b** _i_',
  '- a',
  '1. b',
  '\ud83d',
  '',
  ' ',
  '"',
);
const long = longOf(nasty, '&', '"', 'x', 'x ', '{', '😀', 'é\n');
const table = tableOf(nasty);
const sheet: fc.Arbitrary<Offered> = fc.record({
  text: long,
  tables: fc.array(table, { maxLength: 3 }),
  next: fc.array(
    fc.record({
      label: nasty,
      order: fc.record({ name: fc.string(), input: fc.dictionary(fc.string(), fc.string({ unit: 'grapheme' })) }),
      weight: fc.constantFrom('main' as const, 'danger' as const),
    }),
    { maxLength: 30 },
  ),
  data: fc.constant(null),
});

const cardIn = (activity: Record<string, unknown> = {}) => (activity.attachments as [{ content: Card }])[0].content;

describe('Whatever a command answers', () => {
  it('what is sent is within every limit, and nothing in it is markup, on every surface', () => {
    fc.assert(
      fc.property(sheet, fc.constantFrom(...surfaces), (one, surface) => {
        const activities = sheetActivities(one, words, surface, { id: '19:x', type: 'channel' });
        expect(activities.length).toBeGreaterThan(0);
        for (const activity of activities) expect(faultsOfActivity(activity)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('a table is a table where it is narrow, and is told row by row where it is wide', () => {
    const tables = [
      { head: ['Who', 'Role'], rows: [['Robin', 'staff']] },
      { head: ['Session', ''], rows: [['Date', '1 May']] },
      { head: ['A', 'B', 'C', 'D', 'E', 'F'], rows: [['1', '', '3', '4', '5', '6']] },
    ];
    const { body } = sheetCard({ tables, data: null }, words, teams);
    const types = body.map(({ type }) => type);
    expect(types).toEqual(['Table', 'RichTextBlock', 'Table', ...Array(5).fill('RichTextBlock')]);
    expect(body[0]).toMatchObject({ firstRowAsHeaders: true });
    expect(JSON.stringify(body.at(-1))).toContain('F: 6');
    expect(JSON.stringify(body)).not.toContain('B: ');
  });

  it('rows that do not fit are counted, and the words and buttons are there all the same', () => {
    const rows = Array.from({ length: 500 }, (_, at) => [`${at}`, 'x'.repeat(30)]);
    const next = [{ label: 'Send it', order: { name: 'survey confirm', input: { id: '1' } } }];
    const shown = sheetActivities({ text: 'Ready.', tables: [{ head: ['No', 'What'], rows }], next, data: null }, words, teams);
    expect(faultsOfActivity(shown[0] ?? {})).toEqual([]);
    const drawn = JSON.stringify(shown).match(/"TableRow"/g)?.length ?? 0;
    expect(JSON.stringify(shown)).toContain(`${500 - (drawn - 1)} more rows`);
    expect(JSON.stringify(shown)).toMatch(/Ready\..*Send it/);
  });

  const charted: Offered = {
    tables: [
      {
        head: ['How it was', 'People'],
        rows: [
          ['Good', '6'],
          ['Bad', 'hidden'],
        ],
      },
    ],
    charts: [{ title: 'How it was', bars: [{ label: 'Good', count: 6 }] }],
    pictures: [{ alt: 'Of 12 people: Good 6', png: new Uint8Array(3000) }],
    data: null,
  };
  it('figures are a chart above their table where a surface has charts; elsewhere a picture, or what it says', () => {
    const [inTeams, ...more] = sheetActivities(charted, words, teams);
    expect(more).toEqual([]);
    const [chart, beside] = cardIn(inTeams).body;
    expect(chart).toMatchObject({ type: 'Chart.HorizontalBar', data: [{ x: 'Good', y: 6 }] });
    expect(beside?.type).toBe('Table');
    expect(faultsOfActivity(inTeams ?? {})).toEqual([]);

    const [onPage, picture] = sheetActivities(charted, words, surfaceOf('webchat'));
    expect(JSON.stringify(onPage)).not.toContain('Chart.');
    expect(picture).toMatchObject({
      attachments: [{ contentType: 'image/png', contentUrl: expect.stringMatching(/^data:image\/png;base64,/) }],
    });
    const large = { ...charted, pictures: [{ alt: 'Of 12 people: Good 6', png: new Uint8Array(30_000) }] };
    expect(sheetActivities(large, words, surfaceOf('webchat'))[1]).toMatchObject({ text: 'Of 12 people: Good 6' });
    expect(JSON.stringify(sheetActivities(charted, words, surfaceOf('sms')))).toContain('Of 12 people: Good 6');
  });

  it('in words, each next step is a line that gives the same order', () => {
    const order = { name: 'people show', input: { id: '0198-1' } };
    const [activity] = sheetActivities({ text: 'One.', next: [{ label: 'Show', order }], data: null }, words, surfaceOf('sms'));
    const line = /Type: (.*)/.exec(readable(activity ?? {}).join('\n'))?.[1] ?? '';
    expect(readLine(line, commandOutlines)).toEqual(order);
    fc.assert(
      fc.property(fc.constantFrom(...commandOutlines), nasty, fc.boolean(), ({ name, fields }, text, flag) => {
        const input = Object.fromEntries(fields.map(({ name: field, kind }) => [field, kind === 'flag' ? flag : text]));
        const typed = lineOf({ name, input });
        const kept = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== false));
        if (typed !== null) expect(readLine(typed, commandOutlines)).toEqual({ name, input: kept });
      }),
      { numRuns: 300 },
    );
  });
});

/** What a client sends of a form on which nobody has changed anything. */
function untouched(form: Card): Record<string, unknown> {
  const inputs = form.body.flatMap((element) => ('id' in element ? [[element.id, element.value]] : []));
  return { ...Object.fromEntries(inputs), ...form.actions?.[0]?.data };
}

describe('Whatever a command asks', () => {
  const outline = outlinesOf(nasty, long, 8);

  it('its form is within every limit, and nothing in it is markup', () => {
    fc.assert(
      fc.property(outline, fc.option(long, { nil: undefined }), fc.boolean(), (one, note, faulty) => {
        const faults = faulty ? Object.fromEntries(one.fields.map(({ name, what }) => [name, what])) : undefined;
        expect(faultsOfCard(formCard(one, words, 'f1', { note, faults }))).toEqual([]);
      }),
      { numRuns: 60 },
    );
    for (const one of commandOutlines) expect(faultsOfCard(formCard(one, words, 'f1', {}))).toEqual([]);
  });

  it('what is filled in comes back as it was given, commas and all', () => {
    const given: Record<string, CommandField> = {};
    const add = (name: string, kind: CommandField['kind'], value: unknown, choices: string[] = []) => {
      given[name] = {
        name,
        what: name,
        kind,
        choices: choices.map((one) => ({ value: one, label: one })),
        required: true,
        positional: false,
        given: value,
      };
    };
    add('who', 'text', 'slack:T1/U2');
    add('text', 'long text', 'two\nlines');
    add('count', 'number', '12');
    add('day', 'date', '2026-05-01');
    add('all', 'flag', true);
    add('role', 'choice', 'staff', ['admin', 'staff']);
    add('areas', 'choices', ['a,b', '50%2C'], ['a,b', '50%2C', 'c']);
    const outline = { name: 'x y', summary: 'does it', fields: Object.values(given) };
    const at = { id: '19:x', type: 'channel' } as const;
    const input = Object.fromEntries(outline.fields.map(({ name, given }) => [name, given]));
    expect(readAsked(untouched(formCard(outline, words, 'f1', { at })))).toEqual({
      kind: 'form',
      order: { name: 'x y', input },
      id: 'f1',
      at,
    });
    // Nothing is nothing, and a box that is not ticked is not there.
    const blank = { ...outline, fields: outline.fields.map(({ given: _, ...field }) => field) };
    expect(readAsked(untouched(formCard(blank, words, 'f1')))).toMatchObject({ order: { input: {} } });
  });

  it('what is wrong stands above its field, and what is too long to be shown again is asked for again', () => {
    const fields: CommandField[] = [
      { name: 'list', what: 'the list', kind: 'file', choices: [], required: true, positional: false, given: 'x'.repeat(30_000) },
      { name: 'why', what: 'why', kind: 'text', choices: [], required: true, positional: false, given: 'new' },
    ];
    const form = formCard({ name: 'x', summary: 'y', fields }, words, 'f1', { faults: { why: 'Say more.' } });
    expect(faultsOfCard(form)).toEqual([]);
    const at = form.body.findIndex((element) => 'id' in element && element.id === 'one:why');
    expect(JSON.stringify(form.body[at - 1])).toContain('Say more.');
    expect(form.body[at]).toMatchObject({ value: 'new', isRequired: true });
    expect(JSON.stringify(form)).toContain(words('form_too_long'));
  });

  it('what comes back is read as what it is, whatever it is', () => {
    fc.assert(fc.property(fc.anything(), (data) => void readAsked(data)));
    expect(readAsked({ onward: 'order', order: { name: 'home', input: {} } })).toEqual({
      kind: 'order',
      order: { name: 'home', input: {} },
      at: undefined,
    });
    expect(readAsked({ onward: 'answer', prompt: 'x' })).toBeNull();
    expect(readAsked({ onward: 'open', order: { name: 'home', ticket: 't' } })).toBeNull();
    expect(readAsked({ onward: 'order', order: { name: 'home', input: {} }, at: { id: 'x', type: 'https://evil' } })).toBeNull();
  });
});
