import { listen } from './listen.ts';
import { createOutbox, type Item } from './outbox.ts';
import { field, hold, note, page, release, scrollToNow, show, showPending } from './screen.ts';

/** Makes the page, which works without this, work without reloads and without a signal. */

/** A second press of Send this soon, in ms, is the same press. */
const samePress = 1000;
/** Two presses of Escape this close, in ms, leave the page. */
const twice = 1000;

const after = () => page.last ?? '';

const outbox = createOutbox({
  name: page.chat ?? '',
  after,
  waiting: (items, why) => {
    showPending(items);
    note(why === 'no_signal' ? (page.noSignal ?? '') : why === 'retrying' ? (page.retrying ?? '') : '');
  },
  taken: (news) => {
    show(news, true);
    if (news.gone) {
      outbox.clear();
      ears.close();
    } else ears.open();
  },
  refused: (item, notice, news) => {
    if (news) {
      show(news, true);
      ears.open();
    }
    release();
    note(notice);
    const box = field();
    if (box && item.text !== undefined) box.value = box.value ? `${item.text}\n${box.value}` : item.text;
    box?.focus();
  },
});

const ears = listen({
  after,
  key: () => page.key ?? '',
  known: () => page.known === 'true',
  show: (news) => show(news, false),
});

/** 128 random bits; `crypto.randomUUID` is not there on plain http. */
function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

// Somebody who comes back to a long chat starts at their place in it, not at the hello of last week.
if (page.known === 'true' && !location.hash && scrollY === 0) scrollToNow('instant');

let sentAt = -samePress;

document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement;
  if (form.getAttribute('action') !== '/messages') return;
  event.preventDefault();
  if (form.dataset.sent) return;
  const button = event.submitter as HTMLButtonElement | null;
  const said = new FormData(form, button);
  const prompt = said.get('prompt') as string | null;
  const base = { id: newId(), ...(prompt === null ? {} : { prompt }) };
  const choice = said.getAll('choice') as string[];
  const text = said.get('text') as string | null;
  let item: Item;
  if (choice.length) {
    const labels = [...form.querySelectorAll<HTMLElement>('.pick:has(:checked)')].map((label) => label.innerText.trim());
    item = { ...base, choice, label: labels.join(', ') || (button?.innerText ?? '') };
  } else if (text === null) return note(page.pickSome ?? '');
  else if (text.trim()) item = { ...base, text, label: text.trim() };
  else return event.timeStamp - sentAt < samePress ? undefined : note(page.empty ?? '');

  sentAt = event.timeStamp;
  const box = form.dataset.kind === 'composer' ? form.querySelector<HTMLInputElement>('#text') : null;
  if (box) box.value = '';
  else hold(form);
  outbox.send(item);
});

// The second half of a double click may land on an answer of the question that has just come.
document.addEventListener('click', (event) => {
  if (event.detail > 1 && (event.target as Element).closest('form button')) event.preventDefault();
});

function leave(): void {
  const link = document.getElementById('leave') as HTMLAnchorElement;
  document.body.hidden = true;
  location.replace(link.href);
}

let escapedAt = -twice;

document.addEventListener('keydown', (event) => {
  const target = event.target as HTMLElement;
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && target.tagName === 'TEXTAREA') {
    event.preventDefault();
    (target as HTMLTextAreaElement).form?.requestSubmit();
  } else if (event.key === 'Escape') {
    if (event.timeStamp - escapedAt < twice) leave();
    escapedAt = event.timeStamp;
  }
});

document.getElementById('leave')?.addEventListener('click', (event) => {
  event.preventDefault();
  leave();
});
