import Table from 'cli-table3';

/** Words that somebody typed never reach a terminal's own commands. */
const harmless = (text: string) => text.replace(/(?!\n)\p{Cc}/gu, '');

export function tableOf(head: string[], rows: string[][]): string {
  const table = new Table({ head, style: { head: [], border: [], compact: true } });
  for (const row of rows) table.push(row.map(harmless));
  return table.toString();
}
