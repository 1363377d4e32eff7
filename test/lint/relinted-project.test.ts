import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ProjectMemory } from '../../src/commands/watch/project-memory.js';
import { readProjectFiles } from '../../src/discover/read-project.js';
import { overlay } from '../../src/io/overlay.js';
import { lintProject } from '../../src/lint/lint-project.js';
import type { LintReport } from '../../src/lint/lint-report.js';
import { RelintedProject } from '../../src/lint/project-linter.js';
import type { FileSystem } from '../../src/ports/file-system.js';
import { SourceFile } from '../../src/source/index.js';
import { casesOf, foldersIn, REPOSITORY, RULE_FIXTURES } from '../support/fixtures.js';
import { random } from '../support/random.js';

/** `npm run fuzz -- --edits` tries many more. */
const EDITS = Number(process.env['EBLINT_FUZZ_EDITS'] ?? 120);
const SEED = Number(process.env['EBLINT_FUZZ_SEED'] ?? 1);

/** So often another project is taken. */
const EDITS_OF_ONE = 12;

const ROOT = '/project';
const OPTIONS = { preset: 'strict', today: '2026-11-26' } as const;

const NO_FILES: FileSystem = {
  kindOf: () => 'missing',
  list: () => [],
  read(path) {
    throw new Error(`${path} is not there`);
  },
  realPath: (path) => path,
};

const PROJECTS: readonly string[] = [
  ...foldersIn(`${REPOSITORY}fixtures/projects/`).map((name) => `${REPOSITORY}fixtures/projects/${name}`),
  ...foldersIn(RULE_FIXTURES).flatMap((group) =>
    foldersIn(RULE_FIXTURES + group).flatMap((rule) =>
      casesOf(`${group}/${rule}`).map((name) => `${RULE_FIXTURES}${group}/${rule}/${name}`),
    ),
  ),
];

const textsIn = (root: string): Map<string, string> =>
  new Map(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort()
      .map((path) => [path.slice(root.length + 1), readFileSync(path, 'utf8')]),
  );

const filesOf = (texts: ReadonlyMap<string, string>) =>
  readProjectFiles(
    ROOT,
    overlay(NO_FILES, new Map([...texts].map(([name, text]) => [`${ROOT}/${name}`, text]))),
  );

/** All of a report, with files by their names. */
const textOf = (report: LintReport): string =>
  JSON.stringify(report, (_, value: unknown) => (value instanceof SourceFile ? value.name : value), 1);

const PIECES = [
  '\n',
  '  ',
  ': ',
  '- ',
  '#',
  '"',
  '{',
  '\t',
  '$(',
  '|',
  '5001',
  'true',
  'web',
  '# a\n',
  '&a ',
  '&&',
];

describe('a project that is linted again', () => {
  it(`says what a fresh check says, whatever was changed before (seed ${SEED})`, async () => {
    const next = random(SEED);
    const pick = <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)]!;
    const mutated = (text: string): string => {
      const at = Math.floor(next() * (text.length + 1));
      const end = next() < 0.5 ? at : Math.min(text.length, at + Math.floor(next() * 12));
      return text.slice(0, at) + (next() < 0.7 ? pick(PIECES) : '') + text.slice(end);
    };
    for (let edit = 0; edit < EDITS;) {
      const origin = pick(PROJECTS);
      const texts = textsIn(origin);
      const memory = new ProjectMemory();
      const project = { root: ROOT, options: OPTIONS } as never;
      let relinted: RelintedProject | undefined;
      const done: string[] = [];
      for (let step = 0; step < EDITS_OF_ONE; step++, edit++) {
        const read = memory.recognized(filesOf(texts));
        if (relinted) relinted.update(read);
        else relinted = new RelintedProject(read, OPTIONS);
        await memory.check(read, project, () => undefined);
        expect(textOf(relinted.lint()), `${origin}: ${done.join(', ')}`).toBe(
          textOf(lintProject(filesOf(texts), OPTIONS)),
        );
        const other = textsIn(pick(PROJECTS));
        const [name] = texts.size > 0 ? [pick([...texts.keys()])] : [];
        const kind = next();
        if (name === undefined || kind < 0.25)
          for (const [added, text] of [...other].slice(0, 2)) {
            done.push(`+${added}`);
            texts.set(added, text);
          }
        else if (kind < 0.35) {
          done.push(`-${name}`);
          texts.delete(name);
        } else {
          done.push(name);
          texts.set(name, mutated(texts.get(name) ?? ''));
        }
      }
    }
  }, 3_600_000);
});
