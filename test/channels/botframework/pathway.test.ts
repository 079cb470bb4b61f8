import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Json } from '../../../src/channels/botframework/port.ts';
import { faultsOfActivity } from '../../support/adaptive-cards.ts';
import { onEmbedded } from '../../support/database.ts';
import { cardOf, textOf } from '../../support/teams-person.ts';
import { teamsStaff } from '../../support/teams-staff-person.ts';
import { createTeamsWorld, type TeamsWorld } from '../../support/teams-world.ts';
import { throughRegistering } from '../../support/world.ts';

onEmbedded('The pathway in Teams', (kind) => {
  let teams: TeamsWorld;
  let robin: string;
  let session: string;
  const put: { url: string; body: string }[] = [];
  const ada = { channel: 'terminal', address: 'ada@office' } as const;
  const does = async (line: string) => {
    const result = await teams.world.desk.command(ada, { line });
    return result.kind === 'done' ? result.sheet : expect.fail(result.why);
  };
  beforeAll(async () => {
    const keep = async (url: string | URL | Request, init: RequestInit = {}) => {
      put.push({ url: String(url), body: Buffer.from(init.body as Uint8Array).toString('latin1') });
      return new Response(null, { status: 201 });
    };
    teams = await createTeamsWorld(kind, { fetch: keep });
    const person = teams.personOf('robin');
    await teams.door.brings(person.activity({ type: 'installationUpdate', action: 'add' }));
    await teams.door.quiet();
    await does('settings add Hub --kind community');
    const visitor = teams.world.visitor(person.address, 'botframework');
    await visitor.goesThrough(...throughRegistering);
    robin = (await visitor.view()).person as string;
    const ana = teams.personOf('ana');
    await teams.door.brings(ana.activity({ type: 'installationUpdate', action: 'add' }));
    await teams.door.quiet();
    await does(`roles grant botframework:${ana.address} staff --name Ana --why needed`);
    const { data } = await does('session new --date "2 March 2026" --setting Hub --areas safety --facilitators Ana');
    session = (data as { id: string }).id;
    await does(`session attend ${session} --people ${robin} --apply`);
  });
  afterAll(() => teams.close());

  const proofs = async () => (await teams.world.database.store.pathways.of(robin))?.facts.proofs ?? [];

  it('is a card of its steps with the same words, and words for a client that draws none', async () => {
    const person = teams.personOf('robin');
    await person.types('PATHWAY');
    const drawn = person.shown().findLast((shown) => cardOf(shown)?.body.some(({ type }) => type === 'Container')) ?? expect.fail();
    expect(faultsOfActivity(drawn.activity)).toEqual([]);
    const card = cardOf(drawn);
    const steps = card?.body.find(({ type }) => type === 'Container');
    expect(textOf(steps)).toBe('→ Participant: you are here\n○ Young advisor: next, if you want');
    expect(steps).toMatchObject({ style: 'emphasis', items: [{ inlines: [{ weight: 'Bolder' }] }, { inlines: [{}] }] });
    expect(card?.fallbackText).toContain('→ Participant: you are here');
    await person.types('nothing');
  });

  it('asks whether the record may go into their storage, and puts it there', async () => {
    const person = teams.personOf('robin');
    await person.types('my record');
    await person.picks('Keep it all');
    await person.presses('Keep my record (PDF)');
    const asked = person.shown().at(-1)?.activity ?? expect.fail();
    const [card] = asked.attachments as [{ name: string; content: { acceptContext: Json } }];
    expect(card.name).toBe('onward-my-record.pdf');
    const uploadInfo = {
      contentUrl: 'https://contoso-my.sharepoint.com/record.pdf',
      name: 'onward-my-record.pdf',
      uploadUrl: 'https://contoso-my.sharepoint.com/upload?x=1',
      uniqueId: 'u',
      fileType: 'pdf',
    };
    const value = { type: 'fileUpload', action: 'accept', context: card.content.acceptContext, uploadInfo };
    await teams.door.brings(person.activity({ type: 'invoke', name: 'fileConsent/invoke', value }));
    await teams.door.quiet();
    expect(put).toMatchObject([{ url: uploadInfo.uploadUrl, body: expect.stringMatching(/^%PDF-1\.7/) }]);
  });

  it('tells where there are only words how the record can be had', async () => {
    const sms = teams.personOf('lee', 'sms');
    const visitor = teams.world.visitor(sms.address, 'botframework');
    await sms.types('hello');
    await visitor.goesThrough(...throughRegistering);
    const id = (await visitor.view()).person as string;
    await does(`session attend ${session} --people ${id} --apply`);
    await sms.types('my record');
    await sms.types('keep it all');
    expect(sms.reads(3)).toContain('Then type MY RECORD there.');
    await sms.types('pathway');
    expect(sms.reads(2)).toContain('→ Participant: you are here\n○ Young advisor: next, if you want');
  });

  it('is signed off by a button of the board, which names nobody where others are', async () => {
    await teams.world
      .visitor(teams.personOf('robin').address, 'botframework')
      .goesThrough('pathway', 'say what I did', 'I spoke at the festival', '3 March', 'something else');
    const ana = teams.personOf('ana');
    const own = ana.activity({}).conversation as Json;
    const channel = { ...own, id: '19:channel', conversationType: 'channel' };
    const bot = { type: 'mention', text: '<at>Onward</at>', mentioned: ana.activity({}).recipient };
    const before = teams.peer.posted.length;
    for (const line of ['pathway board', 'home', `pathway record ${robin}`])
      await teams.door.brings(ana.activity({ text: `<at>Onward</at> ${line}`, conversation: channel, entities: [bot] }));
    await teams.door.quiet();
    const there = teams.peer.posted.slice(before).filter(({ conversation }) => conversation === '19:channel');
    expect(JSON.stringify(there)).not.toMatch(/Robin|festival|Participant/);

    const staff = teamsStaff(ana, teams.door);
    expect(await staff.types('home')).toContain('I spoke at the festival');
    expect(await staff.types('pathway board')).toContain('I spoke at the festival');
    await staff.presses('Sign off Robin, Something that they did');
    expect((await proofs())[0]?.signed?.by).toBeDefined();
  });

  it('records a training for all who were at a session: a button, which training, for whom, and then a press', async () => {
    const staff = teamsStaff(teams.personOf('ana'), teams.door);
    await staff.types(`session show ${session}`);
    await staff.presses('Record a training for them');
    const trained = async () => (await proofs()).filter(({ kind: of }) => of === 'training');
    expect(await staff.fills({ training: 'Welcome training' })).toContain('Robin');
    expect(await trained()).toEqual([]);
    await staff.presses('Record it for 2');
    expect(await trained()).toMatchObject([{ which: 'induction', session }]);
  });
});
