import { setTimeout as wait } from 'node:timers/promises';
import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Watch, Watched } from './watch.ts';

/** Spans for OpenTelemetry: a turn, with its statements and the messages that it sends; a job. Only what kind of thing it was and how it ended: nothing of anybody. */
export interface Tracing {
  watch: Watch;
  /** Sends what is left. */
  close(): Promise<void>;
}

const kinds: Record<Watched['what'], SpanKind> = {
  turn: SpanKind.SERVER,
  send: SpanKind.CLIENT,
  job: SpanKind.INTERNAL,
  statement: SpanKind.CLIENT,
};

function attributesOf(watched: Watched): Record<string, string> {
  if (watched.what === 'statement') return { 'db.system.name': 'postgresql' };
  return watched.what === 'job' ? { 'onward.job': watched.job } : { 'onward.channel': watched.channel };
}

/** Looking whether there is something to do is no trace of its own. */
const isAlone = (watched: Watched) => watched.what === 'statement' && trace.getActiveSpan() === undefined;

/**
 * The libraries are loaded here, and not where nobody wants traces.
 * @param url where spans go, over OTLP and HTTP; headers and time-outs come from the standard's own variables. @param patience milliseconds that the end waits for the last of them
 */
export async function openTracing(url: string, patience = 2_000): Promise<Tracing> {
  const { AsyncLocalStorageContextManager } = await import('@opentelemetry/context-async-hooks');
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const { resourceFromAttributes } = await import('@opentelemetry/resources');
  const { BatchSpanProcessor, TracerProvider } = await import('@opentelemetry/sdk-trace');
  const manager = new AsyncLocalStorageContextManager().enable();
  context.setGlobalContextManager(manager);
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'onward' }),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url }) })],
  });
  const tracer = provider.getTracer('onward');
  return {
    watch: (watched, work, endOf) => {
      if (isAlone(watched)) return work();
      return tracer.startActiveSpan(watched.what, { kind: kinds[watched.what], attributes: attributesOf(watched) }, async (span) => {
        try {
          const result = await work();
          span.setAttribute('onward.end', endOf(result));
          return result;
        } catch (error) {
          // Its message may hold what a person wrote.
          span.setAttribute('error.type', error instanceof Error ? error.name : 'unknown');
          span.setStatus({ code: SpanStatusCode.ERROR });
          throw error;
        } finally {
          span.end();
        }
      });
    },
    close: async () => {
      // A collector that does not answer would be asked again for many seconds: traces are worth less than a stop in order.
      await Promise.race([provider.shutdown().catch(() => undefined), wait(patience, undefined, { ref: false })]);
      context.disable();
    },
  };
}
