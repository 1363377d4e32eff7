import { type InstanceScript, scripts } from '../../model/scripts/scripts.js';
import { type ShellScript, substitutionsIn } from '../../parse/shell/script.js';
import { assignmentOf } from '../../parse/shell/simple-command.js';
import { firstIndexInWord, type Word } from '../../parse/shell/word.js';
import { baseName } from '../../util/paths.js';
import type { Finding, Rule } from '../rule.js';

export const constantTest: Rule = {
  meta: {
    summary: 'A test always has the same result, whatever it looks at',
    why: 'A test such as [ /swapfile ] only asks whether the text is empty, which it is not: it is always true, and [ ! /swapfile ] always false. Neither looks for a file. That needs -f, -d or another operator. [ $A=b ] is one text as well. Without a space beside a bracket, as in [ -d $DIR], there is no test but an error, which counts as false. What jq prints where there is no value is null, a text that is not empty.',
    consequence: 'silently-ignored',
    references: ['posix:test', 'guide:customize-containers-ec2#linux-commands'],
  },
  needs: scripts,
  *check(project) {
    for (const script of scripts(project)) {
      for (const { words } of partsOf(script).flatMap(({ commands }) => commands)) {
        const finding = unclosed(words) ?? glued(words) ?? withoutOperator(words);
        if (finding) yield finding;
      }
      if (MAY_PRINT_NULL.test(script.text) && !KNOWS_NULL.test(script.text)) yield* ofNull(script.script);
    }
  },
};

/** For a look before a script is parsed. */
const MAY_PRINT_NULL = /\bjq\b/;

/** Whether a script compares something with what jq prints for nothing. */
const KNOWS_NULL = /(?:^|[\s"'=])null(?:$|[\s"'\])])/m;

/** Tests for the empty text of what jq printed, which is "null" where there is nothing. */
function* ofNull({ commands }: ShellScript): Generator<Finding> {
  const filters = new Map<string, Word | undefined>();
  for (const { words, assignments } of commands) {
    const set = [...assignments, ...words.slice(1).flatMap((word) => assignmentOf(word) ?? [])];
    for (const { name, value } of set)
      filters.set(name.value, filters.has(name.value) ? undefined : filterOf(value));
    const { word, isEmpty } = isTest(words) ? (lookedAt(words) ?? {}) : {};
    const filter = word && filters.get(/^\$\{?(\w+)\}?$/.exec(word.text)?.[1] ?? '');
    if (!word || !filter) continue;
    yield {
      at: word.place,
      message: `The test is ${isEmpty ? 'false' : 'true'} without a value as well, because jq prints "null"`,
      help: `Write the filter as \`${filter.text} // empty\`.`,
      related: [{ at: filter.place, note: 'prints "null" where there is no value' }],
    };
  }
}

/** The variable that a test looks at, and whether it is true where that is empty. */
function lookedAt([program, ...rest]: readonly Word[]): { word: Word; isEmpty: boolean } | undefined {
  const [operator, word, ...others] = program?.text === 'test' ? rest : rest.slice(0, -1);
  return word && others.length === 0 && /^-[nz]$/.test(operator?.text ?? '')
    ? { word, isEmpty: operator?.text === '-z' }
    : undefined;
}

/** The filter whose output is the whole value: the name of a key, or of one below others. */
function filterOf(value: Word): Word | undefined {
  const [script, ...others] = substitutionsIn(value);
  const [span] = value.expansions;
  const isWhole = span?.start === 0 && span.end === value.text.length;
  const command = isWhole && others.length === 0 ? script?.commands.at(-1) : undefined;
  const [program, ...args] = command?.words ?? [];
  if (program?.text !== 'jq' || args.some(({ text }) => FAILS_WITH_NULL.test(text))) return undefined;
  const [filter, file] = args.filter(({ text }) => !text.startsWith('-'));
  if (!file && !printsObject(script?.commands[0]?.words ?? [])) return undefined;
  return filter && /^(?:\.[A-Za-z_]\w*)+$/.test(filter.text) ? filter : undefined;
}

/** Whether a command prints an object whatever is in it; one that is asked for a key that is not there prints nothing. */
const printsObject = ([program, ...args]: readonly Word[]): boolean =>
  program?.text === 'cat' ||
  (baseName(program?.text ?? '') === 'get-config' && !args.some(({ text }) => /^(?:-k|--key)/.test(text)));

/** jq fails where it prints null; with arguments, the first operand may be their value. */
const FAILS_WITH_NULL = /^-\w*e|^--(?:exit-status|arg|argjson|slurpfile|rawfile|from-file|indent)/;

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
