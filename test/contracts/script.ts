import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '../../src/calendar/index.ts';
import { cleanText } from '../../src/channels/clean-text.ts';
import type { ChannelName, ChannelPhrases, ChatView } from '../../src/desk/ports.ts';
import { type Kind, onEmbedded } from '../support/database.ts';
import { deep } from '../support/deep.ts';
import { before, type Line, type Script, scripts } from '../support/scripts.ts';
import { asWritten, storedOf, withoutSecrets } from '../support/stored.ts';
import { addSession, give, send } from '../support/surveys.ts';
import type { World } from '../support/world.ts';
import { type DoorName, ownPhrases, permits } from './differences.ts';

/** Somebody at a door, before the real desk. */
export interface ScriptDriver {
  /** Whose chat it is for the desk. */
  who(): { channel: ChannelName; address: string };
  /** Comes to the chat for the first time. */
  opens(): Promise<void>;
  says(text: string): Promise<void>;
  /** Presses or ticks what has these labels. Not at a door where nothing can be pressed. */
  picks?(labels: string[]): Promise<void>;
  /** Presses what says this word of the chat's, such as BACK. false: there is nothing that does. */
  presses?(word: string): Promise<boolean>;
  /** Looks at the chat again, for what came by itself. */
  looks(): Promise<void>;
  /** All that this person has read so far, in order, as they read it: a text each, the door's own words too. */
  seen(): string[];
  /** What can be picked now, as it is called. */
  choices(): string[];
  /** A choice as this door writes it, where it can't write every letter. */
  written?(label: string): string;
  /** The event of the last time once more, as whoever carries it may send it. Not at a door where nobody does. */
  again?(): Promise<void>;
  close(): Promise<void>;
}

/** The real desk behind a real door. */
export interface ScriptDoor {
  world: World;
  /** Another person, each time. */
  comes(): Promise<ScriptDriver>;
  close(): Promise<void>;
}

type How = 'typed' | 'pressed';

/** Letters of a choice that a button may not have room for. */
const LONG = 75;
/** Letters of one reply that the desk takes. */
const MOST = 2000;
/** Letters of a text that a door may send in pieces: then a line may be cut between two words. */
const PIECE = 1400;

interface Reading {
  name: DoorName;
  phrases: ChannelPhrases;
}

/** Phrases of its own that a door has said. */
const heard = new Map<DoorName, Set<string>>();

/** A phrase as it can be read, whatever fills its gaps. */
const asPattern = (phrase: string) => new RegExp(`^${phrase.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '[^]*')}$`);

/** The door's own words that its differences name; keeps which of them were said. */
function ownWords({ name, phrases }: Reading): (text: string) => boolean {
  const said = heard.get(name) ?? new Set();
  heard.set(name, said);
  const patterns = ['en', 'easy'].flatMap((language) =>
    ownPhrases(name).map((id) => ({ id, pattern: asPattern(phrases(language)[id] ?? '') })),
  );
  return (text) => {
    const own = patterns.find(({ pattern }) => pattern.test(text));
    if (own) said.add(own.id);
    return own !== undefined;
  };
}

/** Lines without the space around them: a door may end a message where the desk ends a line. */
const linesOf = (texts: string[]) =>
  texts.flatMap((text) =>
    withoutSecrets(text)
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  );

const wordsOf = (lines: string[]) => lines.join(' ').split(/\s+/);

/** The same conversation on a desk with no door before it. */
function onTheDesk(world: World, address: string) {
  const visitor = world.visitor(address);
  const read: string[] = [];
  let view: ChatView | null = null;
  let known = 0;
  async function look(): Promise<void> {
    view = await visitor.view();
    const texts = view.messages.flatMap(({ direction, text, link }) =>
      direction === 'out' ? [link ? `${text}\n${link.label}: ${link.url}` : text] : [],
    );
    read.push(...texts.slice(known));
    known = texts.length;
  }
  async function take(taking: ReturnType<typeof visitor.types>): Promise<void> {
    const taken = await taking;
    if (taken.kind !== 'taken') throw new Error(`A bare desk answers ${taken.kind}.`);
    if (!taken.forgotten) return look();
    read.push(...taken.messages.map(({ text }) => text));
    view = null;
    known = 0;
  }
  const prompt = () => (view?.stopped ? null : (view?.prompt ?? null));
  /** What a label stands for: a choice of the question, or words that can be said by a press. */
  function meant(label: string): { value: string } | { says: string } {
    const option = prompt()?.options.find((one) => one.label === label);
    if (option) return option;
    const quick = view?.messages.flatMap(({ quick: all = [] }) => all).find((one) => one.label === label);
    if (!quick) throw new Error(`There is no "${label}" among: ${prompt()?.options.map((one) => one.label)}, after: ${read.at(-1)}`);
    return { says: quick.text };
  }
  return {
    who: { channel: 'web', address } as const,
    read,
    prompt,
    labels: () => prompt()?.options.map(({ label }) => label) ?? [],
    meant,
    look,
    says: (text: string) => take(visitor.types(cleanText(text))),
    picks: (values: string[]) => take(visitor.picks(...values)),
  };
}

