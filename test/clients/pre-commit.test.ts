import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { sharedFolder } from '../support/shared-folder.js';
import { Clone } from './clone.js';
import { tarball } from './installed-clone.js';
import { hooksRepository, installPreCommit, preCommitHome } from './pre-commit-repository.js';
import { recipeOf } from './recipes.js';

let hooks: string;
let home: string;
beforeAll(async () => {
  hooks = await hooksRepository();
  home = await preCommitHome();
});

async function cloneWith(name: string, ...lines: string[]): Promise<Clone> {
  const folder = await sharedFolder(name, () => undefined);
  const clone = new Clone(folder, { PRE_COMMIT_HOME: home });
  clone.succeed('git init --quiet');
  installPreCommit(clone, hooks, lines);
  return clone;
}

describe('arguments of the user', () => {
  it('are taken', async () => {
    const clone = await cloneWith(
      'pre-commit-arguments',
      '{ id: eblint, args: [--format, unix, --rule, "routing/port-mismatch:warning", --max-warnings, "0"] }',
    );
    clone.addProject('channels-443-port-mismatch');
    const { status, output } = clone.commit();
    expect(status).toBe(1);
    expect(output).toMatch(/\/Procfile:2:33: .*routing\/port-mismatch/);
    clone.edit('.pre-commit-config.yaml', '"0"', '"1"');
    expect(clone.commit()).toMatchObject({ status: 0 });
  });
});

describe('the hook that installs only the package', () => {
  it('checks what is staged, from the archive', async () => {
    const folder = await sharedFolder('pre-commit-local', () => undefined);
    const clone = new Clone(folder, { PRE_COMMIT_HOME: home });
    clone.succeed('git init --quiet');
    const recipe = recipeOf('pre-commit').replace(
      /(?<=additional_dependencies: \[).*(?=\])/,
      await tarball(),
    );
    clone.write('.pre-commit-config.yaml', `${recipe}\n`);
    clone.succeed('pre-commit install');
    clone.addProject('channels-443-port-mismatch');
    const { status, output } = clone.commit();
    expect(status).toBe(1);
    expect(output).toContain('routing/port-mismatch');
    clone.edit('Procfile', '5001', '5000');
    expect(clone.commit()).toMatchObject({ status: 0 });
  });
});

/** What a stranger can commit: names that are flags once they are arguments, and code next to them. */
describe('an attack', () => {
  const PLATFORM = '--platform=Python 3.12 running on 64bit Amazon Linux 2023';
  let clone: Clone;
  let trace: string;

  beforeAll(async () => {
    clone = await cloneWith(
      'pre-commit-attack',
      '{ id: eblint, args: [--format, unix] }',
      '{ id: eblint-all }',
    );
    trace = join(home, 'ran');
    const code = `require('node:fs').writeFileSync('${trace}', ''); module.exports = () => '';`;
    clone.write('--format=x/.ebextensions/f.js', code);
    clone.write('node_modules/eslint-formatter-x/.ebextensions/f.js', code);
    clone.write('node_modules/eslint-formatter-x/index.js', code);
    clone.write('--output-file=written/.ebextensions/a.config', '');
    clone.write(`${PLATFORM}/.ebextensions/a.config`, '');
    clone.addProject('channels-443-port-mismatch', 'app');
    clone.commitWithoutHooks();
  });

  function expectNothingRan(): void {
    expect(existsSync(trace)).toBe(false);
    expect(clone.succeed('git status --porcelain')).toBe('');
  }

  it('does nothing in a run over all files', () => {
    const { status, output } = clone.run('pre-commit run --all-files');
    expect(status).toBe(1);
    expect(output).toMatch(/\/app\/Procfile:2:33: .*routing\/port-mismatch/);
    expectNothingRan();
  });

  it('does nothing in a run over the files of a push', () => {
    clone.edit('app/Procfile', '5001', '5002');
    clone.commitWithoutHooks();
    const { status, output } = clone.run('pre-commit run --from-ref HEAD~1 --to-ref HEAD');
    expect(status).toBe(1);
    expect(output).toContain('routing/port-mismatch');
    expectNothingRan();
  });

  it('does not bring a format along', () => {
    clone.edit('.pre-commit-config.yaml', '--format, unix', '--format, x');
    clone.commitWithoutHooks();
    const { status, output } = clone.run('pre-commit run --all-files');
    expect(status).toBe(1);
    expect(output).toContain('--no-foreign-code refuses');
    expectNothingRan();
  });
});
