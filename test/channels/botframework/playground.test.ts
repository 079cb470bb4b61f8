import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Activity, addressOf, placeOf, readPlace, referenceOf, scopeOf, typedText } from '../../../src/channels/botframework/activity.ts';

/** What Microsoft's Agents Playground 0.2.28 sent: install, a greeting, a press on a card, and a mention in a group and in a channel. Its ids are no GUIDs. */
const sent: unknown[] = JSON.parse(readFileSync(new URL('../../fixtures/botframework/playground.json', import.meta.url), 'utf8'));
const activities = sent.map((one) => Activity.parse(one));

describe('The activities of Microsoft’s Agents Playground', () => {
  it('are read, each in its place', () => {
    expect(activities.map((activity) => `${activity.type} ${scopeOf(activity)}`)).toEqual([
      'installationUpdate personal',
      'conversationUpdate personal',
      'message personal',
      'invoke personal',
      'installationUpdate groupChat',
      'message groupChat',
      'installationUpdate channel',
      'message channel',
    ]);
  });

  it('come from one person, who docs/teams.md names in ONWARD_ADMINS', () => {
    const docs = readFileSync(new URL('../../../docs/teams.md', import.meta.url), 'utf8');
    for (const address of new Set(activities.map(addressOf))) expect(docs).toContain(`ONWARD_ADMINS=botframework:${address}`);
  });

  it('lead back to where they came from', () => {
    for (const activity of activities) expect(readPlace(placeOf(referenceOf(activity)))).toEqual(referenceOf(activity));
  });

  it('say the words without the mention', () => {
    const words = activities.filter(({ type }) => type === 'message').map((activity) => typedText(activity).trim());
    expect(words).toEqual(['hello', 'survey list', 'survey list']);
  });
});
