import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { loadCatalogue } from '../../src/flows/index.ts';
import { readers } from '../../src/language/index.ts';
import { nameOf, wordIds, wordsIn } from '../../src/tablet/words.ts';

const { tabletPhrases } = loadCatalogue({ distance: readers.distance });
const source = new URL('../../src/tablet/', import.meta.url);
const code = readdirSync(source)
  .filter((name) => name.endsWith('.ts') && name !== 'words.ts')
  .map((name) => readFileSync(new URL(name, source), 'utf8'))
  .join('\n');

it('are all there, and each of them is said', () => {
  expect(Object.keys(tabletPhrases).sort()).toEqual([...wordIds].sort());
  // Two names are of files that say them in another way.
  const elsewhere = ['needs_script', 'heads_title', 'consent_title', 'hands_title', 'note_title', 'language_en', 'language_easy'];
  expect(wordIds.filter((id) => !code.includes(`'${id}'`) && !elsewhere.includes(id))).toEqual([]);
});

it('fill their gaps, and are English where a language has none', () => {
  const words = wordsIn({ en: { progress: 'Question {at} of {of}', language_en: 'English' } }, 'cy');
  expect(words('progress', { at: 2, of: 9 })).toBe('Question 2 of 9');
  expect(words('title')).toBe('');
  expect([nameOf(words, 'en'), nameOf(words, 'cy')]).toEqual(['English', 'Cymraeg']);
});
