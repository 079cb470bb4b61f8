import type { Reply } from '../engine/index.ts';
import { button, h, lines, over, show } from './dom.ts';
import { watchIdle } from './idle.ts';
import { commandWord, firstOf, nextOf, type Person, questionOf, spokenBy } from './person.ts';
import { withoutDouble } from './presses.ts';
import { answersTo, type Said } from './question.ts';
import { keepSealed, newId, type Room, sendNow, startAfresh } from './room.ts';
import { hush, readButton, whenVoicesCome } from './speech.ts';
import { htmlLanguage, nameOf } from './words.ts';

/** ONE YOUNG PERSON'S TURN at a tablet that is passed round: from hello to thanks. After it, and whenever nobody is there, the page starts afresh. */

/**
 * @param gate draws what leads to the facilitator's page, over which nobody watches whether somebody is there once `ended`
 * @param ended stops the watch
 */
export function takeTurn(room: Room, gate: () => void, ended: AbortController): void {
  const { opened } = room.settled;
  const id = newId();
  let language = opened.languages[0] ?? 'en';
  let person: Person | null = null;
  let begun = false;
  let busy = false;
  const chosenYet = new AbortController();

  const words = () => room.words(language);
  const leave = () => {
    hush();
    startAfresh();
  };
  const keep = (done: boolean) => {
    if (!person || (!begun && !done)) return Promise.resolve();
    return keepSealed(room, { id, kind: 'response', content: spokenBy(person) }, { done });
  };
  /** What was answered is somebody's who left it: it counts as far as it goes. */
  const leaveIt = async () => {
    if (begun) await keep(true).catch(() => undefined);
    leave();
  };

  let asking: HTMLDialogElement | null = null;
  const idle = watchIdle(
    opened.idle,
    {
      ask: () => {
        hush();
        const title = words()('still_title');
        asking = over(
          title,
          h('h2', {}, title),
          lines(words()('still_intro')),
          button(words()('still_here'), () => asking?.close(), { class: 'main' }),
        );
      },
      back: () => asking?.close(),
      leave: () => void leaveIt(),
    },
    Date.now,
  );

  /** Where they are, and what we cannot promise. */
  const whoCanHelp = () => [lines(opened.signposts.join('\n')), lines(words()('danger'))];

  function help(): void {
    const title = words()('help_title');
    const dialog = over(
      title,
      h('h2', {}, title),
      ...whoCanHelp(),
      button(words()('close'), () => dialog.close(), { class: 'main' }),
    );
  }

  const aloud = (text: string) => readButton(words(), language, text);

  const top = (...more: (Node | null)[]) => h('div', { class: 'row' }, ...more, button(words()('help_now'), help, { class: 'help' }));

  function hello(): void {
    const say = words();
    // What they hear first is the same in every language, so it is said in all that can be chosen.
    show(
      top(aloud([say('turn_title'), say('turn_intro'), say('turn_language')].join('. '))),
      h('h1', {}, say('turn_title')),
      lines(say('turn_intro')),
      h('h2', { id: 'which' }, say('turn_language')),
      h(
        'div',
        { class: 'picks', role: 'group', 'aria-labelledby': 'which' },
        ...opened.languages.map((one) => button(nameOf(say, one), () => speak(one), { class: 'answer', lang: htmlLanguage(one) })),
      ),
      button(say('for_facilitator'), gate, { class: 'quietly' }),
    );
    // In the background: what others said reaches us as soon as there is a signal.
    if (navigator.onLine) void sendNow(room);
  }

  function speak(chosen: string): void {
    chosenYet.abort();
    language = chosen;
    document.documentElement.lang = htmlLanguage(chosen);
    const say = words();
    const begin = (mode: Person['mode']) => () => {
      person = firstOf(room.flow, opened, language, mode);
      ask();
    };
    show(
      top(aloud([say('turn_who'), say('turn_alone'), say('turn_helped')].join('. '))),
      h('h1', { id: 'who' }, say('turn_who')),
      h(
        'div',
        { class: 'picks', role: 'group', 'aria-labelledby': 'who' },
        button(say('turn_alone'), begin('tablet'), { class: 'answer' }),
        button(say('turn_helped'), begin('assisted'), { class: 'answer' }),
      ),
    );
  }

  async function reply(said: Reply): Promise<void> {
    if (!person || busy) return;
    busy = true;
    try {
      const next = nextOf(room.flow, person, said, new Date());
      if (next.kind === 'stop') return stop();
      if (next.kind === 'help') return help();
      person = next.person;
      const over = person.session.at === null;
      if (next.answered || (over && begun)) {
        const first = !begun;
        begun = true;
        // On the disk before the next question is there: a dead battery loses nothing.
        await keepSealed(room, { id, kind: 'response', content: spokenBy(person) }, { done: over, begins: first });
      }
      const hurry = said.kind === 'text' && (await room.worrying(said.text));
      if (hurry && begun) await room.shelf.note({ hurry: true });
      hush();
      if (hurry) worry();
      else ask();
    } finally {
      busy = false;
    }
  }

  function ask(): void {
    const prompt = person && questionOf(room.flow, person);
    if (!person || !prompt) return thanks();
    // While they read the question. Safari has no moment of rest.
    if (prompt.type === 'text') (globalThis.requestIdleCallback ?? setTimeout)(() => void room.worrying(''));
    const say = words();
    const heard = person.heard;
    const word = (command: 'back' | 'skip' | 'why') => () =>
      void reply({ kind: 'text', text: commandWord(room.flow, command), prompt: prompt.id });
    const answer = (said: Said) =>
      void reply(
        'values' in said
          ? { kind: 'choice', values: said.values, prompt: prompt.id }
          : { kind: 'text', text: said.text, prompt: prompt.id },
      );
    show(
      top(aloud([...heard, ...prompt.options.map(({ label }) => label)].join('. '))),
      prompt.progress && h('p', { class: 'progress' }, say('progress', prompt.progress)),
      ...heard.slice(0, -1).map((text) => lines(text)),
      h('h1', { id: 'question', class: 'lines' }, heard.at(-1) ?? ''),
      answersTo(say, prompt, 'question', answer),
      h(
        'div',
        { class: 'row ways' },
        begun && button(say('back'), word('back')),
        prompt.skip && button(say('skip'), word('skip')),
        button(say('why'), word('why')),
        button(say('stop'), stop, { class: 'stop' }),
      ),
    );
  }

  /** Who can help comes before the next question: nobody else has read it yet. */
  function worry(): void {
    const say = words();
    const title = say('worry_title');
    show(
      top(aloud([title, say('worry_intro'), ...opened.signposts, say('danger'), say('worry_on')].join('. '))),
      h('h1', {}, title),
      lines(say('worry_intro')),
      ...whoCanHelp(),
      lines(say('worry_on')),
      h('div', { class: 'row ways' }, button(say('next'), ask, { class: 'main' }), begun && button(say('stop'), stop, { class: 'stop' })),
    );
  }

  function stop(): void {
    hush();
    const say = words();
    if (!begun) return thanks();
    show(
      top(),
      h('h1', {}, say('stop_title')),
      lines(say('stop_intro')),
      h(
        'div',
        { class: 'picks' },
        button(say('stop_keep'), () => void keep(true).then(() => thanks()), { class: 'answer' }),
        button(say('stop_forget'), () => void room.shelf.forget(id, room.settled.hurry).then(() => thanks('forgotten')), {
          class: 'answer',
        }),
        button(say('stop_on'), ask, { class: 'answer' }),
      ),
    );
  }

  function thanks(how: 'end_intro' | 'forgotten' = 'end_intro'): void {
    const say = words();
    const ended = person?.session.at === null ? person.heard : [];
    begun = false;
    person = null;
    show(
      h('h1', {}, say('end_title')),
      ...ended.map((text) => lines(text)),
      lines(say(how)),
      h('h2', {}, say('help_title')),
      ...whoCanHelp(),
      button(say('end_done'), leave, { class: 'main' }),
    );
  }

  const { signal } = ended;
  for (const kind of ['pointerdown', 'keydown', 'input'])
    addEventListener(kind, () => idle.touched(), { capture: true, passive: true, signal });
  addEventListener('click', withoutDouble(), { capture: true, signal });
  document.addEventListener('visibilitychange', idle.check, { signal });
  const ticking = setInterval(idle.check, 1000);
  signal.addEventListener('abort', () => clearInterval(ticking));
  hello();
  whenVoicesCome(hello, chosenYet.signal);
}
