import { advance, begin, type CompiledFlow, compile, type Event, type Reply, type Session } from '../../src/engine/index.ts';
import { everything, lexicon, now, valid } from '../support/flows.ts';

export const flow = compile(everything, lexicon);

/** A conversation under test. The session goes through JSON before each turn, as it does in the database. */
export class Talk {
  readonly flow: CompiledFlow;
  session: Session;
  events: Event[];

  constructor(over: CompiledFlow = flow, language = 'en') {
    this.flow = over;
    ({ session: this.session, events: this.events } = begin(over, language));
  }

  /** A plain string is typed, a list is picked. */
  reply(reply: string | string[] | Reply): this {
    const full: Reply =
      typeof reply === 'string' ? { kind: 'text', text: reply } : Array.isArray(reply) ? { kind: 'choice', values: reply } : reply;
    ({ session: this.session, events: this.events } = advance(this.flow, JSON.parse(JSON.stringify(this.session)), full, now));
    return this;
  }

  /** Answers validly until that step waits. */
  to(step: string): this {
    for (let turns = 0; this.session.at !== step; turns++) {
      const reply = valid[this.session.at ?? ''];
      if (reply === undefined || turns > 40) throw new Error(`${step} never came; ${this.session.at} waits`);
      this.reply(reply);
    }
    return this;
  }

  get texts(): string[] {
    return this.events.flatMap((event) => (event.type === 'said' ? [event.said.text] : []));
  }

  get types(): string[] {
    return this.events.map(({ type }) => type);
  }

  of<T extends Event['type']>(type: T): Extract<Event, { type: T }>[] {
    return this.events.filter((event): event is Extract<Event, { type: T }> => event.type === type);
  }

  value(step: string): unknown {
    return this.session.answers[step]?.value;
  }
}
