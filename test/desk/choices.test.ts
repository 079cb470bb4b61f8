import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ConsentRow } from '../../src/desk/ports.ts';
import { onEmbedded } from '../support/database.ts';
import { catalogue } from '../support/shipped.ts';
import { createWorld, day, throughRegistering, type World } from '../support/world.ts';

/** The terms with one wording that is new. */
const reworded = (purpose: string) => ({
  terms: catalogue.terms.map((terms) => (terms.purpose === purpose ? { ...terms, version: '2' } : terms)),
});

onEmbedded('MY CHOICES', (kind) => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld(kind);
  });
  afterEach(() => world.remove());

  async function said(purpose: string): Promise<string[]> {
    const [person] = await world.database.store.people.list(1);
    const rows = await world.database.store.consents.of(person?.id ?? '');
    return rows.filter((row) => row.purpose === purpose).map(({ state, termsVersion, how }) => `${state} ${termsVersion} ${how}`);
  }
  const record = async (row: Partial<ConsentRow> & Pick<ConsentRow, 'purpose'>) => {
    const [person] = await world.database.store.people.list(1);
    const full: ConsentRow = {
      termsVersion: '1',
      state: 'given',
      how: 'guardian',
      witness: 'Jo',
      channel: 'terminal',
      at: world.clock.now(),
      ...row,
    };
    return world.database.store.consents.record(person?.id ?? '', full, [], []);
  };

  it('says where each purpose stands, since when, and offers only what can be changed', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough(...throughRegistering);
    world.clock.pass(2 * day);
    const heard = await visitor.goesThrough('what did i agree to?');
    for (const line of [
      'Keep what I told you, so that I can take part: yes, since 10 March 2026.',
      'Write to me here about taking part: yes, since 10 March 2026.',
      'Send me reminders: no, since 10 March 2026.',
      'Use what I say, without my name: yes, since 10 March 2026.',
      'Take photos or film of me: you have not said yes, so we do not.',
    ])
      expect(heard.split('\n')).toContain(line);
    expect(heard).not.toMatch(/Email me|would help me/);
    expect((await visitor.view()).prompt).toMatchObject({
      id: 'which',
      options: ['take_part', 'contact_here', 'reminders', 'check_ins', 'paid_work', 'quotes', 'photos', 'leave'].map((value) => ({
        value,
      })),
    });
  });

  it('takes a yes back with two messages, at once, and says what changes', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough(...throughRegistering);
    world.clock.pass(day);
    await visitor.types('My choices');
    await visitor.hears();
    await visitor.picks('quotes');
    expect(await visitor.hears()).toMatch(
      /^From now on we will not use your words in reports\. Reports that are out already stay as they are\./,
    );
    expect(await said('quotes')).toEqual(['given 1 self', 'withdrawn 1 self']);
    expect(await visitor.goesThrough('my choices')).toContain(
      'Use what I say, without my name: not any more, since 11 March 2026. Before: yes on 10 March 2026.',
    );
    expect(await visitor.goesThrough('leave', 'my data')).toContain('Use what I say, without my name: not any more, since 11 March 2026.');
  });

  it('takes nothing back for a word that is only like the name of a choice', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough(...throughRegistering, 'my choices');
    expect(await visitor.goesThrough('name')).toContain('Pick the one that you want to change');
    expect(await visitor.goesThrough('quotse')).not.toContain('not use your words');
    expect(await visitor.goesThrough('quotes')).toContain('we will not use your words');
  });

  it('is in the menu, and asks for a yes in the words of the terms', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough(...throughRegistering);
    expect(await visitor.goesThrough('hi', 'see what i said yes to')).toContain('What you said yes or no to:');
    expect(await visitor.goesThrough('photos')).toContain('May we take photos or film with you in it');
    expect(await said('photos')).toEqual([]);
    expect(await visitor.goesThrough('yes')).toMatch(/^Thank you\. We may take photos/);
    expect(await said('photos')).toEqual(['given 1 self']);
  });

  it('shows the same at the review of what was told, and there the answer is asked in the same words', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough(...throughRegistering, 'my choices', 'my words');
    const review = await visitor.goesThrough('change');
    expect(review).toContain('Use what I say, without my name: No');
    expect(review).toContain('Send me reminders: No');
    await visitor.goesThrough('use what i say', 'yes');
    expect(await said('quotes')).toEqual(['given 1 self', 'withdrawn 1 self', 'given 1 self']);
  });

  it('goes on with the question that waited', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough('English', 'Robin', '19', 'my permissions');
    expect(await visitor.goesThrough('photos', 'yes')).toMatch(/We may take photos.*Where are you living now\?/s);
    expect(await visitor.question()).toBe('place');
  });

  it('can be the first thing that somebody ever says, and the greeting stays what is asked', async () => {
    const visitor = world.visitor('a');
    expect(await visitor.goesThrough('my choices')).toMatch(
      /What you said yes or no to:.*you have not said yes.*How would you like me to write/s,
    );
    expect(await visitor.goesThrough('English')).toContain('What should we call you?');
  });

  it('hears "no reminders" and the like at any question, writes it once, and stops nothing else', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough(...throughRegistering.slice(0, -3), 'yes', 'yes');
    expect(await visitor.goesThrough('Stop reminders')).toMatch(
      /^From now on we will not send you reminders\. Nothing else changes\..*Is it right\?/s,
    );
    expect(await visitor.hears()).toBe('');
    expect((await visitor.view()).messages.at(-1)?.text).toContain('Send me reminders: No');
    await visitor.goesThrough('no reminders', 'no more reminders');
    expect(await said('reminders')).toEqual(['given 1 self', 'withdrawn 1 self']);
    expect(await visitor.view()).toMatchObject({ stopped: false, prompt: { id: 'check' } });
    expect(await visitor.goesThrough("That's right", 'no photos')).toMatch(/^From now on we will not take photos/);
    expect(await said('photos')).toEqual(['refused 1 self']);
  });

  it('takes "no reminders" for the answer where that is what was asked', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough(...throughRegistering.slice(0, 10));
    expect(await visitor.question()).toBe('consent_reminders');
    expect(await visitor.goesThrough('no reminders')).toMatch(/^May we use what you say/);
    expect(await said('reminders')).toEqual(['refused 1 self']);
  });

  it('waits for a parent or carer where the policy says so, and hears them', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough(
      'English',
      'Robin',
      '14',
      'nobody',
      'private',
      '1',
      'share my views',
      'skip',
      'here',
      'yes',
      'yes',
      "that's right",
    );
    const choices = await visitor.goesThrough('my choices');
    expect(choices).not.toContain('reminders');
    expect(await visitor.goesThrough('photos', 'yes')).toMatch(/^Thank you\. At your age, a parent or carer has to say yes too\./);
    expect(await visitor.goesThrough('my choices')).toContain('Take photos or film of me: you said yes. We wait for a parent or carer.');
    expect(await record({ purpose: 'photos' })).toBe(true);
    expect(await visitor.goesThrough('leave', 'my choices')).toContain(
      'Take photos or film of me: yes, since 10 March 2026, says Jo, your parent or carer. Before: yes on 10 March 2026.',
    );
    await visitor.goesThrough('photos');
    expect(await visitor.goesThrough('my choices')).toContain('Take photos or film of me: not any more');
  });

  it('tells somebody whose charity wants a parent’s yes that it waits for one', async () => {
    const ageRules = catalogue.ageRules.map((rule) => (rule.band === '13-15' ? { ...rule, whoConsents: 'guardian' as const } : rule));
    const { phrases, commands, policy, constants } = catalogue;
    const { readers } = await import('../../src/language/index.ts');
    const lexicon = { phrases, commands, readers, constants, policy: { ...policy, guardian_consents_bands: ['13-15'] } };
    const visitor = world.visitor('a', 'web', await world.replica({ ageRules, lexicon }));
    expect(
      await visitor.goesThrough(
        'English',
        'Robin',
        '14',
        'nobody',
        'private',
        '1',
        'share my views',
        'skip',
        'here',
        'yes',
        'yes',
        "that's right",
      ),
    ).toContain('a parent or carer has to say yes too');
    expect(await visitor.goesThrough('my choices')).toContain(
      'Use what I say, without my name: you said yes. We wait for a parent or carer.',
    );
  });

  it('lets taking part be taken back, and given again only by saying so', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough(...throughRegistering);
    expect(await visitor.goesThrough('my choices', 'taking part')).toMatch(/^From now on we will not plan with you.*type DELETE ME/s);
    expect(await visitor.goesThrough('my choices', 'taking part')).toMatch(/^May we keep what you told us, so that you can take part\?/);
    expect(await said('take_part')).toEqual(['given 1 self', 'withdrawn 1 self']);
    expect(await visitor.goesThrough('yes')).toContain('We keep what you told us, so that you can take part.');
    expect(await said('take_part')).toEqual(['given 1 self', 'withdrawn 1 self', 'given 1 self']);
  });

  it('asks whoever does not want it kept whether all shall go, and a no leads back', async () => {
    const visitor = world.visitor('a');
    await visitor.goesThrough(...throughRegistering.slice(0, -1));
    await visitor.picks('refuse');
    expect(await visitor.hears()).toContain('Do you want me to delete everything you told us?');
    expect(await said('take_part')).toEqual(['refused 1 self']);
    expect(await visitor.goesThrough('no')).toMatch(/I have deleted nothing.*Is it right\?/s);
    await visitor.picks('refuse');
    expect(await visitor.types('yes')).toMatchObject({ forgotten: true });
  });
});

