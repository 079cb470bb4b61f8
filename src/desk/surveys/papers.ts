import { dayOf } from '../../calendar/index.ts';
import {
  advance,
  begin,
  type Command,
  type CompiledFlow,
  commandOf,
  type Event,
  promptOf,
  restate,
  type Session,
  say,
  type Words,
} from '../../engine/index.ts';
import { isLate, mayAnswer } from '../../surveys/index.ts';
import type { DeskParts } from '../parts.ts';
import type { Alarm, OpenedPaper, PaperRecord, Papers, PaperView } from '../ports.ts';
import { dangerIn, signpostsIn } from '../safeguard.ts';
import type { Shelf } from '../shelf.ts';
import { hashOfToken } from './links.ts';
import { plainAnswers } from './plain.ts';

/** Two replies from one browser at once are rare; losing this often means a flood. */
const TRIES = 3;

/** Words that are answers to a question, or about it. All others are about a chat, and there is none here. */
const aboutTheQuestion: readonly Command[] = ['back', 'skip', 'why', 'change'];

/** Where somebody is who answers by a link. */
interface Page extends OpenedPaper {
  flow: CompiledFlow;
  session: Session;
  /** The first words, where nothing was answered yet. */
  begun: Event[];
}

type Opening = Omit<PaperRecord, 'answers' | 'step' | 'finished' | 'late' | 'day' | 'session'>;

const saidIn = (events: Event[]) => events.flatMap((event) => (event.type === 'said' ? [event.said.text] : []));

/**
 * Surveys that are answered by a link. Nothing of the person's chat is read or written, but their STOP. Of an anonymous survey nothing is
 * kept that is anybody's own: not the language (it is read from whom the link was for, each time), not what was typed for a choice, no time.
 * @param alertSoon tells leads of a concern, after the reply
 */
export function papersOf(parts: DeskParts, shelf: Shelf, alertSoon: () => void): Papers {
  const { store, clock, ids, phrases, lexicon } = parts;
  const phrase = (words: Words, language: string, fills: Record<string, string> = {}) =>
    say(words, language, (gap) => fills[gap] ?? lexicon.constants[gap] ?? '');

  async function open(token: string, key: string | null): Promise<Page | null> {
    const opened = await store.surveys.paper(hashOfToken(token), key);
    if (!opened || !mayAnswer(opened.run, opened.response !== null, clock.now())) return null;
    const { run, person, response } = opened;
    const { flow } = await shelf.pinned(run.flow, run.flowVersion);
    const { language } = person;
    if (response) return { ...opened, flow, session: { ...response.session, language, startedIn: language }, begun: [] };
    const { session, events } = begin(flow, language, { survey: { run: run.id, areas: run.areas, named: !run.anonymous } });
    return { ...opened, flow, session, begun: events };
  }

  function viewOf({ flow, session, run, person, response }: Page, said: string[], begun = response !== null): PaperView {
    return { said, prompt: promptOf(flow, session), anonymous: run.anonymous, language: person.language, begun };
  }

  /** Where somebody is, as far as this survey may know. */
  const placeOf = ({ run, person, kind }: Page) => (kind === 'secure' ? kind : run.anonymous ? null : person.place);

  /** Kept before the answer is: rather twice than not at all. Of an anonymous survey it names nobody, and its lead reads it among the answers. */
  async function raise(page: Page, alarm: Alarm): Promise<string[]> {
    const { run, person } = page;
    const place = placeOf(page);
    const whose = run.anonymous ? ids.next() : person.id;
    await store.surveys.concern({ id: ids.next(), ...alarm, place, person: whose, run: run.id, at: clock.now() });
    alertSoon();
    const said = signpostsIn(parts, person.language, place === 'secure', clock.now());
    return [run.anonymous ? `${said}\n${phrase(phrases.paper_unknown, person.language)}` : said];
  }

  /** What is kept of where somebody is. */
  function recordOf({ run }: Page, session: Session, opening: Opening): PaperRecord {
    const { anonymous } = run;
    const finished = session.at === null;
    const plain = { ...session, language: 'en', startedIn: 'en' };
    return {
      ...opening,
      session: plain,
      answers: anonymous ? plainAnswers(session.answers) : session.answers,
      step: session.at,
      finished,
      late: finished && isLate(run, clock.now()),
      day: anonymous ? run.opensAt.toISOString().slice(0, 10) : dayOf(parts.contactHours.zone, clock.now()),
    };
  }

  return {
    view: async (token, key) => {
      const page = await open(token, key);
      if (!page) return null;
      const again = page.response && restate(page.flow, page.session);
      return viewOf(page, again ? [again.text] : saidIn(page.begun));
    },
    reply: async (token, key, event, reply, prompt) => {
      let signposts: string[] | null = null;
      for (let tries = 0; tries < TRIES; tries++) {
        const page = await open(token, key);
        if (!page) return { kind: 'refused' };
        const { flow, session, response, run, person } = page;
        const { language } = person;
        const again = restate(flow, session)?.text;
        const waiting = again === undefined ? [] : [again];
        if (response?.event === event) return { kind: 'taken', view: viewOf(page, waiting) };

        const command = reply.kind === 'text' ? commandOf(reply.text, lexicon.commands) : null;
        if (command === 'stop') {
          await store.surveys.stop(hashOfToken(token), clock.now());
          const danger = dangerIn(parts, language, placeOf(page) === 'secure');
          return { kind: 'done', said: [phrase(phrases.stopped, language, { danger })], language };
        }
        if (command && !aboutTheQuestion.includes(command))
          return { kind: 'taken', view: viewOf(page, [phrase(phrases.paper_only, language), ...waiting]) };

        const turn = advance(flow, session, prompt === undefined ? reply : { ...reply, prompt }, clock.now());
        const acts = turn.events.flatMap((one) => (one.type === 'acted' ? [one.action] : []));
        const worry: Alarm | null = acts.includes('concern') ? { family: 'worry', urgency: 'soon', rule: `answer: ${session.at}` } : null;
        const alarm = (reply.kind === 'text' ? parts.screen(reply.text) : null) ?? worry;
        if (alarm && !signposts) signposts = await raise(page, alarm);

        const answered = turn.events.some(({ type }) => type === 'answered' || type === 'retired');
        const wanted = acts.includes('person') && !run.anonymous;
        const opening = { run: run.id, link: hashOfToken(token), key, event, version: response?.version ?? 0, wanted, at: clock.now() };
        if (answered && (await store.surveys.keep(recordOf(page, turn.session, opening), run.anonymous)) === 'lost') continue;

        // Somebody who tells us that something is wrong is not told that it was no answer.
        const misfit = alarm !== null && turn.events.some(({ type }) => type === 'misfitted');
        const said = [
          ...(signposts ?? []),
          ...(misfit ? [phrase(phrases.no_hurry, language), ...waiting] : saidIn(turn.events)),
          ...(wanted ? [phrase(lexicon.phrases.person_wanted, language)] : []),
          ...(acts.includes('open') ? [phrase(phrases.paper_only, language)] : []),
        ];
        if (turn.session.at === null) return { kind: 'done', said, language };
        return { kind: 'taken', view: viewOf({ ...page, session: turn.session }, said, answered || response !== null) };
      }
      return { kind: 'busy' };
    },
  };
}
