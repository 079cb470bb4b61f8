import { describe, expect, it } from 'vitest';
import { faultsOfMessage, faultsOfView } from './block-kit.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const option = (value: string, text = value) => ({ text: plain(text), value });
const many = (count: number) => Array.from({ length: count }, (_, at) => option(`v${at}`));
const actions = (...elements: object[]) => ({ type: 'actions', block_id: 'a', elements });
const button = (id: string, text = 'Yes', more = {}) => ({ type: 'button', action_id: id, text: plain(text), value: 'v', ...more });
const message = (...blocks: unknown[]) => ({ text: 'hello', blocks });
const modal = (blocks: unknown[], more = {}) => ({ type: 'modal', title: plain('Title'), submit: plain('Go'), blocks, ...more });
const input = { type: 'input', block_id: 'i', label: plain('Name'), element: { type: 'plain_text_input', action_id: 'f' } };

describe('The check of what Slack would refuse', () => {
  it('lets good messages and views pass', () => {
    expect(
      faultsOfMessage(message(section('a &amp; b <https://example.org>'), actions(button('a'), button('b')), { type: 'divider' })),
    ).toEqual([]);
    expect(faultsOfMessage(message(actions({ type: 'static_select', placeholder: plain('Pick'), options: many(100) })))).toEqual([]);
    expect(faultsOfView(modal([input]))).toEqual([]);
    expect(faultsOfView({ type: 'home', blocks: [{ type: 'header', text: plain('Hi') }] })).toEqual([]);
  });

  it.each([
    ['no blocks', message()],
    ['51 blocks', message(...Array.from({ length: 51 }, () => section('x')))],
    ['empty text', message(section(''))],
    ['text of 3001', message(section('x'.repeat(3001)))],
    ['a mention', message(section('<!channel>'))],
    ['a mention of somebody', message(section('hello <@U1>'))],
    ['a tag that does not end', message(section('a < b'))],
    ['an ampersand', message(section('a & b'))],
    ['a mention in the text of the notification', { text: '<!here>', blocks: [section('x')] }],
    ['a header in mrkdwn', message({ type: 'header', text: { type: 'mrkdwn', text: 'x' } })],
    ['a header of 151', message({ type: 'header', text: plain('x'.repeat(151)) })],
    ['eleven fields', message({ type: 'section', fields: Array.from({ length: 11 }, () => plain('x')) })],
    ['a field of 2001', message({ type: 'section', fields: [plain('x'.repeat(2001))] })],
    ['26 buttons', message(actions(...Array.from({ length: 26 }, (_, at) => button(`b${at}`))))],
    ['no button', message(actions())],
    ['a button’s text of 76', message(actions(button('a', 'x'.repeat(76))))],
    ['a button’s value of 2001', message(actions(button('a', 'x', { value: 'x'.repeat(2001) })))],
    ['a style of its own', message(actions(button('a', 'x', { style: 'green' })))],
    ['two actions with one id', message(actions(button('a'), button('a')))],
    ['two blocks with one id', message(actions(button('a')), actions(button('b')))],
    ['a block id of 256', message({ ...section('x'), block_id: 'x'.repeat(256) })],
    ['an action id of 256', message(actions(button('x'.repeat(256))))],
    ['eleven boxes', message(actions({ type: 'checkboxes', options: many(11) }))],
    ['eleven radio buttons', message(actions({ type: 'radio_buttons', options: many(11) }))],
    ['101 options', message(actions({ type: 'static_select', options: many(101) }))],
    ['an option’s text of 76', message(actions({ type: 'checkboxes', options: [option('a', 'x'.repeat(76))] }))],
    ['an option’s value of 151', message(actions({ type: 'checkboxes', options: [option('x'.repeat(151), 'a')] }))],
    ['two options with one value', message(actions({ type: 'checkboxes', options: [option('a'), option('a')] }))],
    ['a begin that is no option', message(actions({ type: 'checkboxes', options: [option('a')], initial_options: [option('b')] }))],
    ['a menu of many in actions', message(actions({ type: 'multi_static_select', options: many(3) }))],
    ['an input in a message', message(input)],
    ['a block that we do not know', message({ type: 'nonsense' })],
    ['more letters than Slack takes', message(...Array.from({ length: 6 }, () => section('x'.repeat(2900))))],
    ['half a letter', message(section('\ud83d'))],
    ['an image from nowhere', message({ type: 'image', alt_text: 'x' })],
  ])('finds %s', (_, bad) => {
    expect(faultsOfMessage(bad)).not.toEqual([]);
  });

  it.each([
    ['a title of 25', modal([section('x')], { title: plain('x'.repeat(25)) })],
    ['an input and nothing to send it', modal([input], { submit: undefined })],
    ['101 blocks', modal(Array.from({ length: 101 }, () => section('x')))],
    ['metadata of 3001', modal([section('x')], { private_metadata: 'x'.repeat(3001) })],
    ['a kind that there is not', { type: 'page', blocks: [section('x')] }],
    ['a number that does not say of decimals', modal([{ ...input, element: { type: 'number_input' } }])],
  ])('finds %s in a view', (_, bad) => {
    expect(faultsOfView(bad)).not.toEqual([]);
  });
});
