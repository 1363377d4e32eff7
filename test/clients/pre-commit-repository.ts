import { execFileSync } from 'node:child_process';
import { REPOSITORY } from '../support/fixtures.js';
import { sharedFolder } from '../support/shared-folder.js';
import type { Clone } from './clone.js';
import { recipeOf } from './recipes.js';

/** A clone of this repository: pre-commit takes the hooks of its last commit from it. */
export const hooksRepository = (): Promise<string> =>
  sharedFolder('hooks', (folder) => {
    execFileSync('git', ['clone', '--quiet', REPOSITORY, folder]);
  });

/** What pre-commit keeps for all clones: it installs the hooks once, which takes half a minute. */
export const preCommitHome = (): Promise<string> => sharedFolder('pre-commit-home', () => undefined);

/** Sets pre-commit up as the README says, with other hooks than there: YAML in flow style, one a line. */
export function installPreCommit(clone: Clone, repository: string, hooks: readonly string[]): void {
  const revision = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: repository, encoding: 'utf8' }).trim();
  const recipe = recipeOf('pre-commit-source')
    .replace('https://github.com/eblint/eblint', repository)
    .replace(/(?<=rev: ).*/, revision)
    .replace(/- id: [^]*/, hooks.map((hook) => `- ${hook}`).join('\n      '));
  clone.write('.pre-commit-config.yaml', `${recipe}\n`);
  clone.succeed('pre-commit install');
}
