/** THE TABLET'S PROGRAM: finds out where this tablet is in its work, and draws that. */
import './no-eval.ts';
import { h, lines, show } from './dom.ts';
import { facilitatorHome } from './home.ts';
import { listener } from './listening.ts';
import { compiled } from './person.ts';
import { type Room, sendNow, startAfresh } from './room.ts';
import { openShelf, type Settled, type Shelf } from './shelf.ts';
import { showGate, startTablet } from './start.ts';
import { takeTurn } from './turn.ts';
import { wordsIn } from './words.ts';

/** The document before this one may still be closing, and a tablet that is not ready may have no network. */
const patience = 5_000;

const shipped = JSON.parse(document.querySelector<HTMLElement>('#words')?.dataset.words ?? '{}');
const plain = wordsIn(shipped, 'en');

/** The code stands behind #, which no browser sends anywhere; nor does it stay in the address. What is no code is none. */
function codeBroughtHere(): string {
  const brought = location.hash.slice(1);
  if (brought) history.replaceState(null, '', '/tablet');
  try {
    return decodeURIComponent(brought);
  } catch {
    return '';
  }
}

function work(shelf: Shelf, settled: Settled, known: boolean): void {
  const { opened, gate } = settled;
  const room: Room = {
    shelf,
    settled,
    flow: compiled(opened),
    words: (language) => wordsIn(opened.words, language),
    worrying: listener(async () => (await fetch('/tablet/screen.json', { signal: AbortSignal.timeout(patience) })).json()),
  };
  const home = async () => {
    if (settled.passing) {
      await shelf.note({ passing: false });
      settled.passing = false;
      await document.exitFullscreen?.().catch(() => undefined);
    }
    void navigator.serviceWorker.register('/tablet/worker.js', { scope: '/tablet' }).catch(() => undefined);
    await facilitatorHome(room);
  };
  addEventListener('online', () => void sendNow(room));
  const watch = new AbortController();
  const leave = () => {
    watch.abort();
    void home();
  };
  if (settled.passing) takeTurn(room, () => showGate(plain, gate, leave, startAfresh), watch);
  else if (known) void home();
  else showGate(plain, gate, () => void home(), null);
}

async function begin(): Promise<void> {
  const shelf = await openShelf();
  const settled = await shelf.settled();
  const code = codeBroughtHere();
  if (!settled) return startTablet(plain, shelf, code, (made) => work(shelf, made, true));
  await shelf.finishAll();
  work(shelf, settled, false);
}

/** A page that the browser keeps for its back button shows nothing, and starts afresh when it is shown again. */
addEventListener('pagehide', () => document.querySelector('main')?.replaceChildren());
addEventListener('pageshow', (event) => event.persisted && startAfresh());

if (!isSecureContext || !('serviceWorker' in navigator)) show(h('h1', {}, plain('title')), lines(plain('needs_https')));
else
  navigator.locks
    .request('onward-tablet', { signal: AbortSignal.timeout(patience) }, async () => {
      await begin();
      // Held for as long as this document lives: two that write one person's answers would lose some.
      await new Promise(() => undefined);
    })
    .catch(({ name }: Error) => show(h('h1', {}, plain('title')), lines(plain(name === 'TimeoutError' ? 'other_tab' : 'trouble'))));
