import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Json } from '../../../src/channels/botframework/port.ts';
import { onEmbedded } from '../../support/database.ts';
import { botframeworkPhrases, dataOfPress, dialogIn, type ShownCard, textOf } from '../../support/teams-staff.ts';
import { createTeamsWorld, type TeamsWorld } from '../../support/teams-world.ts';

const phrases = botframeworkPhrases('en');

onEmbedded('Somebody of the team in Teams', (kind) => {
  let teams: TeamsWorld;
  beforeEach(async () => {
    teams = await createTeamsWorld(kind);
  });
  afterEach(() => teams.close());

  it('gives commands in their own chat and in a channel, through the messaging endpoint, and is answered alone', async () => {
    const bo = teams.personOf('bo');
    // Before anybody knows them.
    await teams.door.brings(bo.activity({ type: 'installationUpdate', action: 'add' }));
    await teams.door.quiet();
    const grant = `roles grant botframework:${bo.address} admin --name Bo --why new`;
    await teams.world.desk.command({ channel: 'terminal', address: 'ada@office' }, { line: grant });
    const own = bo.activity({}).conversation as Json;
    const channel = { ...own, id: '19:channel', conversationType: 'channel' };
    const bot = { type: 'mention', text: '<at>Onward</at>', mentioned: bo.activity({}).recipient };
    /** What is new in each conversation. */
    const brings = async (over: Json) => {
      const before = teams.peer.posted.length;
      const answer = await teams.door.brings(bo.activity(over));
      await teams.door.quiet();
      return { answer, fresh: teams.peer.posted.slice(before) };
    };

    const listed = await brings({ text: 'roles list' });
    expect(listed.answer.status).toBe(200);
    expect(listed.fresh.map(({ activity }) => textOf(activity)).join()).toContain('Bo');

    // From then on they can be written to there unasked: an alert about a concern has to reach its lead.
    const [reached] = await teams.world.database.rows<{ place: string }>(`SELECT place FROM letterbox WHERE address = '${bo.address}'`);
    expect(reached?.place).toContain(JSON.stringify(own.id));

    for (const text of ['<at>Onward</at> roles list', '<at>Onward</at>']) {
      const { fresh } = await brings({ text, conversation: channel, entities: [bot] });
      const there = fresh.filter(({ conversation }) => conversation === '19:channel');
      expect(there.map(({ activity }) => activity.text)).toEqual([phrases.answered_alone]);
      const alone = fresh.find(({ conversation }) => conversation !== '19:channel');
      expect(textOf(alone?.activity ?? {})).toContain(text.endsWith('list') ? 'Bo' : phrases.staff_help);
    }

    // Brought twice, as Teams does where our answer was lost, an order is done once.
    const once = bo.activity({ text: 'settings add --name Annex --kind community' });
    const before = teams.peer.posted.length;
    await Promise.all([teams.door.brings(once), teams.door.brings(once)]);
    await teams.door.quiet();
    expect((await teams.door.brings(once)).status).toBe(200);
    await teams.door.quiet();
    expect(teams.peer.posted.slice(before)).toHaveLength(1);
    // So is a double click, which comes as two messages.
    const press = { replyToId: 'sheet', value: { onward: 'order', order: { name: 'roles list', input: {} } } };
    const pressed = teams.peer.posted.length;
    await Promise.all([teams.door.brings(bo.activity(press)), teams.door.brings(bo.activity(press))]);
    await teams.door.quiet();
    expect(teams.peer.posted.slice(pressed)).toHaveLength(1);

    // What lacks something opens over the chat, and is done there.
    const { fresh } = await brings({ text: 'settings add' });
    const [asks] = (fresh[0]?.activity.attachments ?? []) as [{ content: ShownCard }];
    const invokes = async (name: string, data: Json) =>
      dialogIn((await brings({ type: 'invoke', name, value: { data, context: { theme: 'default' } } })).answer.body);
    const form = await invokes('task/fetch', dataOfPress(asks.content, phrases.form_open ?? ''));
    const kindOf = form.card.body.find(({ id }) => id === 'one:kind');
    expect(kindOf).toMatchObject({ type: 'Input.ChoiceSet' });
    const done = await invokes('task/submit', dataOfPress(form.card, phrases.form_submit ?? '', { name: 'Hub', kind: 'community' }));
    expect(done.text).toContain('Hub');
    expect((await brings({ type: 'invoke', name: 'task/fetch', value: { data: {} } })).answer.status).not.toBe(200);

    // Whoever has only given commands can be told of a concern.
    const lead = `roles grant botframework:${bo.address} safeguarding lead --why new`;
    await teams.world.desk.command(
      { channel: 'terminal', address: 'ada@office' },
      { line: lead.replace('safeguarding lead', '"safeguarding lead"') },
    );
    await teams.world.visitor('a browser').types('I want to kill myself');
    await teams.world.desk.tick(teams.world.clock.now());
    await teams.door.quiet();
    expect(bo.reads()).toMatch(/concern/i);

    // HELP is everybody's, also in the middle of a question; whoever has a role learns where their commands are too.
    for (const before of ['hello', 'English']) {
      await bo.types(before);
      await bo.types('Help');
      expect(bo.reads(4)).toContain('999');
      expect(bo.reads(4)).toContain(phrases.staff_help_too);
    }
    await bo.types('/help');
    expect(bo.reads()).toMatch(/roles\n.*grant/);
    expect(bo.reads()).not.toContain('not shown');
    await bo.types('/help roles');
    expect(bo.reads()).toContain('roles grant');

    // Somebody without a role talks to us in the same words.
    const young = teams.personOf('young');
    await young.types('people list');
    expect(young.reads(9)).toContain("I'm Onward");
    await young.types('help');
    expect(young.reads(4)).toContain('999');
    expect(young.reads(9)).not.toContain(phrases.staff_help_too);
  });
});
