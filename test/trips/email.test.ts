import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bot, freshFolder, onward, startBot } from '../support/bot.ts';
import { axe, chromiumPath, launch } from '../support/browser.ts';
import { type Sink, startSink } from '../support/smtp.ts';
import { register, told } from '../support/trip.ts';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The bot as it runs for a charity, a mail server, and people with browsers. */
describe.skipIf(chromiumPath === null)('An email, all the way', () => {
  const folder = freshFolder();
  const policy = join(folder.dataDir, 'policy.yaml');
  let sink: Sink;
  let bot: Bot;
  let browser: Browser;
  let settings: Record<string, string>;

  beforeAll(async () => {
    sink = await startSink();
    const rules = readFileSync(new URL('../../src/flows/policy.yaml', import.meta.url), 'utf8');
    const always =
      "contact_hours:\n  zone: Europe/London\n  days: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]\n  from: '0:00'\n  until: '23:59'\n";
    writeFileSync(policy, rules.replace(/^contact_hours:\n( .*\n?)+/m, always));
    const port = await freePort();
    settings = {
      PORT: String(port),
      ONWARD_PUBLIC_URL: `http://127.0.0.1:${port}`,
      ONWARD_SMTP_URL: sink.url,
      ONWARD_EMAIL_FROM: 'hello@example.org',
      ONWARD_CHARITY_NAME: 'Example Youth Voice',
      ONWARD_POLICY: policy,
    };
    [bot, browser] = await Promise.all([startBot(folder, settings), launch()]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await bot?.stop();
    await sink?.close();
    folder.remove();
  });

  /** Somebody's own browser. */
  async function page(): Promise<Page> {
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    context.setDefaultTimeout(8_000);
    return context.newPage();
  }
  const staff = async (...args: string[]) => {
    const { out, err } = await onward(folder, args, '', settings);
    expect(err).toBe('');
    return out;
  };
  async function sql(text: string): Promise<Record<string, unknown>[]> {
    const reader = new pg.Client({ host: folder.dataDir, user: 'postgres', database: 'postgres' });
    await reader.connect();
    return (await reader.query(text).finally(() => reader.end())).rows;
  }
  const survey = ['--template', 'three-months-on', '--audience', 'registered', '--kind', 'named'];

  it('reaches somebody whose page is closed, leads back, stops, and then there is none', async () => {
    const hers = await page();
    await hers.goto(bot.url);
    await register(hers, 'Dunlin');
    await hers.goto('about:blank');

    const preview = JSON.parse(await staff('survey', 'send', ...survey, '--json'));
    expect(preview.asked).toEqual({ email: 1 });
    await staff('survey', 'confirm', preview.run.id, ...survey);
    // The minute in which it could be taken back.
    await sql('UPDATE invitation SET due_at = now()');
    const { to, email, raw } = await sink.until(1);
    expect([to, email.subject]).toEqual(['dunlin@example.org', 'A few questions from Example Youth Voice']);
    expect(raw).not.toContain('Dunlin');
    const link = (kind: string) => new RegExp(`${bot.url}/${kind}/\\S+`).exec(email.text ?? '')?.[0] ?? '';

    // The questions, on a device that has never been here.
    const other = await page();
    await other.goto(link('s'));
    await other.getByText('heard what happened').last().waitFor();
    expect(await other.content()).not.toContain('Dunlin');

    // The chat, there too: nothing from before.
    await other.goto(link('m'));
    expect(await axe(other)).toEqual([]);
    await other.getByRole('button', { name: 'Open the chat' }).click();
    await told(other, 'A link in an email from us opened');
    expect(await other.locator('#log').innerText()).not.toContain('Dunlin');
    await other.locator('#text').fill('my data');
    await other.locator('form[data-kind=composer] .send').click();
    await told(other, 'That is not for here');

    // Her own device has all of it, and says that the link was used.
    await hers.goto(bot.url);
    await hers.getByText('A link in an email from us opened').waitFor();
    await hers.goto(link('m'));
    await hers.getByRole('button', { name: 'Open the chat' }).click();
    await hers.getByText('Dunlin').first().waitFor();

    const stranger = await page();
    await stranger.goto(link('m'));
    await stranger.getByRole('button', { name: 'Open the chat' }).click();
    await stranger.getByText('This link is too old, or was used').waitFor();
    expect(await axe(stranger)).toEqual([]);
    await stranger.goto(link('stop'));
    expect(await axe(stranger)).toEqual([]);
    await stranger.getByRole('button', { name: 'Stop all messages' }).click();
    await stranger.getByText('You have stopped all messages').waitFor();
    await hers.reload();
    await hers.getByText('You have stopped all messages').first().waitFor();

    // Another survey: there is nobody left to ask.
    const again = JSON.parse(await staff('survey', 'send', ...survey, '--json'));
    expect([again.asked, again.leftOut]).toEqual([{}, { asked: 1 }]);
    await sql("UPDATE invitation SET due_at = now(), state = 'waiting'");
    for (;;) {
      const [row] = await sql('SELECT state, withheld FROM invitation');
      if (row?.state === 'waiting') continue;
      expect(row).toEqual({ state: 'withheld', withheld: 'stopped' });
      break;
    }
    expect(sink.mails).toHaveLength(1);
    expect(bot.logged.join('\n')).not.toMatch(/dunlin|\/(m|s|stop)\//i);
  }, 240_000);

  it('that came back is told to the bot by the mail server, while it runs', async () => {
    const messageId = sink.mails[0]?.email.messageId ?? '';
    const report = `From: MAILER-DAEMON@example.net
Content-Type: multipart/report; report-type=delivery-status; boundary=B

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; example.net

Final-Recipient: rfc822; dunlin@example.org
Action: failed
Status: 5.1.1

--B
Content-Type: text/rfc822-headers

Message-ID: ${messageId}

--B--
`;
    const told = (typed: string) => onward(folder, ['email', 'bounced'], typed, settings);
    expect(await told('hello')).toMatchObject({ code: 0, out: expect.stringContaining('This is no report') });
    expect(await told(report)).toMatchObject({ code: 0, out: expect.stringContaining('That email came back') });
    expect(await told(report)).toMatchObject({ code: 0, out: expect.stringContaining('Nothing was done') });
    expect(await sql("SELECT state FROM message WHERE channel = 'email' AND direction = 'out' AND address <> ''")).toEqual([
      { state: 'failed' },
    ]);
  }, 120_000);
});
