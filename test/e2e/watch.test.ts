import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { INSTALL_TIMEOUT, installedProgram, type Program } from '../support/program.js';
import { temporaryFolder } from '../support/temporary.js';

const CLEAN = 'option_settings: {}\n';
const WRONG = 'option_settings:\n  aws:elbv2:listener:80: {Protocol: nobody}\n';

let program: Program;
beforeAll(async () => {
  program = await installedProgram();
}, INSTALL_TIMEOUT);

it.skipIf(process.platform === 'win32')(
  '--watch reports each change until it is interrupted',
  async () => {
    const cwd = temporaryFolder({ '.ebextensions/a.config': CLEAN });
    const file = join(cwd, '.ebextensions/a.config');
    const child = spawn(process.execPath, [program.cli, '--watch', '--format', 'unix'], {
      cwd,
      env: { PATH: process.env['PATH'], NO_COLOR: '1' },
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const output = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
    const reported = async (): Promise<string> => {
      await vi.waitFor(() => {
        expect(output.stdout).toContain('watching for changes\n');
      }, 10_000);
      const report = output.stdout;
      output.stdout = '';
      return report;
    };
    expect(await reported()).not.toContain('Error');
    writeFileSync(file, WRONG);
    expect(await reported()).toContain(`${file}:2:`);
    writeFileSync(`${file}~`, CLEAN);
    renameSync(`${file}~`, file);
    expect(await reported()).not.toContain('Error');
    writeFileSync(file, WRONG);
    expect(await reported()).toContain(`${file}:2:`);
    const exit = once(child, 'exit');
    child.kill('SIGINT');
    expect(await exit).toEqual([0, null]);
    expect(output).toEqual({ stdout: '', stderr: '' });
  },
  60_000,
);
