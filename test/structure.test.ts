import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { groupBy } from '../src/util/collections.js';
import { circlesIn } from './support/circles.js';
import { foldersIn, REPOSITORY } from './support/fixtures.js';

const textOf = (path: string): string => readFileSync(`${REPOSITORY}${path}`, 'utf8');

const files = readdirSync(`${REPOSITORY}src`, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => `src/${name.replaceAll('\\', '/')}`)
  .sort();

/** The files of src that each file imports, also where they are loaded later. */
const imports = new Map(
  files.map((file) => {
    const paths = Array.from(
      textOf(file).matchAll(/\b(?:from|import)\s*\(?\s*'(\.[^']+)'/g),
      ([, path = '']) =>
        normalize(join(dirname(file), path))
          .replaceAll('\\', '/')
          .replace(/\.js$/, '.ts'),
    );
    return [file, paths.filter((path) => files.includes(path))] as const;
  }),
);

/** The folders and files of each row of the table in CONTRIBUTING.md, the lowest first. */
const rows = Array.from(textOf('CONTRIBUTING.md').matchAll(/^\| (`src\/[^|]+`) \|/gm), ([, cell = '']) =>
  Array.from(cell.matchAll(/`([^`]+)`/g), ([, path = '']) => path),
);

/** `src/lint`, or a file that is in no folder of src. */
const partOf = (file: string): string => file.split('/').slice(0, 2).join('/');

const rowOf = (file: string): number => rows.findIndex((row) => row.includes(partOf(file)));

/** Files of more than 300 lines: tables, or written by a program. The list only gets shorter. */
const LONG_FILES = [
  'src/cli/flags.ts',
  'src/knowledge/deployment-errors/build.ts',
  'src/knowledge/deployment-errors/request.ts',
  'src/knowledge/deployment-errors/running.ts',
  'src/knowledge/platform/retired-paths.ts',
  'src/knowledge/resources/specification.ts',
  'src/knowledge/secrets/secret-text.ts',
  'src/rules/index.ts',
];

/**
 * Folders of more than twenty files, whose files are independent of each other: each is a rule, a notation, or a piece that
 * rules of several groups share. Whoever looks for one knows its name, and it is read without its neighbours.
 */
const WIDE_FOLDERS = /^src\/rules\//;

/** Where there are more files, some of them are one subject with a name. */
const MOST_FILES = 20;

describe('the structure of src', () => {
  it('is described in CONTRIBUTING.md, folder by folder', () => {
    expect(rows.flat().sort()).toEqual([...new Set(files.map(partOf))].sort());
  });

  it('lets a folder import only from those above it in that table', () => {
    const upward = files.flatMap((file) =>
      (imports.get(file) ?? [])
        .filter((imported) => rowOf(imported) > rowOf(file))
        .map((imported) => `${file} imports ${imported}`),
    );
    expect(upward).toEqual([]);
  });

  it('describes the subjects of the model in the order in which ESLint lets them import', () => {
    const [, cell = ''] = /^\| `src\/model` \|(.*)\|$/m.exec(textOf('CONTRIBUTING.md')) ?? [];
    const described = Array.from(cell.matchAll(/`([a-z-]+)\/`/g), ([, name]) => name);
    const [, list = ''] = /const SUBJECTS = \[([^;]*)\];/.exec(textOf('eslint.config.js')) ?? [];
    expect(described).toEqual(Array.from(list.matchAll(/'([^']+)'/g), ([, name]) => name));
    expect(described.toSorted()).toEqual(foldersIn(`${REPOSITORY}src/model`).toSorted());
  });

  it('has no file that imports itself by way of others', () => {
    expect(circlesIn(imports)).toEqual([]);
  });

  it('has folders that are taken in at a glance', () => {
    const wide = [...groupBy(files, (file) => [dirname(file)])]
      .filter(([folder, { length }]) => length > MOST_FILES && !WIDE_FOLDERS.test(folder))
      .map(([folder, { length }]) => `${folder}: ${length} files`);
    expect(wide, 'Give those that are one subject a folder of their own').toEqual([]);
  });

  it('has only tables among its files of more than 300 lines', () => {
    expect(files.filter((file) => textOf(file).trimEnd().split('\n').length > 300)).toEqual(LONG_FILES);
  });
});

it('a circle is found, and what only leads to one is none', () => {
  const graph = { a: ['b'], b: ['c', 'd'], c: ['b'], d: [] };
  expect(circlesIn(new Map(Object.entries(graph)))).toEqual([['b', 'c']]);
});
