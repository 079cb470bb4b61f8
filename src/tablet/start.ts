import type { Opened } from '../envelope.ts';
import { button, field, h, lines, noteOn, show } from './dom.ts';
import { type Gate, gateFor, opens } from './gate.ts';
import type { Settled, Shelf } from './shelf.ts';
import type { Words } from './words.ts';

/** A form that takes the code. */
function codeForm(words: Words, press: string, take: (code: string, form: HTMLFormElement) => Promise<void>): HTMLFormElement {
  const code = field(words('code_label'), { autocapitalize: 'none', maxlength: '64' });
  const form = h('form', { autocomplete: 'off' }, code.row, h('button', { class: 'main' }, press));
  let busy = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const typed = code.input.value.trim();
    if (busy || !typed) return;
    busy = true;
    await take(typed, form).finally(() => (busy = false));
  });
  return form;
}

/** The program lies on this tablet from then on. Resolves without it where that takes too long: the page says that it is not ready. */
async function keepProgram(): Promise<void> {
  await navigator.serviceWorker.register('/tablet/worker.js', { scope: '/tablet' });
  await Promise.race([navigator.serviceWorker.ready, new Promise((resolve) => setTimeout(resolve, 10_000))]);
}

/** A tablet that is nobody's yet: asks for the code of the session. @param code that a picture led here with */
export function startTablet(words: Words, shelf: Shelf, code: string, settled: (settled: Settled) => void): void {
  async function take(typed: string, form: HTMLFormElement): Promise<void> {
    noteOn(form, words('preparing'));
    try {
      const response = await fetch('/tablet/open', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ code: typed }),
        cache: 'no-store',
        credentials: 'omit',
      });
      if (response.status === 422) return noteOn(form, words('code_wrong'));
      if (response.status === 429) return noteOn(form, words('code_many'));
      if (!response.ok) return noteOn(form, words('trouble'));
      const opened = (await response.json()) as Opened;
      const made: Settled = { opened, gate: await gateFor(typed), passing: false, people: 0, hurry: false };
      await navigator.storage?.persist?.().catch(() => false);
      await shelf.settle(made);
      await keepProgram().catch(() => undefined);
      settled(made);
    } catch {
      noteOn(form, words('no_signal'));
    }
  }
  const form = codeForm(words, words('start_button'), take);
  show(h('h1', {}, words('start_title')), lines(words('start_intro')), form);
  if (code) void take(code, form);
}

/** A tablet at work: the code again, and nothing else, leads to the facilitator's page. */
export function showGate(words: Words, gate: Gate, open: () => void, back: (() => void) | null): void {
  show(
    back && button(words('go_back'), back),
    h('h1', {}, words('gate_title')),
    lines(words('gate_intro')),
    codeForm(words, words('gate_open'), async (typed, form) => {
      if (await opens(gate, typed)) open();
      else noteOn(form, words('gate_wrong'));
    }),
  );
}
