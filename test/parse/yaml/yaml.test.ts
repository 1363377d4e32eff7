import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { Lexer } from 'yaml';
import type { Problem } from '../../../src/parse/problem.js';
import { child, entriesOf, itemsOf, type Node } from '../../../src/parse/yaml/node.js';
import { parseYaml } from '../../../src/parse/yaml/yaml.js';
import { positionsOf, SourceFile } from '../../../src/source/index.js';
import { runs } from '../../support/runs.js';

const parse = (text: string, name = 'a.config') => parseYaml(new SourceFile(`/project/${name}`, name, text));

/** A tree as plain values, with every scalar as the text that Elastic Beanstalk gets. */
function plain(node: Node | undefined): unknown {
  if (node?.kind === 'map')
    return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, plain(value)]));
  return node?.kind === 'list' ? node.items.map(plain) : node?.text;
}

const codeOf = (problem: Problem): string => ('fault' in problem ? problem.fault.code : problem.kind);

/** `line:column code` of every problem. */
const problemsOf = (text: string, name?: string): string[] =>
  parse(text, name).problems.map((problem) => {
    const { line, column } = positionsOf(problem.at).start;
    return `${line}:${column} ${codeOf(problem)}`;
  });

describe('what is broken, where, and why', () => {
  it.each([
    // Template engines and merges
    ['{% for a in b %}\nx: 1\n{% endfor %}\n', '1:2', 'template-tags'],
    ['a: 1\n<% if x %>\nb: 2\n', '2:1', 'template-tags'],
    ['a:\n<<<<<<< HEAD\n  b: 1\n=======\n  b: 2\n>>>>>>> other\n', '2:1', 'merge-conflict'],
    ['a: 1\n=======\nb: 2\n', '2:1', 'merge-conflict'],
    ['a: 1\n>>>>>>>\nb: 2\n', '2:1', 'merge-conflict'],
    ['a:\n  <% x %>\n  b: 1\n', '2:3', 'template-tags'],
    ['  {% for %}\n', '1:4', 'template-tags'],
    ['a: {% if x %}\n', '1:5', 'template-tags'],
    ['{%- if x\n', '1:2', 'template-tags'],
    ['{%\n', '1:2', 'template-tags'],
    ['a: {{ x }}/y\n', '1:11', 'template-tags'],
    ['{# x #}\na:\n  b: 1\n', '3:3', 'template-tags'],
    ['{{ x }}\na: b\n', '2:1', 'template-tags'],
    ['a: "{{ x }}" y\n', '1:14', 'text-after-quote'],
    // Comments of other languages
    ['{\n "a": "1" // C\n}\n', '2:11', 'foreign-comment', { mark: '//' }],
    ['a:\n  // C\n  b: 1\n', '2:3', 'foreign-comment', { mark: '//' }],
    ['<!-- XML -->\na: 1\n', '1:1', 'foreign-comment', { mark: '<!--' }],
    ['a: 1\n// C\nb: 2\n', '2:1', 'foreign-comment', { mark: '//' }],
    ['a: 1\n/* C */\nb: 2\n', '2:1', 'foreign-comment', { mark: '/*' }],
    // Tabs
    ['a:\n\tb: 1\n', '2:1', 'tab-indentation'],
    ['a:\n  b: |\n\tc\n', '3:2', 'tab-indentation'],
    ['a:\n  - x\n\t- y\n', '3:1', 'tab-indentation'],
    ['a: 1\n\t\nb: 2\n', '2:1', 'tab-indentation'],
    ['a:\t1\n', '1:3', 'tab-between-tokens'],
    ['a: "x"\t\n', '1:7', 'tab-between-tokens'],
    ['a:\t\n  b: 1\n   c: 2\n', '1:3', 'tab-between-tokens'],
    ['a:\n  b: 1\n \tc: 1\n', '3:2', 'tab-indentation'],
    ['c:\td\na:\n\u00a0b: 1\n', '1:3', 'tab-between-tokens'],
    // Characters that begin no value
    ['a: */5 * * * *\n', '1:8', 'bad-first-character', { character: '*' }],
    ['- */5 * * * *\n', '1:7', 'bad-first-character', { character: '*' }],
    ['a:  */5   * * * *\n', '1:11', 'bad-first-character', { character: '*' }],
    ['*/5 * * * *\n', '1:5', 'wrong-block'],
    ['a: `x ======= y\n', '1:4', 'bad-first-character', { character: '`' }],
    ['a: `<% x %>\n', '1:4', 'bad-first-character', { character: '`' }],
    ['a: `{%x}\n', '1:4', 'bad-first-character', { character: '`' }],
    ['a: @-\n', '1:4', 'bad-first-character', { character: '@' }],
    ['a: `{"Ref": "B"}`\n', '1:4', 'bad-first-character', { character: '`' }],
    ['a: @x\n', '1:4', 'bad-first-character', { character: '@' }],
    ['a: %x\n', '1:4', 'bad-first-character', { character: '%' }],
    ['% commands:\n  a: 1\n', '1:1', 'percent-line'],
    ['a: 1\n%\nb: 2\n', '2:1', 'percent-line'],
    ['# 50%\n% commands:\n  a: 1\n', '2:1', 'percent-line'],
    ['a: `x\n% b\n', '1:4', 'bad-first-character', { character: '`' }],
    ['a: *\n', '1:4', 'bad-first-character', { character: '*' }],
    ['a: *.php\n', '1:4', 'unknown-anchor'],
    // Quotes
    ['a: "x\nb: 1\n', '1:4', 'unclosed-quote'],
    ["a:\n  b: 'x\n  c: 1\n", '2:6', 'unclosed-quote'],
    ['a: "x\nb: "y"\n', '1:4', 'unclosed-quote'],
    ['a: "C:\\data"\n', '1:7', 'bad-escape', { escape: '\\d' }],
    ['```yaml\na: b\n```\n', '1:1', 'code-fence'],
    ["a: 'it's'\n", '1:8', 'text-after-quote'],
    ['a: "say "hello" now"\n', '1:10', 'text-after-quote'],
    ["a: 'it's: here'\n", '1:4', 'early-quote'],
    ['a: "b" "c"\n', '1:8', 'text-after-quote'],
    ['a: [ -f x ] && [ -d y ]\n', '1:13', 'text-after-bracket'],
    ['"a:\n  b": 1\n', '1:1', 'unclosed-quote'],
    ['a:\n  "b\nc": 1\n', '2:3', 'unclosed-quote'],
    ['"a\\d\n b": 1\n', '1:1', 'unclosed-quote'],
    ['a: "b" *c d\n', '1:8', 'text-after-quote'],
    ['{\n\t"a": "x" "y"\n}\n', '2:11', 'text-after-value'],
    // Blocks of text
    ['a: |x\n b\n', '1:5', 'block-text-on-header'],
    ['a: > b\n', '1:6', 'block-text-on-header'],
    // Colons
    ['a: b:\n', '1:4', 'colon-in-value'],
    ['a\n"b": 1\n', '1:1', 'missing-colon'],
    ['a: 1\n=\nb: 2\n', '2:1', 'missing-colon'],
    ['a: 1\n> x\nb: 2\n', '2:1', 'missing-colon'],
    ['a:\n  http://x\n  c: 1\n', '2:3', 'missing-colon'],
    ['a: x\ny@\n', '2:1', 'missing-colon'],
    ['a: 1\nMinSize:1\n', '2:1', 'missing-space-after-colon'],
    ['a:\n  b: 1\n  c:2\n', '3:3', 'missing-space-after-colon'],
    ['a: 1\naws:ec2:vpc\n', '2:1', 'missing-colon'],
    ['a: 1\n-b\n', '2:1', 'missing-colon'],
    [`${'x'.repeat(1025)}: 1\n`, '1:1', 'long-key'],
    [`${'😀'.repeat(1025)}: 1\n`, '1:1', 'long-key'],
    [`a: {&b ${'x'.repeat(1022)}: 1}\n`, '1:5', 'long-key'],
    ['a: curl -H "X: y" z\n', '1:4', 'colon-in-value'],
    ['a: b: c\n', '1:4', 'colon-in-value'],
    ['a: "b": c\n', '1:4', 'two-keys-on-line'],
    ['files:  "/etc/x": mode: "1"\n', '1:9', 'two-keys-on-line'],
    ['a:\n  b\n  c: 1\n', '2:3', 'missing-colon'],
    ['a:\n  "b"\n    c: 1\n', '2:3', 'missing-colon'],
    ['a:\n  "b" # c\n\n  # d\n    c: 1\n', '2:3', 'missing-colon'],
    ['a:\n  b\n  # c\n    c: 1\n', '2:3', 'missing-colon'],
    ['a:\n  b 1\n  # c\n  c: 1\n', '2:3', 'missing-colon'],
    ['a: 1\nb:\n  "c"\n    d: 1\n', '3:3', 'missing-colon'],
    ['a\n# b\nc: 1\n', '1:1', 'missing-colon'],
    ['a: # b\n  c |\n    d\n    ## e\n    f: 1\n', '2:3', 'missing-colon'],
    ['a:\n  b:[]\n  c: 1\n', '2:3', 'missing-space-after-colon'],
    ['a: |\n  x\ny\nb: 1\n', '3:1', 'missing-colon'],
    // Indentation
    ['a:\n  b: 1\n   c: 2\n', '2:6', 'keys-below-value'],
    ['a:\n  b: 1\n    c 2\n    d: 3\n', '2:6', 'keys-below-value'],
    ['a:\n  b: []\n   c: 2\n', '3:4', 'bad-indentation'],
    ['a:\n  b:\n    "c"\n   d: 2\n', '4:4', 'bad-indentation'],
    ['a:\n  b: "c\n  d"\n  e: 1\n    f: 2\n', '4:6', 'keys-below-value'],
    ['a:\n    b: 1\n  c: 2\n', '3:3', 'bad-indentation'],
    ['  a: 1\nb: 2\n', '2:1', 'wrong-block'],
    ['a:\n  b: 1\n  - c\n', '3:3', 'list-among-keys'],
    ['a: 1\n- b\n', '2:1', 'list-among-keys'],
    ['a: 1\n-\n', '2:1', 'list-among-keys'],
    ['a: - b\n', '1:4', 'list-on-key-line'],
    ['a: b\n  - c\n d: e\n', '1:4', 'keys-below-value'],
    ['a: -\n', '1:4', 'list-on-key-line'],
    ['a:\n  - b: 1\n   c: 2\n', '3:4', 'not-an-item'],
    ['a:\n  -b: 1\n   c: 2\n', '2:7', 'missing-space-after-hyphen'],
    ['a:\n  b: 1\n c\n', '3:2', 'missing-colon'],
    ['a: |\n   b\n  c\nd: 1\n', '3:3', 'missing-colon'],
    // Brackets
    ['a: [1, 2\nb: 1\n', '2:1', 'missing-bracket', { bracket: ']' }],
    ['{"a": {"b": 1}\n', '1:15', 'missing-bracket-at-end', { bracket: '}' }],
    ['a: 1\n}\n', '2:1', 'stray-bracket', { bracket: '}' }],
    ['{"a": 1\n "b": 2}\n', '1:7', 'missing-comma-at-line-end'],
    ['{"a": "1"\n "b": 2}\n', '2:2', 'missing-comma-before-entry'],
    ['{"a": 1\n b: 2}\n', '1:7', 'missing-comma-at-line-end'],
    ['{"a": 1\n\n "b": 2}\n', '1:7', 'missing-comma-at-line-end'],
    ['{"a": 1 "b": 2}\n', '1:7', 'missing-comma-after-value'],
    ['a: {b: "c" d: e}\n', '1:8', 'missing-comma-after-value'],
    ['a: [ "b"c ]\n', '1:9', 'missing-separator'],
    ['{"a" "1", "b": {"c": 1 "d": 2}}\n', '1:6', 'missing-separator'],
    ['{"a" "1"}\n', '1:6', 'missing-separator'],
    ['{"a": "1,\n"b": "2"}\n', '1:7', 'unclosed-quote'],
    ['{"a": {"b": 1}\n}\n}\n', '3:1', 'text-after-value'],
    ['{\n"a": {"b": {\n"c": 1\n}}\n},\n"d": {"e": {}}\n}\n', '5:2', 'text-after-value'],
    ['{"a": {}}\n},\n"b": {}\n', '2:1', 'text-after-value'],
    ['a: {b: c,, d}\n', '1:10', 'empty-item'],
    // Documents
    ['a: 1\n---\nb: 2\n', '2:1', 'second-document'],
    ['a: 1\n---\n', '2:1', 'second-document'],
    // In the words of the library, and none of the file's
    ['a: !!x!y z\n', '1:4', 'other', { reason: 'could not resolve tag' }],
    ['a: &a &b c\n', '1:7', 'other', { reason: 'a node can have at most one anchor' }],
    ['# my settings\noption_settings: [', '2:18', 'missing-bracket', { bracket: ']' }],
    ['a: {"b\n": c}\n', '1:5', 'unclosed-quote'],
    ['a: {b\n: c}\n', '2:1', 'missing-bracket', { bracket: '}' }],
    ['a: {b\n  : c}\n', '1:5', 'bad-indentation'],
    [': a\n', '1:1', 'bad-first-character', { character: ':' }],
    ['command: && ls\n', '1:10', 'bad-first-character', { character: '&' }],
    ['a: & b\n', '1:4', 'bad-first-character', { character: '&' }],
    ['a: [b, &c.d e]\n', '1:8', 'bad-first-character', { character: '&' }],
    ['a:\n  - &b{c: d}\n', '2:5', 'bad-first-character', { character: '&' }],
    ['a: b\u2028c\n', '1:6', 'other', { reason: 'implicit map keys need to be followed by map values' }],
  ])('%j at %s: %s', (text, place, code, details: Readonly<Record<string, string>> = {}) => {
    expect(problemsOf(text)).toEqual([`${place} ${code}`]);
    expect(parse(text).problems).toMatchObject([{ kind: 'syntax', fault: { code, ...details } }]);
  });

  it.each([
    ['a:\n\u00a0 b: 1\n', '2:1', 'in the indentation', 'U+00A0'],
    ['a:\n  b:\u00a01\n', '2:5', 'after a colon', 'U+00A0'],
    ['a:\n  b:\u00a0c\n  d: e\n', '2:5', 'after a colon', 'U+00A0'],
    ['a:\n  b:\u200b\u00a0"c"\n  d: e\n', '2:5', 'after a colon', 'U+200B'],
    ['a:\n  -\u00a0b: c\n    d: e\n', '2:4', 'after a hyphen', 'U+00A0'],
  ])('is a space that is not one in %j at %s %s', (text, place, where, character) => {
    expect(problemsOf(text)).toEqual([`${place} irregular-whitespace`]);
    expect(parse(text).problems).toMatchObject([{ kind: 'encoding', fault: { where, character } }]);
  });

  it('is what comes before such a space', () => {
    expect(problemsOf('a: `x\nb:\u00a0c\n')).toEqual(['1:4 bad-first-character']);
  });

  it.each([
    'a: b\u00a0c\n',
    'a:\n  - b c:\u00a0d\n',
    'a: "b:\u00a0c"\n',
    'a: |\n  b:\u00a0c\n',
    '# a:\u00a0b\n',
  ])('is no such space in %j', (text) => expect(problemsOf(text)).toEqual([]));

  it('is told once per file, and what is first', () => {
    expect(problemsOf('a: `x\nb: @y\nc:\n\td: 1\n')).toEqual(['1:4 bad-first-character']);
  });

  it('never shows what may be a secret', () => {
    for (const text of [
      'a:\n  PASSWORD=hunter2\n  b: 1\n',
      'a: "x" hunter2\n',
      ' a: 1\nhunter2: 2\n',
      'a: |hunter2\n  x\n',
      'a: !<hunter2\n',
      'a: [hunter2: {x}\n',
    ])
      expect(
        JSON.stringify(parse(text).problems, (key, value: unknown) => (key === 'at' ? undefined : value)),
      ).not.toContain('hunter2');
  });

  it('is a file that is not text', () => {
    expect(problemsOf('\0\0\0a')).toEqual(['1:1 control-character']);
    expect(problemsOf('a: 1\nb: "\x1b[0m"\n')).toEqual(['2:5 control-character']);
    expect(parse('a: 1\nb: "\x1b[0m"\n').problems).toMatchObject([{ fault: { character: 'U+001B' } }]);
    expect(problemsOf('a: "é 日本 😀 \u00a0"\n')).toEqual([]);
  });
});

