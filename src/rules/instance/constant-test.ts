import { scripts, type InstanceScript } from '../../model/scripts/scripts.js';
import type { ShellScript } from '../../parse/shell/script.js';
import { firstIndexInWord, type Word } from '../../parse/shell/word.js';
import type { Finding, Rule } from '../rule.js';

export const constantTest: Rule = {
  meta: {
    id: 'instance/constant-test',
    summary: 'A test always has the same result, whatever it looks at',
    why: 'A test such as [ /swapfile ] only asks whether the text is empty, which it is not: it is always true, and [ ! /swapfile ] always false. Neither looks for a file. That needs -f, -d or another operator. [ $A=b ] is one text as well. Without a space beside a bracket, as in [ -d $DIR], there is no test but an error, which counts as false.',
    severity: 'warning',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: [
      'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/test.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html#linux-commands',
    ],
    since: '0.1.0',
  },
  *check(project) {
    for (const script of scripts(project))
      for (const { words } of partsOf(script).flatMap(({ commands }) => commands)) {
        const finding = unclosed(words) ?? glued(words) ?? withoutOperator(words);
        if (finding) yield finding;
      }
  },
};

/**
 * A fast check before a script is parsed: `test`, one operand between brackets, or a bracket without its space. Longer
 * ones are unusual.
 */
const MAY_TEST =
  /\btest\b|\[\s(?:!\s)?(?:\\\r?\n|\s){0,20}(?:"[^"]{0,200}"|'[^']{0,200}'|\\[^\r\n]|[^\s"'\\]){1,200}\s(?:\\\r?\n|\s){0,20}[\]\d<>]|(?:^|[\s;&|!])\["?\$|\[\s[^\n\]]{1,200}[^\s\]]\][ \t]{0,20}(?:[\n;&|]|$)/;

/** Not by destructuring: asking for `script` parses it. */
const partsOf = (entry: InstanceScript): ShellScript[] => [
  ...(MAY_TEST.test(entry.text) ? [entry.script] : []),
  ...(entry.test ? [entry.test] : []),
];

/** `[ -d $FOLDER]`: the shell sees no bracket of its own, and the test ends in an error. */
function unclosed([program, ...rest]: readonly Word[]): Finding | undefined {
  const last = rest.at(-1);
  if (program?.text !== '[' || !last || rest.some(({ text }) => text === ']') || !/[^[]\]$/.test(last.text))
    return undefined;
  return {
    at: last.place,
    message: 'The test is always false, because no ] of its own closes it',
    help: 'Put a space before `]`.',
  };
}

/** `["$A" = b ]`: the shell looks for a program of this name. */
function glued([program]: readonly Word[]): Finding | undefined {
  if (!program || !/^\[+[$"'\w/-]/.test(program.text) || program.text.endsWith(']')) return undefined;
  return {
    at: program.place,
    message: `The test is always false, because "${program.text}" is no program`,
    help: 'Put a space after `[`.',
  };
}

/** One operand that is never empty, whatever a variable in it holds. */
function withoutOperator(words: readonly Word[]): Finding | undefined {
  if (!isTest(words)) return undefined;
  const [program, ...rest] = words;
  const operands = program?.text === 'test' ? rest : rest.slice(0, -1);
  const isNegated = operands.length > 1 && operands[0]?.text === '!';
  const [only, ...others] = isNegated ? operands.slice(1) : operands;
  if (!only || others.length > 0 || only.text === '') return undefined;
  const hasEquals = only.kind !== 'literal' && firstIndexInWord(only, '=') !== -1;
  if (only.kind !== 'literal' && !hasEquals) return undefined;
  // Who writes `while [ 1 ]` wants it to be true.
  if (!isNegated && /^(?:1|true)$/.test(only.text)) return undefined;
  return {
    at: only.place,
    message: `The test of "${only.text}" is always ${isNegated ? 'false' : 'true'}, because it has no operator`,
    help: hasEquals ? 'Write spaces around `=`.' : `Write an operator, such as \`-e ${only.text}\`.`,
  };
}

/** A bracket that nothing closes is no test but an error. */
const isTest = (words: readonly Word[]): boolean => {
  const [first, last] = [words[0]?.text ?? '', words.at(-1)?.text ?? ''];
  return first === 'test' || (/^\[\[?$/.test(first) && last === first.replaceAll('[', ']'));
};
