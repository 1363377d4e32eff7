import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unifiedDiff } from '../../src/fix/unified-diff.js';
import { secretLines } from '../../src/model/settings/secret-spans.js';
import { SourceFile } from '../../src/source/index.js';
import { runs } from '../support/runs.js';
import { temporaryFolder } from '../support/temporary.js';

const NAME = '.ebextensions/a.config';

const diffOf = (before: string, after: string): string | undefined => {
  const file = new SourceFile(`/project/${NAME}`, NAME, before);
  return unifiedDiff(
    { before: file, after: file.withText(after) },
    { folder: '/project', hiddenLines: secretLines },
  );
};

/** What `git apply` makes of a text; it throws where the patch does not apply. */
function applied(before: string, diff: string): string {
  const root = temporaryFolder({ [NAME]: before, 'fix.patch': diff });
  execFileSync('git', ['apply', 'fix.patch'], { cwd: root, stdio: 'pipe' });
  return readFileSync(join(root, NAME), 'utf8');
}

const SECRET = 'hunter2';
const environment = (...lines: string[]): string =>
  ['option_settings:', '  aws:elasticbeanstalk:application:environment:', ...lines, ''].join('\n');

describe('names of files', () => {
  const NAMES = ['a b/.ebextensions/a.config', 'a"b\\c\td/.ebextensions/é.config'];

  it.each(NAMES)('%j is found by git from any folder that holds it', (name) => {
    const before = new SourceFile(`/project/${name}`, name, 'a: 1\n');
    const diff = unifiedDiff(
      { before, after: before.withText('a: 2\n') },
      {
        folder: '/project',
        hiddenLines: secretLines,
      },
    )!;
    const root = temporaryFolder({ [name]: 'a: 1\n', 'fix.patch': diff });
    execFileSync('git', ['init', '--quiet'], { cwd: root });
    execFileSync('git', ['apply', join(root, 'fix.patch')], { cwd: join(root, name, '..'), stdio: 'pipe' });
    expect(readFileSync(join(root, name), 'utf8')).toBe('a: 2\n');
  });
});

