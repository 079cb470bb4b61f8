import { expect, it } from 'vitest';
import { drawnIn } from '../../src/desk/pathways/drawn.ts';
import { catalogue } from '../support/shipped.ts';

const phrase = (id: string, language = 'en') => catalogue.deskPhrases[id]?.[language] ?? catalogue.deskPhrases[id]?.en ?? expect.fail(id);

it.each([
  ['pathway_stage_done', 'done'],
  ['pathway_stage_here', 'here'],
  ['pathway_stage_next', 'next'],
  ['pathway_line_done', 'done'],
  ['pathway_line_until', 'done'],
  ['pathway_line_shown', 'done'],
  ['pathway_line_to_do', 'next'],
  ['pathway_line_count', 'next'],
  ['pathway_line_over', 'next'],
  ['pathway_line_waits', 'next'],
])('%s is drawn as %s, in every language that has it', (id, as) => {
  for (const language of ['en', 'easy']) expect(drawnIn(`Above\n${phrase(id, language)}`, '')).toEqual([{ line: 1, as }]);
});

it('The one thing that could be done next is known by how it begins', () => {
  const [begins = ''] = phrase('pathway_step').split('{what}');
  expect(begins).not.toBe('');
  expect(drawnIn(`Above\n\n${phrase('pathway_step')}`, begins)).toEqual([{ line: 2, as: 'do' }]);
});
