import { afterEach, beforeEach, expect, it } from 'vitest';
import { onEmbedded } from '../../support/database.ts';
import { teamsPhrases } from '../../support/teams-door.ts';
import { createTeamsWorld, type TeamsWorld } from '../../support/teams-world.ts';
import { toReview } from '../../support/world.ts';

onEmbedded('Somebody in Teams', (kind) => {
  let teams: TeamsWorld;
  beforeEach(async () => {
    teams = await createTeamsWorld(kind);
  });
  afterEach(() => teams.close());

  const messages = () => teams.world.database.rows<{ direction: string }>('SELECT direction FROM message');

  it('is greeted when they put the bot into their chats, once, and nothing is kept of it; what they press first is an answer to that', async () => {
    const robin = teams.personOf('robin');
    for (let times = 0; times < 2; times++) await teams.door.brings(robin.activity({ type: 'installationUpdate', action: 'add' }));
    await teams.door.quiet();
    expect(robin.reads(9)).toContain("I'm Onward");
    expect(robin.choices()).toContain('English');
    expect(await messages()).toEqual([]);
    const shown = robin.shown().length;
    await robin.presses('English');
    // The card that was pressed says what was picked, and asks no more.
    expect(robin.reads(9)).toContain('You picked: English');
    expect(robin.shown().length).toBeGreaterThan(shown);
    expect(robin.reads()).toContain('What should we call you?');
    await robin.types('Robin');
    expect(robin.reads()).toContain('How old are you?');
  });

  it('registers by pressing and typing, to the end, with each card in the place of the one before', async () => {
    const robin = teams.personOf('robin');
    await robin.types('hello');
    for (const text of toReview) await robin.types(text);
    await robin.presses("That's right");
    const [person] = await teams.world.database.rows<{ name: string; registered_at: Date | null }>(
      'SELECT name, registered_at FROM person',
    );
    expect(person?.name).toBe('Robin');
    expect(person?.registered_at).not.toBeNull();
    // No question that was answered can be pressed again: all cards but the last lost their buttons.
    expect(robin.shown().length).toBeGreaterThan(10);
  });

  it('takes no press from where others are: the answer would stand there', async () => {
    const robin = teams.personOf('robin');
    await robin.types('hello');
    const pressed = robin.shown().at(-1);
    const place = () => teams.world.database.rows<{ place: string }>('SELECT place FROM letterbox');
    const before = await place();
    const own = robin.activity({}).conversation as object;
    const conversation = { ...own, id: '19:channel', conversationType: 'channel' };
    const posted = teams.peer.posted.length;
    for (const data of [
      { onward: 'answer', prompt: 'language', values: ['en'] },
      { onward: 'say', text: 'MY DATA' },
      { onward: 'copy', format: 'json', ticket: 'x' },
    ]) {
      const value = { action: { type: 'Action.Execute', verb: 'answer', data } };
      const invoked = await teams.door.brings(robin.activity({ type: 'invoke', name: 'adaptiveCard/action', conversation, value }));
      expect(invoked.status).toBe(501);
      await teams.door.brings(robin.activity({ conversation, replyToId: pressed?.id, value: data }));
    }
    await teams.door.quiet();
    expect(await place()).toEqual(before);
    expect(await teams.world.database.rows('SELECT step FROM answer')).toEqual([]);
    expect(teams.peer.posted.slice(posted).map(({ activity }) => activity.text)).toEqual(new Array(3).fill(teamsPhrases('en').old_button));
  });

  it('counts a press once: twice, on two choices, by a client that only submits, and after the question is over', async () => {
    const robin = teams.personOf('robin');
    await robin.types('hello');
    const pressed = robin.shown().at(-1);
    const data = (language: string) => ({ onward: 'answer', prompt: 'language', values: [language], picked: language });
    const invoke = (language: string) =>
      robin.activity({
        type: 'invoke',
        name: 'adaptiveCard/action',
        replyToId: pressed?.id,
        value: { action: { type: 'Action.Execute', verb: 'answer', data: data(language) } },
      });
    const answers = await Promise.all([teams.door.brings(invoke('en')), teams.door.brings(invoke('easy'))]);
    await teams.door.quiet();
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers.map(({ body }) => body?.type).sort()).toEqual([
      'application/vnd.microsoft.activity.message',
      'application/vnd.microsoft.card.adaptive',
    ]);
    await teams.door.brings(robin.activity({ replyToId: pressed?.id, value: data('easy') }));
    await teams.door.quiet();
    const answered = await teams.world.database.rows<{ step: string }>('SELECT step FROM answer WHERE replaced_at IS NULL');
    expect(answered).toEqual([{ step: 'language' }]);
  });

  it('is told when something was not taken, and it can be brought again', async () => {
    const robin = teams.personOf('robin');
    await robin.types('hello');
    const again = robin.activity({ text: 'English' });
    await teams.door.brings(again);
    await teams.door.quiet();
    const shown = robin.shown().length;
    expect((await teams.door.brings(again)).status).toBe(200);
    await teams.door.quiet();
    expect(robin.shown().length).toBe(shown);
  });

  it('changes, deletes or reacts to a message: what they said stays, is looked at by the screen, and they are told how to change it', async () => {
    const robin = teams.personOf('robin');
    await robin.types('hello');
    await robin.types('English');
    const change = (eventType: string, text?: string) =>
      robin.activity({
        type: eventType === 'softDeleteMessage' ? 'messageDelete' : 'messageUpdate',
        text,
        timestamp: '2026-03-10T10:05:00Z',
        channelData: { ...(robin.activity({}).channelData as object), eventType },
      });
    await teams.door.brings(change('editMessage', 'Welsh'));
    await teams.door.quiet();
    expect(robin.reads()).toContain('what you sent first');
    await teams.door.brings(change('softDeleteMessage'));
    await teams.door.quiet();
    expect(robin.reads()).toContain('DELETE ME');
    const shown = robin.shown().length;
    await teams.door.brings(change('undeleteMessage'));
    await teams.door.brings(robin.activity({ type: 'messageReaction', reactionsAdded: [{ type: 'like' }] }));
    await teams.door.brings(robin.activity({ type: 'typing' }));
    await teams.door.quiet();
    expect(robin.shown().length).toBe(shown);
    const edited = change('editMessage', 'I want to kill myself');
    for (let times = 0; times < 2; times++) await teams.door.brings(edited);
    await teams.door.quiet();
    expect(robin.reads(3)).toContain('116 123');
    expect(await teams.world.database.rows('SELECT 1 FROM concern')).toHaveLength(1);
  });

  it('takes the bot out, and is asked nothing there until they are back', async () => {
    const robin = teams.personOf('robin');
    await robin.types('hello');
    const moves = (action: string) => teams.door.brings(robin.activity({ type: 'installationUpdate', action }));
    for (let times = 0; times < 2; times++) await moves('remove');
    const unreachable = () => teams.world.database.store.outbox.unreachable(10);
    expect(await unreachable()).toHaveLength(1);
    await moves('add');
    expect(await unreachable()).toEqual([]);
  });

  it('goes on where they were with a code of another way in', async () => {
    const web = teams.world.visitor('a browser');
    await web.types('English');
    await web.types('Robin');
    const said = await web.goesThrough('CODE');
    const [code = ''] = /[a-z]+-[a-z]+-[a-z]+-\d\d/.exec(said) ?? [];
    const robin = teams.personOf('robin');
    await robin.types(code);
    expect(robin.reads(2)).toMatch(/How old are you/);
    await robin.types('19');
    expect(robin.reads()).not.toMatch(/How old are you/);
  });

  it('says nothing to people who talk among others, and only that it is there where it is put into a group', async () => {
    const robin = teams.personOf('robin');
    const alone = robin.activity({}).conversation as object;
    const conversation = { ...alone, id: '19:group', conversationType: 'groupChat' };
    await teams.door.brings(robin.activity({ text: 'hello all', conversation }));
    await teams.door.quiet();
    expect(teams.peer.posted).toEqual([]);
    await teams.door.brings(robin.activity({ type: 'installationUpdate', action: 'add', conversation }));
    await teams.door.quiet();
    expect(teams.peer.posted.map(({ conversation: id }) => id)).toEqual(['19:group']);
    expect(await messages()).toEqual([]);
  });
});
