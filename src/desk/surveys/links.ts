import { createHash } from 'node:crypto';
import type { DeskParts } from '../parts.ts';
import type { Link, Said, Seal } from '../ports.ts';

/**
 * The token of a link is the seal over its invitation: whoever holds the database can't make it without the deployment's secret, and nobody has
 * to keep it. It opens one survey, until the run is over, and nothing else.
 */
const PURPOSE = 'survey-link';

export const tokenOf = (seal: Seal, invitation: string) => seal(PURPOSE, invitation);

/** As it is kept and looked up. */
export const hashOfToken = (token: string) => createHash('sha256').update(token).digest('hex');

/** The link that something said offers. */
export function linkOf(
  { seal, publicUrl }: Pick<DeskParts, 'seal' | 'publicUrl'>,
  { label, invitation }: NonNullable<Said['survey']>,
): Link {
  return { label, url: `${publicUrl}/s/${tokenOf(seal, invitation)}` };
}

/** What is said as it goes out on a channel that is pushed to: with the link as a line of its own, which every channel can show. */
export function withLink(parts: Pick<DeskParts, 'seal' | 'publicUrl'>, said: Said): Said {
  if (!said.survey) return said;
  const { survey, ...rest } = said;
  const { label, url } = linkOf(parts, survey);
  return { ...rest, text: `${said.text}\n${label}: ${url}` };
}
