import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { devNull } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import { GitError } from '../../ports/ports.js';
import { MAX_GIT_MS, MAX_GIT_OUTPUT_BYTES } from '../../util/limits.js';
import { lazily } from '../../util/memo.js';

/**
 * The configuration of a repository is as foreign as its files: it may name programs to run and servers to ask. These
 * settings take precedence. An empty value switches `core.fsmonitor` off in every version of git.
 */
const OVERRIDES = [
  ...['--no-pager', '--no-replace-objects', '--literal-pathspecs'],
  ...['-c', 'core.fsmonitor=', '-c', `core.hooksPath=${devNull}`, '-c', 'core.untrackedCache=false'],
  ...['-c', 'protocol.allow=never'],
];

/** A repository cannot set these. `GIT_ALLOW_PROTOCOL` takes precedence over `protocol.*.allow`; there is no protocol "none". */
const ENVIRONMENT = {
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_NO_LAZY_FETCH: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_PAGER: 'cat',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
  LANGUAGE: 'C',
};

export interface GitCall {
  readonly cwd: string;
  readonly input?: string;
  /** Exit codes that are an answer, not a failure. */
  readonly answers?: readonly number[];
  readonly maxBytes?: number;
}

/**
 * Runs a plumbing command of git that only reads, without a shell.
 * @throws GitError where it fails, takes longer than a minute or prints more than `maxBytes`
 */
export function runGit(
  args: readonly string[],
  { cwd, input = '', answers = [0], maxBytes = MAX_GIT_OUTPUT_BYTES }: GitCall,
): { readonly status: number; readonly output: Buffer } {
  const { status, stdout, stderr, error } = spawnSync(program(), [...OVERRIDES, ...args], {
    cwd,
    input,
    env: { ...process.env, ...ENVIRONMENT },
    maxBuffer: maxBytes,
    timeout: MAX_GIT_MS,
    killSignal: 'SIGKILL',
    windowsHide: true,
    shell: false,
  });
  if (error) throw new GitError(`Cannot run git: ${failureOf(error)}.`);
  if (status === null || !answers.includes(status))
    throw new GitError(`git failed: ${reasonIn(stderr.toString('utf8'))}.`);
  return { status, output: stdout };
}

const FAILURES: Readonly<Record<string, string>> = {
  ENOBUFS: 'its output is too long',
  ETIMEDOUT: 'it takes longer than a minute',
};

const failureOf = ({ code, message }: NodeJS.ErrnoException): string =>
  FAILURES[code ?? ''] ?? code ?? message;

/** What git says first, which is the reason; advice comes after it. */
function reasonIn(stderr: string): string {
  const [line = ''] = stderr.split('\n').filter((text) => /^(?:fatal|error): /.test(text));
  const reason = line.replace(/^\w+: /, '').replace(/[.:]$/, '');
  if (reason.includes('dubious ownership')) return `${reason} (see safe.directory in "git help config")`;
  return reason || 'it gave no reason';
}

/**
 * The path of git. It is looked up here because Windows would look into the current folder first, and because `npx` puts a
 * folder of the project before all others.
 */
const program = lazily((): string => {
  const names = process.platform === 'win32' ? ['git.exe'] : ['git'];
  const folders = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => isAbsolute(folder) && !/[\\/]node_modules[\\/]/.test(folder));
  for (const folder of folders)
    for (const name of names) {
      const path = join(folder, name);
      if (statSync(path, { throwIfNoEntry: false })?.isFile()) return path;
    }
  throw new GitError('Cannot run git: it is not in a folder of PATH.');
});
