import { afterEach, describe, expect, it, vi } from 'vitest';
import { rules } from '../../src/rules/index.js';
import { runEblint as eblint } from '../support/run-eblint.js';
import { temporaryFolder } from '../support/temporary.js';

afterEach(() => {
  vi.restoreAllMocks();
});

const CLEAN = { '.ebextensions/a.config': 'option_settings: {}\n' };

describe('a rule that fails', () => {
  const someRule = rules.find(({ id }) => id === 'config/unknown-section')!;
  const fail = () => {
    throw new TypeError('x is undefined');
  };

  it('ends the run with 2, whatever else is found', async () => {
    const root = temporaryFolder(CLEAN);
    expect((await eblint(root, [])).exitCode).toBe(0);
    vi.spyOn(someRule, 'check').mockImplementation(fail);
    const { exitCode, stdout } = await eblint(root, ['--format', 'unix']);
    expect(exitCode).toBe(2);
    expect(stdout).toContain('eblint/crash');
  });

  it('ends it so in the first of several projects, too', async () => {
    const root = temporaryFolder({
      'a/.ebextensions/a.config': 'option_settings: {}\n',
      'b/.ebextensions/a.config': 'option_settings: {}\n',
    });
    vi.spyOn(someRule, 'check').mockReturnValue([]).mockImplementationOnce(fail);
    expect((await eblint(root, [])).exitCode).toBe(2);
  });
});

describe('a terminal', () => {
  const BELL = 'files:\n  /a:\n    mode: 0755\n    content: "\u2028\u202e"\n';
  const dryRun = async (isTTY: boolean) => {
    const root = temporaryFolder({ '.ebextensions/a.config': BELL });
    const output: string[] = [];
    await eblint(root, ['--fix-dry-run'], { stdout: { isTTY, write: (text) => void output.push(text) } });
    return output.join('');
  };

  it('gets no character that acts on it in a diff', async () => {
    expect(await dryRun(true)).toContain('content: "\ufffd\ufffd"');
  });

  it('is not what a diff in a pipe is made for', async () => {
    expect(await dryRun(false)).toContain('content: "\u2028\u202e"');
  });
});

describe('a formatter of another package', () => {
  it('gets paths without characters that act on a terminal', async () => {
    const root = temporaryFolder({ '.ebextensions/a\u001b[31m.config': 'a: [' });
    const { stdout } = await eblint(root, ['--format', 'mine'], {
      loadFormatter: () =>
        Promise.resolve((results: readonly { filePath: string }[]) =>
          results.map(({ filePath }) => filePath).join('\n'),
        ),
    });
    expect(stdout).toContain('a\\u001b[31m.config');
    expect(stdout).not.toContain('\u001b');
  });
});