describe('what is right for Elastic Beanstalk though other readers refuse it', () => {
  it.each([
    ['a:\n  b: "x\ny"\nc: 1\n', { a: { b: 'x y' }, c: '1' }],
    ["a:\n  b: 'x\n\ty'\n", { a: { b: 'x y' } }],
    ['a:\r\n  b: "x\r\ny"\r\nc: 1\r\n', { a: { b: 'x y' }, c: '1' }],
    ['a:\n  b: [1,\n2\n]\nc: 3\n', { a: { b: ['1', '2'] }, c: '3' }],
    ['a:\n  b: {\n"c": [ "d\n" ]\n}\n', { a: { b: { c: ['d '] } } }],
    ['a:\n  b: "w\nx... z"\n', { a: { b: 'w x... z' } }],
    [`a:\n  b: "${'x\n'.repeat(100)}y"\n`, { a: { b: `${'x '.repeat(100)}y` } }],
    [`a:\n  b: [\n${'x,\n'.repeat(1000)}]\n`, { a: { b: Array.from({ length: 1000 }, () => 'x') } }],
    ['a: {\n# c\n"b": {"c": "d"}\n}', { a: { b: { c: 'd' } } }],
    ['a: {b: c, # d\n  e: {}}', { a: { b: 'c', e: {} } }],
    ['a:\n  b: {c: "d", # e\nf: {}}', { a: { b: { c: 'd', f: {} } } }],
    ["a:\n  b: [c # ' ]\n# } ] ' \"\n, d]\n", { a: { b: ['c', 'd'] } }],
    ['a:\n  b: {? c\n: d}\n', { a: { b: { c: 'd' } } }],
    ['a:\n  b: {c:\nd, e}\n', { a: { b: { c: 'd', e: '' } } }],
    ['a:\n- [b\n]\n- {c: d\n}\n', { a: [['b'], { c: 'd' }] }],
    ['a: []# comment\n', { a: [] }],
    ['a: b\u0085c: d\n', { a: 'b', c: 'd' }],
    ['a: b\u2028c: d\n', { a: 'b', c: 'd' }],
    ['# a\u2029b: |\u2028  c\u0085  d\n', { b: 'c\nd\n' }],
    ['a: "b\u0085  c"\n', { a: 'b c' }],
    ['&a : b\n', { '': 'b' }],
    ['a: 1\rb: 2\r', { a: '1', b: '2' }],
    ['a: x\t\nb: y \t# comment\n', { a: 'x', b: 'y' }],
    ['# \tcomment\na: |\n  \tx\n', { a: '\tx\n' }],
    ['a: "\t"\n', { a: '\t' }],
    ['a: "b \\\n\nc\\td \\\r\n \t\r\n\r\n  e\\\n f\n\n g\\\\\n\n"\n', { a: 'b \nc\td \n\nef\ng\\\n' }],
    [`${'😀'.repeat(1024)}: b\n`, { ['😀'.repeat(1024)]: 'b' }],
    [`{${'a'.repeat(1024)}: b}\n`, { ['a'.repeat(1024)]: 'b' }],
  ])('%j', (text, expected) => {
    expect(problemsOf(text)).toEqual([]);
    expect(plain(parse(text).root)).toEqual(expected);
  });

  it('keeps places right where it joins lines', () => {
    const text = 'a:\n  b: "x\ny"\n  c: here\n';
    const { root } = parse(text);
    const { span } = child(child(root, 'a'), 'c')!.place;
    expect(text.slice(span.start, span.end)).toBe('here');
  });

  it('reads a file of such lines twice at most', () => {
    const lex = vi.spyOn(Lexer.prototype, 'lex');
    const lines = 'x,\n'.repeat(1000);
    expect(problemsOf(`a:\n  b: [\n${lines}]\n`)).toEqual([]);
    expect(lex).toHaveBeenCalledTimes(1);
    lex.mockClear();
    expect(problemsOf(`a:\n  b: [\n${lines}`)).toHaveLength(1);
    expect(lex).toHaveBeenCalledTimes(2);
  });

  it('ends quotes at a document marker', () => {
    expect(problemsOf('a: "x\n--- y"\n')).not.toEqual([]);
  });
});

