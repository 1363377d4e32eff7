import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colorEnvironment } from '../../src/cli/color.js';
import { formatNames, loadFormat } from '../../src/report/formats.js';
import { toRulesMeta } from '../../src/report/lint-result/rules-meta.js';
import { toLintResults } from '../../src/report/lint-result/to-lint-results.js';
import { painter, stripAnsi } from '../../src/report/text/ansi.js';
import { oneLine, visible } from '../../src/report/text/one-line.js';
import { placeOf, SourceFile } from '../../src/source/index.js';
import { compareBytes } from '../../src/util/compare.js';
import { relativePath } from '../../src/util/paths.js';
import { growth, IN_STEP } from '../support/processor-time.js';
import { context, diagnostic, namedRule, placeAt, sampleResults } from '../support/report-samples.js';

const config = new SourceFile('/p/.ebextensions/a.config', '.ebextensions/a.config', 'a: 1\r\nb: 22\r\n');
const procfile = new SourceFile('/p/Procfile', 'Procfile', 'web: run\n');

describe('toLintResults', () => {
  it('gives one result a file, sorted by path, and each message its place from 1', () => {
    const results = toLintResults([
      diagnostic(placeAt(procfile, 'run')),
      diagnostic(placeAt(config, '22'), { severity: 'warning' }),
    ]);
    expect(results.map(({ filePath }) => filePath)).toEqual([config.path, procfile.path]);
    expect(results[0]).toMatchObject({ errorCount: 0, warningCount: 1, suppressedMessages: [] });
    expect(results[0]!.messages[0]).toEqual({
      ruleId: 'routing/port-mismatch',
      severity: 1,
      message: 'daphne listens on 5001, but process websocket has Port 5000.',
      line: 2,
      column: 4,
      endLine: 2,
      endColumn: 6,
    });
  });

  it('counts offsets without the byte order mark', () => {
    const file = new SourceFile('/p/x', 'x', '\uFEFFabc');
    const fix = {
      title: 't',
      safety: 'safe',
      edits: [{ file, span: { start: 0, end: 1 }, text: 'A' }],
    } as const;
    const [result] = toLintResults([diagnostic(placeAt(file, 'abc'), { fix })]);
    expect(result!.messages[0]).toMatchObject({ column: 1, endColumn: 4, fix: { range: [0, 1], text: 'A' } });
  });

  it('sorts messages by line, column, rule and text', () => {
    const at = placeAt(config, '22');
    const [result] = toLintResults([
      diagnostic(at, { ruleId: 'b/b', message: 'y' }),
      diagnostic(at, { ruleId: 'b/b', message: 'x' }),
      diagnostic(at, { ruleId: 'a/b', message: 'z' }),
      diagnostic(placeAt(config, 'b')),
      diagnostic(placeAt(config, 'a')),
    ]);
    expect(result!.messages.map(({ line, column, message }) => `${line}:${column} ${message[0]}`)).toEqual([
      '1:1 d',
      '2:1 d',
      '2:4 z',
      '2:4 x',
      '2:4 y',
    ]);
  });

  it('keeps the stronger of two that print alike', () => {
    const at = placeAt(config, '22');
    const [result] = toLintResults([diagnostic(at, { severity: 'warning' }), diagnostic(at), diagnostic(at)]);
    expect(result).toMatchObject({ errorCount: 1, warningCount: 0 });
    expect(result!.messages).toHaveLength(1);
  });

  it('gives files without messages a result only where they are named, once', () => {
    const found = [diagnostic(placeAt(procfile, 'run'))];
    const checkedFiles = [procfile.path, config.path];
    const results = toLintResults(found, { checkedFiles });
    expect(results.map(({ filePath, messages }) => [filePath, messages.length])).toEqual([
      [config.path, 0],
      [procfile.path, 1],
    ]);
    expect(toLintResults([])).toEqual([]);
  });

  it('gives the source where it is wanted, for files with messages', () => {
    const found = [diagnostic(placeAt(procfile, 'run'))];
    const [clean, dirty] = toLintResults(found, { withSource: true, checkedFiles: [config.path] });
    expect(clean).not.toHaveProperty('source');
    expect(dirty!.source).toBe('web: run\n');
    expect(toLintResults(found)[0]).not.toHaveProperty('source');
  });

  it('marks only errors as fatal, since formatters count every fatal as an error', () => {
    const at = placeAt(procfile, 'web');
    const [error] = toLintResults([diagnostic(at, { fatal: true })]);
    expect(error).toMatchObject({ errorCount: 1, fatalErrorCount: 1, messages: [{ fatal: true }] });
    const [warning] = toLintResults([diagnostic(at, { fatal: true, severity: 'warning' })]);
    expect(warning).toMatchObject({ errorCount: 0, fatalErrorCount: 0, warningCount: 1 });
    expect(warning!.messages[0]).not.toHaveProperty('fatal');
  });

  it('names the other ends with their places', () => {
    const related = [{ at: placeAt(config, '22'), note: 'set\nhere' }];
    const [result] = toLintResults([diagnostic(placeAt(procfile, 'web'), { related })]);
    expect(result!.messages[0]!.relatedLocations).toEqual([
      { filePath: config.path, message: 'set\\nhere', line: 2, column: 4, endLine: 2, endColumn: 6 },
    ]);
  });

  const fixOf = (
    safety: 'safe' | 'unsafe',
    ...edits: (readonly [start: number, end: number, text: string])[]
  ) => {
    const fix = {
      title: 't',
      safety,
      edits: edits.map(([start, end, text]) => ({ file: config, span: { start, end }, text })),
    };
    return toLintResults([diagnostic(placeAt(config, 'a'), { fix })])[0]!;
  };

  it('makes one of edits that are beside each other', () => {
    expect(fixOf('safe', [4, 6, '2'], [3, 4, 'one']).messages[0]!.fix).toEqual({
      range: [3, 6],
      text: 'one2',
    });
  });

  it('copies no text between edits that are apart', () => {
    const result = fixOf('safe', [9, 11, '3'], [3, 4, 'one']);
    expect(result.messages[0]).not.toHaveProperty('fix');
    expect(result.messages[0]!.edits).toEqual({
      desc: 't',
      safe: true,
      replacements: [
        { range: [3, 4], text: 'one' },
        { range: [9, 11], text: '3' },
      ],
    });
    expect(result).toMatchObject({ fixableErrorCount: 1, fixableWarningCount: 0 });
    const unsafe = fixOf('unsafe', [9, 11, '3'], [3, 4, 'one']);
    expect(unsafe.messages[0]).not.toHaveProperty('suggestions');
    expect(unsafe).toMatchObject({ messages: [{ edits: { safe: false } }], fixableErrorCount: 0 });
  });

  it('copies no text that a replacement keeps', () => {
    expect(fixOf('unsafe', [9, 11, '"22"']).messages[0]!.edits!.replacements).toEqual([
      { range: [9, 9], text: '"' },
      { range: [11, 11], text: '"' },
    ]);
    expect(fixOf('safe', [9, 11, '2x2']).messages[0]!.fix).toEqual({ range: [10, 10], text: 'x' });
    expect(fixOf('safe', [9, 11, '23']).messages[0]!.fix).toEqual({ range: [10, 11], text: '3' });
  });

  it('suggests an unsafe fix and drops one over two files', () => {
    const edit = { file: config, span: { start: 0, end: 1 }, text: 'c' };
    const at = placeAt(config, 'a');
    const [unsafe] = toLintResults([
      diagnostic(at, { fix: { title: 'Rename it', safety: 'unsafe', edits: [edit] } }),
    ]);
    expect(unsafe!.messages[0]!.suggestions).toEqual([
      { desc: 'Rename it', fix: { range: [0, 1], text: 'c' } },
    ]);
    expect(unsafe).toMatchObject({ fixableErrorCount: 0 });
    const edits = [edit, { ...edit, file: procfile }];
    const [wide] = toLintResults([diagnostic(at, { fix: { title: 't', safety: 'safe', edits } })]);
    expect(wide!.messages[0]).not.toHaveProperty('fix');
    expect(wide!.messages[0]).not.toHaveProperty('suggestions');
  });

  it('has counts that equal the messages and places inside the text, whatever comes', () => {
    const someDiagnostic = fc
      .record({
        text: fc.string({ unit: fc.constantFrom('a', '\n', '\r', '😀', ' ') }),
        start: fc.nat(9),
        length: fc.nat(9),
        path: fc.constantFrom('/p/a', '/p/b', '/q'),
        severity: fc.constantFrom('error', 'warning'),
        fatal: fc.boolean(),
        message: fc.string({ unit: 'binary' }),
      })
      .map(({ text, start, length, path, severity, fatal, message }) =>
        diagnostic(placeOf(new SourceFile(path, path, text), start, start + length), {
          severity: severity as 'error' | 'warning',
          message,
          ...(fatal ? { fatal } : {}),
        }),
      );
    fc.assert(
      fc.property(fc.array(someDiagnostic), (diagnostics) => {
        for (const result of toLintResults(diagnostics)) {
          const { messages, errorCount, warningCount } = result;
          expect(errorCount + warningCount).toBe(messages.length);
          expect(messages.filter(({ severity }) => severity === 2)).toHaveLength(errorCount);
          for (const { line, column, endLine, endColumn, message } of messages) {
            expect(Math.min(line, column, endLine, endColumn)).toBeGreaterThanOrEqual(1);
            expect(endLine > line || endColumn >= column).toBe(true);
            expect(message).not.toMatch(/[\n\r\u2028\u2029\u001b]|\s\s/);
          }
        }
        expect(toLintResults([...diagnostics].reverse()).map(({ filePath }) => filePath)).toEqual(
          toLintResults(diagnostics).map(({ filePath }) => filePath),
        );
      }),
    );
  });
});

