import type { Place, SourceFile, Span } from '../../source/index.js';
import { MAX_SHELL_DEPTH } from '../../util/limits.js';
import { oncePer } from '../../util/memo.js';
import { flattenScript } from './flow/flatten-script.js';
import type { ScriptCommand } from './script-command.js';
import type { ShellProblem } from './shell-problem.js';
import type { ShellToken } from './shell-scanner.js';
import { shellTokens } from './shell-tokens.js';
import type { Redirection } from './syntax/syntax.js';
import { readSyntax } from './syntax/syntax-reader.js';
import { placeOfToken } from './syntax/token-cursor.js';
import { type MappedText, mappedText, sliceMapped, type Word, wordOf } from './word.js';

export type { Guard, ScriptCommand } from './script-command.js';

/** What a text says to a POSIX shell, or to bash. */
export interface ShellScript {
  readonly source: MappedText;
  /**
   * The simple commands in order of the text, wherever they are nested; those in `$(…)` are parts of words. What follows an
   * `exit` or `exec` that nothing decides about is in none of these lists.
   */
  readonly commands: readonly ScriptCommand[];
  /** Every word in order, the targets of redirections and reserved words included; no comments. */
  readonly words: readonly Word[];
  /** Every redirection in order. */
  readonly redirections: readonly Redirection[];
  readonly problems: readonly ShellProblem[];
  /** Every comment in order: offsets in the text of the source. */
  readonly comments: readonly Span[];
}

/** Reads a shell text: a part of a file, or a whole script. Never throws. */
export function parseScript(text: MappedText | SourceFile): ShellScript {
  const source = 'offsets' in text ? text : mappedText(text);
  const { tokens, problems, comments } = shellTokens(source);
  const syntax = readSyntax(tokens);
  const read = tokens.slice(0, syntax.length);
  return {
    source,
    commands: flattenScript(syntax.list, source.text),
    words: read.flatMap((token) => (token.kind === 'word' ? [token.word] : [])),
    redirections: syntax.redirections,
    problems: [...problems.filter(isBefore(tokens[syntax.length])), ...syntax.problems],
    comments,
  };
}

/** Whether a problem is in what the shell reads. */
const isBefore =
  (next: ShellToken | undefined) =>
  ({ place }: ShellProblem): boolean =>
    next === undefined || place.span.start < placeOfToken(next).span.start;

/** The list form of a command: the words of one command, without a shell. */
export function scriptOfArguments(source: MappedText, texts: readonly MappedText[]): ShellScript {
  const words = texts.map((text) => wordOf(text));
  const [first] = words;
  const commands = first ? [plainCommand(words, first.place)] : [];
  return { source, commands, words, redirections: [], problems: [], comments: [] };
}

const plainCommand = (words: readonly Word[], place: Place): ScriptCommand => ({
  words,
  assignments: [],
  redirections: [],
  place,
  guards: [],
  isFailureFatal: true,
  isInBackground: false,
  pipe: undefined,
  functionName: undefined,
  branches: [],
  subshells: [],
});

/** Whether at most one of two commands runs: they are in different arms of one `if` or `case`. */
export const excludeOneAnother = (a: ScriptCommand, b: ScriptCommand): boolean =>
  a.branches.some(({ statement, arm }) =>
    b.branches.some((other) => other.statement === statement && other.arm !== arm),
  );

/**
 * The heads of the `for` statements of a script, each as a command of the words that it goes through: it runs what is in
 * their `$(…)` and nothing else.
 */
export const loopHeads = oncePer(({ commands }: ShellScript): readonly ScriptCommand[] => {
  const heads = new Map<readonly Word[], ScriptCommand>();
  for (const command of commands)
    for (const [index, { kind, words }] of command.guards.entries()) {
      const [first] = words ?? [];
      if (kind !== 'loop' || !words || !first || heads.has(words)) continue;
      heads.set(words, {
        ...command,
        ...plainHead(words, first.place),
        guards: command.guards.slice(0, index),
      });
    }
  return [...heads.values()];
});

const plainHead = (words: readonly Word[], place: Place) =>
  ({ words, place, assignments: [], redirections: [], isFailureFatal: false }) as const;

/** The names of the functions that a script has. */
export const functionNames = oncePer(
  ({ commands }: ShellScript): ReadonlySet<string> =>
    new Set(commands.flatMap(({ functionName }) => functionName ?? [])),
);

/** The scripts that a shell runs to replace parts of a word: `$(…)`, `` `…` ``. */
export const substitutionsIn = (word: Word): readonly ShellScript[] =>
  substitutions(word).map(({ script }) => script);

/** The first thing that bash refuses in a text, also in its `$(…)` and `<(…)`; those in backticks are read when they run. */
export function firstProblem({ problems, words }: ShellScript, depth = 0): ShellProblem | undefined {
  const [own] = problems;
  if (own || depth === MAX_SHELL_DEPTH) return own;
  for (const word of words)
    for (const { script, isInBackticks } of substitutions(word)) {
      const problem = isInBackticks ? undefined : firstProblem(script, depth + 1);
      if (problem) return problem;
    }
  return undefined;
}

interface Substitution {
  readonly script: ShellScript;
  readonly isInBackticks: boolean;
}

const substitutions = (word: Word): readonly Substitution[] =>
  word.expansions.length === 0 ? [] : parsedSubstitutions(word);

const parsedSubstitutions = oncePer((word: Word): readonly Substitution[] =>
  word.expansions.flatMap(({ start, end }) => {
    const text = word.text.slice(start, end);
    const opening = /^(?:[$<>]\((?!\()|`)/.exec(text)?.[0].length;
    if (opening === undefined) return [];
    const script = parseScript(sliceMapped(word, start + opening, Math.max(start + opening, end - 1)));
    return [{ script, isInBackticks: text.startsWith('`') }];
  }),
);
