/** The page, in a few lines: what is put on it is text, never HTML. */

type Child = Node | string | null | false | undefined;
type Given = { [name: string]: string | boolean | ((event: Event) => void) | undefined };

/** An element. Functions are listeners; `true` is an attribute without a value; false and undefined are left out. */
export function h<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, given: Given = {}, ...children: Child[]): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, '');
    else if (typeof value === 'string') element.setAttribute(name, value);
  }
  for (const child of children) if (child) element.append(child);
  return element;
}

export const button = (label: string, press: (event: Event) => void, given: Given = {}) =>
  h('button', { type: 'button', ...given, click: press }, label);

/** Text as it was written, in lines. */
export const lines = (text: string, given: Given = {}) => h('p', { class: 'lines', ...given }, text);

/** No browser keeps, fills in, corrects or sends away what is typed here. */
export const unkept: Given = {
  autocomplete: 'off',
  autocorrect: 'off',
  autocapitalize: 'sentences',
  spellcheck: 'false',
  'data-1p-ignore': true,
};

let fields = 0;

/** A field with its label; answers both, and how to read it. */
export function field(label: string, given: Given = {}, tag: 'input' | 'textarea' = 'input') {
  const id = `field-${++fields}`;
  const input = h(tag, { id, ...unkept, ...given });
  return { input, row: h('div', { class: 'field' }, h('label', { for: id }, label), input) };
}

export function picker(label: string, options: { value: string; label: string }[]) {
  const id = `field-${++fields}`;
  const input = h('select', { id, autocomplete: 'off' }, ...options.map((one) => h('option', { value: one.value }, one.label)));
  return { input, row: h('div', { class: 'field' }, h('label', { for: id }, label), input) };
}

export function tick(label: string) {
  const input = h('input', { type: 'checkbox', autocomplete: 'off' });
  return { input, row: h('label', { class: 'pick' }, input, h('span', {}, label)) };
}

/** A whole number from 0, or null. */
export function numberIn(input: HTMLInputElement): number | null {
  const typed = input.value.trim();
  return /^\d{1,4}$/.test(typed) ? Number(typed) : null;
}

/** What went wrong, said at once by a screen reader. */
export function noteOn(form: HTMLElement, text: string): void {
  form.querySelector('.note')?.remove();
  if (text) form.prepend(h('p', { class: 'note', role: 'alert' }, text));
}

/** In place of all that was on the page. What reads it aloud begins at its title. */
export function show(...children: Child[]): void {
  const main = document.querySelector('main') as HTMLElement;
  main.replaceChildren(...children.filter((child) => child instanceof Node));
  scrollTo(0, 0);
  const title = main.querySelector<HTMLElement>('h1');
  title?.setAttribute('tabindex', '-1');
  title?.focus({ preventScroll: true });
}

/** Over the page: what is below cannot be reached until it is closed. */
export function over(label: string, ...children: Child[]): HTMLDialogElement {
  const dialog = h('dialog', { 'aria-label': label, close: () => dialog.remove() }, ...children);
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
