/**
 * An account on a channel, as it is kept and compared, however somebody typed it: an id of Entra is the same in capitals and in small letters, as Azure's
 * own pages show it in both. One of Slack (`T0/U1`) is not, nor is Teams' own (`29:…`).
 */
export function accountOf(channel: string, address: string): string {
  const [, tenant, id] = (channel === 'botframework' && /^msteams:([^/]+)\/(.+)$/i.exec(address)) || [];
  if (tenant === undefined || id === undefined) return address;
  return `msteams:${tenant.toLowerCase()}/${/^[\da-f-]+$/i.test(id) ? id.toLowerCase() : id}`;
}
