import { captureForms } from './capture.ts';
import { clearTablet } from './clear.ts';
import { button, h, lines, noteOn, show } from './dom.ts';
import { type Room, sendNow, startAfresh } from './room.ts';

const afterSending = {
  all: 'sent_all',
  no_signal: 'no_signal',
  old: 'sent_old',
  unread: 'sent_unread',
  waiting: 'sent_waiting',
  trouble: 'sent_trouble',
} as const;

/** THE FACILITATOR'S PAGE, after the code: start passing, what to read, what to note, send, clear. */
export async function facilitatorHome(room: Room, note?: string): Promise<void> {
  const { shelf, settled } = room;
  const { session, pack } = settled.opened;
  const say = room.words('en');
  const [now, kept] = [(await shelf.settled()) ?? settled, await shelf.all()];
  const ready = Boolean((await navigator.serviceWorker.getRegistration('/tablet'))?.active);
  const unsent = kept.length === 0 ? say('unsent_none') : say('unsent', { count: kept.length });
  const back = (more?: string) => void facilitatorHome(room, more);

  const pass = async () => {
    await shelf.settle({ ...now, passing: true });
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
    h('h1', {}, say('home_title', { setting: session.setting, date: session.date })),
    lines(say('people', { count: now.people }), { class: 'count' }),
    lines(unsent, { class: 'count' }),
    lines(note ?? say(ready ? 'ready_offline' : 'not_ready_offline'), { id: 'status', role: 'status' }),
    h('h2', {}, say('pass_title')),
    lines(say('pass_intro')),
    button(say('pass_now'), () => void pass(), { class: 'main' }),
    h('h2', {}, say('capture_title')),
    h('div', { class: 'row' }, ...captures),
    h('h2', {}, say('pack_title')),
    ...pack.map((one) => part(one.title, one.lines)),
    part(say('questions_title'), questionsOf(room)),
    h('h2', {}, say('finish')),
    h(
      'div',
      { class: 'row' },
      button(say('send_now'), () => void send()),
      button(say('finish'), () => void finishing(room)),
    ),
  );
}

/** Every question in plain words and in easy read, with what can be answered. */
function questionsOf({ flow }: Room): string[] {
  return [...flow.nodes.values()].flatMap((node) => {
    if (node.kind !== 'ask') return [];
    const { text } = node.ask;
    const answers = node.options.list.map(({ label }) => label.en).join(' · ');
    return [[text.en, ...(text.easy && text.easy !== text.en ? [text.easy] : []), ...(answers ? [answers] : [])].join('\n')];
  });
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