describe('oneLine', () => {
  it.each([
    ['a\r\nb', 'a\\r\\nb'],
    ['\u001b[31mred\u001b[0m', '\\u001b[31mred\\u001b[0m'],
    ['a\u0000\u007f\u0085\u009b', 'a\\u0000\\u007f\\u0085\\u009b'],
    ['a\u2028b\u2029c', 'a\\u2028b\\u2029c'],
    ['\u202egnp.exe\u2066', '\\u202egnp.exe\\u2066'],
    ['a  b \u00a0 c', 'a b c'],
    ['  a  ', 'a'],
    ['a\t\tb', 'a\\t\\tb'],
    ['Grüße 😀', 'Grüße 😀'],
  ])('%j is shown as %s', (text, shown) => {
    expect(oneLine(text)).toBe(shown);
  });

  it('changes nothing the second time', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => oneLine(oneLine(text)) === oneLine(text)));
  });

  it('leaves the spaces of a path', () => {
    expect(visible(' a  b\n')).toBe(' a  b\\n');
  });
});

describe('compareBytes', () => {
  it('orders as UTF-8 does, beyond U+FFFF too', () => {
    const names = ['\u{1F600}', '\uFF5E', 'b', 'B', 'a/b', 'a', '', 'ä'];
    const byBytes = [...names].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect(names.sort(compareBytes)).toEqual(byBytes);
  });

  it('agrees with the bytes of any text', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareBytes(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
  });
});

