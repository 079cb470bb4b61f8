import { createHash } from 'node:crypto';
import { type CompiledFlow, compile, FlowBundle } from '../engine/index.ts';
import type { DeskParts } from './parts.ts';

/** A flow version ready to run. */
export interface Shelved {
  flow: CompiledFlow;
  version: number;
}

/** Published flows: the version in force for new conversations, any older one for those that began on it. */
export interface Shelf {
  /** The version of the codebook in force. */
  codebookVersion: number;
  /** The version of the pathway in force. */
  pathwayVersion: number;
  /** @throws when there is no such flow: a flow file names it wrongly. */
  current(flow: string): Shelved;
  pinned(flow: string, version: number): Promise<Shelved>;
  /** Answers, in the flows in force, that may be kept only with a yes to the purpose. */
  keptUnder(purpose: string): { flow: string; step: string }[];
  /** Whether the question, in a flow in force, asks for somebody's own email or phone number. */
  asksContact(flow: string, step: string): boolean;
}

const digestOf = (published: unknown) => createHash('sha256').update(JSON.stringify(published)).digest('hex');

/** Publishes what is new among the flows, the pathway and the codebook that were handed in, and compiles all flows once. */
export async function stockShelf({ store, lexicon, flows, pathway, codebook, clock }: DeskParts): Promise<Shelf> {
  const current = new Map<string, Shelved>();
  const older = new Map<string, Promise<Shelved>>();
  const published = [...flows].map(([flow, definition]) => ({ flow, digest: digestOf(definition), definition }));
  const versions = await store.publishFlows(published, clock.now());
  for (const [id, bundle] of flows) current.set(id, { flow: compile(bundle, lexicon), version: versions.get(id) as number });

  const codebookVersion = await store.codings.publish(digestOf(codebook), codebook, clock.now());
  const pathwayVersion = await store.pathways.publish(digestOf(pathway), pathway, clock.now());

  async function fetch(flow: string, version: number): Promise<Shelved> {
    const row = await store.flowVersion(flow, version);
    if (!row) throw new Error(`flow ${flow} has no version ${version}`);
    return { flow: compile(FlowBundle.parse(row.definition), lexicon), version };
  }

  const kept = [...current.values()].flatMap(({ flow: { id, nodes } }) =>
    [...nodes.values()].flatMap((node) =>
      node.kind === 'ask' && node.ask.under ? [{ purpose: node.ask.under, answer: { flow: id, step: node.id } }] : [],
    ),
  );

  return {
    codebookVersion,
    pathwayVersion,
    keptUnder: (purpose) => kept.flatMap((one) => (one.purpose === purpose ? [one.answer] : [])),
    asksContact: (flow, step) => {
      const node = current.get(flow)?.flow.nodes.get(step);
      return node?.kind === 'ask' && (node.ask.type === 'email' || node.ask.type === 'phone');
    },
    current: (flow) => {
      const shelved = current.get(flow);
      if (!shelved) throw new Error(`there is no flow ${flow}`);
      return shelved;
    },
    pinned: (flow, version) => {
      const shelved = current.get(flow);
      if (shelved?.version === version) return Promise.resolve(shelved);
      const key = `${flow}@${version}`;
      const known = older.get(key);
      if (known) return known;
      const fetched = fetch(flow, version);
      older.set(key, fetched);
      fetched.catch(() => older.delete(key));
      return fetched;
    },
  };
}
