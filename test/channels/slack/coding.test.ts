import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { faultsOfMessage } from '../../support/block-kit.ts';
import { onEmbedded } from '../../support/database.ts';
import { pressOf, readable } from '../../support/slack-door.ts';
import { submitted, type View } from '../../support/slack-form.ts';
import { createSlackWorld, type SlackWorld } from '../../support/slack-world.ts';
import { addSession, give } from '../../support/surveys.ts';

onEmbedded('Coding in Slack', (kind) => {
  let slack: SlackWorld;
  beforeAll(async () => {
    slack = await createSlackWorld(kind);
    await give(slack.world, 'roles grant', { who: 'slack:T1/U2', role: 'staff', name: 'Bo', why: 'codes' });
    const session = await addSession(slack.world, []);
    await slack.world.database.rows(
      `INSERT INTO evidence VALUES ('${randomUUID()}', '${session}', NULL, 'The <showers> are *broken*', 'ann', now())`,
    );
  });
  afterAll(() => slack.close());

  it('is one text with buttons, and choosing others is a form with every area', async () => {
    const { door, peer, world } = slack;
    const { body } = await door.command('U2', '/onward', 'code');
    const message = JSON.parse(body);
    expect(faultsOfMessage(message)).toEqual([]);
    expect(readable(message.blocks)).toContain('The <showers> are *broken*');
    const buttons = (message.blocks as { block_id: string; elements?: { text: { text: string } }[] }[]).flatMap(
      ({ block_id, elements = [] }) => elements.map((element) => ({ ...element, block_id })),
    );
    expect(buttons.map(({ text }) => text.text)).toEqual(['It is: Buildings and rooms', 'Choose areas', 'None of these', 'Skip for now']);
    const choose = buttons.find(({ text }) => text.text === 'Choose areas');
    await door.interacts(pressOf('U2', { channel: 'C1', ts: '1.1', text: '', blocks: message.blocks }, choose as never));
    await door.slack.idle();
    const view = peer.views.at(-1)?.view as unknown as View;
    const element = view.blocks.find(({ block_id }) => block_id === 'areas')?.element;
    const { type, action_id, options } = element as unknown as { type: string; action_id: string; options: { value: string }[] };
    expect(options.map(({ value }) => value)).toEqual([...world.parts.areas.map(({ value }) => value), 'none']);
    const selected_options = options.filter(({ value }) => ['health', 'estates'].includes(value));
    const { view: filled } = submitted('U2', view, {});
    Object.assign(filled.state.values, { areas: { [action_id]: { type, selected_options } } });
    const sent = await door.interacts({ ...submitted('U2', view, {}), view: filled });
    expect(sent.body).toContain('Kept: Buildings and rooms, Health.');
    expect(await world.database.rows('SELECT areas FROM coding')).toEqual([{ areas: ['estates', 'health'] }]);
  });
});
