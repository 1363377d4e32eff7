import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../support/fixtures.js';
import { sharedFolder } from '../support/shared-folder.js';
import { Clone } from './clone.js';

/** The packed program. */
export async function tarball(): Promise<string> {
  const folder = await sharedFolder('packed', (path) => {
    execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', path], {
      cwd: REPOSITORY,
    });
  });
  return join(
    folder,
    readdirSync(folder).find((name) => name.endsWith('.tgz'))!,
  );
}

/** A clone of a project that has eblint in its `devDependencies`. */
export async function installedClone(
  name: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Clone> {
  const packed = await tarball();
  const folder = await sharedFolder(`clone-${name}`, (path) => {
    const clone = new Clone(path);
    clone.succeed('git init --quiet && npm init -y && echo node_modules > .gitignore');
    clone.succeed(`npm install --save-dev --no-audit --no-fund ${packed}`);
  });
  return new Clone(folder, env);
}
