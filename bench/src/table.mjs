/** @param {number} number */
function short(number) {
  if (number >= 100) return Math.round(number).toLocaleString('en-GB');
  return number.toFixed(number >= 10 ? 1 : 2);
}

function verdict({ target, ratio, figures }) {
  if (target.atMostMs !== undefined) {
    const over = figures.ours - target.atMostMs;
    return `≤ ${short(target.atMostMs)} ms: ${over <= 0 ? 'met' : `missed by ${short(over)} ms`}`;
  }
  if (target.atMost !== undefined) {
    const over = ratio.median - target.atMost;
    return `≤ ${target.atMost}× the peer's time: ${over <= 0 ? 'met' : `missed by ${short(over)}`}`;
  }
  const under = target.atLeast - ratio.median;
  return `≥ ${target.atLeast}×: ${under <= 0 ? 'met' : `missed by ${short(under)}`}`;
}

const cells = {
  row: ({ row }) => row,
  'beside (peer)': ({ peer }) => peer,
  ours: ({ figures, unit }) => `${short(figures.ours)} ${unit}`,
  peer: ({ figures, unit }) => `${short(figures.peer)} ${unit}`,
  'times better, median': ({ ratio }) => short(ratio.median),
  'min..max': ({ ratio }) => `${short(ratio.least)}..${short(ratio.most)}`,
  'CPU µs/turn, ours : peer': ({ cpu }) => (cpu ? `${short(cpu.ours)} : ${short(cpu.peer)}` : '–'),
  target: verdict,
};

/** The rows as a table in Markdown, as wide as its widest cells. */
export function tableOf(rows) {
  const lines = [Object.keys(cells), ...rows.map((row) => Object.values(cells).map((cell) => cell(row)))];
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const drawn = lines.map((line) => `| ${line.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`);
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [drawn[0], rule, ...drawn.slice(1)].join('\n');
}
