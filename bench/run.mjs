// Measures eblint, its peers and what no linter can avoid, all in turn, and prints the medians and their ratios as
// Markdown: npm run bench -- [--write] [--only cold,1000,5000,20000,cold-24,1000-24,relint,memory]
// With --write, the sections of docs/performance.md are renewed
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { eblint } from './contenders.mjs';
import { GOALS, goalText, measuredRatio, MEMORY_GOALS, MEMORY_GROWTH_GOAL, RELINT_GOAL } from './goals.mjs';
import { installPeers } from './lib/install-peers.mjs';
import { environment, measureInTurn, median } from './lib/measure.mjs';
import { measureMemory } from './lib/measure-memory.mjs';
import { renewPage } from './lib/renew-page.mjs';
import { machine, milliseconds, ratio, table, verdict } from './lib/report.mjs';
import { openWorkspace } from './lib/workspace.mjs';
import { SCENES } from './scenes.mjs';

const MEMORY_SIZES = [1, 10, 1000, 5000, 20_000];
const MEMORY_ROUNDS = 3;

const parts = [...SCENES.map(({ name }) => name), 'relint', 'memory'];
const { values } = parseArgs({
  options: { only: { type: 'string', default: parts.join(',') }, write: { type: 'boolean', default: false } },
});
const wanted = values.only.split(',');
const unknown = wanted.filter((part) => !parts.includes(part));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}; there are ${parts.join(', ')}.`);
  process.exit(2);
}

const scenes = SCENES.filter(({ name }) => wanted.includes(name));
const installed = scenes.length > 0 ? installPeers() : new Set();
const workspace = await openWorkspace();
try {
  const sections = [];
  const show = (section) => {
    if (section === undefined) return;
    console.log(section);
    sections.push(section);
  };
  for (const scene of scenes) show(sceneReport(scene));
  if (wanted.includes('relint')) show(relintReport());
  if (wanted.includes('memory')) show(memoryReport());
  if (values.write) renewPage(sections);
} finally {
  workspace.close();
}

function sceneReport({ name: scene, title, rounds, contenders }) {
  const measured = contenders(workspace, installed);
  if (measured.length === 0) {
    console.error(`Left out, because this Node is not installed: ${title}.`);
    return undefined;
  }
  const times = measureInTurn(measured, rounds);
  const medians = Array.from(times, ([name, values]) => [name, median(values)]);
  const [[base, unit]] = medians;
  const rows = medians.map(([name, value]) => [name, milliseconds(value), ratio(value / unit)]);
  const heading = `### ${title}\n\n${machine(measured[0].command[0])}. Medians of ${rounds}.`;
  return `${heading}\n\n${table(['', 'median', `× ${base}`], rows)}\n${goalsReport(scene, times)}`;
}

/** The goals of which both sides were measured: a peer may be missing. */
function goalsReport(scene, times) {
  const goals = GOALS.filter((goal) => goal.scene === scene && times.has(goal.beside));
  const rows = goals.map((about) => {
    const { goal, stretch } = about;
    const value = measuredRatio(about, times);
    return [goalText(about), ratio(value), `≤ ${goal}`, `${stretch}`, verdict(value, goal)];
  });
  return table(['', 'ratio', 'goal', 'stretch', ''], rows);
}

function relintReport() {
  const script = fileURLToPath(new URL('relint.mjs', import.meta.url));
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [script, workspace.library, workspace.tree(40)],
    { env: environment, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  const { files, cold, first, again } = JSON.parse(stdout);
  const { goal, stretch } = RELINT_GOAL;
  const rows = [
    [
      'again after one change, warmed up',
      milliseconds(again),
      milliseconds(goal),
      milliseconds(stretch),
      verdict(again, goal),
    ],
    ['for the first time, in a new process', milliseconds(cold), '', '', ''],
    ['for the first time, warmed up', milliseconds(first), '', '', ''],
  ];
  return `### A project of ${files} files that is linted again\n\n${machine(workspace.node)}.\n\n${table(['', 'time', 'goal', 'stretch', ''], rows)}`;
}

function memoryReport() {
  const peaks = new Map(
    MEMORY_SIZES.map((size) => [size, measureMemory(eblint(workspace, workspace.tree(size)), MEMORY_ROUNDS)]),
  );
  const rows = [...peaks].map(([size, peak]) => {
    const goal = MEMORY_GOALS[size];
    return [
      `${size.toLocaleString('en')} ${size === 1 ? 'file' : 'files'}`,
      `${peak.toFixed(0)} MiB`,
      ...(goal ? [`≤ ${goal} MiB`, verdict(peak, goal)] : ['', '']),
    ];
  });
  const { from, to, goal } = MEMORY_GROWTH_GOAL;
  const growth = peaks.get(to) / peaks.get(from);
  const growthRow = [
    `${from.toLocaleString('en')} → ${to.toLocaleString('en')} files`,
    `× ${ratio(growth)}`,
    `≤ ${goal}`,
    verdict(growth, goal),
  ];
  return `### Peak of resident memory\n\n${machine(workspace.node)}. Medians of ${MEMORY_ROUNDS}.\n\n${table(['', 'peak', 'goal', ''], [...rows, growthRow])}`;
}
