import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE } from '../hostile/projects.js';
import { INSTALL_TIMEOUT, installedProgram, type Program, runProgram } from '../support/program.js';
import { temporaryFolder } from '../support/temporary.js';

let program: Program;
beforeAll(async () => {
  program = await installedProgram();
}, INSTALL_TIMEOUT);

const eblint = (root: string, ...args: string[]) =>
  runProgram(program, ['--format', 'unix', ...args], { cwd: root, seconds: 120, measures: true });

/**
 * Of processor time, on a machine on which `sample` takes as long as here: docs/limits.md says 5. The rest is for what
 * `sample` does not tell of another machine, such as the memory that its processors share.
 */
const MAX_SECONDS = 8;
const SECONDS_OF_SAMPLE = 0.06;

/** How many times slower the processor is now, because it is another one or has other work; at least 1. */
const slowness = (): number => Math.max(1, Math.min(sample(), sample(), sample()) / SECONDS_OF_SAMPLE);

/** The seconds of processor time that some work on texts takes. */
function sample(): number {
  const before = process.cpuUsage();
  const words = new Map<string, string>();
  for (let index = 0; index < 200_000; index++) {
    const key = `k${index % 50_000}`;
    words.set(key, (words.get(key) ?? 'x').slice(0, 20) + index);
  }
  for (const [key, word] of words) words.set(key, /\d+$/.exec(word)?.[0] ?? '');
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

describe('a project that costs more than it is worth', () => {
  it.each(Object.entries(HOSTILE))(
    '%s',
    (_, { files, says, status = 1, format = 'unix' }) => {
      const run = eblint(temporaryFolder(files()), '--format', format);
      expect({ status: run.status, signal: run.signal, stderr: run.stderr }).toEqual({
        status,
        signal: null,
        stderr: '',
      });
      if (says) expect(run.stdout).toMatch(says);
      else expect(run.stdout).toBe('');
      expect(run.cpuSeconds / slowness()).toBeLessThan(MAX_SECONDS);
      // What is said of a project has a bound, too.
      expect(run.stdout.length).toBeLessThan(16 * 2 ** 20);
      const longest = Math.max(...run.stdout.split('\n').map(({ length }) => length));
      if (format !== 'json') expect(longest).toBeLessThan(5000);
    },
    120_000,
  );
});

describe('many projects that cost more than they are worth', () => {
  const manyOf = (files: Readonly<Record<string, string>>): string => {
    const root = temporaryFolder(
      Object.fromEntries(Object.entries(files).map(([name, text]) => [`p/${name}`, text])),
    );
    for (let index = 0; index < 60; index++) {
      mkdirSync(join(root, `r${index}`));
      for (const name of ['.ebextensions', 'Procfile'])
        symlinkSync(`../p/${name}`, join(root, `r${index}`, name));
    }
    return root;
  };
  const settings = Array.from(
    { length: 12_000 },
    (_, index) => `  aws:autoscaling:asg:\n    MinSize: ${index}\n`,
  ).join('');
  const servers = Array.from({ length: 1100 }, (_, index) => `p${index}: daphne -b 127.0.0.1 -p 5000 x:y\n`);

  it.each([
    ['large', { '.ebextensions/a.config': `option_settings:\n${settings}`, Procfile: '' }],
    ['of many findings', { '.ebextensions/a.config': 'option_settings:\n', Procfile: servers.join('') }],
  ])(
    '%s',
    (_, files) => {
      const { status, signal, stderr } = eblint(manyOf(files), '--format', 'json');
      expect({ status, signal }).toEqual({ status: 2, signal: null });
      expect(stderr).toMatch(
        /^eblint: Cannot check \S+ and \d+ more: the projects before hold more than 4000000 words and signs, 256 MiB of text or 10000 findings\. Check them in runs of their own\.\n$/,
      );
    },
    120_000,
  );
});
