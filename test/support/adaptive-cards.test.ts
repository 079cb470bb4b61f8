import { describe, expect, it } from 'vitest';
import { faultsOfActivity, faultsOfCard } from './adaptive-cards.ts';

type Json = Record<string, unknown>;

const line = (text: string) => ({ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text }] });
const card = (...body: unknown[]): Json => ({ type: 'AdaptiveCard', version: '1.5', fallbackText: 'words', body });
const submit = { type: 'Action.Submit', title: 'Yes', data: { onward: 'answer' } };
const execute = { ...submit, type: 'Action.Execute', verb: 'answer', fallback: submit };
const set = (...actions: unknown[]) => ({ type: 'ActionSet', actions });
const input = { type: 'Input.Text', id: 'a', label: 'Your name', errorMessage: 'Type a name.' };
const choices = {
  ...input,
  type: 'Input.ChoiceSet',
  choices: [
    { title: 'A', value: 'a' },
    { title: 'B', value: 'b' },
  ],
};
const chart = { type: 'Chart.Pie', data: [{ legend: 'a', value: 1 }], fallback: line('a: 1') };
const message = (content: Json, more: Json = {}): Json => ({
  type: 'message',
  summary: 'You have a new message',
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
  ...more,
});

describe('The check of what a client would not draw', () => {
  it('lets good cards and messages pass', () => {
    expect(faultsOfCard(card(line('*as it is* [x](y)'), input, { ...choices, id: 'b' }, set(execute, execute), chart))).toEqual([]);
    expect(faultsOfCard(card({ type: 'TextBlock', text: 'plain' }, set(submit)))).toEqual([]);
    expect(faultsOfActivity(message(card(line('x'))))).toEqual([]);
    expect(faultsOfActivity({ type: 'message', textFormat: 'plain', text: '*as it is*' })).toEqual([]);
  });

  it.each([
    ['an element that there is not', card({ type: 'Textblock', text: 'x' })],
    ['an action that there is not', card(set({ ...submit, type: 'Action.Go' }))],
    ['a version that Teams does not know', { ...card(line('x')), version: '1.6' }],
    ['no words for old clients', { ...card(line('x')), fallbackText: '' }],
    ['words for old clients with a link', { ...card(line('x')), fallbackText: '[x](y)' }],
    ['markup in a TextBlock', card({ type: 'TextBlock', text: 'a *b*' })],
    ['an ordered list in a TextBlock', card({ type: 'TextBlock', text: 'x\n1. y' })],
    ['what may be read as a date', card(line('{{DATE(2017-02-14T06:08:39Z)}}'))],
    ['an input without an id', card({ ...input, id: undefined })],
    ['an input without a label', card({ ...input, label: undefined })],
    ['an input without words for what is wrong', card({ ...input, errorMessage: '' })],
    ['a label with markup', card({ ...input, label: '_x_' })],
    ['an id twice', card(input, input)],
    ['no choice', card({ ...choices, choices: [] })],
    ['a choice twice', card({ ...choices, choices: [...choices.choices, { title: 'C', value: 'a' }] })],
    ['a choice without a name', card({ ...choices, choices: [{ title: ' ', value: 'a' }] })],
    ['a choice with markup', card({ ...choices, choices: [{ title: '[x](y)', value: 'a' }] })],
    ['a choice of several with a comma', card({ ...choices, isMultiSelect: true, choices: [{ title: 'x', value: 'a,b' }] })],
    ['a button without a name', card(set({ ...submit, title: '' }))],
    ['a button that old clients do not draw', card(set({ ...execute, fallback: undefined }))],
    ['a button that does something else on old clients', card(set({ ...execute, fallback: { ...submit, data: { onward: 'say' } } }))],
    ['a button without a verb', card(set({ ...execute, verb: '' }))],
    ['seven buttons in a row', card(set(...Array.from({ length: 7 }, () => submit)))],
    ['seven buttons of the card', { ...card(line('x')), actions: Array.from({ length: 7 }, () => submit) }],
    ['a chart that only some draw', card({ ...chart, fallback: undefined })],
    ['more bytes than we send', card(line('é'.repeat(10_000)))],
    ['half a letter', card(line('\ud83d'))],
  ])('finds %s', (_, bad) => {
    expect(faultsOfCard(JSON.parse(JSON.stringify(bad)))).not.toEqual([]);
  });

  it.each([
    ['no words', { type: 'message', textFormat: 'plain', text: ' ' }],
    ['words that are Markdown', { type: 'message', text: 'x' }],
    ['words that are too long', { type: 'message', textFormat: 'plain', text: 'x'.repeat(1601) }],
    ['words beside a card', message(card(line('x')), { text: 'x' })],
    ['a card without words for a notification', message(card(line('x')), { summary: undefined })],
    ['a card of another kind', message(card(line('x')), { attachments: [{ contentType: 'application/vnd.microsoft.card.hero' }] })],
    ['an event', { type: 'typing' }],
  ])('finds %s in a message', (_, bad) => {
    expect(faultsOfActivity(bad)).not.toEqual([]);
  });
});
