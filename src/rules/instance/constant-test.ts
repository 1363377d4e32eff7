import type { InstanceScript } from '../../model/instance/scripts/scripts.js';
import type { ScriptCommand, ShellScript } from '../../parse/shell/script.js';
import type { Rule } from '../rule.js';

export const constantTest: Rule = {
  meta: {
    id: 'instance/constant-test',
    summary: 'A test always has the same result, because it only checks that a text is not empty',
    why: 'A test such as [ /swapfile ] only asks whether the text is empty, which it is not: it is always true, and [ ! /swapfile ] always false. Neither looks for a file. That needs -f, -d or another operator.',
    severity: 'warning',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: [
      'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/test.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html#linux-commands',
    ],
    since: '0.1.0',
  },
  *check({ scripts }) {
    for (const script of scripts)
      for (const { words } of partsOf(script).flatMap(({ commands }) => commands.filter(isTest))) {
        const [program, ...rest] = words;
        const operands = program?.text === 'test' ? rest : rest.slice(0, -1);
        const isNegated = operands.length > 1 && operands[0]?.text === '!';
        const [only, ...others] = isNegated ? operands.slice(1) : operands;
        if (!only || others.length > 0 || only.kind !== 'literal' || only.text === '') continue;
        yield {
          at: only.place,
          message: `The test of "${only.text}" is always ${isNegated ? 'false' : 'true'}, because it has no operator`,
          help: `Write an operator, such as \`-e ${only.text}\`.`,
        };
      }
  },
};

/** A fast check before a script is parsed: `test`, or one operand between brackets, perhaps negated. Nobody writes longer ones. */
const MAY_TEST =
  /\btest\b|\[\s(?:!\s)?(?:\\\r?\n|\s){0,20}(?:"[^"]{0,200}"|'[^']{0,200}'|\\[^\r\n]|[^\s"'\\]){1,200}\s(?:\\\r?\n|\s){0,20}[\]\d<>]/;

/** Not by destructuring: asking for `script` parses it. */
const partsOf = (entry: InstanceScript): ShellScript[] => [
  ...(MAY_TEST.test(entry.text) ? [entry.script] : []),
  ...(entry.test ? [entry.test] : []),
];

/** A bracket that nothing closes is no test but an error. */
const isTest = ({ words }: ScriptCommand): boolean => {
  const [first, last] = [words[0]?.text ?? '', words.at(-1)?.text ?? ''];
  return first === 'test' || (/^\[\[?$/.test(first) && last === first.replaceAll('[', ']'));
};
