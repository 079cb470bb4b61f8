import { beforeEach, describe, expect, it } from 'vitest';
import { placeOf } from '../../../src/channels/botframework/activity.ts';
import { createBoard } from '../../../src/channels/botframework/board.ts';
import { takeSubmit } from '../../../src/channels/botframework/staff.ts';
import { wordsOf } from '../../../src/channels/botframework/words.ts';
import type { Bulletin, Desk, Sheet, WholeOrder } from '../../../src/desk/ports.ts';
import { createFakeDesk } from '../../support/fake-desk.ts';
import { actionsOf, botframeworkPhrases, cardIn, faultsIn, type ShownCard, teamsRoom, textOf, whoIs } from '../../support/teams-staff.ts';

describe('A sheet that is put up for everybody', () => {
  let teams: ReturnType<typeof teamsRoom>;
  let kept: Pick<Bulletin, 'place' | 'externalId'>[];
  let parked: WholeOrder[];
  const lasting = { command: 'survey show', input: {}, until: new Date('2026-04-01T10:00:00Z') };
  const long = { name: 'survey confirm', input: { id: 'x'.repeat(600) } };
  const sheet: Sheet = { text: '3 of 20 have answered.', lasting, next: [{ label: 'Look', order: long }], data: null };

  beforeEach(() => {
    [kept, parked] = [[], []];
    const desk: Desk = {
      ...createFakeDesk().desk,
      command: async () => ({ kind: 'done', sheet }),
      keep: async (place) => void kept.push(place),
      park: async (_caller, order) => {
        parked.push(order);
        return { name: order.name, ticket: 'ticket-1' };
      },
    };
    teams = teamsRoom(desk);
  });
  const board = () => createBoard(teams.room, wordsOf(botframeworkPhrases, 'en'));
  const asks = async (scope: 'personal' | 'groupChat', channelId = 'msteams') => {
    await takeSubmit(teams.room, whoIs('ua', scope, channelId), { onward: 'order', order: { name: 'survey show', input: {} } });
    await teams.room.idle();
    expect(faultsIn(teams.posted)).toEqual([]);
  };

  it('stands there alone, in one message that changes', async () => {
    await asks('groupChat');
    expect(teams.posted.map(({ conversation }) => conversation)).toEqual(['19:groupChat']);
    const [one] = kept as [Bulletin];
    expect(one).toMatchObject({ channel: 'botframework', externalId: teams.posted[0]?.id });
    expect(await board().change(one.place, one.externalId, { text: '9 of 20 have answered.', data: null })).toBe('changed');
    expect(textOf(teams.posted[0]?.activity ?? {})).toContain('9 of 20');
    expect(await board().change(one.place, 'gone', sheet)).toBe('gone');
    expect(await board().change('no place', one.externalId, sheet)).toBe('gone');
    teams.ends.update.push({ kind: 'lost' });
    expect(await board().change(one.place, one.externalId, sheet)).toBe('later');
    for (const status of [500, 502, 429]) {
      teams.ends.update.push({ kind: 'refused', status, patience: null });
      expect(await board().change(one.place, one.externalId, sheet)).toBe('later');
    }
  });

  it('has the ticket of an order that is too long for its button', async () => {
    await asks('personal');
    expect(parked).toEqual([long]);
    expect(actionsOf(cardIn(teams.posted[0]?.activity) as ShownCard)[0]?.data).toEqual({
      onward: 'order',
      order: { name: 'survey confirm', ticket: 'ticket-1' },
    });
  });

  it('is not promised to change where there are only words', async () => {
    await asks('personal', 'sms');
    expect(teams.posted).toHaveLength(1);
    expect(kept).toEqual([]);
  });

  it('is not put up a second time when nobody knows whether it stands', async () => {
    teams.ends.send.push({ kind: 'lost' });
    await asks('groupChat');
    expect([teams.posted, kept]).toEqual([[], []]);
  });

  it('is posted unasked where a place of ours is, and says how that ended', async () => {
    const place = placeOf(whoIs('ua', 'groupChat').reference);
    expect(await board().post(place, sheet)).toMatchObject({ kind: 'sent', externalId: expect.any(String) });
    expect(teams.posted.map(({ conversation }) => conversation)).toEqual(['19:groupChat']);
    teams.ends.send.push({ kind: 'refused', status: 404, patience: null }, { kind: 'lost' });
    expect(await board().post(place, sheet)).toEqual({ kind: 'unreachable' });
    expect(await board().post(place, sheet)).toEqual({ kind: 'unknown' });
    expect(await board().post('slack/C1', sheet)).toEqual({ kind: 'unreachable' });
  });
});

describe('An answer that takes long', () => {
  it('is announced by the sign for typing, and comes when it is there', async () => {
    let finish: () => void = () => undefined;
    const desk: Desk = {
      ...createFakeDesk().desk,
      command: () => new Promise((resolve) => (finish = () => resolve({ kind: 'done', sheet: { text: 'All 500.', data: null } }))),
    };
    const teams = teamsRoom(desk);
    const taken = takeSubmit(teams.room, whoIs('ua'), { onward: 'order', order: { name: 'survey send', input: {} } });
    teams.late();
    // The channel is answered meanwhile.
    expect(await taken).toBe(true);
    for (let turns = 0; turns < 20 && teams.typing.length === 0; turns++) await new Promise((resolve) => setImmediate(resolve));
    expect(teams.typing).toEqual(['chat-ua']);
    expect(teams.posted).toEqual([]);
    finish();
    // The channel asks for patience once.
    teams.ends.send.push({ kind: 'refused', status: 429, patience: 10 });
    await teams.room.idle();
    expect(textOf(teams.posted[0]?.activity ?? {})).toContain('All 500.');
  });
});
