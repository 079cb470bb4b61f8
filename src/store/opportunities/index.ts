/** Paid work and other roles, and who said that they are interested. */
import type { Opportunities } from '../../desk/ports.ts';
import type { Database } from '../database.ts';
import { fittingOf } from './fitting.ts';
import { interestsOf } from './interests.ts';
import { postsOf } from './posts.ts';

export function opportunitiesOf(database: Database): Opportunities {
  return { ...postsOf(database.sql), ...interestsOf(database), fitting: fittingOf(database.sql) };
}
