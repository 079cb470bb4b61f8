import { afterAll, beforeAll, expect, it } from 'vitest';
import { faultsOfMessage, faultsOfView } from '../../support/block-kit.ts';
import { onEmbedded } from '../../support/database.ts';
import { readable } from '../../support/slack-door.ts';
import { pressOnView, submitted, type View } from '../../support/slack-form.ts';
import { asShown } from '../../support/slack-markup.ts';
import { createSlackWorld, type SlackWorld } from '../../support/slack-world.ts';
import { throughRegistering } from '../../support/world.ts';

onEmbedded('The pathway in Slack', (kind) => {
  let slack: SlackWorld;
  let robin: string;
  let session: string;
  const ada = { channel: 'terminal', address: 'ada@office' } as const;
  const does = async (line: string) => {
    const result = await slack.world.desk.command(ada, { line });
    return result.kind === 'done' ? result.sheet : expect.fail(result.why);
  };
  beforeAll(async () => {
    slack = await createSlackWorld(kind);
    await does('roles grant slack:T1/UA staff --name Ana --why needed');
    await does('settings add Hub --kind community');
    const visitor = slack.world.visitor('T1/U1', 'slack');
    await visitor.goesThrough(...throughRegistering);
    robin = (await visitor.view()).person as string;
    const { data } = await does('session new --date "2 March 2026" --setting Hub --areas safety --facilitators Ana');
    session = (data as { id: string }).id;
    await does(`session attend ${session} --people ${robin} --apply`);
  });
  afterAll(() => slack.close());

  const proofs = async () => (await slack.world.database.store.pathways.of(robin))?.facts.proofs ?? [];
  const newestView = () => slack.peer.views.at(-1)?.view as unknown as View;
  const modal = async (payload: object) => {
    const { status, body } = await slack.door.interacts(payload);
    expect(status).toBe(200);
    await slack.door.slack.idle();
    return body === '' ? null : JSON.parse(body);
  };

  it('is drawn as steps with the same words, and a notification and a screen reader have them too', async () => {
    const person = slack.personOf('U1');
    await person.types('PATHWAY');
    const drawn = slack.peer.messages.findLast(({ blocks }) => blocks.some(({ type }) => type === 'rich_text')) ?? expect.fail();
    expect(faultsOfMessage(drawn)).toEqual([]);
    const quote = drawn.blocks.find(({ type }) => type === 'rich_text') as unknown as { elements: [{ elements: object[] }] };
    expect(quote.elements[0].elements).toEqual([
      { type: 'text', text: '→ Participant: you are here\n', style: { bold: true } },
      { type: 'text', text: '○ Young advisor: next, if you want' },
    ]);
    const lines = (text: string) => text.split('\n').filter(Boolean);
    expect(lines(drawn.blocks.flatMap((block) => asShown(block)).join('\n'))).toEqual(lines(drawn.text));
    await person.presses('Nothing for now');
  });

  it('hands over the record in their own messages, once', async () => {
    const person = slack.personOf('U1');
    await person.types('my record');
    await person.ticks('Keep it all');
    const offer = slack.peer.messages.findLast(({ blocks }) => readable(blocks).includes('Keep my record (PDF)')) ?? expect.fail();
    await person.presses('Keep my record (PDF)', offer);
    expect(person.choices()).not.toContain('Keep my record (PDF)');
    expect(slack.peer.uploads).toMatchObject([{ name: 'onward-my-record.pdf', body: expect.stringMatching(/^%PDF-1\.7/) }]);
  });

  it('stands on the Home tab of the team, within its limits, and is signed off from there; others see nothing of it', async () => {
    await slack.world
      .visitor('T1/U1', 'slack')
      .goesThrough('pathway', 'say what I did', 'I spoke at the festival', '3 March', 'something else');
    for (const user of ['UA', 'U1']) await slack.door.event({ type: 'app_home_opened', user, channel: `D${user}`, tab: 'home' });
    await slack.door.slack.idle();
    const home = slack.peer.homes.get('UA') as unknown as View;
    expect(faultsOfView(home)).toEqual([]);
    expect(readable(home)).toMatch(/Stage +People\nParticipant +1/);
    expect(readable(home)).toContain('I spoke at the festival');
    expect(readable(slack.peer.homes.get('U1'))).not.toMatch(/festival|Stage/);
    const [waiting] = await proofs();
    expect(waiting).toMatchObject({ words: 'I spoke at the festival', signed: null });
    const press = pressOnView('UA', home, 'Sign off Robin, Something that they did');
    await modal({ ...press, view: { id: 'VHOME', type: 'home' }, container: { type: 'view', view_id: 'VHOME' } });
    expect((await proofs())[0]?.signed?.by).toBeDefined();
  });

  it('records a training for all who were at a session: a button, which training, for whom, and then a press', async () => {
    const { body } = await slack.door.command('UA', '/session', `show ${session}`);
    const message = JSON.parse(body);
    expect(message.response_type).toBe('ephemeral');
    const press = {
      ...pressOnView('UA', message, 'Record a training for them'),
      view: undefined,
      channel: { id: 'DUA', name: 'directmessage' },
    };
    await modal({
      ...press,
      container: { type: 'message', message_ts: '1.1', channel_id: 'DUA' },
      response_url: `${slack.peer.apiUrl}respond`,
    });
    const form = newestView();
    expect(faultsOfView(form)).toEqual([]);
    expect(form.title.text).toBe('Training record');
    const preview = await modal(submitted('UA', form, { training: 'induction', session }));
    expect(readable(preview.view)).toContain('Robin');
    expect((await proofs()).filter(({ kind: of }) => of === 'training')).toEqual([]);
    await modal(pressOnView('UA', preview.view, 'Record it for 1'));
    expect((await proofs()).filter(({ kind: of }) => of === 'training')).toMatchObject([{ which: 'induction', session }]);
  });
});