describe('JSON', () => {
  it.each([
    ['{"a": 1}', { a: '1' }],
    ['{\n\t"a": [\n\t\t"b"\n\t]\n}\n', { a: ['b'] }],
    ['{"a":"b","c":{"d":[]}}', { a: 'b', c: { d: [] } }],
    ['{\r\n"a": "\\/x"\r\n}', { a: '/x' }],
    ['  {"a": "b: c # d"}', { a: 'b: c # d' }],
  ])('%j', (text, expected) => {
    expect(problemsOf(text)).toEqual([]);
    expect(plain(parse(text).root)).toEqual(expected);
  });

  it('says what is wrong with it, not that it has tabs', () => {
    expect(problemsOf('{\n\t"a": 1\n\t"b": 2\n}\n')).toEqual(['2:7 missing-comma-at-line-end']);
    expect(problemsOf('{\n\t"a": "1"\n\t"b": 2\n}\n')).toEqual(['3:2 missing-comma-before-entry']);
    expect(problemsOf('\n {\n\t"a": "1"\n\t"b": 2\n}\n')).toEqual(['4:2 missing-comma-before-entry']);
  });
});

describe('scalars', () => {
  it.each([
    // As SnakeYAML resolves them
    ['yes', 'boolean', 'true'],
    ['Off', 'boolean', 'false'],
    ['TRUE', 'boolean', 'true'],
    ['y', 'string', 'y'],
    ['n', 'string', 'n'],
    ['tRue', 'string', 'tRue'],
    ['~', 'null', ''],
    ['null', 'null', ''],
    ['Null', 'null', ''],
    ['nUll', 'string', 'nUll'],
    ['0', 'integer', '0'],
    ['+12', 'integer', '12'],
    ['-3', 'integer', '-3'],
    ['1_000', 'integer', '1000'],
    ['000755', 'integer', '493'],
    ['0644', 'integer', '420'],
    ['0o755', 'string', '0o755'],
    ['08', 'string', '08'],
    ['-0', 'integer', '0'],
    ['+0', 'integer', '0'],
    ['-00', 'integer', '0'],
    ['0_', 'string', '0_'],
    ['0__7', 'integer', '7'],
    ['0x_', 'string', '0x_'],
    ['0x1F', 'integer', '31'],
    ['0b101', 'integer', '5'],
    ['-0x1_F', 'integer', '-31'],
    ['9'.repeat(70), 'integer', '9'.repeat(70)],
    ['1_000.5', 'float', '1000.5'],
    ['+1_0:30', 'integer', '630'],
    ['-1:30', 'integer', '-90'],
    ['12:30', 'integer', '750'],
    ['22:22', 'integer', '1342'],
    ['1:60', 'string', '1:60'],
    ['190:20:30.15', 'float', '685230.15'],
    ['-1:30.', 'float', '-90.0'],
    ['1.10', 'float', '1.1'],
    ['2.0', 'float', '2.0'],
    ['1.', 'float', '1.0'],
    ['.5', 'float', '0.5'],
    ['1e3', 'float', '1000.0'],
    ['-0.', 'float', '-0.0'],
    ['-0', 'integer', '0'],
    ['.inf', 'float', '.inf'],
    ['.NaN', 'float', '.NaN'],
    ['1.2.3', 'string', '1.2.3'],
    ['2026-11-24', 'timestamp', '2026-11-24'],
    ['2026-11-24 10:00:00', 'timestamp', '2026-11-24 10:00:00'],
    ['2001-1-1', 'string', '2001-1-1'],
    ['2001-1-1 1:00:00 +5:30', 'timestamp', '2001-1-1 1:00:00 +5:30'],
    ['2001-1-1 1:00:00 +0530', 'string', '2001-1-1 1:00:00 +0530'],
    ['/ws/*', 'string', '/ws/*'],
    ['a#b', 'string', 'a#b'],
    ['t3.micro', 'string', 't3.micro'],
    ['aws:elbv2:listener:443', 'string', 'aws:elbv2:listener:443'],
  ])('%s is a %s: %j', (written, type, text) => {
    expect(child(parse(`a: ${written}\n`).root, 'a')).toMatchObject({ type, text, written, style: 'plain' });
  });

  it.each([
    ['"0755"', 'double', '0755'],
    ["'yes'", 'single', 'yes'],
    ["'it''s'", 'single', "it's"],
    ['"a\\tb\\u00e9\\x41"', 'double', 'a\tbéA'],
    ['|\n  0755\n', 'block', '0755\n'],
    ['>-\n  a\n  b\n', 'block', 'a b'],
    ['|+\n  a\n\n', 'block', 'a\n\n'],
    ['|\n  a', 'block', 'a'],
    ['|+\n  a', 'block', 'a'],
    ['>-\n  a', 'block', 'a'],
    ['|\n  a\u0085', 'block', 'a\n'],
    ['!!str 0755', 'plain', '0755'],
  ])('%j is text: %s', (source, style, text) => {
    expect(child(parse(`a: ${source}`).root, 'a')).toMatchObject({ type: 'string', style, text });
  });

  it('without a value are null, with a place after the key', () => {
    const { root } = parse('a:\nb: 1\n');
    expect(child(root, 'a')).toMatchObject({ type: 'null', text: '', place: { span: { start: 2, end: 2 } } });
  });

  it('keep their tags', () => {
    expect(child(parse('a: !Ref Bucket\n').root, 'a')).toMatchObject({ tag: '!Ref', text: 'Bucket' });
    expect(child(parse('a: !Sub [x]\n').root, 'a')).toMatchObject({ kind: 'list', tag: '!Sub' });
  });

  it('are not the only keys: a map or list is named by the start of its source, on one line', () => {
    expect(plain(parse('? {a: b,\r\n   c: d}\r\n: e\n').root)).toEqual({ '{a: b, c: d}': 'e' });
    const [entry] = entriesOf(parse(`? [${'a, '.repeat(1000)}]\n: b\n`).root);
    expect(entry!.key.text).toBe(`[${'a, '.repeat(67)}`.slice(0, 200));
  });

  it('are text as keys', () => {
    expect(plain(parse('80: a\nyes: b\n0755: c\n').root)).toEqual({ 80: 'a', yes: 'b', '0755': 'c' });
  });
});