/** Through one script, at a door and on the bare desk side by side, so that it is the same time for both. */
async function runScript(door: ScriptDoor, reading: Reading, script: Script, how: How, count: number): Promise<void> {
  const { world } = door;
  const isOwn = ownWords(reading);
  const there = onTheDesk(world, `bare-${count}`);
  const here = await door.comes();

  const readHere = () => linesOf(here.seen().filter((text) => !isOwn(text)));
  const both = async () => [await storedOf(world, here.who().channel, here.who().address), await storedOf(world, 'web', there.who.address)];

  /** What they have to have read here: the same, and choices that can't be drawn whole. */
  const toRead: string[] = [];
  let known = 0;
  function note(): void {
    toRead.push(...there.read.slice(known));
    const said = there.read.length > known;
    known = there.read.length;
    const labels = there.labels();
    if (said && permits(reading.name, 'long choices') && labels.some((label) => label.length > LONG))
      toRead.push(...labels.map((label, at) => `${at + 1}. ${label}`));
  }

  function compare(line: Line | null): void {
    const at = `${script.name}, at: ${JSON.stringify(line)}`;
    const inPieces = permits(reading.name, 'in pieces') && toRead.some((text) => text.length > PIECE);
    const shape = inPieces ? wordsOf : (lines: string[]) => lines;
    expect(shape(readHere()), at).toEqual(shape(linesOf(toRead)));
    if (there.prompt()?.type === 'nought_to_ten' && permits(reading.name, '0 to 10 is not listed')) return;
    const whole = there.labels().filter((label) => label.length <= LONG || !permits(reading.name, 'long choices'));
    const { written = (label: string) => label } = permits(reading.name, 'letters that look alike') ? here : {};
    const offered = here.choices();
    expect(offered, at).toEqual(expect.arrayContaining(whole.map((label) => (offered.includes(label) ? label : written(label)))));
  }

  /** More than the desk takes is not handed to it everywhere. */
  const heldBack = (text: string) => text.length > MOST && permits(reading.name, 'too long stays in the box');

  async function say(text: string): Promise<void> {
    if (!heldBack(text)) await there.says(text);
    const word = how === 'pressed' && /^[A-Z ]+$/.test(text);
    if (!word || !(await here.presses?.(text))) await here.says(text);
  }

  async function pick(labels: string[]): Promise<void> {
    const meant = labels.map(there.meant);
    const [first] = meant;
    const typed = first && 'says' in first ? first.says : labels.join(', ');
    const pressed = how === 'pressed' && here.picks;
    if (!pressed || (first && 'says' in first)) await there.says(typed);
    else await there.picks(meant.flatMap((one) => ('value' in one ? [one.value] : [])));
    if (pressed) await pressed(labels);
    else await here.says(typed);
  }

  async function ask(template: string, kind: string): Promise<void> {
    const known = await world.database.rows<{ person_id: string }>(
      `SELECT person_id FROM address WHERE value IN ('${here.who().address}', '${there.who.address}')`,
    );
    const about =
      template === 'after-session'
        ? {
            session: await addSession(
              world,
              known.map(({ person_id }) => person_id),
            ),
          }
        : { audience: 'registered' };
    await send(world, { template, kind, ...about });
    world.clock.pass(1);
    await world.desk.deliver();
    await there.look();
    await here.looks();
  }

  async function post(terms: { title: string; about: string }): Promise<void> {
    await world.database.rows(`UPDATE opportunity SET state = 'closed'`);
    const closes = dayOf('Europe/London', new Date(world.clock.now().getTime() + 30 * 24 * 3_600_000));
    const preview = await give(world, 'opportunity post', { ...terms, closes });
    const order = preview.next?.[0]?.order;
    if (!order) throw new Error(preview.text);
    await give(world, order.name, order.input);
  }

  /** Through a survey by its link, as it was read. */
  async function answerPage(read: string[], replies: string[], key: string): Promise<unknown> {
    const token = read.flatMap((text) => /\/s\/([\w-]+)/.exec(text)?.[1] ?? []).at(-1) ?? '';
    let done: unknown = null;
    for (const [at, text] of replies.entries()) {
      const view = await world.desk.papers.view(token, key);
      const reply = { kind: 'text', text } as const;
      done = await world.desk.papers.reply(token, key, `${key}-${at}`, reply, view?.prompt?.id);
    }
    return done;
  }

  async function play(line: Line): Promise<void> {
    if ('you' in line) await say(line.you);
    else if ('pick' in line) await pick(line.pick);
    else if ('days' in line) world.clock.pass(line.days * 24 * 60);
    else if ('asked' in line) await ask(line.asked.template, line.asked.kind);
    else if ('posted' in line) await post(line.posted);
    else if ('page' in line) {
      const mine = await answerPage(here.seen(), line.page, `key-here-${count}`);
      expect(mine).toMatchObject({ kind: 'done' });
      expect(mine).toEqual(await answerPage(there.read, line.page, `key-bare-${count}`));
    }
  }

  try {
    await there.look();
    await here.opens();
    note();
    for (const line of before(script)) {
      await play(line);
      note();
    }
    compare(null);
    let from = script.after === undefined ? 0 : there.read.length;
    for (const [at, line] of script.talk.entries()) {
      if ('bot' in line) {
        const own = there.read.length === from ? here.seen().slice(-1) : [];
        expect([...there.read.slice(from), ...there.labels(), ...own].join('\n'), script.name).toContain(line.bot);
        continue;
      }
      from = there.read.length;
      await play(line);
      note();
      const unseen = 'asked' in line && permits(reading.name, 'what comes by itself waits');
      if (!unseen) compare(line);
      const isLast = !script.talk.slice(at + 1).some((next) => 'you' in next || 'pick' in next);
      if (here.again && ('you' in line || 'pick' in line) && (deep || isLast)) {
        const [kept] = await both();
        await here.again();
        compare(line);
        expect((await both())[0], `${script.name}, sent again: ${JSON.stringify(line)}`).toEqual(kept);
      }
    }
    const [kept, bare] = await both();
    expect(kept, script.name).toEqual(bare);
    if (!kept) throw new Error('There are two.');
    const { person, ...rest } = script.kept;
    const written = asWritten(kept);
    expect(written, script.name).toMatchObject(rest);
    if (person === null) expect(written.person).toBeNull();
    else expect(written.person).toMatchObject(person);
  } finally {
    await here.close();
  }
}

