import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sharedFolder } from '../support/shared-folder.js';
import { Clone } from './clone.js';
import { tarball } from './installed-clone.js';
import { hooksRepository, installPreCommit, preCommitHome } from './pre-commit-repository.js';
import { recipeOf } from './recipes.js';

const PROJECT = 'channels-443';
const RIGHT = 'daphne -b 0.0.0.0 -p 5000';
const WRONG = 'daphne -b 0.0.0.0 -p 5001';
const MISTAKE = 'routing/port-mismatch';

interface Client {
  readonly name: string;
  /** Sets the client up as the README says. */
  readonly install: (clone: Clone) => void;
  /** It does not start a hook where a commit only deletes files. */
  readonly skipsDeletions?: true;
  /** It checks every project, whichever the commit touches. */
  readonly checksAll?: true;
}

function addPackages(clone: Clone, ...names: readonly string[]): void {
  clone.succeed('npm init -y && echo node_modules > .gitignore');
  clone.succeed(`npm install --save-dev --no-audit --no-fund ${[packed, ...names].join(' ')}`);
}

const installFrom = (recipe: string) => (clone: Clone) => {
  addPackages(clone);
  clone.succeed(recipeOf(recipe));
};

function installLefthook(clone: Clone): void {
  clone.write('lefthook.yml', recipeOf('lefthook.yml'));
  addPackages(clone, 'lefthook');
  clone.succeed('npx lefthook install');
}

const preCommit = (hook: string) => (clone: Clone) => {
  installPreCommit(clone, hooks, [hook]);
};

const CLIENTS: readonly Client[] = [
  {
    name: 'pre-commit, eblint',
    install: preCommit('{ id: eblint, verbose: true }'),
    skipsDeletions: true,
    checksAll: true,
  },
  {
    name: 'pre-commit, eblint-all',
    install: preCommit('{ id: eblint-all, verbose: true }'),
    checksAll: true,
  },
  {
    name: 'pre-commit with --changed',
    install: preCommit('{ id: eblint-all, verbose: true, args: [--changed] }'),
  },
  { name: 'husky', install: installFrom('husky') },
  { name: 'husky and lint-staged', install: installFrom('lint-staged'), skipsDeletions: true },
  { name: 'lefthook', install: installLefthook },
];

let shared: string;
let packed: string;
let hooks: string;
let preCommitCache: string;

beforeAll(async () => {
  packed = await tarball();
  hooks = await hooksRepository();
  preCommitCache = await preCommitHome();
  shared = await sharedFolder('commit-hooks', () => undefined);
});

describe.each(CLIENTS)('$name', ({ name, install, skipsDeletions, checksAll }) => {
  let clone: Clone;
  beforeAll(() => {
    const folder = join(shared, name.replace(/\W+/g, '-'));
    mkdirSync(folder);
    clone = new Clone(folder, { PRE_COMMIT_HOME: preCommitCache });
    clone.succeed('git init --quiet');
    install(clone);
    clone.addProject(PROJECT);
    expect(clone.commit()).toMatchObject({ status: 0 });
  });
  beforeEach(() => {
    clone.reset();
  });

  it('blocks a commit with a mistake, and says what it is', () => {
    clone.edit('Procfile', RIGHT, WRONG);
    const { status, output } = clone.commit();
    expect(status).not.toBe(0);
    expect(output).toContain(MISTAKE);
  });

  it('lets a right commit pass', () => {
    clone.edit('Procfile', 'web:', '# the site\nweb:');
    expect(clone.commit()).toMatchObject({ status: 0 });
  });

  it('shows a warning, and lets the commit pass', () => {
    clone.edit('Procfile', 'web:', `# eblint-disable-next-line ${MISTAKE} -- an old note\nweb:`);
    const { status, output } = clone.commit();
    expect({ status, output }).toMatchObject({
      status: 0,
      output: expect.stringContaining('suppression/unused'),
    });
    clone.succeed('git reset --hard HEAD~1');
  });

  it('does not look at a file that is not tracked', () => {
    clone.write('.ebextensions/99-draft.config', 'option_settings: [');
    clone.write('Procfile', `${clone.read('Procfile')}# another note\n`);
    clone.succeed('git add Procfile');
    expect(clone.commit('staged')).toMatchObject({ status: 0 });
  });

  it('judges what is staged: a change that is not does not count', () => {
    clone.write('Procfile', `${clone.read('Procfile')}# one more note\n`);
    clone.succeed('git add Procfile');
    clone.edit('Procfile', RIGHT, WRONG);
    expect(clone.commit('staged')).toMatchObject({ status: 0 });
  });

  it('judges what is staged: a correction that is not does not help', () => {
    clone.edit('Procfile', RIGHT, WRONG);
    clone.succeed('git add Procfile');
    clone.edit('Procfile', WRONG, RIGHT);
    const { status, output } = clone.commit('staged');
    expect(status).not.toBe(0);
    expect(output).toContain(MISTAKE);
  });

  it(`${skipsDeletions ? 'is not started' : 'checks the project'} where files are only deleted`, () => {
    clone.write('Dockerrun.aws.json', '{');
    clone.commitWithoutHooks();
    clone.succeed('git rm --quiet Procfile');
    const { status, output } = clone.commit('staged');
    if (skipsDeletions) expect({ status, output }).toMatchObject({ status: 0 });
    else
      expect({ status, output }).toMatchObject({
        status: 1,
        output: expect.stringContaining('Dockerrun.aws.json'),
      });
    clone.succeed(`git reset --hard HEAD~${skipsDeletions ? 2 : 1}`);
  });

  it(`checks ${checksAll ? 'every project' : 'the projects that the commit touches'} of a monorepo`, () => {
    for (const folder of ['one', 'two']) clone.addProject(PROJECT, folder);
    clone.edit('two/Procfile', RIGHT, WRONG);
    clone.commitWithoutHooks();
    clone.write('one/Procfile', `${clone.read('one/Procfile')}# a note\n`);
    const right = clone.commit();
    if (checksAll) expect(right.output).toContain('two/Procfile');
    else expect(right).toMatchObject({ status: 0 });
    clone.edit('one/Procfile', RIGHT, WRONG);
    const wrong = clone.commit();
    expect(wrong.status).not.toBe(0);
    expect(wrong.output).toContain('one/Procfile');
    clone.succeed(`git reset --hard HEAD~${checksAll ? 1 : 2}`);
  });
});
