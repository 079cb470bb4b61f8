import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import express from 'express';
import { chromium } from 'playwright-core';
import { createWeb } from '../../dist/channels/web/index.js';
import { ids } from '../../dist/ids.js';
import { createStore } from '../../dist/store/index.js';
import { house } from './house.mjs';
import { webchatPage } from './peers/webchat-page.mjs';
import { median, spread } from './rounds.mjs';

const ROUNDS = 5;

/** A cheap phone on a bad day. BENCH_LATENCY sets another delay in ms. */
const link = { latency: Number(process.env.BENCH_LATENCY ?? 150), downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8 };
const slowerCpu = 6;

/** Milliseconds after which a page counts as broken. */
const PATIENCE = 120_000;

function browserPath() {
  return [process.env.CHROMIUM_PATH, '/usr/bin/chromium'].find((path) => path && existsSync(path));
}

async function serve(listener) {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${server.address().port}`;
  server.on('request', await listener(url));
  return {
    url,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * Runs in the page before anything else. Usable: the question can be read, its first button is drawn and not disabled, and the frame
 * with it has been painted. Times count from the start of the navigation.
 */
function watch({ text, options: [label] }) {
  const question = text.split('\n').at(-1);
  const usable = () => {
    if (!document.body?.textContent.includes(question)) return false;
    const button = [...document.querySelectorAll('button:not([tabindex="-1"])')].find((one) => one.textContent.trim() === label);
    return button && !button.disabled && button.getAttribute('aria-disabled') !== 'true' && button.getClientRects().length > 0;
  };
  const look = () => {
    if (!usable()) return requestAnimationFrame(look);
    // A task after the next frame's callbacks: by then this frame has been painted.
    requestAnimationFrame(() => setTimeout(() => (window.usableAt = performance.now())));
  };
  requestAnimationFrame(look);
}

async function opened(browser, url, greeting, work) {
  const context = await browser.newContext({ viewport: { width: 390, height: 700 }, isMobile: true, hasTouch: true });
  try {
    const page = await context.newPage();
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(url)) throw new Error(`A request to ${request.url()}`);
    });
    await page.addInitScript(watch, greeting);
    return await work(page, context);
  } finally {
    await context.close();
  }
}

/** Opens the page as somebody new, with nothing in the cache. @returns {Promise<{ ms: number, bytes: number }>} */
function timed(browser, url, greeting) {
  return opened(browser, url, greeting, async (page, context) => {
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', { offline: false, ...link });
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowerCpu });
    let bytes = 0;
    devtools.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
    await page.goto(`${url}/`, { waitUntil: 'commit', timeout: PATIENCE });
    await page.waitForFunction(() => window.usableAt, null, { timeout: PATIENCE, polling: 100 });
    return { ms: await page.evaluate(() => window.usableAt), bytes };
  });
}

/** Nobody is measured whose button does nothing. */
async function check(browser, { url, taken }, greeting) {
  await opened(browser, url, greeting, async (page) => {
    await page.goto(`${url}/`);
    await page.locator('button:not([tabindex="-1"])', { hasText: greeting.options[0] }).click();
    await page.waitForFunction(taken, null, { timeout: 10_000 });
  });
}

async function rowsIn(browser, desk, store) {
  const { messages, prompt } = await desk.view('web', 'nobody');
  const greeting = { text: messages.at(-1).text, options: prompt.options.map(({ label }) => label) };
  const ours = await serve((publicUrl) => {
    const log = { error: ({ err }) => console.error(err) };
    const { router } = createWeb({ desk, wakes: store, phrases: house.pagePhrases, ids, publicUrl, log });
    return express().disable('x-powered-by').use(router);
  });
  const webchat = await serve(() => webchatPage(greeting));
  const pages = {
    ours: { url: ours.url, taken: () => document.body.textContent.includes('What should we call you?') },
    webchat: { url: webchat.url, taken: () => window.posted?.length === 1 },
  };
  const times = { ours: [], webchat: [] };
  for (const page of Object.values(pages)) await check(browser, page, greeting);
  for (let round = 0; round < ROUNDS; round++) {
    const order = round % 2 ? ['webchat', 'ours'] : ['ours', 'webchat'];
    for (const name of order) times[name].push(await timed(browser, pages[name].url, greeting));
  }
  await Promise.all([ours.close(), webchat.close()]);
  const ms = (name) => times[name].map((one) => one.ms);
  const kB = (name) => Math.round(median(times[name].map((one) => one.bytes)) / 100) / 10;
  return [
    {
      row: 'Page usable on a slow phone',
      peer: 'botframework-webchat, minimal',
      unit: 'ms',
      figures: { ours: median(ms('ours')), peer: median(ms('webchat')) },
      ratio: spread(ms('webchat').map((peer, round) => peer / ms('ours')[round])),
      transferred: { ours: kB('ours'), peer: kB('webchat') },
      oursWithin: spread(ms('ours')),
      target: { atMostMs: 1000 },
    },
  ];
}

/** Row 4: until the first question can be answered, on a throttled link and processor. */
export async function pageRows() {
  const executablePath = browserPath();
  if (!executablePath) throw new Error('There is no Chromium here. Set CHROMIUM_PATH to one.');
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const store = await createStore({ memory: true });
  const desk = await house.openDesk(store);
  try {
    return await rowsIn(browser, desk, store);
  } finally {
    await browser.close();
    await desk.close();
    await store.close();
  }
}
