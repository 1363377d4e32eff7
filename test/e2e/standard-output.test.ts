import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { INSTALL_TIMEOUT, installedProgram, type Program } from '../support/program.js';
import { temporaryFolder } from '../support/temporary.js';

const WRONG = 'option_settings:\n  aws:elbv2:listener:80: {Protocol: nobody}\n';

let program: Program;
beforeAll(async () => {
  program = await installedProgram();
}, INSTALL_TIMEOUT);

/** Runs a line of bash in which `eblint` is the program. */
function bash(line: string, files: Readonly<Record<string, string>> = {}) {
  const cwd = temporaryFolder({ '.ebextensions/a.config': WRONG, ...files });
  symlinkSync(program.folder, join(cwd, 'program'));
  const setUp = `eblint() { "${process.execPath}" program/cli.cjs "$@"; }; `;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', setUp + line], { cwd, encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('standard output that cannot be written', () => {
  it.each([
    ['a device without space', 'eblint >/dev/full', 'the disk is full'],
    ['what is open for reading only', 'eblint 1</dev/null', 'it is not open for writing'],
    ['a file that is open for reading only', 'eblint 1<.ebextensions/a.config', 'it is not open for writing'],
    // The signal that goes with it would end the program: https://pubs.opengroup.org/onlinepubs/9799919799/functions/write.html
    [
      'a file that gets too large',
      'trap "" XFSZ; ulimit -f 1; eblint --list-rules >report',
      'the file would be too large',
    ],
    ['information', 'eblint --list-rules >/dev/full', 'the disk is full'],
  ])('%s is one line and exit code 2', (_, line, reason) => {
    expect(bash(line)).toEqual({
      status: 2,
      stdout: '',
      stderr: `eblint: Cannot write standard output: ${reason}.\n`,
    });
  });

  it('is quiet where the reader goes away, and the exit code is that of the findings', () => {
    const { stdout, stderr } = bash('eblint -f json | true; echo "${PIPESTATUS[0]}"');
    expect({ stdout, stderr }).toEqual({ stdout: '1\n', stderr: '' });
  });

  it('goes on at the end of a file', () => {
    expect(bash('echo first >out; eblint --version >>out; cat out').stdout).toMatch(
      /^first\n\d+\.\d+\.\d+\n$/,
    );
  });

  it.each(['eblint --fromat', 'eblint >/dev/full'])('%s: nor standard error', (line) => {
    expect(bash(`${line} 2>/dev/full`)).toEqual({ status: 2, stdout: '', stderr: '' });
    expect(bash(`${line} 2>&-`)).toEqual({ status: 2, stdout: '', stderr: '' });
  });
});

describe('a report', () => {
  it('goes to the file of standard output', () => {
    expect(bash('eblint -f unix -o /dev/stdout | wc -l').stdout.trim()).toBe('3');
  });

  it('that cannot be written is one line and exit code 2', () => {
    expect(bash('eblint -o /dev/full')).toEqual({
      status: 2,
      stdout: '',
      stderr: 'eblint: Cannot write /dev/full: the disk is full.\n',
    });
  });
});

describe('a formatter from elsewhere', () => {
  const formatter = (code: string) => ({ 'node_modules/eslint-formatter-x/index.js': code });

  it('that fails is one line and exit code 2', () => {
    const failing = formatter('module.exports = () => { throw new Error("a"); }');
    expect(bash('eblint -f x', failing)).toEqual({
      status: 2,
      stdout: '',
      stderr: 'eblint: eslint-formatter-x failed: a\n',
    });
  });

  it('that never answers is exit code 2', () => {
    const silent = formatter('module.exports = () => new Promise(() => {});');
    expect(bash('eblint -f x', silent)).toEqual({
      status: 2,
      stdout: '',
      stderr: 'eblint: The formatter did not finish.\n',
    });
  });

  it('is not run where a path stands for it', () => {
    const attack = {
      '--format=x/.ebextensions/f.js': '',
      'node_modules/eslint-formatter-x/.ebextensions/f.js': 'console.log("ran");',
    };
    expect(bash('eblint *', attack)).toMatchObject({ status: 2, stdout: '' });
    expect(bash('eblint -- * .', attack)).toMatchObject({
      status: 1,
      stdout: expect.not.stringContaining('ran') as string,
    });
  });
});
