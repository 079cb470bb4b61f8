/** THE WORDS AND THE PATHS: data. The YAML files of this folder, and what reads them. */

export { type Catalogue, loadCatalogue } from './catalogue.ts';
export { channelPhrases } from './channel-phrases.ts';
export type { Coverage } from './coverage.ts';
export { readData } from './data.ts';
export { type Fault, sentence, UnreadableFlows } from './fault.ts';
export type { Surroundings } from './inspected.ts';
export { type FlowSource, parseFlow } from './parse.ts';
