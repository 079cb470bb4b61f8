import type { Request, Response } from 'express';
import { type Options, rateLimit } from 'express-rate-limit';
import { addressOf, cookieOf } from './cookie.ts';
import {
  codesPerNetwork,
  copiesPerNetwork,
  copiesPerPerson,
  envelopesPerNetwork,
  papersPerLink,
  papersPerNetwork,
  postsPerNetwork,
  postsPerPerson,
  wrongCodesOverall,
} from './limits.ts';

/** Says "that was a lot" as a page or as a notice; `Retry-After` is set already. */
export type TooMany = (req: Request, res: Response) => void;

/** The limiters of one page, in memory: each replica counts for itself. Who is counted by network is up to `trust proxy`. */
export function throttles(tooMany: TooMany) {
  const shared: Partial<Options> = { standardHeaders: 'draft-8', legacyHeaders: false, handler: tooMany };
  const limiters = {
    posts: [
      rateLimit({ ...shared, ...postsPerNetwork, identifier: 'network' }),
      rateLimit({
        ...shared,
        ...postsPerPerson,
        identifier: 'person',
        skip: (req) => cookieOf(req) === undefined,
        keyGenerator: (req) => addressOf(cookieOf(req) ?? ''),
      }),
    ],
    copies: [
      rateLimit({ ...shared, ...copiesPerNetwork, identifier: 'network' }),
      // Those without the cookie count as one, so that their answer has the same headers.
      rateLimit({ ...shared, ...copiesPerPerson, identifier: 'person', keyGenerator: (req) => addressOf(cookieOf(req) ?? '') }),
    ],
    papers: [
      rateLimit({ ...shared, ...papersPerNetwork, identifier: 'network' }),
      rateLimit({ ...shared, ...papersPerLink, identifier: 'link', keyGenerator: (req) => addressOf(req.path) }),
    ],
    envelopes: [rateLimit({ ...shared, ...envelopesPerNetwork, identifier: 'network' })],
    codes: [
      rateLimit({ ...shared, ...codesPerNetwork, identifier: 'network' }),
      rateLimit({
        ...shared,
        ...wrongCodesOverall,
        identifier: 'everywhere',
        keyGenerator: () => 'everywhere',
        skipSuccessfulRequests: true,
        requestWasSuccessful: (_req, res) => res.locals.redeemed === true,
      }),
    ],
  };
  return limiters;
}
