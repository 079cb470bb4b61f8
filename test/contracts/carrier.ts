import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Carrier, Delivered, OutMessage } from '../../src/desk/ports.ts';

/** A carrier with the other side that it sends to. */
export interface CarrierDriver {
  carrier: Carrier;
  /** To somebody who is there; another id, another person. */
  message(id: string): OutMessage;
  /** How the next try goes, on the other side. */
  meets(trouble: 'patience' | 'nobody' | 'lost answer'): void;
  /** Messages that the other side has. */
  arrived(): number;
  /** The other side is switched off. */
  vanish(): Promise<void>;
  close(): Promise<void>;
}

/** What every carrier does, whatever it sends by. Trying again is the outbox's: a carrier tries once, says how that ended, and never rejects. */
export function carrierContract(name: string, connect: () => Promise<CarrierDriver>): void {
  describe(`The carrier ${name}`, () => {
    let driver: CarrierDriver;
    beforeEach(async () => {
      driver = await connect();
    });
    afterEach(() => driver.close());
    const send = (id = '1') => driver.carrier.send(driver.message(id));

    it('sends, and says under which id the channel knows it', async () => {
      expect(await send()).toMatchObject({ kind: 'sent', externalId: expect.stringMatching(/./) });
      expect(driver.arrived()).toBe(1);
    });

    it.each<[Parameters<CarrierDriver['meets']>[0], Delivered['kind'], number]>([
      ['patience', 'later', 0],
      ['nobody', 'unreachable', 0],
      ['lost answer', 'unknown', 1],
    ])('meets with %s, tries no second time, and goes on with the next', async (trouble, kind, most) => {
      driver.meets(trouble);
      expect((await send()).kind).toBe(kind);
      const before = driver.arrived();
      expect(before).toBeLessThanOrEqual(most);
      expect((await send('2')).kind).toBe('sent');
      expect(driver.arrived()).toBe(before + 1);
    });

    it('finds nobody at the other end, and rejects for nothing', async () => {
      await driver.vanish();
      expect((await send()).kind).toBe('later');
    });

    it('sends many at once, each once', async () => {
      const all = await Promise.all(Array.from({ length: 20 }, (_, at) => send(String(at))));
      expect(all.map(({ kind }) => kind)).toEqual(Array(20).fill('sent'));
      expect(driver.arrived()).toBe(20);
    });
  });
}