let count = 0;

/**
 * Every script at a door, before the real desk: the same words reach the person as on a desk with no door, in order and once, and nothing else
 * but what differences.ts names; the same is offered, the same is kept, and an event that comes twice changes nothing.
 */
export function scriptContract(reading: Reading, open: (kind: Kind) => Promise<ScriptDoor>): void {
  // Those in which days go by come last: the others say which day it is.
  const waits = ({ talk }: Script) => Number(talk.some((line) => 'days' in line));
  const inOrder = scripts.toSorted((one, other) => waits(one) - waits(other));
  const everyDay = inOrder.filter(({ everyday }) => everyday);
  // What a door does is the same on every database.
  const todays = deep ? inOrder : everyDay;
  onEmbedded(`The scripts at the door ${reading.name}`, (kind) => {
    const everyWay: How[] = permits(reading.name, 'nothing to press') ? ['typed'] : ['pressed', 'typed'];
    const ways = deep ? everyWay : everyWay.slice(0, 1);
    describe.each(ways)('%s', (how) => {
      let door: ScriptDoor;
      beforeAll(async () => {
        door = await open(kind);
      });
      afterAll(() => door.close());
      it.each(kind.name === 'PGlite' ? todays : everyDay)('$about', (script) => runScript(door, reading, script, how, ++count));
    });
    // What is named and never met is a difference that there is not.
    it.runIf(deep)('says all that it is let say of its own', () =>
      expect([...(heard.get(reading.name) ?? [])].sort()).toEqual(ownPhrases(reading.name).sort()),
    );
  });
}