describe('unifiedDiff', () => {
  it.each([
    ['first', 'a: 1\nb: 2\nc: 3\n', 'a: 9\nb: 2\nc: 3\n'],
    ['last', 'a: 1\nb: 2\nc: 3\n', 'a: 1\nb: 2\nc: 9\n'],
    ['only', 'a: 1', 'a: 2'],
    ['added', 'a: 1\nb: 2\n', 'a: 1\nx: 0\nb: 2\n'],
    ['added at the end', 'a: 1', 'a: 1\nb: 2\n'],
    ['gone', 'a: 1\nb: 2\nc: 3\n', 'a: 1\nc: 3\n'],
    ['with CR LF', 'a: 1\r\nb: 2\r\n', 'a: 9\r\nb: 2\r\n'],
    ['into an empty file', '', 'a: 1\n'],
  ])('git applies it where a line is %s', (_, before, after) => {
    expect(applied(before, diffOf(before, after)!)).toBe(after);
  });

  it('leaves a secret out of the lines around a change', () => {
    const before = environment(
      `    DB_PASSWORD: ${SECRET}`,
      '    HOST: x',
      '    MODE: old',
      '    NAME: y',
      '    LAST: z',
    );
    const after = before.replace('old', 'new');
    const diff = diffOf(before, after)!;
    expect(diff).not.toContain(SECRET);
    expect(diff).toContain('     HOST: x');
    expect(applied(before, diff)).toBe(after);
  });

  it.each([
    ['changed', environment(`    DB_PASSWORD:\t${SECRET}`, '    A: 1')],
    ['right behind the change', environment('    DB_HOST:\th', `    DB_PASSWORD: ${SECRET}`, '    A: 1')],
  ])('is absent where the line of a secret is %s', (_, before) => {
    expect(diffOf(before, before.replaceAll('\t', ' '))).toBeUndefined();
  });

  it.each([
    ['the text below a name', `    TOKEN: |\n      one\n      ${SECRET}`],
    ['a URL with a password', `    DATABASE_URL: postgres://me:${SECRET}@host/db`],
    ['a command', `commands:\n  a:\n    command: mysql --password ${SECRET}`],
    [
      'a list form',
      `  - namespace: aws:elasticbeanstalk:application:environment\n    option_name: TOKEN\n    value: ${SECRET}`,
    ],
    ['a command that begins with it', `commands:\n  a:\n    command: PASSWORD=${SECRET} ./run`],
    ['text below a name that is not indented', `    TOKEN: |\n      one\n    ${SECRET}`],
    ['a list form whose value is misspelled', `  - option_name: TOKEN\n    vlaue: ${SECRET}`],
    ['a list form that starts with its value', `  - value: ${SECRET}\n    option_name: TOKEN`],
    [
      'a private key',
      `      -----BEGIN RSA PRIVATE KEY-----\n      ${SECRET}\n      -----END RSA PRIVATE KEY-----`,
    ],
  ])('does not show %s', (_, lines) => {
    const before = `# old\n# more\n${lines}\n# old\n# more\n`;
    const diff = diffOf(before, before.replaceAll('old', 'new'))!;
    expect(diff).toContain('+# new');
    expect(diff).not.toContain(SECRET);
    expect(applied(before, diff)).toBe(before.replaceAll('old', 'new'));
  });

  it('shows options that Elastic Beanstalk defines, whatever their names are', () => {
    const before =
      'option_settings:\n  aws:autoscaling:launchconfiguration:\n    EC2KeyName: mine\n    InstanceType: old\n';
    expect(diffOf(before, before.replace('old', 'new'))).toContain('     EC2KeyName: mine');
  });

  it('git applies every one that there is, and none shows a secret', () => {
    const line = fc.constantFrom('a: 1', 'b: 2', 'c: 3', `PASSWORD: ${SECRET}`, '', '# x');
    const text = fc.array(line, { maxLength: 14 }).map((lines) => lines.map((one) => `${one}\n`).join(''));
    fc.assert(
      fc.property(
        text,
        fc.array(fc.tuple(fc.nat(13), fc.constantFrom('new: 1\n', '', 'y: 1\nz: 2\n'))),
        (before, changes) => {
          const lines = before.match(/[^\n]*\n/g) ?? [];
          for (const [index, line] of changes) if (index < lines.length) lines[index] = line;
          const after = lines.join('');
          fc.pre(after !== before);
          const diff = diffOf(before, after);
          if (diff === undefined) return;
          expect(diff).not.toContain(SECRET);
          expect(applied(before, diff)).toBe(after);
        },
      ),
      runs(100),
    );
  });

  it('takes no longer than its lines for thousands of changes', () => {
    const before = new SourceFile(
      '/project/notes.txt',
      'notes.txt',
      `a: old\n${'b: 1\n'.repeat(9)}`.repeat(5000),
    );
    const after = before.withText(before.text.replaceAll('old', 'new'));
    expect(
      unifiedDiff({ before, after }, { folder: '/project', hiddenLines: secretLines })!.match(/^@@/gm),
    ).toHaveLength(5000);
  });
});

describe('files that come and go', () => {
  const options = { folder: '/project', hiddenLines: secretLines };
  const fileOf = (text: string) => new SourceFile('/project/a/b.sh', 'a/b.sh', text);

  it.each(['echo 1\n', 'a\r\nb', ''])('%j is created by git with its mode', (text) => {
    const diff = unifiedDiff({ after: fileOf(text), isExecutable: true }, options)!;
    const root = temporaryFolder({ 'fix.patch': diff });
    execFileSync('git', ['apply', 'fix.patch'], { cwd: root, stdio: 'pipe' });
    expect(readFileSync(join(root, 'a/b.sh'), 'utf8')).toBe(text);
    expect(statSync(join(root, 'a/b.sh')).mode & 0o100).toBe(0o100);
  });

  it.each(['echo 1\n', 'x', ''])('%j is deleted by git', (text) => {
    const diff = unifiedDiff({ before: fileOf(text) }, options)!;
    const root = temporaryFolder({ 'a/b.sh': text, 'fix.patch': diff });
    execFileSync('git', ['apply', 'fix.patch'], { cwd: root, stdio: 'pipe' });
    expect(existsSync(join(root, 'a/b.sh'))).toBe(false);
  });

  it('are not shown where they may hold a secret', () => {
    expect(unifiedDiff({ after: fileOf('export DB_PASSWORD=hunter2\n'), isExecutable: false }, options)).toBe(
      undefined,
    );
    expect(unifiedDiff({ before: fileOf('export DB_PASSWORD=hunter2\n') }, options)).toBe(undefined);
  });
});
