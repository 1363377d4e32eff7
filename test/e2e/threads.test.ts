import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatNames } from '../../src/report/formats.js';
import { REPOSITORY } from '../support/fixtures.js';
import { INSTALL_TIMEOUT, installedProgram, type Program, runProgram } from '../support/program.js';
import { temporaryFolder } from '../support/temporary.js';

let program: Program;
beforeAll(async () => {
  program = await installedProgram();
}, INSTALL_TIMEOUT);

const PROJECTS = `${REPOSITORY}fixtures/projects`;

const PERMISSION = process.allowedNodeEnvironmentFlags.has('--permission')
  ? '--permission'
  : '--experimental-permission';

const SETTING = (value: string) => `option_settings:\n  aws:elbv2:listener:80:\n    Protocol: ${value}\n`;

/** What takes much memory and several seconds to check. */
const LARGE = `option_settings:\n${'  - {namespace: aws:elbv2:listener:80, option_name: Protocol, value: nobody}\n'.repeat(9000)}`;

const projects = (count: number, more: Readonly<Record<string, string>> = {}) =>
  temporaryFolder({
    ...Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`p${index}/.ebextensions/a.config`, SETTING('nobody')]),
    ),
    ...more,
  });

describe('the program with several threads', () => {
  it('gives the same reports', () => {
    const folder = temporaryFolder({});
    const reports = (threads: number) => {
      const outputs = formatNames.map((name) => `--output=${name}:${name}`);
      const args = ['--preset=strict', `--threads=${threads}`, ...outputs, PROJECTS];
      const run = runProgram(program, args, { cwd: folder });
      return [run, ...formatNames.map((name) => readFileSync(join(folder, name), 'utf8'))];
    };
    const alone = reports(1);
    expect(alone[0]).toMatchObject({ status: 1, stderr: '' });
    expect(reports(3)).toEqual(alone);
  });

  it('does the same where it may not start any', () => {
    const root = projects(3);
    const args = ['--format=unix', '--threads=2'];
    const { status, stdout, stderr } = runProgram(program, args, {
      cwd: root,
      nodeOptions: [
        PERMISSION,
        '--no-warnings',
        `--allow-fs-read=${join(program.folder, '*')}`,
        `--allow-fs-read=${join(root, '*')}`,
      ],
    });
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toBe(runProgram(program, args, { cwd: root }).stdout);
  });

  it('reports a project that needs too much memory, and all others', () => {
    const hostile = Object.fromEntries(
      [0, 1, 2, 3].map((name) => [`p1/.ebextensions/${name}.config`, LARGE]),
    );
    const root = projects(3, hostile);
    const args = ['--format=unix', '--threads=2'];
    const { status, stdout } = runProgram(program, args, { cwd: root, megabytes: 24 });
    const lines = stdout.split('\n').filter((line) => line.startsWith(root));
    expect(lines.map((line) => line.slice(root.length + 1))).toEqual([
      expect.stringMatching(/^p0\/.ebextensions\/a\.config:3:/),
      expect.stringMatching(/^p1:1:1: The check of this project needs more than \d+ MiB of memory\./),
      expect.stringMatching(/^p2\/.ebextensions\/a\.config:3:/),
    ]);
    expect(status).toBe(2);
  });

  it.skipIf(process.platform === 'win32')('ends at once at Ctrl-C, with what was found', async () => {
    const large = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`p${index}/.ebextensions/b.config`, LARGE]),
    );
    const root = projects(30, large);
    // A busy machine starts it later, and checks for longer.
    const before = performance.now();
    runProgram(program, ['--version'], { cwd: root });
    const startTime = performance.now() - before;
    const child = spawn(process.execPath, [program.cli, '--threads=2'], { cwd: root });
    let errors = '';
    child.stderr.on('data', (text) => (errors += String(text)));
    const ended = new Promise((resolve) =>
      child.once('exit', (code, signal) => {
        resolve({ code, signal });
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, Math.max(1000, 8 * startTime)));
    child.kill('SIGINT');
    expect(await ended).toEqual({ code: 2, signal: null });
    expect(errors).toMatch(/only \d+ of 30 projects/);
  });
});
