import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newTicket, readTicket, TICKET_MINUTES } from '../../src/desk/tickets.ts';
import { ids } from '../../src/ids.ts';
import { sealWith } from '../../src/seal.ts';

const seal = sealWith('a secret of the tests, long enough to be one');
const noon = new Date('2026-03-10T12:00:00.123Z');
const later = (ms: number) => new Date(noon.getTime() + ms);
const life = TICKET_MINUTES * 60_000;
const zeros = { bytes: (count: number) => new Uint8Array(count) };

describe('A ticket', () => {
  it('is good for its person, to its last moment, and remembered as one thing', () => {
    const ticket = newTicket(seal, ids, 'a', noon);
    expect(ticket).toMatch(/^[\w-]{32}\.[\w-]{43}$/);
    const read = readTicket(seal, ticket, 'a', noon);
    expect(read).toEqual({ wanted: { of: 'data' }, hash: expect.stringMatching(/^[0-9a-f]{64}$/), expiresAt: later(life) });
    expect(readTicket(seal, ticket, 'a', later(life - 1))).toEqual(read);
    expect(readTicket(seal, ticket, 'a', later(life))).toBeNull();
    expect(ticket).not.toContain(read?.hash ?? '');
  });

  it('is another each time, by chance alone', () => {
    const tickets = Array.from({ length: 100 }, () => newTicket(seal, ids, 'a', noon));
    expect(new Set(tickets.map((ticket) => readTicket(seal, ticket, 'a', noon)?.hash)).size).toBe(100);
    expect(newTicket(seal, zeros, 'a', noon)).toBe(newTicket(seal, zeros, 'a', noon));
  });

  it('is good for nobody else, under no other secret, and not for what is sealed for another purpose', () => {
    const ticket = newTicket(seal, zeros, 'a', noon);
    for (const person of ['b', '', 'a\n', null]) expect(readTicket(seal, ticket, person, noon)).toBeNull();
    expect(readTicket(sealWith('another secret, also long enough to be one'), ticket, 'a', noon)).toBeNull();
    const [body = ''] = ticket.split('.');
    expect(readTicket(seal, `${body}.${seal('another', `a\n${body}`)}`, 'a', noon)).toBeNull();
  });

  it('is not good any more when one letter of it is another', () => {
    const ticket = newTicket(seal, ids, 'a', noon);
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ \n'];
    for (let at = 0; at < ticket.length; at++)
      for (const letter of letters) {
        if (ticket[at] === letter) continue;
        expect(readTicket(seal, ticket.slice(0, at) + letter + ticket.slice(at + 1), 'a', noon)).toBeNull();
      }
  });

  it('cannot be any other text, of its shape or not', () => {
    const any = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[\w-]{32}\.[\w-]{43}$/));
    fc.assert(fc.property(any, (text) => readTicket(seal, text, 'a', noon) === null));
  });
});
