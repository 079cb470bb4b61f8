/** A day and a time as they are said to somebody in that zone: "Monday 30 March at 9:00". */
export function dayAndTime(zone: string, at: Date): string {
  const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone: zone }).format(at);
  const time = new Intl.DateTimeFormat('en-GB', { hour: 'numeric', minute: '2-digit', timeZone: zone }).format(at);
  return `${day} at ${time}`;
}
