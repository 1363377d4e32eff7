// Measures how long it takes to lint a project again after a change, in one process: node bench/relint.mjs LIBRARY FOLDER
// FOLDER contains a tree of make-tree; its files become one project. Prints milliseconds as JSON.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { median } from './lib/measure.mjs';

const FILES = 20;
const ROUNDS = 200;

const [, , library, folder] = process.argv;
const { ProjectLinter, SourceFile } = await import(pathToFileURL(library));

/** The first files of a tree as one project: of two files with the same name, the second gets another name. */
function readTexts() {
  const texts = new Map();
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
  for (const path of paths) {
    const [project, ...parts] = path.slice(folder.length + 1).split(/[\\/]/);
    const name = texts.has(parts.join('/')) ? [...parts.slice(0, -1), `${project}-${parts.at(-1)}`] : parts;
    if (texts.size < FILES && name.length > 1) texts.set(name.join('/'), readFileSync(path, 'utf8'));
  }
  return texts;
}

const texts = readTexts();
const [changed, text] = [...texts].find(([name]) => name.endsWith('routing.config'));

/** A project that has not been linted before. */
const newProject = () => ({
  root: '/project',
  files: [...texts].map(([name, own]) => ({
    name,
    path: `/project/${name}`,
    source: new SourceFile(`/project/${name}`, name, own),
  })),
  ebCliConfigs: [],
});

function timed(action) {
  const start = process.hrtime.bigint();
  const result = action();
  return { result, time: Number(process.hrtime.bigint() - start) / 1e6 };
}

const first = [];
const again = [];
for (let round = 0; round < ROUNDS; round++) {
  const { result: linter, time } = timed(() => new ProjectLinter(newProject()));
  first.push(time);
  const edited = `${text}\n# ${round}\n`;
  again.push(timed(() => linter.update(new Map([[changed, edited]]))).time);
}
// The first rounds are slower: the process has just started.
const warm = ROUNDS / 2;
console.log(
  JSON.stringify({
    files: texts.size,
    cold: first[0],
    first: median(first.slice(warm)),
    again: median(again.slice(warm)),
  }),
);
