import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { WriteError } from '../../../src/ports/file-system.js';
import type { Ports } from '../../../src/ports/ports.js';
import { run } from '../../../src/run.js';
import { ports } from '../../support/ports.js';
import { readSarif } from '../../support/sarif-schema.js';
import { temporaryFolder } from '../../support/temporary.js';

let project = '';
beforeEach(() => {
  project = temporaryFolder({
    '.ebextensions/a.config': 'option_settings:\n  aws:elbv2:listener:80: {Nobody: 1}\n',
  });
});

/** Runs in a project with one error; `files` is what is written, by path. */
async function eblint(argv: readonly string[], over: Partial<Ports> = {}) {
  const got = { stdout: '', stderr: '', files: {} as Record<string, string>, summary: '' };
  const exitCode = await run(
    argv,
    ports({
      cwd: project,
      stdout: { isTTY: false, write: (text) => void (got.stdout += text) },
      stderr: { write: (text) => void (got.stderr += text) },
      writeReport: (path, text) => void (got.files[path] = text),
      appendReport: (_, text) => void (got.summary += text),
      ...over,
    }),
  );
  return { exitCode, ...got };
}

describe('--output', () => {
  it('writes more reports beside that of --format, each with what it shows alone', async () => {
    const { stdout, files, exitCode } = await eblint([
      ...['--format', 'frames', '--output', 'sarif:out/a.sarif', '--output=json:b.json'],
      ...['--output', 'frames:c.txt', '-o', 'd.txt'],
    ]);
    expect(exitCode).toBe(1);
    expect(stdout).toBe('');
    expect(Object.keys(files)).toEqual(['d.txt', 'out/a.sarif', 'b.json', 'c.txt']);
    expect(readSarif(files['out/a.sarif']!).runs[0]?.results).toHaveLength(1);
    expect(files['d.txt']).toContain('| ');
    expect(files['c.txt']).toBe(files['d.txt']);
    const alone = await eblint(['--format', 'json']);
    const keysOf = (text: string): string[] => {
      const [result] = JSON.parse(text) as { messages: object[] }[];
      return [...Object.keys(result!), ...Object.keys(result!.messages[0]!)];
    };
    expect(keysOf(files['b.json']!)).toEqual(keysOf(alone.stdout));
  });

  it('may be a formatter from elsewhere, which alone gets the source', async () => {
    const formatter = (results: { source?: string }[]) => `${typeof results[0]?.source}\n`;
    const loadFormatter = () => Promise.resolve(formatter as never);
    const { files, stdout } = await eblint(['--format', 'json', '--output', 'x:x.txt'], { loadFormatter });
    expect(files['x.txt']).toBe('string\n');
    expect(stdout).not.toContain('"source"');
  });

  it('is never coloured because the terminal is', async () => {
    const { files } = await eblint(['--output', 'frames:a.txt'], {
      stdout: { isTTY: true, write: () => undefined },
    });
    expect(files['a.txt']).not.toContain('\u001b');
    expect(files['a.txt']).toContain('Nobody');
  });

  it('that cannot be written stops no other one, and each is named', async () => {
    const { exitCode, stderr, files } = await writingOnlyC([
      '-o',
      'a',
      '--output',
      'sarif:b',
      '--output',
      'json:c',
    ]);
    expect(exitCode).toBe(2);
    expect(stderr).toBe('eblint: Cannot write a: it is full.\neblint: Cannot write b: it is full.\n');
    expect(files).toEqual(['c']);
  });

  it('that cannot be written does not hide what was fixed', async () => {
    writeFileSync(
      join(project, '.ebextensions/a.config'),
      'files:\n  /a:\n    mode: 000755\n    content: x\n',
    );
    const { exitCode, stderr } = await writingOnlyC(['--fix', '-o', 'a']);
    expect(exitCode).toBe(2);
    expect(stderr).toBe(
      'eblint: Fixed 1 problem in 1 file: .ebextensions/a.config.\neblint: Cannot write a: it is full.\n',
    );
  });

  /** Only the file c can be written. */
  async function writingOnlyC(argv: readonly string[]) {
    const files: string[] = [];
    const result = await eblint(argv, {
      writeReport: (path) => {
        if (path !== 'c') throw new WriteError(path, 'it is full');
        files.push(path);
      },
    });
    return { ...result, files };
  }

  it.each([
    [['--output', 'sarif'], 'Flag --output takes FORMAT:FILE, such as sarif:eblint.sarif, not sarif.'],
    [['--output', 'sarif:'], 'Flag --output takes FORMAT:FILE, such as sarif:eblint.sarif, not sarif:.'],
    [['--output', ':a'], 'Flag --output takes FORMAT:FILE, such as sarif:eblint.sarif, not :a.'],
    [['--output'], 'Flag --output needs a value: --output FORMAT:FILE.'],
    [['--output', 'sarf:a'], 'Unknown format sarf. Did you mean sarif?'],
    [['--output', 'sarif:a', '--output', 'json:./a'], 'Two reports would be written to ./a.'],
    [['-o', 'x/../a', '--output', 'json:a'], 'Two reports would be written to a.'],
    [['--output', 'json:a', '--fix-dry-run'], 'Flag --output does not work with --fix-dry-run.'],
    [['--output', './f.js:a', '--no-foreign-code'], /no-foreign-code refuses all others/],
  ])('%j is refused, and nothing is written', async (argv, message) => {
    const { exitCode, stderr, files } = await eblint(argv);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(typeof message === 'string' ? `eblint: ${message}\n` : message);
    expect(files).toEqual({});
  });
});

