import { Misconfigured } from './config/index.ts';
import { UnreadableFlows } from './flows/index.ts';

/** By the code of a connection that failed, or PostgreSQL's own. */
const sentences: Record<string, string> = {
  ECONNREFUSED: 'Nothing answers at DATABASE_URL. Is PostgreSQL running, and is the port right?',
  ENOTFOUND: 'The host of DATABASE_URL is not known. Is it spelled right?',
  ETIMEDOUT: 'The host of DATABASE_URL does not answer. Is it reachable from here?',
  '28P01': 'PostgreSQL refuses the user or the password of DATABASE_URL.',
  '28000': 'PostgreSQL refuses the user of DATABASE_URL.',
  '3D000': 'The database that DATABASE_URL names does not exist. Create it first.',
  EADDRINUSE: 'Another program uses port {port}. Stop it, or set PORT (or ONWARD_METRICS_PORT) to another number.',
  '53300': 'PostgreSQL has no connection left. Each Onward keeps up to 12: raise max_connections, or run fewer.',
  '57P03': 'PostgreSQL is starting or stopping. Try again in a minute.',
  EEXIST: 'ONWARD_DATA_DIR names a file, and has to be a folder. Set it to another one.',
  ENOTDIR: 'ONWARD_DATA_DIR lies in a file, and has to be a folder. Set it to another one.',
  EROFS: 'Nothing can be written where ONWARD_DATA_DIR is. Set it to a folder on a disk that can be written to.',
  ENOSPC: 'The disk is full. Make room where ONWARD_DATA_DIR is.',
  EACCES: 'This user may not use the port or the folder that is set. Choose another PORT (above 1023) or ONWARD_DATA_DIR.',
};

/** What a maintainer reads when a program could not start: a sentence for each thing that is wrong, never a stack. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Misconfigured) return error.message;
  if (error instanceof UnreadableFlows) return `These flows can't be used:\n${error.message}`;
  const { code, message, port } = error as { code?: unknown; message?: unknown; port?: unknown };
  return (
    sentences[String(code)]?.replace('{port}', String(port)) ??
    (message ? String(message) : `It could not start (${String(code ?? 'no reason was given')}).`)
  );
}
