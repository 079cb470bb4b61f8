import { describe, expect, it } from 'vitest';
import { orderIn } from '../../../src/channels/botframework/orders.ts';
import { commandOutlines as commands } from '../../../src/desk/index.ts';
import { activityOf, tenant } from '../../support/teams-staff.ts';

const bot = { type: 'mention', text: '<at>Onward</at>', mentioned: { id: '28:bot', name: 'Onward' } };
const robin = { type: 'mention', text: '<at>Robin</at>', mentioned: { id: '29:r', aadObjectId: 'object-r', name: 'Robin' } };

describe('The text of a message is an order', () => {
  it.each([
    ['people list', { line: 'people list', certain: false }],
    ['People  List', { line: 'People List', certain: false }],
    ['people', { line: 'people', certain: false }],
    ['roles grant x staff', { line: 'roles grant x staff', certain: false }],
    ['home', { line: 'home', certain: false }],
    ['/people list', { line: 'people list', certain: true }],
    ['/anything at all', { line: 'anything at all', certain: true }],
    ['/', { line: '', certain: true }],
    ['people are kind here', null],
    ['home is where I would like to live', null],
    ['session went well', null],
    ['hello', null],
    ['', null],
  ])('in their own chat: %s', (text, order) => {
    expect(orderIn(activityOf('u1', { text }), { commands })).toEqual(order);
  });

  it.each(['channel', 'groupChat'] as const)('in a %s whatever it says, if it is for the bot', (scope) => {
    const typed = (text: string, entities: object[] = [bot]) => orderIn(activityOf('u1', { scope, text, entities }), { commands });
    expect(typed('<at>Onward</at>&nbsp;hello')).toEqual({ line: 'hello', certain: true });
    expect(typed('<at>Onward</at>\u00a0survey send\n')).toEqual({ line: 'survey send', certain: true });
    expect(typed('<at>Onward</at> /survey send')).toEqual({ line: 'survey send', certain: true });
    expect(typed('<at>Onward</at> ')).toEqual({ line: '', certain: true });
    expect(typed('<at>Onward</at> hello', [{ ...bot, text: '' }, bot])).toEqual({ line: 'hello', certain: true });
    expect(typed('/survey send', [])).toEqual({ line: 'survey send', certain: true });
    expect(typed('survey send', [])).toBeNull();
    expect(typed('survey send <at>Robin</at>', [robin])).toBeNull();
  });

  it('with colleagues as the desk names them, also where two have one name', () => {
    const other = { ...robin, mentioned: { id: '29:s', name: 'Robin' } };
    const text = '<at>Onward</at> roles grant <at>Robin</at> staff --why with <at>Robin</at>';
    expect(orderIn(activityOf('u1', { scope: 'channel', text, entities: [bot, robin, other] }), { commands })?.line).toBe(
      `roles grant botframework:msteams:${tenant}/object-r staff --why with botframework:msteams:${tenant}/29:s`,
    );
    const sms = activityOf('u1', { channelId: 'telegram', text: 'roles grant @Bo', entities: [{ ...robin, text: '@Bo' }] });
    expect(orderIn(sms, { commands })?.line).toBe('roles grant botframework:telegram/29:r');
  });

  it('and what is no mention of ours is left as it is', () => {
    const entities = [null, 7, { type: 'mention' }, { type: 'mention', text: 5, mentioned: { id: 'x' } }, { type: 'clientInfo' }];
    expect(orderIn(activityOf('u1', { text: 'people list <at>x</at>', entities }), { commands })?.line).toBe('people list <at>x</at>');
  });
});
