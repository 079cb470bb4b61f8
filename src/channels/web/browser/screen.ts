import type { News } from './news.ts';
import type { Item } from './outbox.ts';

/** What is on the page. HTML comes from our server only; what a person typed is set as text. */

const byId = (id: string) => document.getElementById(id) as HTMLElement;
const main = document.querySelector('main') as HTMLElement;
const log = byId('log');
const pending = byId('pending');
const ask = byId('ask');

/** State and phrases that the server wrote on the page. */
export const page = main.dataset;

export const field = () => ask.querySelector<HTMLInputElement | HTMLTextAreaElement>('#text');

export function note(text: string): void {
  byId('note').textContent = text;
}

/** Buttons can be pressed again. */
export function release(): void {
  for (const form of ask.querySelectorAll('form')) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll('button')) button.removeAttribute('aria-disabled');
  }
}

/** A second press of anything in this form counts for nothing; the focus stays where it is. */
export function hold(form: HTMLFormElement): void {
  form.dataset.sent = '1';
  for (const button of form.querySelectorAll('button')) button.setAttribute('aria-disabled', 'true');
}

/** What is on its way, below what has arrived. */
export function showPending(items: Item[]): void {
  pending.hidden = items.length === 0;
  pending.replaceChildren(
    ...items.map(({ label }) => {
      const item = document.createElement('li');
      item.className = 'you';
      const [who, text, state] = ['span', 'p', 'small'].map((tag) => item.appendChild(document.createElement(tag)));
      if (who && text && state) {
        who.className = 'quiet';
        who.textContent = `${page.you} `;
        text.dir = 'auto';
        text.textContent = label;
        state.textContent = page.sending ?? '';
      }
      return item;
    }),
  );
}

function newest(): HTMLElement | undefined {
  return [...log.querySelectorAll<HTMLElement>('[data-id]')].at(-1);
}

/** Adds what is not there yet. The greeting of somebody new is kept on the page and gets the ids that it was stored under. */
function addMessages({ html, whole, known }: News): void {
  const template = document.createElement('template');
  template.innerHTML = html;
  const there = new Set([...log.children].map((item) => (item as HTMLElement).dataset.id));
  for (const [index, item] of ([...template.content.children] as HTMLElement[]).entries()) {
    const { id } = item.dataset;
    if (id && there.has(id)) continue;
    const greeting = log.children[index] as HTMLElement | undefined;
    if (whole && id && greeting && !greeting.dataset.id && greeting.textContent === item.textContent) greeting.dataset.id = id;
    else log.append(item);
  }
  if (known) for (const item of log.querySelectorAll(':scope > li:not([data-id])')) item.remove();
  document.getElementById('now')?.removeAttribute('id');
  const said = [...log.querySelectorAll('.you')].at(-1);
  if (said) said.id = 'now';
}

/** The new answer area. What is being typed stays, and the focus goes on to what comes next, never away from elsewhere on the page. */
function changeAsk(html: string, answered: boolean): void {
  const focused = document.activeElement;
  const inside = ask.contains(focused);
  const typing = focused !== null && focused === field();
  const typed = field()?.value ?? '';
  ask.innerHTML = html;
  const box = field();
  if (box) box.value = typed;
  if (!inside && !(answered && (focused === null || focused === document.body))) return;
  const picks = ask.querySelector('[data-kind=picks]');
  (box && (typing || !picks) ? box : ask).focus({ preventScroll: true });
}

/** To what the person said last: all that follows is new to them. */
export function scrollToNow(behavior: ScrollBehavior): void {
  (document.getElementById('now') ?? ask).scrollIntoView({ behavior });
}

/** @param answered the person has just sent something, and waits for this */
export function show(news: News, answered: boolean): void {
  // The chat is not ours any more: erased, or the cookie is gone. Or the other way round.
  if (!news.gone && !news.known && page.known === 'true') {
    location.reload();
    return;
  }
  // The post's answer and the stream cross: an older picture never replaces a newer one.
  if (news.last && news.last !== newest()?.dataset.id && log.querySelector(`[data-id="${CSS.escape(news.last)}"]`)) return;
  const followed = ask.getBoundingClientRect().top < innerHeight;
  if (news.gone) log.replaceChildren();
  addMessages(news);
  if (news.last) page.last = news.last;
  page.known = String(news.known);
  document.documentElement.lang = news.lang;
  if (news.key === page.key) release();
  else changeAsk(news.ask, answered);
  page.key = news.key;
  if (answered) scrollToNow(matchMedia('(prefers-reduced-motion: no-preference)').matches ? 'smooth' : 'instant');
  else if (followed) log.lastElementChild?.scrollIntoView({ block: 'nearest' });
}
