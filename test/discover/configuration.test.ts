import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../../src/configuration/configuration-error.js';
import { ConfigurationFinder } from '../../src/discover/find-configuration.js';
import { loadConfiguration } from '../../src/discover/load-configuration.js';
import { disk } from '../../src/io/disk.js';
import type { PathKind } from '../../src/ports/file-system.js';
import { KNOWN_RULES } from '../support/configurations.js';
import { temporaryFolder } from '../support/temporary.js';

describe('finding a configuration', () => {
  const find = (top: string, folder: string, cwd = folder) =>
    new ConfigurationFinder({ files: disk, cwd: join(top, cwd) })
      .find(join(top, folder))
      ?.paths.map((path) => path.slice(top.length + 1));

  it.each([
    ['.', ['eblint.config.yaml']],
    ['a', ['eblint.config.yaml']],
    ['a/b', ['a/b/.eblintrc']],
    ['a/b/c', ['a/b/.eblintrc']],
    ['d', ['d/eblint.config.json', 'd/.eblintrc.yml']],
  ])('takes the nearest of %s', (folder, expected) => {
    const top = temporaryFolder({
      '.git/': '',
      'eblint.config.yaml': '',
      'a/b/.eblintrc': '',
      'a/b/c/': '',
      'd/eblint.config.json': '',
      'd/.eblintrc.yml': '',
    });
    expect(find(top, folder)).toEqual(expected);
  });

  it.each([
    ['ends at the repository', 'repo/app', 'repo/app', undefined],
    ['ends at the working directory outside of a repository', 'x/app', 'x', undefined],
    ['takes in the working directory', 'y/app', 'y', ['y/.eblintrc']],
    ['looks no further than the project elsewhere', 'y/app', 'x', undefined],
  ])('%s', (_, folder, cwd, expected) => {
    const top = temporaryFolder({
      'eblint.config.yaml': '',
      'repo/.git/': '',
      'repo/app/': '',
      'x/app/': '',
      'y/app/': '',
      'y/.eblintrc': '',
    });
    expect(find(top, folder, cwd)).toEqual(expected);
  });

  it('asks for each path once, however many projects there are', () => {
    const asked: string[] = [];
    const kindOf = (path: string): PathKind => {
      asked.push(path);
      return path === '/repo/.git' ? 'folder' : 'missing';
    };
    const finder = new ConfigurationFinder({ files: { ...disk, kindOf }, cwd: '/repo' });
    for (const name of ['a', 'b', 'c', 'a']) finder.find(`/repo/${name}`);
    expect(new Set(asked).size).toBe(asked.length);
  });
});