onEmbedded('Words that have changed', (kind) => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld(kind);
  });
  afterEach(() => world.remove());

  const consents = async () => {
    const [person] = await world.database.store.people.list(1);
    return (await world.database.store.consents.of(person?.id ?? '')).map(
      ({ purpose, state, termsVersion }) => `${purpose} ${state} ${termsVersion}`,
    );
  };

  /** The house after its terms were changed: the flows take their words from them. */
  async function afterChange(purpose: string) {
    const flows = new Map(
      [...catalogue.flows].map(([id, bundle]) => {
        const changed = structuredClone(bundle);
        for (const { steps } of [changed.main, ...Object.values(changed.called)])
          for (const step of steps) if (('ask' in step || 'review' in step) && step.purpose === purpose) step.terms = '2';
        return [id, changed] as const;
      }),
    );
    return world.replica({ ...reworded(purpose), flows });
  }

  it('are asked again before the menu, and until then the old yes is not in force', async () => {
    await world.visitor('a').goesThrough(...throughRegistering);
    const visitor = world.visitor('a', 'web', await afterChange('quotes'));
    expect(await visitor.goesThrough('my choices')).toContain('Use what I say, without my name: on hold.');
    await visitor.goesThrough('leave');
    world.clock.pass(day);
    const heard = await visitor.goesThrough('hi');
    expect(heard).toMatch(/^Hello again, Robin\.\nWe have changed the words.*May we use what you say/s);
    expect(heard).not.toContain('reminders');
    expect(await visitor.goesThrough('yes')).toMatch(/We may use what you say.*What would you like to do\?/s);
    expect((await consents()).slice(-1)).toEqual(['quotes given 2']);
    expect(await visitor.goesThrough('nothing', 'hi')).toMatch(/^Hello again, Robin\.\nWhat would you like to do\?/);
  });

  it('are asked again until they are answered, and a no is written as a yes that was taken back', async () => {
    await world.visitor('a').goesThrough(...throughRegistering);
    const visitor = world.visitor('a', 'web', await afterChange('quotes'));
    expect(await visitor.goesThrough('hi')).toContain('May we use what you say');
    expect(await visitor.goesThrough('skip')).toContain('What would you like to do?');
    await visitor.goesThrough('nothing', 'hi');
    world.clock.pass(125);
    await world.desk.tick(world.clock.now());
    expect(await visitor.goesThrough('hi')).toContain('May we use what you say');
    expect(await visitor.goesThrough('no')).toMatch(/^From now on we will not use your words/);
    expect((await consents()).slice(-1)).toEqual(['quotes withdrawn 2']);
    expect(await visitor.goesThrough('nothing', 'hi')).not.toContain('May we use');
  });

  it('are never asked again of somebody who said no', async () => {
    await world.visitor('a').goesThrough(...throughRegistering);
    const visitor = world.visitor('a', 'web', await afterChange('reminders'));
    expect(await visitor.goesThrough('hi')).toMatch(/^Hello again, Robin\.\nWhat would you like to do\?/);
    expect((await consents()).filter((row) => row.startsWith('reminders'))).toEqual(['reminders refused 1']);
  });

  it('that a conversation showed are the words that are kept as agreed to, though newer ones are in force', async () => {
    await world.visitor('a').goesThrough(...throughRegistering.slice(0, 11));
    const newer = await afterChange('quotes');
    const visitor = world.visitor('a', 'web', newer);
    expect(await visitor.question()).toBe('consent_quotes');
    await visitor.goesThrough('yes', "that's right");
    expect(await consents()).toContain('quotes given 1');
    expect(await visitor.goesThrough('hi')).toContain('We have changed the words');
    await world.visitor('b', 'web', newer).goesThrough(...throughRegistering);
    expect(await consents()).toContain('quotes given 2');
  });

  it('of taking part are asked by themselves, also of somebody whose registration has the old words', async () => {
    await world.visitor('a').goesThrough(...throughRegistering);
    const visitor = world.visitor('a', 'web', await afterChange('take_part'));
    expect(await visitor.goesThrough('hi')).toMatch(
      /We have changed the words.*May we keep what you told us, so that you can take part\?/s,
    );
    expect(await visitor.goesThrough('yes')).toContain('What would you like to do?');
    expect((await consents()).slice(-1)).toEqual(['take_part given 2']);
    expect(await visitor.goesThrough('nothing', 'hi')).not.toContain('changed');
  });
});