describe('anchors, aliases and merge keys', () => {
  it('give a value a second place', () => {
    const { root, problems } = parse('a: &x {b: 1}\nc: *x\n');
    expect(problems).toEqual([]);
    expect(plain(root)).toEqual({ a: { b: '1' }, c: { b: '1' } });
  });

  it('fill in what a map does not say', () => {
    const text = 'a: &x {b: 1, c: 1}\nd: &y {e: 2, b: 2}\nf:\n  <<: [*x, *y]\n  c: 3\n';
    expect(problemsOf(text)).toEqual([]);
    expect(plain(child(parse(text).root, 'f'))).toEqual({ c: '3', b: '1', e: '2' });
  });

  it('take the last value of a key that appears twice', () => {
    const text = 'a: &x {b: 1, c: 2, b: 3}\nd:\n  <<: *x\n';
    expect(plain(child(parse(text).root, 'd'))).toEqual({ b: '3', c: '2' });
  });

  it('are no merge in quotes or with plain text', () => {
    expect(plain(parse('"<<": {a: 1}\n').root)).toEqual({ '<<': { a: '1' } });
    expect(plain(parse('!!str <<: a\n').root)).toEqual({ '<<': 'a' });
  });

  it('are refused where they stand for nothing that is a map', () => {
    expect(problemsOf('<<: a\n')).toEqual(['1:5 merge-without-map']);
    expect(problemsOf('a: {<<: [{b: c}, d]}\n')).toEqual(['1:18 merge-without-map']);
    expect(problemsOf('a: [<<]\n')).toEqual(['1:5 merge-as-value']);
  });

  it('name a key', () => {
    expect(plain(parse('a: &a b\n*a : c\n').root)).toEqual({ a: 'b', b: 'c' });
    expect(problemsOf('*a : b\n')).toEqual(['1:1 unknown-anchor']);
  });

  it('take the anchor that began last', () => {
    expect(plain(parse('a: &x\n  b: &x c\nd: *x\n').root)).toEqual({ a: { b: 'c' }, d: 'c' });
    expect(plain(parse('&a: b\nc: *a\n').root)).toEqual({ '': 'b', c: '' });
  });

  it('take nothing from what is not a map', () => {
    expect(plain(parse('a: &a {b: 1}\nc:\n  <<: [*a, text, [d]]\n').root)).toEqual({
      a: { b: '1' },
      c: { b: '1' },
    });
  });

  it('stand for nothing where nothing is named', () => {
    const { root, problems } = parse('a: *x\n');
    expect(problems).toMatchObject([{ kind: 'syntax', at: { span: { start: 3, end: 5 } } }]);
    expect(child(root, 'a')).toMatchObject({ type: 'null', text: '', written: '', style: 'plain' });
  });

  it('may stand for 100,000 values', () => {
    const repeated = (count: number) => `x: y\na: &a [${'b,'.repeat(99)}]\nc: [${'*a,'.repeat(count)}]\n`;
    expect(problemsOf(repeated(1000))).toEqual([]);
    expect(parse(repeated(1001)).problems).toMatchObject([{ kind: 'syntax' }]);
  });

  it('stand for all that their own aliases stand for', () => {
    const nested = (count: number) =>
      `a: &a [${'b,'.repeat(99)}]\nc: &c [${'*a,'.repeat(9)}]\nd: [${'*c,'.repeat(count)}]\n`;
    expect(problemsOf(nested(109))).toEqual([]);
    expect(problemsOf(nested(111))).toHaveLength(1);
  });

  it('stop before they fill the memory', () => {
    const levels = Array.from({ length: 12 }, (_, level) =>
      level === 0 ? 'a0: &a0 [x]' : `a${level}: &a${level} [${`*a${level - 1},`.repeat(10)}]`,
    );
    expect(parse(levels.join('\n')).problems).toMatchObject([
      { fault: { code: 'too-many-aliases', limit: 100_000 } },
    ]);
  });

  it('may not refer to themselves', () => {
    expect(problemsOf('a: &a [*a]\n')).toEqual(['1:8 unknown-anchor']);
  });
});

