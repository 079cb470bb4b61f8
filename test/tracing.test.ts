import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Inbound } from '../src/desk/ports.ts';
import { openTracing } from '../src/tracing.ts';
import { watchedCarrier, watchedDesk, watchedJob, watchOf } from '../src/watch.ts';
import { fakeCarrier } from './support/carrier.ts';
import { createFakeDesk } from './support/fake-desk.ts';

interface SentSpan {
  name: string;
  kind: number;
  spanId: string;
  parentSpanId?: string;
  attributes: { key: string; value: { stringValue: string } }[];
  status: { code: number; message?: string };
  events: unknown[];
}

/** Takes what is sent over OTLP, as a collector does. */
describe('Traces', () => {
  let sink: Server;
  let url: string;
  let bodies: string[];
  beforeEach(async () => {
    bodies = [];
    sink = createServer((req, res) => {
      let body = '';
      req.on('data', (data) => (body += data));
      req.on('end', () => {
        if (req.url === '/v1/traces') bodies.push(body);
        res.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      });
    });
    await new Promise<void>((resolve) => sink.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(sink.address() as { port: number }).port}/v1/traces`;
  });
  afterEach(() => {
    sink.closeAllConnections();
    return new Promise<void>((resolve) => sink.close(() => resolve()));
  });

  const spans = () =>
    bodies.flatMap((body) =>
      (JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: SentSpan[] }[] }[] }).resourceSpans.flatMap(({ scopeSpans }) =>
        scopeSpans.flatMap((scope) => scope.spans),
      ),
    );
  const attributesOf = ({ attributes }: SentSpan) => Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue]));

  it('go to a collector: a turn with its statements and messages, and a job, without a word of anybody', async () => {
    const tracing = await openTracing(url);
    const { watch } = tracing;
    const statement = () =>
      watch(
        { what: 'statement' },
        async () => [],
        () => 'done',
      );
    const carrier = watchedCarrier(fakeCarrier().carriers.get('slack') as never, watch);
    const fake = createFakeDesk();
    const desk = watchedDesk(
      {
        ...fake.desk,
        receive: async (inbound) => {
          await statement();
          const taken = await fake.desk.receive(inbound);
          await carrier.send({
            id: '1',
            person: 'p',
            channel: 'slack',
            address: 'T1/U1',
            said: { text: 'Hello Robin' },
            language: 'en',
            attempts: 0,
            place: null,
            kind: null,
          });
          return taken;
        },
      },
      watch,
    );
    const inbound: Inbound = { channel: 'web', address: 'robin', externalId: 'e1', reply: { kind: 'text', text: 'Robin' } };
    await desk.receive(inbound);
    fake.state.broken = 1;
    await expect(desk.receive({ ...inbound, externalId: 'e2' })).rejects.toThrow('Robin');
    // Nobody's work: looking whether something is due.
    await statement();
    const job = watchedJob({ name: 'tick', rhythm: { minutes: 1 }, patience: 1, run: async () => ({}) }, watch);
    await job.run(new Date(0), new AbortController().signal);
    await tracing.close();

    const sent = spans();
    const turn = sent.find(({ name, status }) => name === 'turn' && status.code !== 2) as SentSpan;
    expect(attributesOf(turn)).toEqual({ 'onward.channel': 'web', 'onward.end': 'taken' });
    expect(sent.filter(({ parentSpanId }) => parentSpanId === turn.spanId).map(({ name }) => name)).toEqual(['statement', 'send']);
    const broken = sent.find(({ name, status }) => name === 'turn' && status.code === 2) as SentSpan;
    expect(attributesOf(broken)).toEqual({ 'onward.channel': 'web', 'error.type': 'Error' });
    expect([broken.status.message ?? '', broken.events]).toEqual(['', []]);
    expect(sent.map(({ name }) => name).sort()).toEqual(['job', 'send', 'statement', 'statement', 'turn', 'turn']);
    expect(bodies.join()).toContain('"onward"');
    expect(bodies.join()).not.toMatch(/robin|T1\/U1|hello/i);
  });

  it('do not hold up the end when no collector answers', async () => {
    const tracing = await openTracing('http://127.0.0.1:9/v1/traces', 50);
    await tracing.watch(
      { what: 'job', job: 'tick' },
      async () => ({}),
      () => 'done',
    );
    const begun = process.hrtime.bigint();
    await tracing.close();
    expect(Number(process.hrtime.bigint() - begun) / 1e9).toBeLessThan(5);
  });
});

describe('Whoever watches', () => {
  it('sees the same work as the others, and nothing is wrapped when nobody does', async () => {
    expect(watchOf([])).toBeNull();
    const seen: string[] = [];
    const watcher =
      (name: string) =>
      async <T>(_: unknown, work: () => Promise<T>, endOf: (result: T) => string) => {
        seen.push(`${name} begins`);
        const result = await work();
        seen.push(`${name} ${endOf(result)}`);
        return result;
      };
    const watch = watchOf([watcher('a'), watcher('b'), watcher('c')]);
    expect(await watch?.({ what: 'statement' }, async () => 3, String)).toBe(3);
    expect(seen).toEqual(['a begins', 'b begins', 'c begins', 'c 3', 'b 3', 'a 3']);
  });
});
