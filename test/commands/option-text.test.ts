import { describe, expect, it } from 'vitest';
import type { NamespaceInfo } from '../../src/catalogue/find-namespace.js';
import type { OptionInfo } from '../../src/catalogue/find-option.js';
import { columns, rows } from '../../src/catalogue/text/layout.js';
import { optionText } from '../../src/catalogue/text/option-text.js';
import { namespaceList, namespaceText } from '../../src/commands/describe-options/options-text.js';

const bare = { name: 'aws:x', options: {} } as unknown as NamespaceInfo;
const namespaceOf = (over: object): NamespaceInfo => ({ ...bare, ...over });

/** What is said of an option, by label: the text of lines without a label belongs to the one before. */
function shown(facts: object, namespace: object = {}): Record<string, string[]> {
  const option = {
    name: 'O',
    type: 'string',
    namespace: namespaceOf(namespace),
    ...facts,
  } as unknown as OptionInfo;
  const labels: Record<string, string[]> = {};
  let label = '';
  const [title, gap, ...lines] = optionText(option).trimEnd().split('\n');
  expect([title, gap]).toEqual(['aws:x/O', '']);
  for (const line of lines) {
    label = line.slice(0, 13).trim() || label;
    (labels[label] ??= []).push(line.slice(13));
  }
  return labels;
}

describe('an option', () => {
  it('has a type and a source at least', () => {
    expect(Object.keys(shown({}))).toEqual(['Type', 'Source']);
    expect(shown({})['Type']).toEqual(['string']);
  });

  it.each([
    [{ type: 'json', json: 'object' }, 'Type', ['json (object)']],
    [{ type: 'list' }, 'Type', ['list, separated by commas']],
    [{ values: ['a', 'b'] }, 'Values', ['a, b']],
    [{ values: ['a', 'b'], caseSensitive: true }, 'Values', ['a, b', 'case-sensitive']],
    [{ values: ['a', 'b'], open: true }, 'For example', ['a, b']],
    [{ alsoAccepted: ['c', '', 'd'] }, 'Also', ['c, d']],
    [{ form: { words: 'a date' } }, 'Form', ['a date']],
    [{ form: { words: 'a date' }, open: true }, 'For example', ['a date']],
    [{ form: { words: 'a date' }, type: 'list' }, 'Items', ['a date']],
    [{ min: 1, max: 5 }, 'Range', ['1 to 5']],
    [{ min: 1 }, 'Range', ['at least 1']],
    [{ max: 5 }, 'Range', ['at most 5']],
    [{ min: 1, acceptedMin: 0 }, 'Accepted', ['at least 0']],
    [{ max: 5, acceptedMax: 9 }, 'Accepted', ['at most 9']],
    [{ min: 1, max: 5, acceptedMin: 0, acceptedMax: 9 }, 'Accepted', ['0 to 9']],
    [{ unit: 'seconds' }, 'Unit', ['seconds']],
    [{ maxItems: 3 }, 'Items', ['at most 3']],
    [{ maxLength: 30 }, 'Length', ['at most 30 characters']],
    [{ default: 'x' }, 'Default', ['x']],
    [{ default: '' }, 'Default', ['empty']],
    [{ cliDefault: 'y' }, 'EB CLI sends', ['y']],
    [{ note: 'Take care.', sensitive: true }, 'Note', ['Take care.', 'a secret: do not write it in files']],
    [{ readOnly: true, required: false }, 'Note', ['read-only']],
    [{ requires: 'a role' }, 'Requires', ['a role']],
    [{ since: '2020' }, 'Since', ['2020']],
    [{ deprecated: 'aws:y/P' }, 'Deprecated', ['use aws:y/P']],
  ])('%j', (facts, label, lines) => {
    expect(shown(facts)[label]).toEqual(lines);
  });

  it('has what its namespace has, and its own before that', () => {
    const namespace = { requires: 'a load balancer', since: '2019' };
    expect(shown({}, namespace)).toMatchObject({ Requires: ['a load balancer'], Since: ['2019'] });
    expect(shown({ requires: 'a role', since: '2020' }, namespace)).toMatchObject({
      Requires: ['a role', 'a load balancer'],
      Since: ['2020'],
    });
  });

  it('says what it is in some cases, below its default', () => {
    const cases = [
      { generations: ['al2'], default: 'a' },
      { languages: ['python'], when: { Mode: ['x', 'y'] }, values: ['p', 'q'], min: 2 },
      { when: { Mode: ['x'], Kind: ['k'] }, max: 3 },
    ];
    const [own, first, second, third] = shown({ default: 'd', cases })['Default']!;
    expect(own).toBe('d');
    expect(first).toMatch(/^on .*Amazon Linux 2.*: default a$/);
    expect(second).toMatch(/^on .*Python.* and where Mode is x or y: p, q; at least 2$/);
    expect(third).toBe('where Mode is x and where Kind is k: at most 3');
  });
});

describe('a namespace', () => {
  const options = { A: { type: 'boolean', default: 'false' }, Long: { type: 'string' } };

  it('is its name, its options and where that is documented', () => {
    const lines = namespaceText(namespaceOf({ options })).split('\n');
    expect(lines.slice(0, 5)).toEqual([
      'aws:x',
      '',
      expect.stringMatching(/^ {2}A {5}.* default false$/),
      '  Long  string',
      '',
    ]);
    expect(lines.slice(5, -1)).toEqual([expect.stringMatching(/^Source {7}https:/)]);
  });

  it('has labels for all else', () => {
    const text = (over: object) => namespaceText(namespaceOf(over));
    expect(text({ requires: 'r', replacedBy: 'aws:y', since: '2019' })).toContain(
      'Requires     r\nReplaced by  aws:y\nSince        2019\nSource ',
    );
    expect(text({ freeForm: true })).toMatch(/^aws:x\n\nNames {8}any name\n/);
    expect(text({ freeForm: true, nameForm: { words: 'a number' } })).toContain('Names        a number\n');
    expect(text({ nameForm: { words: 'a number' } })).not.toContain('Names');
    expect(text({ generations: ['al2'] })).toMatch(/\nPlatforms {4}.*Amazon Linux 2/);
  });

  it.each([
    [{ options }, '2 options'],
    [{ options, freeForm: true }, '2 options, and any other name'],
    [{ freeForm: true }, 'any name'],
    [{ options: { A: options.A } }, '1 option'],
  ])('is counted in the list: %j', (over, count) => {
    expect(namespaceList([namespaceOf(over)])).toBe(`aws:x  ${count}\n`);
  });
});

describe('columns', () => {
  it('are as wide as their widest cell, and no line ends in spaces', () => {
    expect(
      columns([
        ['a', 'bbb', 'c'],
        ['aa', 'b', ''],
      ]),
    ).toBe('a   bbb  c\naa  b\n');
    expect(columns([])).toBe('');
  });

  it('are 66 wide at most', () => {
    expect(
      columns([
        ['a'.repeat(70), 'b'],
        ['a', 'b'],
      ]),
    ).toBe(`${'a'.repeat(70)}  b\n${'a'.padEnd(66)}  b\n`);
  });
});

it('rows have a label once, and none without text', () => {
  expect(
    rows([
      ['A', 'x'],
      ['B', undefined],
      ['C', ''],
      ['D', ['y', 'z']],
      ['E', []],
    ]),
  ).toBe('A            x\nD            y\n             z\n');
});