describe('keys that appear twice', () => {
  const twice = (text: string) =>
    parse(text)
      .problems.filter((problem) => problem.kind === 'duplicate-key')
      .map(({ at, first, key, within, hasSameValue }) => ({
        lines: [at, first].map((place) => positionsOf(place).start.line),
        key,
        within,
        hasSameValue,
      }));

  it.each([
    ['files:\n  a: 1\nfiles:\n  b: 1\n', [3, 1], 'files', { depth: 0 }],
    [
      'commands:\n  a: {b: 1}\n  "a": {b: 2}\n',
      [3, 2],
      'a',
      { section: 'commands', parent: 'commands', depth: 1 },
    ],
    ['a:\n  - b: 1\n    b: 2\n', [3, 2], 'b', { section: 'a', parent: 'a', depth: 1 }],
    ['{"a": {"b": 1,\n"b": 2}}', [2, 1], 'b', { section: 'a', parent: 'a', depth: 1 }],
    ['a:\n  c:\n    b: 1\n    b: 2\n', [4, 3], 'b', { section: 'a', parent: 'c', depth: 2 }],
    ['- a: 1\n  a: 2\n', [2, 1], 'a', { depth: 0 }],
  ])('%j', (text, lines, key, within) => {
    expect(twice(text)).toEqual([{ lines, key, within, hasSameValue: false }]);
  });

  it('lose nothing where they say the same', () => {
    expect(twice('a: 1\na: "1"\n')).toMatchObject([{ hasSameValue: true }]);
    expect(twice('a: !Ref x\na: x\n')).toMatchObject([{ hasSameValue: false }]);
  });

  it('are not keys of two maps, nor merged ones', () => {
    expect(twice('a: {x: 1}\nb: {x: 1}\nc: &c {d: 1}\ne:\n  <<: *c\n  d: 2\n')).toEqual([]);
  });

  it('stay in the tree in order, and are not reported for a broken file', () => {
    expect(entriesOf(parse('a: 1\na: 2\n').root).map(({ value }) => plain(value))).toEqual(['1', '2']);
    expect(problemsOf('a: 1\na: 2\nb: `\n')).toHaveLength(1);
  });
});

