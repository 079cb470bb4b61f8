import { describe, expect, it } from 'vitest';
import { createFakeDesk } from '../support/fake-desk.ts';

export type FakeDesk = ReturnType<typeof createFakeDesk>;

/** A person on a channel, as the channel's own test drives it. */
export interface Driver {
  /** Comes to the chat; everything that they see. */
  opens(): Promise<string>;
  /** Types and sends; what they see then, the same again included or not. */
  types(text: string): Promise<string>;
  close(): Promise<void>;
}

/** How a channel differs from a page. */
export interface Ways {
  /** Who carries the messages sends again by itself what was not taken: nobody has to be told, and nobody types it twice. */
  resends?: boolean;
}

/** What every channel does, whatever it looks like. */
export function channelContract(name: string, connect: (fake: FakeDesk) => Promise<Driver>, { resends = false }: Ways = {}): void {
  describe(`The channel ${name}`, () => {
    async function using(work: (driver: Driver, fake: FakeDesk) => Promise<void>): Promise<void> {
      const fake = createFakeDesk();
      const driver = await connect(fake);
      await work(driver, fake).finally(() => driver.close());
    }

    it('shows the greeting, the question that waits and its choices, and tells the desk nothing yet', () =>
      using(async (driver, { received }) => {
        const seen = await driver.opens();
        for (const text of ["I'm a bot, not a person", 'How would you like me to write to you?', 'English', 'Easy'])
          expect(seen).toContain(text);
        expect(received).toEqual([]);
      }));

    it('hands over what was typed, whose it is, what it answers, and an id of its own', () =>
      using(async (driver, { received }) => {
        await driver.opens();
        expect(await driver.types('English')).toContain('What should we call you?');
        await driver.types('Robin');
        expect(received.map(({ channel, reply }) => ({ channel, reply }))).toEqual([
          { channel: name, reply: expect.objectContaining({ kind: 'text', text: 'English' }) },
          { channel: name, reply: expect.objectContaining({ kind: 'text', text: 'Robin' }) },
        ]);
        // A channel may not know what somebody who types has in front of them; it never says another question than that.
        expect([undefined, 'language']).toContain(received[0]?.prompt);
        expect([undefined, 'name']).toContain(received[1]?.prompt);
        expect(new Set(received.map(({ externalId }) => externalId)).size).toBe(2);
        expect(new Set(received.map(({ address }) => address)).size).toBe(1);
      }));

    it('brings somebody back to where they were', () =>
      using(async (driver) => {
        await driver.opens();
        await driver.types('English');
        expect(await driver.opens()).toContain('What should we call you?');
      }));

    it('passes on no control characters, and shows none', () =>
      using(async (driver, { received }) => {
        await driver.opens();
        await driver.types('English');
        const seen = await driver.types('Ro\u001b[2Jb\u0007in\u009b1m');
        expect(received.at(-1)?.reply).toMatchObject({ text: 'Ro[2Jbin1m' });
        expect(seen).not.toMatch(/(?![\n\r\t])\p{Cc}/u);
      }));

    it('sends nothing for an empty message', () =>
      using(async (driver, { received }) => {
        await driver.opens();
        await driver.types('  ');
        expect(received).toEqual([]);
      }));

    it.runIf(resends)('has what was not taken sent again, and takes it once', () =>
      using(async (driver, { state, received }) => {
        await driver.opens();
        state.busy = 1;
        expect(await driver.types('English')).toContain('What should we call you?');
        state.broken = 1;
        expect(await driver.types('Robin')).toContain('How old are you?');
        expect(received.map(({ reply }) => reply)).toMatchObject([{ text: 'English' }, { text: 'Robin' }]);
      }),
    );

    it.skipIf(resends)('says kindly that it is busy, and takes the same words again', () =>
      using(async (driver, { state }) => {
        await driver.opens();
        state.busy = 1;
        expect(await driver.types('English')).toContain('a bit behind');
        expect(await driver.types('English')).toContain('What should we call you?');
      }),
    );

    it.skipIf(resends)('says kindly that something broke on our side, never what', () =>
      using(async (driver, { state }) => {
        await driver.opens();
        state.broken = 1;
        const seen = await driver.types('English');
        expect(seen).toMatch(/our side/);
        expect(seen).not.toMatch(/no database|\bat .*\.ts/);
        expect(await driver.types('English')).toContain('What should we call you?');
      }),
    );

    it('holds a STOP, and says how to come back', () =>
      using(async (driver) => {
        await driver.opens();
        await driver.types('English');
        await driver.types('STOP');
        expect(await driver.opens()).toMatch(/You said STOP.*start/is);
        expect(await driver.types('START')).toContain('What should we call you?');
      }));

    it('says the last words to somebody who is too young, and forgets them', () =>
      using(async (driver) => {
        await driver.opens();
        await driver.types('English');
        await driver.types('Robin');
        expect(await driver.types('Under 13')).toContain('We have kept nothing');
        expect(await driver.opens()).toContain('How would you like me to write to you?');
      }));
  });
}
