import { describe, expect, it } from 'vitest';
import { parseFlow, sentence, UnreadableFlows } from '../../src/flows/index.ts';
import { readers } from '../../src/language/index.ts';

const sound = `flow: tea
title: { en: Tea }
steps:
  - ask: kind
    type: choice
    text: { en: Which tea? }
    again: { en: Pick one tea. }
    why: { en: So that we make it. }
    label: { en: Tea }
    options:
      - { value: green, label: { en: Green } }
      - { value: black, label: { en: Black } }
  - end: done
    text: { en: Thank you. }
`;

/** What is said of the sound flow after one change. */
function said(from: string, to: string): string[] {
  expect(sound).toContain(from);
  try {
    parseFlow(sound.replace(from, to), 'tea.yaml', readers.distance);
  } catch (error) {
    if (error instanceof UnreadableFlows) return error.faults.map(sentence);
    throw error;
  }
  return [];
}

describe('a flow file', () => {
  it('is read, with the line of every part', () => {
    const { definition, lineOf } = parseFlow(sound, 'tea.yaml');
    expect(definition.flow).toBe('tea');
    expect(lineOf(['flow'])).toBe(1);
    expect(lineOf(['steps', 0, 'text'])).toBe(6);
    expect(lineOf(['steps', 0, 'options', 1, 'label', 'en'])).toBe(12);
    expect(lineOf(['steps', 1])).toBe(13);
    expect(lineOf(['steps', 1, 'nowhere'])).toBe(13);
  });

  it.each([
    [
      'a key with a typing mistake',
      '    why:',
      '    wyh:',
      ['tea.yaml:4: step "kind": "why" is missing', 'tea.yaml:8: step "kind": "wyh" is not part of the format; did you mean "why"?'],
    ],
    [
      'a type that does not exist',
      'type: choice',
      'type: choise',
      [
        'tea.yaml:5: step "kind", type: "choise" is not one of text, name, number, age, date, yes_no, choice, several, scale, nought_to_ten, email, phone, consent; did you mean "choice"?',
      ],
    ],
    ['a text without English', '{ en: Pick one tea. }', '{ cy: Te }', ['tea.yaml:7: step "kind", again: "en" is missing']],
    [
      'a step that is nothing',
      '- end: done',
      '- ende: done',
      [
        'tea.yaml:13: step 2: a step is one of say, ask, branch, call, do, review or end, with only the keys of its kind; did you mean "end"?',
      ],
    ],
    [
      'a step that is two things',
      '- end: done',
      '- end: done\n    say: hello',
      [
        'tea.yaml:13: step "hello": a step is one of say, ask, branch, call, do, review or end, with only the keys of its kind; this one is several',
      ],
    ],
    [
      'a step id with capitals',
      'ask: kind',
      'ask: Kind',
      ['tea.yaml:4: step "Kind", ask: a step id is lower-case letters, digits and _, starting with a letter'],
    ],
    [
      'a number where a word belongs',
      'value: green',
      'value: 1',
      ['tea.yaml:11: step "kind", options, 1, value: 1 should be text; put it in quotes'],
    ],
    ['no steps', sound.slice(sound.indexOf('  - ask')), '  []\n', ['tea.yaml:3: steps: Too small: expected array to have >=1 items']],
    ['no title', 'title: { en: Tea }\n', '', ['tea.yaml:1: "title" is missing']],
    ['YAML that cannot be read', 'text: { en: Which tea? }', 'text: { en: Which tea?', ['tea.yaml:7: this is not YAML']],
    ['a key twice', '    why:', '    text: { en: Again }\n    why:', ['tea.yaml:8: this is not YAML: Map keys must be unique']],
  ])('says file, line and what to do about %s', (_, from, to, sentences) => {
    const got = said(from, to);
    expect(got.length).toBeGreaterThanOrEqual(sentences.length);
    for (const expected of sentences)
      expect(
        got.some((one) => one.startsWith(expected)),
        got.join('\n'),
      ).toBe(true);
  });

  it('says everything that is wrong at once', () => {
    expect(said('    type: choice\n    text: { en: Which tea? }', '    type: nothing\n    text: { en: "" }')).toHaveLength(2);
  });
});
