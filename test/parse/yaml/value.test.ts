import { describe, expect, it } from 'vitest';
import { child } from '../../../src/parse/yaml/node.js';
import { commaItems, valueOf } from '../../../src/parse/yaml/value.js';
import { parseYaml } from '../../../src/parse/yaml/yaml.js';
import { SourceFile } from '../../../src/source/index.js';

function nodeOf(source: string) {
  const file = new SourceFile('/project/a.config', 'a.config', `a: ${source}\n`);
  return child(parseYaml(file).root, 'a')!;
}

describe('what an option is set to', () => {
  it.each([
    ['80', 'literal', '80'],
    ['[80, 443]', 'literal', '80,443'],
    ['[]', 'literal', ''],
    ['[80, !Ref Port]', 'dynamic', '80,Port'],
    ['[80, <your_port>]', 'placeholder', '80,<your_port>'],
    ['["`{"]', 'dynamic', '`{'],
    ['!Split [80, 443]', 'dynamic', ''],
    ['[80, [443]]', 'dynamic', ''],
    ['{Ref: Port}', 'dynamic', ''],
    ['!!str 80', 'literal', '80'],
    ['"{{resolve:ssm:port:1}}"', 'dynamic', '{{resolve:ssm:port:1}}'],
  ])('by %s is %s: %s', (source, kind, text) => {
    expect(valueOf(nodeOf(source))).toMatchObject({ kind, text });
  });
});

describe('the items of a list of names', () => {
  it.each([
    ['a, b', ['a', 'b']],
    ['" a ,, b,"', ['a', 'b']],
    ['[a, "b, c"]', ['a', 'b', 'c']],
    ['[{b: c}, d]', ['d']],
    // What YAML takes for a number or for nothing is not as it is written.
    ['1_000', ['1000']],
    ['~', []],
    ['""', []],
    ['!Ref b,c', ['b,c']],
    ['!Ref ""', []],
  ])('of %s', (source, items) => {
    expect(commaItems(nodeOf(source)).map(({ text }) => text)).toEqual(items);
  });
});
