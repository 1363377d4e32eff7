import { arch, cpus, loadavg, platform, release } from 'node:os';
import { versionOf } from './find-node.mjs';

/** A Markdown table; the first column is text, the others are numbers. */
export function table(head, rows) {
  const rule = head.map((_, index) => (index === 0 ? '---' : '--:'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

export const milliseconds = (value) =>
  value < 1000 ? `${value.toFixed(value < 100 ? 1 : 0)} ms` : `${(value / 1000).toFixed(2)} s`;

export const ratio = (value) => value.toFixed(2);

export const verdict = (value, goal) => (value <= goal ? 'met' : 'missed');

/** Where and when something was measured, on which Node, and how busy the machine was at its end: alone, the bench makes a load of 1. */
export function machine(node) {
  const processors = cpus();
  const day = new Date().toISOString().slice(0, 10);
  return `${day}, Node ${versionOf(node)?.slice(1)}, ${processors.length} × ${processors[0]?.model ?? arch()}, ${platform()} ${/^\d+\.\d+/.exec(release())?.[0] ?? ''}, load ${loadavg()[0].toFixed(1)}`;
}
