import { type Fault, UnreadableFlows } from './fault.ts';
import type { FlowSource } from './parse.ts';

/**
 * Flows by their ids, as they were read.
 * @param read throws UnreadableFlows
 * @param faults takes what is wrong: a file that cannot be read, an id that another file has
 */
export function sourcesOf(names: string[], read: (name: string) => FlowSource, faults: Fault[]): Map<string, FlowSource> {
  const sources = new Map<string, FlowSource>();
  for (const name of names)
    try {
      const source = read(name);
      const id = source.definition.flow;
      const same = sources.get(id);
      if (!same) sources.set(id, source);
      else {
        const message = `the flow "${id}" is in ${same.file} already; give this one another id`;
        faults.push({ file: name, line: source.lineOf(['flow']), message, weight: 'refuse' });
      }
    } catch (error) {
      if (!(error instanceof UnreadableFlows)) throw error;
      faults.push(...error.faults);
    }
  return sources;
}
