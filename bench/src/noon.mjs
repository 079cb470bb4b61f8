/** A time zone where it is about noon: reminders and invitations go by day. */
export function noonZone(at) {
  const east = 12 - at.getUTCHours();
  return east === 0 ? 'UTC' : `Etc/GMT${east > 0 ? '-' : '+'}${Math.abs(east)}`;
}
