import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cursorIn } from '../../../src/explore/editor/cursor.js';
import { entriesOf } from '../../../src/parse/yaml/node.js';
import { SourceFile } from '../../../src/source/index.js';
import { RULE_FIXTURES } from '../../support/fixtures.js';

/** What a cursor tells, without the places of its nodes. */
function told(file: SourceFile, offset: number, takesAround: boolean) {
  const cursor = cursorIn(file, offset, takesAround);
  return (
    cursor && {
      ...cursor,
      // A list over several lines may be left out.
      others: [],
      map:
        cursor.isKey || cursor.way.includes('-')
          ? entriesOf(cursor.map).flatMap(({ key: { text } }) => (text.includes('eblintCursor') ? [] : text))
          : [],
    }
  );
}

const SAMPLES: Record<string, string> = {
  'a list of settings':
    'option_settings:\n  - namespace: aws:autoscaling:asg\n    option_name: MinSize\n    value: 1\n  - namespace: a\n    option_name: b\n',
  'a list as far to the left as its key':
    'option_settings:\n- namespace: a\n  option_name: b\n- namespace: c\n',
  'a block of text':
    'files:\n  /a:\n    content: |\n      option_settings:\n        a: 1\n    mode: "000755"\n',
  'a list in brackets over lines':
    'option_settings:\n  a:b:\n    C: [x,\n      y]\n    D: 1\n  e:f: {G: 1,\n    H: 2}\n',
  'a comment that stands further to the left':
    'option_settings:\n  a:b:\n# x: y\n    C: 1\n    D\n  # z: y\n    E: 2\n',
  'comments and empty lines': '# x\n\noption_settings:\n  # a\n  a:b:\n\n    # c\n    C: 1\n\n',
  'carriage returns': 'option_settings:\r\n  a:b:\r\n    C: 1\r\n    \r\n',
  JSON: '{"option_settings": {\n  "a:b": {"C": "1",\n "D": ""}}}\n',
  'a broken line': 'option_settings:\n  a:b:\n    C\n    D: 1\n',
};

const fixtures = readdirSync(RULE_FIXTURES, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.config') && !name.includes('syntax-error'))
  .sort()
  .filter((_, index) => index % 97 === 0)
  .map((name) => [name, readFileSync(RULE_FIXTURES + name, 'utf8')] as const);

/** Where somebody completes: at the end of a line, or of a word before a colon. */
const SENSIBLE = /(?<=[\w/-]|^ *(?:- )*|: )(?=\r?$|: )/gm;

describe('the lines around a cursor tell what the whole text tells', () => {
  it.each([...Object.entries(SAMPLES), ...fixtures])('%s', (_, text) => {
    const file = new SourceFile('/a.config', '.ebextensions/a.config', text);
    for (const { index: offset } of file.text.matchAll(SENSIBLE))
      expect(told(file, offset, true), `at ${offset}`).toEqual(told(file, offset, false));
  });
});

it('a long text is not read again for each letter', () => {
  const process = (index: number) =>
    `  aws:elasticbeanstalk:environment:process:p${index}:\n    Port: ${index}\n    Protocol: HTTP\n`;
  const text = `option_settings:\n${Array.from({ length: 4000 }, (_, index) => process(index)).join('')}  aws:elbv2:listener:80:\n    Def`;
  const file = new SourceFile('/a.config', '.ebextensions/a.config', text);
  const took = (act: () => unknown): number => {
    const start = performance.now();
    act();
    return performance.now() - start;
  };
  const around = Math.min(...[1, 2, 3].map(() => took(() => cursorIn(file, text.length))));
  expect(cursorIn(file, text.length)?.way).toEqual(['option_settings', 'aws:elbv2:listener:80']);
  expect(around).toBeLessThan(took(() => cursorIn(file, text.length, false)) / 3);
});
