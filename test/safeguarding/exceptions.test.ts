import { describe, expect, it } from 'vitest';
import { screen } from '../support/shipped.ts';

/** One explicit rule of screen/exceptions.yaml each: what it silences or softens, and what it must not. */
describe('What the screen', () => {
  it.each([
    ['a denial', 'nobody hurts me'],
    ['a denial', 'no one in here has ever hurt me'],
    ['a denial', 'he has never once hit me'],
    ['a denial', 'im not suicidal'],
    ['a denial', 'i dont think about killing myself'],
    ['an idiom', 'i want to die laughing'],
    ['an idiom', 'this homework is killing me'],
    ['an idiom', 'id kill for a kebab'],
    ['sport', 'he beat me at pool'],
    ['sport', 'they battered us 4 nil'],
    ['a game', 'gonna kill him on fifa'],
    ['something made up', 'in the film his dad hits him'],
    ['something made up', 'we did a play about a girl who wants to kill herself'],
    ['a lesson', 'we learned about county lines'],
    ['an opinion', 'too much bullying on the wing'],
    ['an opinion', 'there should be more help for people who self harm'],
    ['an opinion', 'young people do not feel safe in the park'],
    ['an opinion', 'safety on the wing should be better'],
    ['a wish to work on it', 'i want to help kids who have been abused'],
    ['grief', 'lost my mate to suicide'],
    ['a name', 'my worker is called Mrs Cutter and Rob Graves comes too'],
  ])('leaves alone: %s: %s', (_, text) => {
    expect(screen(text)).toBeNull();
  });

  it.each([
    ['denial', 'he never stops hitting me'],
    ['denial', 'nobody knows that he hits me'],
    ['denial', 'no, he hits me'],
    ['denial', 'i cant stop cutting myself'],
    ['denial', 'im not going to lie i want to die'],
    ['denial', 'nobody would miss me'],
    ['denial', 'im not safe'],
    ['denial', 'i don’t feel safe'],
    ['denial', 'i cant go home'],
    ['denial', 'dont know if i want to be alive'],
    ['denial of today only', 'he doesnt hit me anymore'],
    ['idiom', 'im laughing but i want to die'],
    ['made up', 'i watched it in a film. then my dad hit me'],
    ['opinion', 'there should be more help cos i keep cutting myself'],
    ['opinion', 'people like me who get abused need more help'],
    ['joke', 'haha jk but i do want to die'],
    ['past', 'when i was little my uncle used to touch me'],
    ['reported', 'my mate said he wants to kill himself'],
    [
      'what is far off in a ramble without a full stop',
      'i was at football and then we watched a film about a dog and it was long and my mate fell asleep and we went to the shop and got chips and walked home past the park and anyway i keep cutting myself',
    ],
    ['reported by a facilitator', 'one lad said he is scared to leave his cell'],
  ])('hears all the same, in spite of %s: %s', (_, text) => {
    expect(screen(text)).not.toBeNull();
  });

  it.each([
    ['said of oneself', 'i want to kill myself', 'now'],
    ['over', 'i used to want to kill myself', 'soon'],
    ['over', 'last year i wanted to kill myself', 'soon'],
    ['of somebody else', 'my mate says he wants to kill himself', 'soon'],
    ['a joke', 'kms lol', 'soon'],
    ['of somebody else, and tonight', 'my mate says he is going to kill himself tonight', 'now'],
    ['hurt', 'my dad hits me', 'soon'],
    ['hurt, at this moment', 'my dad is hitting my mum right now', 'now'],
  ])('says how soon a person has to look: %s: %s', (_, text, urgency) => {
    expect(screen(text)?.urgency).toBe(urgency);
  });
});
