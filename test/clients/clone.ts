import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { REPOSITORY } from '../support/fixtures.js';

/** Nothing of the user's own configuration of git takes part, and npm does not ask for what it has. */
const ENVIRONMENT = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  npm_config_prefer_offline: 'true',
  ...Object.fromEntries(
    ['AUTHOR', 'COMMITTER'].flatMap((role) => [
      [`GIT_${role}_NAME`, 'a'],
      [`GIT_${role}_EMAIL`, 'a@example.com'],
    ]),
  ),
};

export interface Outcome {
  readonly status: number | null;
  /** Standard output, then standard error. */
  readonly output: string;
}

/** A clone on a developer's machine: a folder with files, and the commands that are typed in it. */
export class Clone {
  constructor(
    readonly folder: string,
    readonly env: Readonly<Record<string, string>> = {},
  ) {}

  /** Runs a line in the shell, as a user types it. */
  run(line: string): Outcome {
    const env = { ...process.env, ...ENVIRONMENT, ...this.env };
    const { status, stdout, stderr } = spawnSync('bash', ['-c', line], {
      cwd: this.folder,
      encoding: 'utf8',
      env,
    });
    return { status, output: stdout + stderr };
  }

  /** @throws Error with what the line printed where it fails */
  succeed(line: string): string {
    const { status, output } = this.run(line);
    if (status !== 0) throw new Error(`${line}: exit code ${String(status)}\n${output}`);
    return output;
  }

  write(name: string, text: string): void {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  edit(name: string, from: string, to: string): void {
    const text = this.read(name);
    if (!text.includes(from)) throw new Error(`${name} has no ${from}`);
    this.write(name, text.replace(from, to));
  }

  remove(name: string): void {
    rmSync(join(this.folder, name), { recursive: true });
  }

  /** Copies a project of the fixtures into the clone, or into a folder of it. */
  addProject(fixture: string, folder = '.'): void {
    cpSync(`${REPOSITORY}fixtures/projects/${fixture}`, join(this.folder, folder), { recursive: true });
  }

  /** Commits what is staged, or everything. */
  commit(what: 'staged' | 'all' = 'all'): Outcome {
    return this.run(`${what === 'all' ? 'git add -A && ' : ''}git commit -m change`);
  }

  commitWithoutHooks(): void {
    this.succeed('git add -A && git commit --no-verify -m change');
  }

  /** Takes back every change since the last commit, untracked files included. */
  reset(): void {
    this.succeed('git reset --hard && git clean -fd');
  }
}
