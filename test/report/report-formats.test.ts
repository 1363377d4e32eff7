import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { github } from '../../src/report/ci/github.js';
import { compact } from '../../src/report/compact.js';
import type { FormatContext, Formatter } from '../../src/report/formatter.js';
import { json } from '../../src/report/json.js';
import type { LintResult } from '../../src/report/lint-result/lint-result.js';
import { toLintResults } from '../../src/report/lint-result/to-lint-results.js';
import { stylish } from '../../src/report/stylish.js';
import { painter } from '../../src/report/text/ansi.js';
import { unix } from '../../src/report/unix.js';
import { SourceFile } from '../../src/source/index.js';
import { matchCompact, type Matched, matchLooped, matchUnix, STYLISH_PATTERNS } from '../support/matchers.js';
import { pageText } from '../support/pages.js';
import { context, diagnostic, placeAt, sampleResults } from '../support/report-samples.js';

const textOf = (format: Formatter, results: LintResult[], over: Partial<FormatContext> = {}): string => {
  const text = format(results, context(over));
  if (typeof text !== 'string') throw new Error('not a text');
  return text;
};

/** What every matcher must see of the results. */
const expected = (results: readonly LintResult[], severities: readonly [string, string]): Matched[] =>
  results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, column, severity, message, ruleId }) => ({
      file: filePath,
      line,
      column,
      severity: severities[severity - 1]!,
      message,
      code: ruleId,
    })),
  );

const withoutStop = (found: Matched[]): Matched[] =>
  found.map((one) => ({ ...one, message: one.message.replace(/(?<=\S)\.$/, '') }));

const ROOTS = [
  ['POSIX', '/repo/app', '/'],
  ['Windows', 'C:\\Users\\me\\my app', '\\'],
  ['a share', '\\\\server\\share', '\\'],
] as const;

describe('stylish', () => {
  it('prints what ESLint prints', () => {
    expect(textOf(stylish, sampleResults())).toBe(
      [
        '',
        '/repo/app/.ebextensions/01.config',
        '  4:3   error    Short                                              routing/port-mismatch',
        '  4:10  warning  No process named wss (known: default) is declared  routing/unknown-process',
        '',
        '/repo/app/Procfile',
        '  2:22  error    daphne listens on 5001, but process websocket has Port 5000  routing/port-mismatch',
        '',
        '\u2716 3 problems (2 errors, 1 warning)',
        '',
      ].join('\n'),
    );
  });

  it('is empty where nothing was found', () => {
    expect(textOf(stylish, toLintResults([], { checkedFiles: ['/repo/app/Procfile'] }))).toBe('');
  });

  it('colours only where colour is wanted, and then the same text', () => {
    const paint = painter(true);
    const text = textOf(stylish, sampleResults(), { color: true });
    expect(text).toContain(`\n${paint('underline', '/repo/app/Procfile')}\n`);
    expect(text).toContain(paint('red', paint('bold', '\u2716 3 problems (2 errors, 1 warning)')));
    expect(textOf(stylish, sampleResults())).not.toContain('\u001b');
  });

  describe.each(Object.entries(STYLISH_PATTERNS))('for the matcher of %s', (_name, [file, message]) => {
    it.each(ROOTS)('shows every message on %s', (_system, root, separator) => {
      const results = sampleResults(root, separator);
      expect(matchLooped(textOf(stylish, results), file, message)).toEqual(
        withoutStop(expected(results, ['warning', 'error'])),
      );
    });
  });

  it('shows any message whole', () => {
    const file = new SourceFile('/repo/app/Pro\ncfile', 'Procfile', 'web: run');
    const text = fc.string({ unit: 'binary', minLength: 1 }).map((raw) => `It is ${raw}x`);
    fc.assert(
      fc.property(fc.array(text, { minLength: 1 }), (texts) => {
        const results = toLintResults(texts.map((message) => diagnostic(placeAt(file, 'run'), { message })));
        const shown = expected(results, ['warning', 'error']).map((one) => ({
          ...one,
          file: '/repo/app/Pro\\ncfile',
        }));
        expect(matchLooped(textOf(stylish, results), ...STYLISH_PATTERNS['VS Code'])).toEqual(
          withoutStop(shown),
        );
      }),
    );
  });

  it('takes a great many messages', () => {
    const file = new SourceFile('/repo/app/Procfile', 'Procfile', 'x\n'.repeat(200_000));
    const { messages, ...result } = toLintResults([diagnostic(placeAt(file, 'x'))])[0]!;
    const many = { ...result, messages: Array.from({ length: 200_000 }, () => messages[0]!) };
    expect(textOf(stylish, [many]).length).toBeGreaterThan(200_000);
  });
});

describe('compact', () => {
  it('prints what ESLint prints', () => {
    expect(textOf(compact, sampleResults())).toBe(
      [
        '/repo/app/.ebextensions/01.config: line 4, col 3, Error - Short (routing/port-mismatch)',
        '/repo/app/.ebextensions/01.config: line 4, col 10, Warning - No process named wss (known: default) is declared (routing/unknown-process)',
        '/repo/app/Procfile: line 2, col 22, Error - daphne listens on 5001, but process websocket has Port 5000. (routing/port-mismatch)',
        '',
        '3 problems',
        '',
      ].join('\n'),
    );
  });

  it('counts one as one, and nothing as nothing', () => {
    expect(textOf(compact, sampleResults().slice(1))).toMatch(/\n\n1 problem\n$/);
    expect(textOf(compact, toLintResults([], { checkedFiles: ['/p'] }))).toBe('');
  });

  it.each(ROOTS)('matches $eslint-compact on %s', (_system, root, separator) => {
    const results = sampleResults(root, separator);
    expect(matchCompact(textOf(compact, results))).toEqual(expected(results, ['Warning', 'Error']));
  });
});

