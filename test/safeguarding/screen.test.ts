import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createScreen, ScreenRules } from '../../src/safeguarding/index.ts';
import { runs } from '../support/deep.ts';
import { catalogue, screen } from '../support/shipped.ts';

const rules = ScreenRules.parse(catalogue.screen);
const firing = rules.families.flatMap(({ family, rules: all }) => all.flatMap(({ fires }) => fires.map((text) => [text, family] as const)));
/** The policy of each kind of text is in flows/screen/ with its examples, which are tried whenever the rules are loaded. */
describe('the safeguarding screen', () => {
  it('has rules whose every example holds, or says which does not', () => {
    expect(firing.length).toBeGreaterThan(40);
    const broken = structuredClone(rules);
    broken.families[0]?.rules[0]?.fires.push('what a nice day');
    expect(() => createScreen(broken)).toThrow('"what a nice day" has to fire, and does not');
    broken.families[0]?.rules[0]?.phrases.push('@nobody at all');
    expect(() => createScreen(broken)).toThrow('names the word class @nobody');
  });

  it.each([
    ['KILL MYSELF!!!', 'self_harm'],
    ['gonna k1ll   mys3lf', 'self_harm'],
    ['im gonna k*ll myself', 'self_harm'],
    ['i’m suicidaaaal', 'self_harm'],
    ["I'm not suicidal. But my dad hits me", 'abuse'],
    ["I don't want to die but i keep cutting myself", 'self_harm'],
  ])('reads what is written another way: %s', (text, family) => {
    expect(screen(text)?.family).toBe(family);
  });

  it('hears two things that a phrase wants in either order, and in different sentences, and not one alone', () => {
    const two = structuredClone(rules);
    two.families.forEach(({ rules: all }) => {
      for (const rule of all) Object.assign(rule, { phrases: ['green kettle & blue door'], unless: [], fires: [], silent: [] });
    });
    const hears = createScreen(two);
    expect(hears('the green kettle is by the blue door')).not.toBeNull();
    expect(hears('a blue door. Then a green kettle.')).not.toBeNull();
    expect(hears('no green kettle at the blue door')).toBeNull();
    expect(hears('a green kettle')).toBeNull();
    expect(hears('a blue door')).toBeNull();
  });

  it('is louder about now than about then', () => {
    expect(screen('i am going to kill myself tonight')?.urgency).toBe('now');
    expect(screen('i used to want to kill myself')?.urgency).toBe('soon');
    expect(screen('my cousin says he wants to kill himself')?.urgency).toBe('soon');
    expect(screen('lol kms')?.urgency).toBe('soon');
  });

  it('leaves every label and option of our own questions alone', () => {
    const texts = [...catalogue.flows.values()].flatMap(({ main }) =>
      main.steps.flatMap((step) =>
        'ask' in step ? [...step.options.flatMap(({ label, synonyms }) => [label.en, ...synonyms]), step.text.en, step.label.en] : [],
      ),
    );
    expect(texts.length).toBeGreaterThan(100);
    expect(texts.filter((text) => screen(text))).toEqual([]);
    const areas = ['Safety and Security', 'Feeling safe', 'Staffing', 'Use of Data', 'Technology', 'Estates', 'Meeting User Needs'];
    expect(areas.filter((text) => screen(text))).toEqual([]);
  });

  it('is never silenced by what stands before or after in other sentences', () => {
    const innocent = fc.constantFrom(
      'the food was nice',
      'i like this song',
      "i don't know",
      'we watched it in a film',
      'not really',
      'haha',
      '👍',
    );
    fc.assert(
      fc.property(fc.constantFrom(...firing), innocent, innocent, ([text], before, after) => {
        expect(screen(`${before}. ${text}. ${after}`)).not.toBeNull();
      }),
      { numRuns: runs(150, 500) },
    );
  });

  it('gives an answer to anything, the same each time, and soon', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 2000 }), (text) => {
        expect(screen(text)).toEqual(screen(text));
      }),
    );
    const hostile = [
      ...['my dad ', 'took a ', '*', 'k*', 'i ', 'he not my ', 'killmyself', 'a b c d ', 'i want to not ', '@!$', 'no. '].map((piece) =>
        piece.repeat(Math.ceil(2000 / piece.length)),
      ),
    ];
    const before = performance.now();
    for (const text of hostile) screen(text);
    // A guard against a search that grows with the square of the text, with room for a loaded machine.
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});