describe('relativePath', () => {
  it.each([
    ['/repo', '/repo/Procfile', 'Procfile'],
    ['/repo/', '/repo/.ebextensions/a.config', '.ebextensions/a.config'],
    ['/repo/app', '/repo/Procfile', '../Procfile'],
    ['/repo/app', '/repo/application/x', '../application/x'],
    ['/', '/a/b', 'a/b'],
    ['/a/b', '/c', '../../c'],
    ['/repo', '/repo', '.'],
    ['/repo', '/repo/back\\slash', 'back\\slash'],
    ['C:\\repo', 'C:\\repo\\a\\b', 'a/b'],
    ['c:\\Repo\\', 'C:\\repo\\a', 'a'],
    ['C:/repo', 'C:\\repo\\a', 'a'],
    ['C:\\', 'C:\\a', 'a'],
    ['C:\\repo\\x', 'C:\\repo\\a', '../a'],
    ['C:\\repo', 'D:\\repo\\a', 'D:/repo/a'],
    ['\\\\server\\share\\x', '\\\\server\\share\\a', '../a'],
    ['\\\\server\\share', '\\\\other\\share\\a', '//other/share/a'],
    ['/repo', 'C:\\repo\\a', 'C:/repo/a'],
  ])('from %s to %s is %s', (folder, file, path) => {
    expect(relativePath(folder, file)).toBe(path);
  });
});

