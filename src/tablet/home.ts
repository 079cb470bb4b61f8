import { captureForms } from './capture.ts';
import { clearTablet } from './clear.ts';
import { button, h, lines, noteOn, show } from './dom.ts';
import { type Room, sendNow, startAfresh } from './room.ts';
import type { WordId } from './words.ts';

const afterSending = {
  all: 'sent_all',
  no_signal: 'no_signal',
  old: 'sent_old',
  unread: 'sent_unread',
  waiting: 'sent_waiting',
  trouble: 'sent_trouble',
} as const;

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** THE FACILITATOR'S PAGE, after the code: start passing, what to read, what to note, send, clear. */
export async function facilitatorHome(room: Room, note?: string): Promise<void> {
  const { shelf, settled } = room;
  const { session } = settled.opened;
  const say = room.words('en');
  const [now, kept] = [(await shelf.settled()) ?? settled, await shelf.all()];
  const ready = Boolean((await navigator.serviceWorker.getRegistration('/tablet'))?.active);
  const unsent = kept.length === 0 ? say('unsent_none') : say('unsent', { count: kept.length });
  const back = (more?: string) => void facilitatorHome(room, more);

  const pass = async () => {
    await shelf.note({ passing: true });
    await document.documentElement.requestFullscreen?.().catch(() => undefined);
    startAfresh();
  };
  const send = async () => {
    const status = document.querySelector<HTMLElement>('#status');
    if (status) status.textContent = say('sending');
    const sent = await sendNow(room);
    back(say(afterSending[sent]));
  };
  const captures = Object.entries(captureForms).map(([kind, draw]) =>
    button(say(`${kind as keyof typeof captureForms}_title`), () => draw(room, back)),
  );
  const part = (title: string, texts: string[]) => h('details', {}, h('summary', {}, title), ...texts.map((text) => lines(text)));

  show(
    h('h1', {}, say('home_title', { setting: session.setting, date: day.format(new Date(`${session.date}T00:00:00Z`)) })),
    lines(say('people', { count: now.people }), { class: 'count' }),
    lines(unsent, { class: 'count' }),
    now.hurry && kept.length > 0 && lines(say('hurry'), { class: 'note' }),
    lines(note ?? say(ready ? 'ready_offline' : 'not_ready_offline'), { id: 'status', role: 'status' }),
    h('h2', {}, say('pass_title')),
    lines(say('pass_intro')),
    button(say('pass_now'), () => void pass(), { class: 'main' }),
    h('h2', {}, say('capture_title')),
    h('div', { class: 'row' }, ...captures),
    h('h2', {}, say('pack_title')),
    ...readingOf(room).map(([title, texts]) => part(say(title), texts)),
    h('h2', {}, say('finish')),
    h(
      'div',
      { class: 'row' },
      button(say('send_now'), () => void send()),
      button(say('finish'), () => void finishing(room)),
    ),
  );
}

/** What to read: a title and its paragraphs, closed until somebody opens it. */
function readingOf({ settled, words }: Room): [WordId, string[]][] {
  const say = words('en');
  const { pack, consent } = settled.opened;
  const both = (plain: string, easy: string) => (easy === plain ? plain : `${plain}\n${easy}`);
  return [
    ['order_title', pack.order.map(({ lines, ...step }) => [say('order_minutes', step), ...lines].join('\n'))],
    ['bring_title', pack.bring],
    ['script_title', [...new Set([consent.plain, consent.easy])]],
    [
      'questions_title',
      pack.questions.map(({ number, plain, easy, options }) => `${number}. ${both(plain, easy)}\n${options.join(' · ')}`.trim()),
    ],
    ['danger_title', pack.danger],
    ['help_title', settled.opened.signposts],
  ];
}

/** Asks before anything is lost. */
async function finishing(room: Room): Promise<void> {
  const say = room.words('en');
  const unsent = (await room.shelf.all()).length;
  const clear = async () => {
    await clearTablet(room.shelf);
    show(h('h1', {}, say('finished_title')), lines(say('finished')));
  };
  const safe = async () => {
    await sendNow(room);
    if ((await room.shelf.all()).length === 0) return clear();
    await finishing(room);
    noteOn(document.querySelector('main') as HTMLElement, say('sent_trouble'));
  };
  const back = () => void facilitatorHome(room);
  show(
    h('h1', {}, say('finish_title')),
    lines(unsent > 0 ? say('finish_unsent', { count: unsent }) : say('finish_intro')),
    h(
      'div',
      { class: 'picks' },
      button(say(unsent > 0 ? 'send_now' : 'finish_now'), () => void (unsent > 0 ? safe() : clear()), { class: 'main' }),
      unsent > 0 && button(say('finish_anyway'), () => void clear(), { class: 'stop' }),
      button(say('go_back'), back),
    ),
  );
}
