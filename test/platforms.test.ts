import type * as fileSystem from 'node:fs';
import { mkdirSync, writeFileSync } from 'node:fs';
import { win32 } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { wantsColor } from '../src/cli/color.js';
import { lintModel } from '../src/lint/lint-project.js';
import { rules } from '../src/rules/index.js';
import { relativePath } from '../src/util/paths.js';
import { badCasesOf, loadProject, projectOf, RULE_FIXTURES } from './support/fixtures.js';
import { temporaryFolder } from './support/temporary.js';

// What differs on Windows and macOS, simulated here: CI also runs all unit tests there.

afterEach(() => {
  vi.restoreAllMocks();
  vi.doUnmock('node:path');
  vi.doUnmock('node:fs');
  vi.resetModules();
});

describe('line ends of Windows', () => {
  const cases = rules
    .filter((_, index) => index % 9 === 0)
    .flatMap(({ id }) =>
      badCasesOf(id)
        .slice(0, 1)
        .map((name) => `${id}/${name}`),
    );

  it.each(cases)('%s has the same findings, in the same lines', (name) => {
    const { files } = loadProject(RULE_FIXTURES + name).files;
    const texts = files.flatMap((file) =>
      'source' in file ? [[file.name, file.source.written] as const] : [],
    );
    const isData = (path: string): boolean => /\.(?:config|ya?ml)$|^Procfile$/.test(path);
    const found = (lineEnd: string): string[] =>
      lintModel(
        projectOf(
          Object.fromEntries(
            texts.map(([path, text]) => [path, isData(path) ? text.replaceAll(/\r?\n/g, lineEnd) : text]),
          ),
        ),
      )
        .diagnostics.map(
          ({ ruleId, at }) => `${at.file.name}:${at.file.positionAt(at.span.start).line} ${ruleId}`,
        )
        .sort();
    expect(found('\r\n')).toEqual(found('\n'));
  });
});

describe('paths of Windows', () => {
  it.each([
    ['C:\\work', 'C:\\work\\.ebextensions\\a.config', '.ebextensions/a.config'],
    ['C:\\work\\', 'c:\\Work\\Procfile', 'Procfile'],
    ['C:\\work', 'C:\\other\\Procfile', '../other/Procfile'],
    ['C:\\work', 'D:\\work\\Procfile', 'D:/work/Procfile'],
    ['\\\\server\\share\\a', '\\\\server\\share\\a\\b', 'b'],
    ['\\\\server\\share\\a', '\\\\server\\other\\b', '//server/other/b'],
  ])('from %s to %s: %s', (folder, file, way) => {
    expect(relativePath(folder, file)).toBe(way);
  });

  it.each([
    ['C:\\work\\a', 'C:\\work', true],
    ['C:\\work', 'C:\\work', true],
    ['C:\\workshop', 'C:\\work', false],
    ['C:\\work\\..\\x', 'C:\\work', false],
    ['D:\\work\\a', 'C:\\work', false],
    ['C:\\work\\..a', 'C:\\work', true],
  ])('%s is inside of %s: %s', async (path, folder, expected) => {
    vi.doMock('node:path', () => ({ ...win32, default: win32 }));
    vi.resetModules();
    const { isInside } = await import('../src/discover/is-inside.js');
    expect(isInside(path, folder)).toBe(expected);
  });
});

it('looks for git.exe in the folders of PATH on Windows, and neither in the current one nor below node_modules', async () => {
  const root = temporaryFolder({ 'bin/': '', 'node_modules/.bin/': '' });
  for (const folder of ['bin', 'node_modules/.bin']) {
    mkdirSync(`${root}/${folder}`, { recursive: true });
    writeFileSync(`${root}/${folder}/git.exe`, '');
  }
  writeFileSync(`${root}/git.exe`, '');
  const looked: string[] = [];
  vi.spyOn(process, 'platform', 'get').mockReturnValue('win32');
  vi.stubEnv('PATH', ['.', `${root}/node_modules/.bin`, `${root}/bin`].join(':'));
  vi.doMock('node:fs', async (original) => {
    const fs = await original<typeof fileSystem>();
    return {
      ...fs,
      statSync: (path: string, options: object) => {
        looked.push(path);
        return fs.statSync(path, options);
      },
    };
  });
  vi.resetModules();
  const { runGit } = await import('../src/io/git/run-git.js');
  // It cannot be started here: only the path is looked at.
  await Promise.resolve()
    .then(() => runGit(['--version'], { cwd: root } as never))
    .catch(() => undefined);
  vi.unstubAllEnvs();
  expect(looked.filter((path) => path.endsWith('git.exe')).slice(0, 1)).toEqual([`${root}/bin/git.exe`]);
});

it.each(['EBUSY', 'EPERM', 'EACCES'])(
  'a file that another program locks costs a finding with the reason, not the run: %s',
  async (code) => {
    const root = temporaryFolder({ Procfile: 'web: a\n' });
    const denied = (): never => {
      throw Object.assign(new Error(code), { code });
    };
    vi.doMock('node:fs', async (original) => ({
      ...(await original<typeof fileSystem>()),
      openSync: denied,
      readFileSync: denied,
    }));
    vi.resetModules();
    const { disk } = await import('../src/io/disk.js');
    expect(() => disk.read(`${root}/Procfile`)).toThrow(/another program uses it|permission denied/);
  },
);

it('a terminal of Windows has colors without TERM', () => {
  expect(wantsColor({ flag: undefined, env: {}, isTTY: () => true })).toBe(true);
  expect(wantsColor({ flag: undefined, env: { TERM: 'dumb' }, isTTY: () => true })).toBe(false);
});

describe('a disk that ignores letter case', () => {
  it('one file under two names is reported where its name has the wrong case', () => {
    const { diagnostics } = lintModel(
      projectOf({ procfile: 'web: gunicorn a\n', '.ebextensions/a.config': 'option_settings: {}\n' }),
    );
    expect(diagnostics.map(({ ruleId }) => ruleId)).toContain('procfile/wrong-file-name');
  });
});
