// Measures the language server of a program as an editor meets it: node bench/editor.mjs PROGRAM [CHANGES] [--write]
// PROGRAM is a path such as dist/cli.cjs. Prints milliseconds and MiB with the goals: medians, and what 19 of 20 stay below. With
// --write, the table of docs/performance.md is renewed, too.
import { spawn } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { EDITOR_GOALS } from './goals.mjs';
import { median } from './lib/measure.mjs';
import { withoutMissed } from './lib/renew-page.mjs';
import { machine, table, verdict } from './lib/report.mjs';
import { makeTree } from './make-tree.mjs';

const STARTS = 11;
const CHANGED = '.ebextensions/02_routing.config';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean' } },
});
const [program, changes = '1000'] = positionals;
if (program === undefined) {
  console.error('Usage: node bench/editor.mjs PROGRAM [CHANGES] [--write]');
  process.exit(2);
}
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'eblint-editor-')));
async function measured() {
  const node = [];
  const initialize = [];
  const opened = { 20: [], 200: [] };
  const projects = Object.fromEntries([20, 200].map((files) => [files, projectOf(files)]));
  for (let start = 0; start < STARTS; start++) {
    node.push(await nodeAlone());
    for (const [files, root] of Object.entries(projects)) {
      const editor = new Editor(root);
      initialize.push(await editor.initialize());
      opened[files].push(await editor.open());
      await editor.end();
    }
  }
  const results = {
    initialize: median(initialize) - median(node),
  };
  for (const [files, root] of Object.entries(projects)) {
    const editor = new Editor(root);
    await editor.initialize();
    await editor.open();
    const { times, memory } = await editor.change(Number(changes));
    await editor.end();
    results[files] = { open: median(opened[files]), change: median(times), changeP95: p95(times), memory };
  }
  return results;
}

function p95(times) {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)];
}

/** One project with so many files: those of several projects of a tree. */
function projectOf(count) {
  const tree = join(folder, `tree-${count}`);
  makeTree(tree, count, 1);
  const root = join(folder, `project-${count}`);
  for (const [index, project] of readdirSync(tree).sort().entries())
    for (const name of filesIn(join(tree, project))) {
      const own = index === 0 || !name.includes('/') ? name : renamed(name, index);
      if (index > 0 && own === name) continue;
      mkdirSync(dirname(join(root, own)), { recursive: true });
      writeFileSync(join(root, own), readFileSync(join(tree, project, name)));
    }
  return root;
}

function renamed(name, index) {
  return name.replace(/([^/]+)$/, `${index}_$1`);
}

function filesIn(root) {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(root.length + 1))
    .sort();
}

function now() {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** A start of Node that does nothing. */
async function nodeAlone() {
  const started = now();
  const child = spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' });
  await new Promise((end) => child.on('close', end));
  return now() - started;
}

class Editor {
  constructor(root) {
    this.root = root;
    this.started = now();
    this.child = spawn(process.execPath, [resolve(program), 'lsp', '--stdio'], { cwd: root });
    this.connection = createMessageConnection(
      new StreamMessageReader(this.child.stdout),
      new StreamMessageWriter(this.child.stdin),
    );
    this.uri = pathToFileURL(join(root, CHANGED)).href;
    this.text = readFileSync(join(root, CHANGED), 'utf8');
    this.version = 0;
    this.shown = () => undefined;
    this.connection.onNotification('textDocument/publishDiagnostics', ({ uri, version }) => {
      if (uri === this.uri && version === this.version) this.shown();
    });
    this.connection.listen();
  }

  async initialize() {
    const textDocument = { publishDiagnostics: { versionSupport: true, relatedInformation: true } };
    await this.connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: pathToFileURL(this.root).href,
      capabilities: { textDocument },
    });
    const time = now() - this.started;
    void this.connection.sendNotification('initialized', {});
    return time;
  }

  /** Tells something about the text, and waits until the findings of this version are shown. */
  async #tell(method, params) {
    const started = now();
    const shown = new Promise((resolve) => (this.shown = resolve));
    void this.connection.sendNotification(`textDocument/${method}`, params(++this.version));
    await shown;
    return now() - started;
  }

  /** From the first text to its findings: the linter is loaded by then, or not. */
  open() {
    const { uri, text } = this;
    return this.#tell('didOpen', (version) => ({ textDocument: { uri, languageId: 'yaml', version, text } }));
  }

  async change(count) {
    const times = [];
    for (let edit = 0; edit < count; edit++) {
      const text = `${this.text}\n# ${edit}\n`;
      const params = (version) => ({ textDocument: { uri: this.uri, version }, contentChanges: [{ text }] });
      times.push(await this.#tell('didChange', params));
    }
    return { times, memory: residentMemory(this.child.pid) };
  }

  async end() {
    const closed = new Promise((end) => this.child.on('close', end));
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    await closed;
    this.connection.dispose();
  }
}

/** In MiB; undefined where the system does not tell. */
function residentMemory(pid) {
  try {
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024);
  } catch {
    return undefined;
  }
}

const NAMES = {
  open: 'open, until the findings are shown',
  change: 'change, until the findings are shown',
  changeP95: 'change, 19 of 20',
  memory: `resident memory after ${changes} changes`,
};

function report(results) {
  const row = (name, value, goal, unit) => [
    name,
    value === undefined ? '' : `${value < 100 ? value.toFixed(1) : Math.round(value)} ${unit}`,
    goal === undefined ? '' : `≤ ${goal} ${unit}`,
    goal === undefined || value === undefined ? '' : verdict(value, goal),
  ];
  const rows = [20, 200].flatMap((files) =>
    Object.entries(NAMES).map(([key, name]) =>
      row(
        `${files} files: ${name}`,
        results[files][key],
        EDITOR_GOALS[files][key],
        key === 'memory' ? 'MiB' : 'ms',
      ),
    ),
  );
  const initialize = row(
    'initialize, over a start of Node',
    results.initialize,
    EDITOR_GOALS.initialize,
    'ms',
  );
  return `${machine(process.execPath)}\n\n${table(['', 'measured', 'goal', ''], [initialize, ...rows])}`;
}

/** Puts a table between the marks of the page. */
function write(text) {
  const page = fileURLToPath(new URL('../docs/performance.md', import.meta.url));
  const marks = /(<!-- editor -->\n\n)[^]*?(\n*<!-- \/editor -->)/;
  writeFileSync(
    page,
    readFileSync(page, 'utf8').replace(marks, (_, start, end) => start + withoutMissed(text.trim()) + end),
  );
}

try {
  const text = report(await measured());
  console.log(text);
  if (values.write) write(text);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
