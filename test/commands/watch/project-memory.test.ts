import { describe, expect, it } from 'vitest';
import type { ConfiguredProject } from '../../../src/commands/configuration/configured-projects.js';
import { ProjectMemory } from '../../../src/commands/watch/project-memory.js';
import { readProjectFiles } from '../../../src/discover/read-project.js';
import { disk } from '../../../src/io/disk.js';
import type { LintOptions } from '../../../src/lint/lint-options.js';
import type { ProjectFiles } from '../../../src/model/project.js';
import { change } from '../../support/repository.js';
import { temporaryFolder } from '../../support/temporary.js';

const CONFIG = '.ebextensions/a.config';

/** A project that is read and checked again and again. */
function project() {
  const root = temporaryFolder({
    [CONFIG]: '\uFEFF# a\n',
    Procfile: 'web: a\n',
    'app/x.py': '',
    'deploy.sh': '',
  });
  const memory = new ProjectMemory<number>();
  let checks = 0;
  const seen: ProjectFiles[] = [];
  const check = (options: LintOptions = {}, used?: ConfiguredProject['used']) => {
    const files = memory.recognized(readProjectFiles(root, disk));
    return memory.check(files, { root, options, used }, () => {
      files.kindsIn?.('app');
      files.textOf?.('deploy.sh');
      seen.push(files);
      return ++checks;
    });
  };
  return { root, check, seen };
}

const sourcesOf = (files: ProjectFiles | undefined) =>
  new Map(files?.files.map((file) => [file.name, 'source' in file ? file.source : undefined]));

describe('a project that is remembered', () => {
  it('is not checked again where nothing changed', async () => {
    const { root, check } = project();
    expect(await check()).toBe(1);
    change(root, { [CONFIG]: '\uFEFF# a\n', 'other/x.py': '' });
    change(root, { other: undefined });
    expect(await check()).toBe(1);
  });

  it.each([
    ['a text', { Procfile: 'web: b\n' }],
    ['a byte order mark', { [CONFIG]: '# a\n' }],
    ['a new file', { 'env.yaml': 'a: b\n' }],
    ['a file that is gone', { Procfile: undefined }],
    ['a file that is only listed', { 'README.md': '' }],
    ['a folder in the root', { 'other/x.py': '' }],
    ['a folder that was listed for a check', { 'app/y.py': '' }],
    ['a script that was read for a check', { 'deploy.sh': 'a\n' }],
    ['the configuration of the EB CLI', { '.elasticbeanstalk/config.yml': 'global: {}\n' }],
  ])('is checked again after a change of %s', async (_, files) => {
    const { root, check } = project();
    await check();
    change(root, files);
    expect(await check()).toBe(2);
    expect(await check()).toBe(2);
  });

  it('is checked again with other settings', async () => {
    const { check } = project();
    const all: LintOptions[] = [
      {},
      { preset: 'strict' },
      { platform: 'Docker' },
      { severities: new Map([['settings/placeholder', 'off']]) },
      { today: '2027-01-01' },
      { baseline: {} },
      { baseline: { [CONFIG]: {} } },
    ];
    const found: number[] = [];
    for (const options of all) found.push(await check(options), await check({ ...options }));
    expect(found).toEqual(all.flatMap((_, index) => [index + 1, index + 1]));
  });

  it('keeps the files whose texts are the same, so that these are not parsed again', async () => {
    const { root, check, seen } = project();
    await check();
    change(root, { Procfile: 'web: b\n' });
    await check();
    const [before, after] = seen.map(sourcesOf);
    expect(after?.get(CONFIG)).toBe(before?.get(CONFIG));
    expect(after?.get('Procfile')).not.toBe(before?.get('Procfile'));
  });
});
