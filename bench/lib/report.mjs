import { arch, cpus, platform, release } from 'node:os';

/** A Markdown table; the first column is text, the others are numbers. */
export function table(head, rows) {
  const rule = head.map((_, index) => (index === 0 ? '---' : '--:'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

export const milliseconds = (value) =>
  value < 1000 ? `${value.toFixed(value < 100 ? 1 : 0)} ms` : `${(value / 1000).toFixed(2)} s`;

export const ratio = (value) => value.toFixed(2);

export const verdict = (value, goal) => (value <= goal ? 'met' : 'missed');

/** Where and when a run took place. */
export function machine() {
  const processors = cpus();
  const day = new Date().toISOString().slice(0, 10);
  return `${day}, Node ${process.versions.node}, ${processors.length} × ${processors[0]?.model ?? arch()}, ${platform()} ${release()}`;
}
