/** Slack and Microsoft call us over https, at an origin. null: it is none. */
export function originOf(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url?.protocol === 'https:' && url.pathname === '/' && !url.search && !url.hash && !url.username ? url.origin : null;
}
