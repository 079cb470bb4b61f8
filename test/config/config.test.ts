import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/index.ts';
import { mistakesOf } from '../support/mistakes.ts';

describe('The environment', () => {
  it('may be empty', () => {
    expect(readConfig({})).toEqual({
      port: 3978,
      databaseUrl: null,
      dataDir: './data',
      publicUrl: 'http://localhost:3978',
      proxies: 0,
      charity: null,
      contact: null,
      policyFile: null,
      pathwayFile: null,
      secret: null,
      admins: [],
      slack: null,
      staffRoom: null,
      metrics: null,
      tracesUrl: null,
      email: null,
      botframework: null,
    });
  });

  it('counts what is empty as not set, and takes the space around a value away', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '  ', ONWARD_CHARITY_NAME: ' Example Youth Voice ' })).toMatchObject({
      port: 3978,
      databaseUrl: null,
      charity: 'Example Youth Voice',
    });
    expect(readConfig({ ONWARD_POLICY: ' ./ages.yaml ' })).toMatchObject({ policyFile: './ages.yaml' });
  });

  it('takes an address without its last slash, and one proxy in front of https', () => {
    expect(readConfig({ ONWARD_PUBLIC_URL: 'https://chat.example.org/' })).toMatchObject({
      publicUrl: 'https://chat.example.org',
      proxies: 1,
    });
    expect(readConfig({ ONWARD_PUBLIC_URL: 'https://chat.example.org', ONWARD_PROXIES: '2' })).toMatchObject({ proxies: 2 });
    expect(readConfig({ PORT: '80' })).toMatchObject({ publicUrl: 'http://localhost:80', proxies: 0 });
  });

  it('takes an admin of Teams in capitals too, and one of Slack as they are', () => {
    const admins = (ONWARD_ADMINS: string) => readConfig({ ONWARD_ADMINS }).admins;
    expect(admins('botframework:msteams:AAAA-bb/CCCC-DD,slack:T0ABC/U0DEF')).toEqual([
      { channel: 'botframework', value: 'msteams:aaaa-bb/cccc-dd' },
      { channel: 'slack', value: 'T0ABC/U0DEF' },
    ]);
  });

  it('takes email where it has a server, an address and somewhere to lead', () => {
    const email = { ONWARD_SMTP_URL: 'smtps://us:p%40ss@smtp.example.org', ONWARD_EMAIL_FROM: 'hello@example.org' };
    const set = { ...email, ONWARD_PUBLIC_URL: 'https://chat.example.org' };
    expect(readConfig(set).email).toEqual({ smtpUrl: email.ONWARD_SMTP_URL, from: 'hello@example.org', stopTo: null });
    expect(mistakesOf(email)).toEqual(['Emails have links to the chat in them: set ONWARD_PUBLIC_URL to where people reach it.']);
    expect(mistakesOf({ ...set, ONWARD_SMTP_URL: '' })).toEqual([
      'Email needs a mail server: set ONWARD_SMTP_URL, or take the other ONWARD_EMAIL settings away.',
    ]);
    expect(mistakesOf({ ...set, ONWARD_EMAIL_FROM: '' })).toEqual([
      'Email needs an address of yours that it comes from: set ONWARD_EMAIL_FROM.',
    ]);
    expect(mistakesOf({ ...set, ONWARD_EMAIL_FROM: 'Us <hello@example.org>' })).toEqual([
      'ONWARD_EMAIL_FROM must be one email address, like hello@example.org; "Us <hello@example.org>" is not.',
    ]);
    for (const url of [
      'smtp.example.org',
      'http://smtp.example.org',
      'smtp://us:secret@smtp.example.org/path',
      'smtp://us:secret@smtp.example.org?tls=no',
    ]) {
      const [mistake] = mistakesOf({ ...set, ONWARD_SMTP_URL: url });
      expect(mistake).toContain('ONWARD_SMTP_URL must be the address of a mail server');
      expect(mistake).not.toContain('secret');
    }
  });

  it.each([
    [{ PORT: 'abc' }, 'PORT must be a whole number from 0 to 65535; "abc" is not.'],
    [{ PORT: '70000' }, 'PORT must be a whole number from 0 to 65535; "70000" is not.'],
    [{ PORT: '-1' }, 'PORT must be a whole number from 0 to 65535; "-1" is not.'],
    [{ ONWARD_PROXIES: '1.5' }, 'ONWARD_PROXIES must be a whole number from 0 to 10; "1.5" is not.'],
    [
      { ONWARD_PUBLIC_URL: 'chat.example.org' },
      'ONWARD_PUBLIC_URL must be an address like https://chat.example.org, with nothing after the host; "chat.example.org" is not.',
    ],
    [
      { ONWARD_PUBLIC_URL: 'https://example.org/chat' },
      'ONWARD_PUBLIC_URL must be an address like https://chat.example.org, with nothing after the host; "https://example.org/chat" is not.',
    ],
    [{ ONWARD_CHARITY_NAME: 'A\nB' }, 'ONWARD_CHARITY_NAME must be one line of at most 100 letters, without braces.'],
    [{ ONWARD_SECRET: 'too short' }, 'ONWARD_SECRET must have 32 letters and digits or more: make one with "openssl rand -hex 32".'],
    [
      { ONWARD_ADMINS: 'mary' },
      'ONWARD_ADMINS must be a list like terminal:mary@laptop,slack:T0123/U0456: a channel, a colon, and the address of an admin there.',
    ],
    [{ ONWARD_METRICS_PORT: '-1' }, 'ONWARD_METRICS_PORT must be a whole number from 0 to 65535; "-1" is not.'],
    [{ ONWARD_METRICS_HOST: '0.0.0.0' }, 'ONWARD_METRICS_HOST is set, and ONWARD_METRICS_PORT is not: set both, or take it out.'],
    [
      { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' },
      'OTEL_EXPORTER_OTLP_ENDPOINT must be the address of a collector that takes OTLP over HTTP, like http://localhost:4318.',
    ],
    [{ ONWARD_CONTACT: '{charity}' }, 'ONWARD_CONTACT must be one line of at most 200 letters, without braces.'],
  ])('says what is wrong with %o in one sentence', (environment, sentence) => {
    expect(mistakesOf(environment)).toEqual([sentence]);
  });

  it('serves metrics to this machine alone, where nothing else is said, and sends traces where the standard says', () => {
    expect(readConfig({ ONWARD_METRICS_PORT: '9464' }).metrics).toEqual({ port: 9464, host: '127.0.0.1' });
    expect(readConfig({ ONWARD_METRICS_PORT: '9464', ONWARD_METRICS_HOST: '10.0.0.1' }).metrics).toEqual({ port: 9464, host: '10.0.0.1' });
    for (const end of ['', '/'])
      expect(readConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://localhost:4318${end}` }).tracesUrl).toBe('http://localhost:4318/v1/traces');
  });

  it('never says a database’s password', () => {
    const [sentence] = mistakesOf({ DATABASE_URL: 'mysql://root:hunter2@host/onward' });
    expect(sentence).toMatch(/^DATABASE_URL must be the address of a PostgreSQL/);
    expect(sentence).not.toContain('hunter2');
  });

  it('says everything that is wrong at once', () => {
    expect(mistakesOf({ PORT: 'x', ONWARD_PUBLIC_URL: 'y', DATABASE_URL: 'z' })).toHaveLength(3);
  });

  const bot = { SLACK_BOT_TOKEN: 'xoxb-1-abc' };
  const app = { SLACK_APP_TOKEN: 'xapp-1-abc' };
  const signing = { SLACK_SIGNING_SECRET: 'a'.repeat(32) };
  const many = { SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 'b'.repeat(32) };

  it('opens Slack by a socket or by HTTP, for one workspace or for many', () => {
    const one = { kind: 'one', token: 'xoxb-1-abc' };
    expect(readConfig({ ...bot, ...app }).slack).toEqual({
      door: { kind: 'socket', appToken: 'xapp-1-abc' },
      workspace: one,
      apiUrl: null,
    });
    expect(readConfig({ ...bot, ...signing }).slack).toMatchObject({
      door: { kind: 'http', signingSecret: 'a'.repeat(32) },
      workspace: one,
    });
    expect(readConfig({ ...many, ...signing, SLACK_API_URL: 'http://127.0.0.1:1/api/' }).slack).toMatchObject({
      workspace: { kind: 'many', clientId: '1.2', clientSecret: 'b'.repeat(32) },
      apiUrl: 'http://127.0.0.1:1/api/',
    });
  });

  it('knows the channel of staff, in the one workspace or in one of many', () => {
    const channel = { ONWARD_SLACK_STAFF_CHANNEL: 'C0123' };
    expect(readConfig({ ...bot, ...app, ...channel }).staffRoom).toBe('/C0123');
    expect(readConfig({ ...many, ...signing, ONWARD_SLACK_STAFF_CHANNEL: 'T1/C0123' }).staffRoom).toBe('T1/C0123');
    expect(mistakesOf(channel)).toEqual([expect.stringMatching(/^ONWARD_SLACK_STAFF_CHANNEL is set, and no Slack is/)]);
    expect(mistakesOf({ ...many, ...signing, ...channel })).toEqual([expect.stringMatching(/has to say which: T0123/)]);
    expect(mistakesOf({ ...bot, ...app, ONWARD_SLACK_STAFF_CHANNEL: '#staff' })).toEqual([
      expect.stringMatching(/must be the id of a channel/),
    ]);
  });

  it.each([
    [bot, 'Slack needs a door: set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP.'],
    [signing, 'Slack needs SLACK_BOT_TOKEN (one workspace), or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET (many).'],
    [{ ...bot, ...app, ...signing }, /^Set SLACK_APP_TOKEN \(Socket Mode\) or SLACK_SIGNING_SECRET \(HTTP\), not both/],
    [{ ...app, ...many }, /^Many workspaces \(SLACK_CLIENT_ID\) reach us by HTTP only/],
    [{ ...bot, ...many, ...signing }, /^Set SLACK_BOT_TOKEN for one workspace, or .* not both\.$/],
    [{ ...signing, SLACK_CLIENT_ID: '1.2' }, 'SLACK_CLIENT_ID is set and SLACK_CLIENT_SECRET is not: set both.'],
    [{ ...signing, SLACK_CLIENT_SECRET: 'b'.repeat(32) }, 'SLACK_CLIENT_SECRET is set and SLACK_CLIENT_ID is not: set both.'],
    [
      { ...signing, SLACK_BOT_TOKEN: 'xoxp-hunter2' },
      /^SLACK_BOT_TOKEN is not what Slack gave you: copy it again from "OAuth & Permissions"/,
    ],
    [{ ...bot, ...signing, SLACK_API_URL: 'http://localhost' }, /^SLACK_API_URL must be an address with a slash at the end/],
  ])('says what is half set of Slack: %o', (environment, sentence) => {
    const mistakes = mistakesOf(environment);
    expect(mistakes).toEqual([typeof sentence === 'string' ? sentence : expect.stringMatching(sentence)]);
    expect(mistakes[0]).not.toContain('hunter2');
  });
});