describe('stripAnsi', () => {
  it.each([
    ['\u001b[31m\u001b[1mred\u001b[22m\u001b[39m', 'red'],
    ['\u001b[38;5;12;48;2;1;2;3mx\u001b[m', 'x'],
    ['\u001b]8;;https://example.com\u0007link\u001b]8;;\u0007', 'link'],
    ['\u001b]8;;https://example.com\u001b\\link\u001b]8;;\u001b\\', 'link'],
    ['\u001bPtmux;\u001b\u001b]8;;https://example.com\u0007\u001b\\link', 'link'],
    ['a [31m b', 'a [31m b'],
  ])('%j becomes %s', (text, bare) => {
    expect(stripAnsi(text)).toBe(bare);
  });

  it('takes away what the painter put on, and only that', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(text, fc.constantFrom('bold', 'dim', 'underline', 'red', 'yellow'), (bare, style) => {
        expect(stripAnsi(painter(true)(style, bare))).toBe(bare);
        expect(painter(false)(style, bare)).toBe(bare);
      }),
    );
  });

  it.each(['\u001b]8;;', '\u001b[1;', '\u001b', '\u001b['])(
    'takes time in step with much of %j, which never ends',
    async (piece) => {
      expect(await growth(100_000, (size) => stripAnsi(piece.repeat(size)))).toBeLessThan(IN_STEP);
    },
  );
});

describe('toRulesMeta', () => {
  it('gives every rule its description, type and link', () => {
    const rules = [namedRule(), namedRule({ consequence: 'hygiene', preset: 'strict' }, 'procfile/comment')];
    expect(toRulesMeta(rules, (id) => `https://example.com/${id}`)).toEqual({
      'routing/port-mismatch': {
        type: 'problem',
        docs: {
          description: 'A server listens on another port than its process',
          recommended: true,
          url: 'https://example.com/routing/port-mismatch',
        },
      },
      'procfile/comment': {
        type: 'suggestion',
        docs: {
          description: 'A server listens on another port than its process',
          recommended: false,
          url: 'https://example.com/procfile/comment',
        },
      },
    });
  });
});

describe('formats', () => {
  it('loads every built-in format by name', async () => {
    for (const name of formatNames) expect(await loadFormat(name)).toBeTypeOf('function');
  });

  it.each(['constructor', '__proto__', 'Pretty', '', 'html'])('knows no format %j', (name) => {
    expect(loadFormat(name)).toBeUndefined();
  });

  it.each(formatNames)('%s leaves the results as they were', async (name) => {
    const results = sampleResults();
    const format = await loadFormat(name)!;
    await format(results, context());
    expect(results).toEqual(sampleResults());
  });
});

describe('colorEnvironment', () => {
  it('forces colour and takes away what contradicts, or forbids it', () => {
    expect(colorEnvironment(true)).toEqual({ FORCE_COLOR: '1', NO_COLOR: undefined });
    expect(colorEnvironment(false)).toEqual({ FORCE_COLOR: '0', FORCE_HYPERLINK: '0' });
  });
});
