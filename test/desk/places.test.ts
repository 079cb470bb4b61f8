import { afterEach, expect, it } from 'vitest';
import type { Inbound } from '../../src/desk/ports.ts';
import { fakeCarrier } from '../support/carrier.ts';
import { onEmbedded } from '../support/database.ts';
import { createWorld, type World } from '../support/world.ts';

const address = 'msteams:t/robin';

onEmbedded('Where somebody is written to', (kind) => {
  let world: World;
  const door = fakeCarrier('botframework');
  afterEach(() => world.remove());

  let events = 0;
  const says = (text: string, place?: string): Inbound => ({
    channel: 'botframework',
    externalId: `event ${++events}`,
    address,
    reply: { kind: 'text', text },
    ...(place !== undefined && { place }),
  });
  const opens = async () => {
    door.sent.length = 0;
    world = await createWorld(kind, { carriers: door.carriers });
  };
  const places = async () => {
    await world.desk.deliver();
    return [...new Set(door.sent.splice(0).map(({ place }) => place))];
  };

  it('is known with their first words, and follows them when it changes', async () => {
    await opens();
    await world.desk.receive(says('hello', 'here'));
    expect(await places()).toEqual(['here']);
    await world.desk.receive(says('hello'));
    expect(await places()).toEqual(['here']);
    await world.desk.receive(says('hello', 'there'));
    expect(await places()).toEqual(['there']);
  });

  it('is said by the channel of whom we know, and of nobody else', async () => {
    await opens();
    await world.desk.place('botframework', address, 'early');
    await world.desk.receive(says('hello'));
    expect(await places()).toEqual([null]);
    await world.desk.place('botframework', address, 'here');
    await world.desk.place('botframework', address, 'here');
    await world.desk.receive(says('hello'));
    expect(await places()).toEqual(['here']);
  });

  it('is nowhere when they have taken us out, and here again when they are back', async () => {
    await opens();
    await world.desk.receive(says('hello', 'here'));
    await places();
    await world.desk.place('botframework', address, null);
    const unreachable = () => world.database.store.outbox.unreachable(10);
    expect(await unreachable()).toHaveLength(1);
    await world.desk.receive(says('hello', 'here'));
    await places();
    expect(await unreachable()).toEqual([]);
    await world.desk.place('botframework', address, null);
    await world.desk.place('botframework', address, 'here');
    expect(await unreachable()).toEqual([]);
  });

  it('goes with everything else of theirs, and is known again when they come back', async () => {
    await opens();
    await world.desk.receive(says('hello', 'here'));
    await world.desk.receive(says('STOP', 'here'));
    await world.desk.receive(says('DELETE ME', 'here'));
    expect((await world.desk.view('botframework', address)).person).toBeNull();
    await places();
    await world.desk.receive(says('hello', 'here'));
    expect(await places()).toEqual(['here']);
  });
});