describe('in GitHub Actions', () => {
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: '/tmp/summary' };
  const ANNOTATION = /^::error file=\.ebextensions\/a\.config,line=2/gm;

  it('annotations follow the report, and a summary is written', async () => {
    const { stdout, summary, exitCode } = await eblint([], { env });
    expect(exitCode).toBe(1);
    expect(stdout.match(ANNOTATION)).toHaveLength(1);
    expect(stdout.indexOf('1 error in 1 project')).toBeLessThan(stdout.indexOf('::error'));
    expect(summary).toMatch(/^## eblint: 1 error in 1 project \(1 file checked\)\n/);
  });

  it.each([
    ['elsewhere', [], {}],
    ['with --no-ci', ['--no-ci'], env],
  ])('nothing of this is there %s', async (_, argv, given) => {
    const { stdout, summary } = await eblint(argv, { env: given });
    expect(stdout).not.toContain('::');
    expect(summary).toBe('');
  });

  it('the format github annotates once', async () => {
    const { stdout } = await eblint(['--format', 'github'], { env });
    expect(stdout.match(ANNOTATION)).toHaveLength(1);
  });

  it.each(['stylish', 'compact', 'unix', 'json', 'sarif', 'junit', 'ndjson'])(
    'nothing follows %s, which matchers or programs read',
    async (format) => {
      const { stdout, summary } = await eblint(['--format', format], { env });
      expect(stdout).toBe((await eblint(['--format', format, '--no-ci'], { env })).stdout);
      expect(stdout).not.toMatch(ANNOTATION);
      expect(summary).not.toBe('');
    },
  );

  it('annotations are alone where the report goes to a file', async () => {
    const { stdout, files } = await eblint(['--format', 'sarif', '-o', 'a.sarif'], { env });
    expect(stdout).toMatch(/^::error /);
    expect(files['a.sarif']).not.toContain('::error');
  });

  it('nothing is added to a diff', async () => {
    const { stdout, summary } = await eblint(['--fix-dry-run'], { env });
    expect(stdout + summary).toBe('');
  });

  it('a summary that was asked for is not written twice', async () => {
    const { files, summary } = await eblint(['--output', 'markdown:/tmp/summary'], { env });
    expect(files['/tmp/summary']).toMatch(/^## eblint/);
    expect(summary).toBe('');
  });

  it('a summary that cannot be written is told, and changes no exit code', async () => {
    const { exitCode, stderr } = await eblint([], {
      env,
      appendReport: () => {
        throw new WriteError('/tmp/summary', 'permission denied');
      },
    });
    expect(exitCode).toBe(1);
    expect(stderr).toBe('eblint: Cannot write /tmp/summary: permission denied.\n');
  });
});