describe('odd files', () => {
  it.each(['', '\n', '# only a comment\n', '---\n', '\uFEFF', '\uFEFF# x\r\n', '   \n', '---\n# x\n...\n'])(
    '%j is empty',
    (text) => {
      const { root, problems } = parse(text);
      expect(problems).toEqual([]);
      expect(entriesOf(root)).toEqual([]);
      expect(itemsOf(root)).toEqual([]);
    },
  );

  it('may begin with a BOM and end lines with CR LF', () => {
    const { root, problems } = parse('\uFEFF---\r\na: 1\r\nb: |\r\n  x\r\n  y\r\n');
    expect(problems).toEqual([]);
    expect(plain(root)).toEqual({ a: '1', b: 'x\ny\n' });
    expect(positionsOf(child(root, 'a')!.place).start).toEqual({ line: 2, column: 4 });
  });

  it.each([
    ['lists', '['.repeat(5000)],
    ['closed lists', '['.repeat(5000) + ']'.repeat(5000)],
    ['maps', '{a: '.repeat(5000)],
    ['blocks', Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')],
    ['items', '- '.repeat(5000)],
  ])('nested %s do no harm', (_, text) => {
    expect(problemsOf(text)).toEqual(['1:1 too-deep']);
    expect(parse(text).problems).toMatchObject([{ fault: { limit: 200 } }]);
  });

  it('nested too deeply are that, whatever else is wrong with them', () => {
    expect(problemsOf(`${'['.repeat(201)}a`)).toEqual(['1:1 too-deep']);
    expect(problemsOf(`${'['.repeat(200)}a`)).toEqual(['1:201 missing-bracket']);
  });

  it('nested as deep as anybody writes are right, and long ones are not deep', () => {
    expect(problemsOf(`${'['.repeat(200)}a${']'.repeat(200)}`)).toEqual([]);
    expect(problemsOf('- a: [b]\n'.repeat(1000))).toEqual([]);
  });
});

/** Every place of a result. */
function* placesOf(node: Node | undefined): Iterable<{ start: number; end: number }> {
  if (!node) return;
  yield node.place.span;
  for (const { key, value, place } of entriesOf(node)) {
    yield place.span;
    yield* placesOf(key);
    yield* placesOf(value);
  }
  for (const item of itemsOf(node)) yield* placesOf(item);
}

const pieces = fc.constantFrom(
  ...['a', ': ', ':', '\n', '\r\n', '\r', '  ', '- ', '"', "'", '{', '}', '[', ']', ',', '|', '>', '\t', '#'],
  ...[
    '&a ',
    '*a',
    '<<: ',
    '!Ref ',
    '`',
    '%',
    '@',
    '? ',
    '---\n',
    '...\n',
    '\\',
    '0755',
    '\uFEFF',
    '\0',
    '😀',
  ],
);

describe('any text', () => {
  it('is read without a throw, with at most one syntax problem and places inside the text', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const file = new SourceFile('/p/a.config', 'a.config', parts.join(''));
        const { root, problems } = parseYaml(file);
        expect(problems.filter(({ kind }) => kind === 'syntax').length).toBeLessThanOrEqual(1);
        const spans = problems.flatMap((problem) =>
          problem.kind === 'duplicate-key' ? [problem.at.span, problem.first.span] : [problem.at.span],
        );
        for (const { start, end } of [...placesOf(root), ...spans]) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(file.text.length);
        }
      }),
      runs(2000),
    );
  });

  it('in JSON means what JSON says', () => {
    const json = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.string(),
        fc.integer(),
        fc.dictionary(fc.string({ minLength: 1 }), tie('value'), { maxKeys: 4 }),
        fc.array(tie('value'), { maxLength: 4 }),
      ),
    })).value;
    const textOf = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(textOf)
        : value !== null && typeof value === 'object'
          ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, textOf(inner)]))
          : String(value);
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('a', 'b', '<<', '1'), json),
        fc.constantFrom(0, 2, '\t'),
        (value, indent) => {
          const { root, problems } = parse(JSON.stringify(value, undefined, indent));
          expect(problems).toEqual([]);
          expect(plain(root)).toEqual(textOf(value));
        },
      ),
    );
  });
});
