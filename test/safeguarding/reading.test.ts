import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ScreenRules } from '../../src/safeguarding/index.ts';
import { runs } from '../support/deep.ts';
import { catalogue, screen } from '../support/shipped.ts';

const rules = ScreenRules.parse(catalogue.screen);
const firing = rules.families.flatMap(({ rules: all }) => all.flatMap(({ fires }) => fires));

/** Words as people write them, before any rule of a family is tried: screen/spelling.yaml and the forms of words. */
describe('What the screen reads alike', () => {
  it.each([
    ['text-speak', 'i cnt do dis nemore', 'self_harm'],
    ['text-speak', 'got nowere 2 sleep 2nite', 'unsafe_now'],
    ['text-speak', 'sum1 is followin me', 'unsafe_now'],
    ['text-speak', 'no1 wud miss me', 'self_harm'],
    ['text-speak', 'im tryna end my life', 'self_harm'],
    ['dialect', 'ma da hits me', 'abuse'],
    ['dialect', 'a dinnae want tae be alive any mair', 'self_harm'],
    ['dialect', 'me mam batters us', 'abuse'],
    ['fillers', 'i just literally really want to actually die tbh', 'self_harm'],
    ['spelling', 'im suicidel', 'self_harm'],
    ['spelling', 'been feeling sucidal', 'self_harm'],
    ['spelling', 'he strangeled me', 'abuse'],
    ['contractions', 'he’ll kill me if i tell anyone', 'abuse'],
    ['contractions', 'shes cutting herself', 'self_harm'],
    ['forms', 'my dad hit me', 'abuse'],
    ['forms', 'my dad hits me', 'abuse'],
    ['forms', 'my dads hitting me', 'abuse'],
    ['forms', 'my dad keeps smackin me', 'abuse'],
    ['forms', 'my dad has beaten me', 'abuse'],
    ['signs for letters', 'gonna k1ll mys3lf', 'self_harm'],
    ['stars', 'im gonna k*ll myself', 'self_harm'],
    ['letters that stand alone', 'k i l l myself', 'self_harm'],
    ['letters that stand alone', 'i want to d.i.e', 'self_harm'],
    ['written together', 'killmyself', 'self_harm'],
    ['written together', 'iwanttodie', 'self_harm'],
    ['dots for spaces', 'kill.myself', 'self_harm'],
    ['across lines', 'kill\nmyself', 'self_harm'],
    ['across sentences of a word', 'Kill. Myself.', 'self_harm'],
    ['pictures between', 'kill 😭 myself', 'self_harm'],
    ['a picture for a word', 'gonna bring a 🔪 to school', 'harm_to_others'],
    ['spaces of no width', 'ki\u200bll my\u200dself', 'self_harm'],
    ['letters of another script', 'kіll mysеlf', 'self_harm'],
    ['shouting', 'MY DAD HITS ME!!!', 'abuse'],
    [
      'a long ramble',
      `${'so yeah it was a normal day and then we went to the shop and i got a drink and '.repeat(8)}then my stepdad punched me in the face and now i dont know`,
      'abuse',
    ],
  ])('%s: %s', (_, text, family) => {
    expect(screen(text)?.family).toBe(family);
  });

  it.each([
    'my therapist is nice',
    'my nose is cold',
    'i told him how i feel',
    'skilled at football',
    'audience of ten',
    'an indie song',
    'amused by it',
    'stated my views',
    'k thx u r ok',
  ])('does not read a heavy word into another: %s', (text) => {
    expect(screen(text)).toBeNull();
  });

  it('is never silenced by capitals, accents, doubled letters, spaces or what is not seen', () => {
    const changes: ((letter: string) => string)[] = [
      (letter) => letter.toUpperCase(),
      (letter) => `${letter}\u0301`,
      (letter) => (/[a-z]/i.test(letter) ? letter + letter : letter),
      (letter) => (letter === ' ' ? '   ' : letter),
      (letter) => `${letter}\u200b`,
    ];
    const changed = fc.array(fc.constantFrom(...changes), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(fc.constantFrom(...firing), changed, fc.nat(40), (text, some, from) => {
        const written = [...text].map((letter, at) => some[at - from]?.(letter) ?? letter).join('');
        expect(screen(written)).not.toBeNull();
      }),
      { numRuns: runs(300, 1000) },
    );
  });
});
