import { beforeEach, describe, expect, it } from 'vitest';
import { takeLine } from '../../../src/channels/botframework/staff.ts';
import type { CommandResult, Desk, Order, ParkedOrder } from '../../../src/desk/ports.ts';
import { createFakeDesk } from '../../support/fake-desk.ts';
import { activityOf, botframeworkPhrases, type Posted, takeInvoke, teamsRoom, textOf, whoIs } from '../../support/teams-staff.ts';

const phrases = botframeworkPhrases('en');
const upload = 'https://contoso-my.sharepoint.com/personal/x/uploadSession?guid=1&secret=2';

describe('A file that a command made', () => {
  let teams: ReturnType<typeof teamsRoom>;
  let orders: Order[];
  let parked: Set<string>;
  let put: { url: string; init: RequestInit }[];
  let answered: () => Promise<Response>;

  const again = { name: 'survey export', input: { id: 's1', format: 'csv' } };
  const files = [
    { name: 'a.csv', type: 'text/csv', body: 'one,é\n' },
    { name: 'b.xlsx', type: 'application/x', body: new Uint8Array([1, 2, 3]) },
  ];

  beforeEach(() => {
    orders = [];
    parked = new Set();
    put = [];
    answered = async () => new Response(null, { status: 201 });
    const desk: Desk = {
      ...createFakeDesk().desk,
      park: async ({ address }, { name }): Promise<ParkedOrder> => {
        const ticket = `${address} ${parked.size}`;
        parked.add(ticket);
        return { name, ticket };
      },
      command: async ({ address }, order): Promise<CommandResult> => {
        orders.push(order);
        if ('ticket' in order && !(order.ticket.startsWith(address) && parked.delete(order.ticket)))
          return { kind: 'refused', why: 'That was done already.' };
        return { kind: 'done', sheet: { text: 'Here.', files, again, data: null } };
      },
    };
    const fetch = async (url: string | URL | Request, init: RequestInit = {}) => {
      put.push({ url: String(url), init });
      return answered();
    };
    teams = teamsRoom(desk, { fetch });
  });

  async function asked(channelId = 'msteams') {
    await takeLine(teams.room, whoIs('ua', 'personal', channelId), 'survey export s1', true);
    await teams.room.idle();
    return teams.posted.slice(1);
  }
  type Offer = { contentType: string; name: string; content: { sizeInBytes: number; acceptContext: object; declineContext: object } };
  const offerIn = (at: number) => ((teams.posted[at] as Posted).activity.attachments as [Offer])[0];
  async function consents(action: 'accept' | 'decline', at = 1, more: object = {}, user = 'ua') {
    const { acceptContext, declineContext } = offerIn(at).content;
    const uploadInfo = {
      contentUrl: 'https://contoso-my.sharepoint.com/a.csv',
      name: 'a.csv',
      uploadUrl: upload,
      uniqueId: 'u',
      fileType: 'csv',
      ...more,
    };
    const value = {
      type: 'fileUpload',
      action,
      context: action === 'accept' ? acceptContext : declineContext,
      ...(action === 'accept' && { uploadInfo }),
    };
    const replyToId = teams.posted[at]?.id;
    const answer = await takeInvoke(
      teams.room,
      whoIs(user),
      activityOf(user, { type: 'invoke', name: 'fileConsent/invoke', value, replyToId }),
    );
    await teams.room.idle();
    return answer;
  }

  it('is offered in Teams, and put there when they say yes: made again then, and once', async () => {
    await asked();
    expect([offerIn(1), offerIn(2)]).toMatchObject([
      { contentType: 'application/vnd.microsoft.teams.card.file.consent', name: 'a.csv', content: { sizeInBytes: 7 } },
      { name: 'b.xlsx', content: { sizeInBytes: 3 } },
    ]);
    expect(put).toEqual([]);
    expect(await consents('accept')).toEqual({});
    expect(put).toMatchObject([{ url: upload, init: { method: 'PUT', redirect: 'error', headers: { 'content-range': 'bytes 0-6/7' } } }]);
    expect(Buffer.from(put[0]?.init.body as Uint8Array).toString()).toBe('one,é\n');
    // The question gives way to the file.
    expect(teams.posted).toHaveLength(3);
    expect(teams.posted[1]?.activity).toMatchObject({
      attachments: [{ contentType: 'application/vnd.microsoft.teams.card.file.info', content: { uniqueId: 'u' } }],
    });
    expect(teams.logged.join()).not.toContain('sharepoint');
  });

  it('is not put there twice, nor for somebody else, nor when they say no', async () => {
    await asked();
    const offer = teams.posted[1]?.activity;
    await consents('accept', 1, {}, 'bo');
    expect(put).toEqual([]);
    for (let times = 0; times < 2; times++) {
      if (teams.posted[1] && offer) teams.posted[1].activity = offer;
      await consents('accept');
    }
    expect(put).toHaveLength(1);
    expect(teams.posted[1]?.activity.text).toBe('That was done already.');
    expect(await consents('decline', 2)).toEqual({});
    expect(put).toHaveLength(1);
  });

  it.each([
    'http://contoso-my.sharepoint.com/x',
    'https://sharepoint.com.evil.example/x',
    'https://x.sharepoint.com.evil.example/x',
    'https://evil.example/.sharepoint.com',
    'https://contoso-my.sharepoint.com:8443/x',
    'https://a@contoso-my.sharepoint.com/x',
    'https://169.254.169.254/',
  ])('goes nowhere but where Teams keeps files: %s', async (uploadUrl) => {
    await asked();
    await consents('accept', 1, { uploadUrl });
    expect(put).toEqual([]);
    expect(teams.posted[1]?.activity.text).toBe(phrases.file_trouble);
  });

  it('that does not arrive is said kindly', async () => {
    await asked();
    answered = () => Promise.reject(new Error(upload));
    await consents('accept');
    expect(teams.posted[1]?.activity.text).toBe(phrases.file_trouble);
    answered = async () => new Response(null, { status: 503 });
    await consents('accept', 2);
    expect(teams.logged).toEqual([]);
  });

  it('is had elsewhere where there are no files, and what is no answer of ours is left', async () => {
    const [told] = await asked('webchat');
    expect(textOf(told?.activity ?? {})).toContain('onward survey export --id s1 --format csv');
    for (const value of [undefined, {}, { action: 'accept', context: {} }, { action: 'accept', context: { onward: 'file' } }])
      expect(await takeInvoke(teams.room, whoIs('ua'), activityOf('ua', { type: 'invoke', name: 'fileConsent/invoke', value }))).toBeNull();
  });
});