describe('unix', () => {
  it('prints what ESLint prints', () => {
    expect(textOf(unix, sampleResults())).toBe(
      [
        '/repo/app/.ebextensions/01.config:4:3: Short [Error/routing/port-mismatch]',
        '/repo/app/.ebextensions/01.config:4:10: No process named wss (known: default) is declared [Warning/routing/unknown-process]',
        '/repo/app/Procfile:2:22: daphne listens on 5001, but process websocket has Port 5000. [Error/routing/port-mismatch]',
        '',
        '3 problems',
        '',
      ].join('\n'),
    );
  });

  it.each(ROOTS)('matches the GitHub problem matcher that is shipped on %s', (_system, root, separator) => {
    const results = sampleResults(root, separator);
    expect(matchUnix(textOf(unix, results))).toEqual(expected(results, ['Warning', 'Error']));
  });

  it('matches through colours that others put on', () => {
    const painted =
      '\u001b[1m/p/a\u001b[0m:\u001b[36m3\u001b[0m:4: \u001b[31mBroken: 1:2: x\u001b[0m [Error/a/b]\u001b[0m';
    expect(matchUnix(painted)).toEqual([
      { file: '/p/a', line: 3, column: 4, severity: 'Error', message: 'Broken: 1:2: x', code: 'a/b' },
    ]);
  });
});

describe('the shipped VS Code tasks', () => {
  const { tasks } = JSON.parse(pageText('editors/vscode/tasks.json')) as {
    tasks: { command: string; problemMatcher: unknown }[];
  };

  it.each(tasks.filter(({ problemMatcher }) => typeof problemMatcher === 'string'))(
    'read the format they ask for: $command',
    ({ command, problemMatcher }) => {
      const format = /^npx --no-install eblint --format (\w+)/.exec(command)?.[1];
      expect(problemMatcher).toBe(`$eslint-${format}`);
      expect(['stylish', 'compact']).toContain(format);
    },
  );
});

describe('json', () => {
  it('prints the results as they are, other ends included', () => {
    const results = toLintResults([], { checkedFiles: ['/p/clean'] }).concat(sampleResults());
    const parsed = JSON.parse(textOf(json, results)) as LintResult[];
    expect(parsed).toEqual(results);
    expect(parsed[2]!.messages[0]!.relatedLocations).toHaveLength(2);
    expect(textOf(json, [])).toBe('[]\n');
  });
});

describe('github', () => {
  const one = (text: string, over = {}, path = '/repo/app/Procfile') => {
    const file = new SourceFile(path, 'Procfile', text);
    return toLintResults([diagnostic(placeAt(file, text), { message: 'Bad', ...over })]);
  };

  it('puts errors first, repeats the place in the text, names other ends and sums up', () => {
    expect(textOf(github, sampleResults(), { workspace: '/repo' }).split('\n')).toEqual([
      '::error file=app/.ebextensions/01.config,line=4,endLine=4,col=3,endColumn=8,title=routing/port-mismatch::app/.ebextensions/01.config:4:3: Short',
      '::error file=app/Procfile,line=2,endLine=2,col=22,endColumn=26,title=routing/port-mismatch::app/Procfile:2:22: daphne listens on 5001, but process websocket has Port 5000. (see app/.ebextensions/01.config:3: process websocket has Port 5000) (see app/.ebextensions/01.config:2: overridden here)',
      '::warning file=app/.ebextensions/01.config,line=4,endLine=4,col=10,endColumn=13,title=routing/unknown-process::app/.ebextensions/01.config:4:10: No process named wss (known: default) is declared (see app/Procfile:1: the only process)',
      '2 errors, 1 warning',
      '',
    ]);
  });

  it('takes the working directory where the workspace is unknown', () => {
    expect(textOf(github, one('run'))).toMatch(/^::error file=Procfile,/);
  });

  it('writes Windows paths with forward slashes', () => {
    const text = textOf(github, sampleResults('D:\\a\\repo', '\\'), { workspace: 'D:\\a\\repo' });
    expect(text).toContain('::error file=.ebextensions/01.config,line=4');
  });

  it('leaves columns out where the end is on another line', () => {
    expect(textOf(github, one('a\nb'))).toMatch(/file=Procfile,line=1,endLine=2,title=/);
  });

  it('escapes what would end a property or the command', () => {
    const text = textOf(github, one('run', { message: '100% of a::b, c\nd' }, '/repo/app/a,b:c%'));
    expect(text).toMatch(/^::error file=a%2Cb%3Ac%25,line/);
    expect(text).toContain('::a,b:c%25:1:1: 100%25 of a::b, c\\nd\n');
  });

  it('names a file outside of the repository by its absolute path', () => {
    expect(textOf(github, one('run', {}, '/elsewhere/Procfile'))).toMatch(/file=\/elsewhere\/Procfile,/);
  });

  it('is empty where nothing was found', () => {
    expect(textOf(github, [])).toBe('');
  });

  it('never lets a message start a line of its own', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (message) => {
        const lines = textOf(github, one('run', { message })).split(/[\n\r\u0085\u2028\u2029]/);
        expect(lines).toHaveLength(3);
      }),
    );
  });
});
