import type { Prompt } from '../engine/index.ts';
import { button, h, noteOn, unkept } from './dom.ts';
import type { Words } from './words.ts';

/** What somebody does at a question. */
export type Said = { values: string[] } | { text: string };

/** Letters of one answer, as everywhere (engine/limits.ts). */
const LONGEST = '2000';

const keyboards: Partial<Record<Prompt['type'], { type?: string; inputmode?: string }>> = {
  number: { inputmode: 'numeric' },
  date: { type: 'date' },
  phone: { inputmode: 'tel' },
  email: { inputmode: 'email' },
};

/** The ways to answer one question: large buttons that answer at once, boxes to tick, or a field. */
export function answersTo(words: Words, prompt: Prompt, titled: string, say: (said: Said) => void): HTMLElement {
  if (prompt.many) return boxes(words, prompt, titled, say);
  if (prompt.options.length > 0)
    return h(
      'div',
      { class: prompt.type === 'nought_to_ten' ? 'ten' : 'picks', role: 'group', 'aria-labelledby': titled },
      ...prompt.options.map(({ value, label }) => button(label, () => say({ values: [value] }), { class: 'answer' })),
    );
  const given = { ...unkept, 'aria-labelledby': titled, ...(keyboards[prompt.type] ?? {}) };
  const field =
    prompt.type === 'text' ? h('textarea', { ...given, rows: '4', maxlength: LONGEST }) : h('input', { ...given, maxlength: LONGEST });
  const form = h('form', { autocomplete: 'off' }, field, h('button', { class: 'main' }, words('next')));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (field.value.trim()) say({ text: field.value });
    else noteOn(form, words('empty'));
  });
  return form;
}

function boxes(words: Words, prompt: Prompt, titled: string, say: (said: Said) => void): HTMLElement {
  const ticks = prompt.options.map(({ value, label }) => {
    const input = h('input', { type: 'checkbox', autocomplete: 'off', value });
    return { input, row: h('label', { class: 'pick' }, input, h('span', {}, label)) };
  });
  const group = h('div', { class: 'picks', role: 'group', 'aria-labelledby': titled }, ...ticks.map(({ row }) => row));
  const form = h('form', { autocomplete: 'off' }, h('p', {}, words('several')), group, h('button', { class: 'main' }, words('next')));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const values = ticks.flatMap(({ input }) => (input.checked ? [input.value] : []));
    if (values.length > 0) say({ values });
    else noteOn(form, words('pick_some'));
  });
  return form;
}
