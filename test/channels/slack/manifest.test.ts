import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generatedManifest, manifestOf } from '../../../src/channels/slack/index.ts';
import { limits } from '../../../src/channels/slack/limits.ts';
import { slashesOf } from '../../../src/channels/slack/slashes.ts';
import { commandOutlines } from '../../../src/desk/index.ts';
import type { CommandOutline } from '../../../src/desk/ports.ts';

const src = new URL('../../../src/channels/slack/', import.meta.url);
const code = readdirSync(src)
  .map((file) => readFileSync(new URL(file, src), 'utf8'))
  .join('\n');

/** What each method of the Web API that we call needs, by its documentation; null: nothing. */
const scopes: Record<string, string | null> = {
  'auth.test': null,
  'chat.postMessage': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'chat.update': 'chat:write',
  'conversations.history': 'im:history',
  'conversations.open': 'im:write',
  'files.uploadV2': 'files:write',
  'files.info': 'files:read',
  'users.info': 'users:read',
  'views.open': null,
  'views.publish': null,
  'views.push': null,
  'views.update': null,
};

describe('The manifest of our Slack app', () => {
  const { oauth_config, features, settings } = manifestOf('https://chat.example.org');

  it('asks for exactly the scopes that what we do needs', () => {
    const called = [...code.matchAll(/\b(?:auth|chat|conversations|users|views)\s*\.\w+(?=\()|\bfiles\s*\.(?:uploadV2|info(?=\())/g)].map(
      ([call]) => call.replace(/\s/g, ''),
    );
    expect(new Set(called)).toEqual(new Set(Object.keys(scopes)));
    const needed = Object.values(scopes).filter((scope) => scope !== null);
    // For commands and shortcuts, and for the event message.im.
    expect(oauth_config.scopes.bot).toEqual([...new Set([...needed, 'commands', 'im:history'])].sort());
    expect(oauth_config.scopes).not.toHaveProperty('user');
  });

  it('asks for exactly the events that we do something about', () => {
    const handled = [...code.matchAll(/^ {4}(message|app_home_opened|app_uninstalled|tokens_revoked)\b/gm)].map(([, name]) => name);
    expect(new Set(handled).size).toBe(4);
    expect(settings.event_subscriptions.bot_events).toEqual(['app_home_opened', 'app_uninstalled', 'message.im', 'tokens_revoked']);
  });

  it('sends everything to our one address', () => {
    const url = 'https://chat.example.org/slack/events';
    expect(settings.event_subscriptions.request_url).toBe(url);
    expect(settings.interactivity).toEqual({ is_enabled: true, request_url: url });
    expect(features.slash_commands.map((command) => command.url)).toEqual(Array(7).fill(url));
    expect(oauth_config.redirect_urls).toEqual(['https://chat.example.org/slack/oauth_redirect']);
    expect(settings.socket_mode_enabled).toBe(false);
    expect(JSON.stringify(manifestOf('https://chat.example.org'))).not.toContain('onward.example.org');
  });

  it('has no address at all for a socket, and the rest the same', () => {
    const socket = manifestOf(null);
    expect(JSON.stringify(socket)).not.toContain('http');
    expect(socket.settings).toMatchObject({ socket_mode_enabled: true, interactivity: { is_enabled: true } });
    expect(socket.settings.event_subscriptions.bot_events).toEqual(settings.event_subscriptions.bot_events);
    expect(socket.features.slash_commands.map(({ command }) => command)).toEqual([
      '/onward',
      '/session',
      '/reach',
      '/opportunity',
      '/finding',
      '/survey',
      '/nudges',
    ]);
  });

  it('has names of commands for people as they are, and lets people be named', () => {
    expect(features.slash_commands.every((command) => (command as { should_escape?: boolean }).should_escape)).toBe(true);
  });

  it('has its commands from the table of the desk: npm run manifests writes what is there', () => {
    expect(JSON.parse(readFileSync(new URL('../../../manifests/slack/manifest.json', import.meta.url), 'utf8'))).toEqual(
      generatedManifest(commandOutlines),
    );
    expect(features.slash_commands.length).toBeLessThanOrEqual(limits.slashes);
    for (const { command, description, usage_hint } of features.slash_commands) {
      expect(command.length).toBeLessThanOrEqual(limits.slashName);
      expect(description.length).toBeLessThanOrEqual(limits.slashDescription);
      expect(usage_hint.length).toBeLessThanOrEqual(limits.slashHint);
    }
  });

  it('says after each slash what may follow it, and each of them is a command', () => {
    const names = commandOutlines.map(({ name }) => name);
    for (const { command, usage_hint } of features.slash_commands) {
      const group = command === '/onward' ? '' : `${command.slice(1)} `;
      const alone = commandOutlines.find(({ name }) => `/${name}` === command);
      const known = alone ? alone.fields.flatMap(({ choices }) => choices.map(({ value }) => group + value)) : names;
      for (const follow of usage_hint.split(' | ')) expect(known).toContain(group + follow);
    }
    const begin: CommandOutline = { name: 'walk begin', summary: 'go', fields: [], suggest: ['slash'] };
    const [own, walk, ...more] = slashesOf(features.slash_commands[0], [begin, { ...begin, name: 'walk end', suggest: [] }]);
    expect([own?.usage_hint, walk?.command, walk?.usage_hint, walk?.description, more]).toEqual([
      '',
      '/walk',
      'begin | end',
      'begin: go',
      [],
    ]);
  });
});