describe('reading a configuration', () => {
  const load = (root: string, path = 'eblint.config.yaml', files = disk) =>
    loadConfiguration(join(root, path), {
      files,
      packages: disk,
      top: root,
      known: KNOWN_RULES,
      cwd: root,
    });

  const linesOf = (root: string, files = disk): readonly string[] => {
    try {
      return [JSON.stringify(load(root, undefined, files).configuration)];
    } catch (error) {
      return error instanceof ConfigurationError ? error.lines : [String(error)];
    }
  };

  it('puts together files, packages and their files', () => {
    const root = temporaryFolder({
      'eblint.config.yaml':
        'extends: [./shared/base.yaml, "@acme/eblint-config", acme/sub/strict.json]\nignores: own\n',
      'shared/base.yaml': 'extends: ./../more.yaml\nignores: base\n',
      'more.yaml': 'ignores: more\n',
      'node_modules/@acme/eblint-config/eblint.config.yaml': 'ignores: package\n',
      'node_modules/acme/sub/strict.json': '{"extends": "strict", "ignores": ["sub"]}',
    });
    const { configuration, paths } = load(root);
    expect(configuration).toEqual({
      extends: 'strict',
      ignores: ['more', 'base', 'package', 'sub', 'own'],
    });
    expect(paths).toHaveLength(5);
  });

  it('takes a package from a folder further up, and one that is a link in the repository', () => {
    const root = temporaryFolder({
      'app/eblint.config.yaml': 'extends: [one, two]\n',
      'node_modules/one/.eblintrc': 'ignores: one\n',
      'packages/two/.eblintrc': 'ignores: two\n',
    });
    symlinkSync(join(root, 'packages/two'), join(root, 'node_modules/two'));
    expect(load(root, 'app/eblint.config.yaml').configuration.ignores).toEqual(['one', 'two']);
  });

  it.each<[string, Record<string, string>, string[]]>([
    ['extends: ../x.yaml', {}, ['1:10: "../x.yaml" is outside of the repository.']],
    ['extends: ./a/../../x.yaml', {}, ['1:10: "./a/../../x.yaml" is outside of the repository.']],
    ['extends: /etc/passwd', {}, ['1:10: There is no preset or package "/etc/passwd".']],
    ['extends: x/../../../y', {}, ['1:10: There is no preset or package "x/../../../y".']],
    ['extends: recommendet', {}, ['Did you mean "recommended"?']],
    ['extends: ./x.yaml', {}, ['1:10: Cannot read "./x.yaml": no such file or folder.']],
    ['extends: .', {}, ['1:10: Cannot read ".": it is a folder.']],
    ['extends: ./eblint.config.yaml', {}, ['1:10: "./eblint.config.yaml" extends itself.']],
    [
      'extends: ./a.yaml',
      { 'a.yaml': 'extends: ./eblint.config.yaml' },
      ['a.yaml:1:10: "./eblint.config.yaml" extends itself.'],
    ],
    [
      'foo: 1\nextends: ./a.yaml',
      { 'a.yaml': 'bar: 1' },
      ['yaml:1:1: There is no key "foo"', 'a.yaml:1:1: There is no key "bar"'],
    ],
  ])('refuses %j', (text, others, expected) => {
    const lines = linesOf(temporaryFolder({ 'eblint.config.yaml': text, ...others }));
    expect(lines).toEqual(expected.map((line) => expect.stringContaining(line) as string));
  });

  it('follows no link out of the repository', () => {
    const outside = temporaryFolder({
      'secret.yaml': 'password: hunter2\n',
      '.eblintrc': 'password: hunter2\n',
    });
    const root = temporaryFolder({
      'eblint.config.yaml': 'extends: [./link.yaml, ./folder/secret.yaml, pack]\n',
    });
    mkdirSync(join(root, 'node_modules'));
    symlinkSync(join(outside, 'secret.yaml'), join(root, 'link.yaml'));
    symlinkSync(outside, join(root, 'folder'));
    symlinkSync(outside, join(root, 'node_modules/pack'));
    const lines = linesOf(root);
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(line).toMatch(/it leads out of .*\. Check the path\.$/);
    expect(lines.join()).not.toContain('password');
  });

  it('is not itself a link out of the repository', () => {
    const outside = temporaryFolder({ 'secret.yaml': 'password: hunter2\n' });
    const root = temporaryFolder({});
    symlinkSync(join(outside, 'secret.yaml'), join(root, 'eblint.config.yaml'));
    expect(linesOf(root).join()).toContain('it leads out of');
  });

  it.each([
    [
      'depth',
      Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`${n}.yaml`, `extends: ./${n + 1}.yaml`])),
    ],
    [
      'repetition',
      Object.fromEntries(
        Array.from({ length: 8 }, (_, n) => [
          `${n}.yaml`,
          `extends: [${Array(100)
            .fill(`./${n + 1}.yaml`)
            .join()}]`,
        ]),
      ),
    ],
  ])('is bounded in %s', (_, files) => {
    const root = temporaryFolder({ 'eblint.config.yaml': 'extends: ./0.yaml', ...files });
    const read: string[] = [];
    const counted = {
      ...disk,
      read: (...args: Parameters<typeof disk.read>) => (read.push(args[0]), disk.read(...args)),
    };
    expect(linesOf(root, counted).join('\n')).toContain('builds on at most 50 files, 10 deep');
    expect(read.length).toBeLessThanOrEqual(51);
  });

  it('refuses more text than anybody configures with', () => {
    const names = Array.from({ length: 4 }, (_, index) => `e${index}.yaml`);
    const root = temporaryFolder({
      '.git/': '',
      'eblint.config.yaml': `extends: [${names.map((name) => `./${name}`).join()}]\n`,
      ...Object.fromEntries(names.map((name) => [name, `ignores: [${'a,'.repeat(20_000)}]\n`])),
    });
    expect(linesOf(root).join('\n')).toContain('it has more than 50000 words and signs');
  });

  it('is bounded in size', () => {
    const root = temporaryFolder({ 'eblint.config.yaml': `# ${'x'.repeat(2 ** 18)}` });
    expect(linesOf(root).join()).toContain('it is larger than 0.25 MiB');
  });

  it('is bounded in patterns', () => {
    const patterns = JSON.stringify(Array.from({ length: 300 }, (_, n) => `a${n}`));
    const root = temporaryFolder({
      'eblint.config.yaml': `extends: ./b.yaml\nignores: ${patterns}`,
      'b.yaml': `ignores: ${patterns}`,
    });
    expect(linesOf(root)).toEqual([expect.stringContaining('more than 500 patterns')]);
  });
});
