import { parseCommandLine, type SimpleCommand } from '../../../parse/shell/command-line.js';
import { shellTokens } from '../../../parse/shell/shell-tokens.js';
import { wordOf, type MappedText, type Word } from '../../../parse/shell/word.js';

type ShellTokens = ReturnType<typeof shellTokens>;

/** What a text says to a shell. */
export interface ShellText {
  /** Every word, the targets of redirections included; comments are left out. */
  readonly words: readonly Word[];
  /** The files behind `>` and its like. */
  readonly targets: readonly Word[];
  readonly commands: readonly SimpleCommand[];
  /** Those of the commands whose failure is for sure the failure of the whole text, as far as nothing tests before them. */
  readonly decisive: readonly SimpleCommand[];
}

/** Behind one of these, and in a here-document, a command may never run, or its failure may not count. */
const COMPOUND = /(?:^|[\s;&|(])(?:if|while|until|for|case|select|function)\s|\(\)|<</;

const TESTS: ReadonlySet<string> = new Set(['[', '[[', 'test']);

export function readShellText(text: MappedText): ShellText {
  const tokens = shellTokens(text);
  const commands = parseCommandLine(text);
  return {
    words: tokens.flatMap((token) => (token.kind === 'word' ? [token.word] : [])),
    targets: tokens.flatMap((token, index) =>
      token.kind === 'word' && tokens[index - 1]?.kind === 'redirection' ? [token.word] : [],
    ),
    commands,
    decisive: COMPOUND.test(text.text) || endsInBackground(tokens) ? [] : decisiveOf(commands, tokens),
  };
}

/** What the list form of a command says: the words of one command, without a shell. */
export function readArguments(texts: readonly MappedText[]): ShellText {
  const words = texts.map((text) => wordOf(text));
  const commands = words.length > 0 ? [{ words, assignments: [] }] : [];
  return { words, targets: [], commands, decisive: commands };
}

function endsInBackground(tokens: ShellTokens): boolean {
  const last = tokens.at(-1);
  return last?.kind === 'separator' && last.text === '&';
}

function decisiveOf(commands: readonly SimpleCommand[], tokens: ShellTokens): SimpleCommand[] {
  const isPlain = commands.every((command) => isStatement(command) || command.separatorBefore === '&&');
  const hasSubshell = tokens.some(({ kind }) => kind === 'group');
  return [...(isPlain && !hasSubshell ? readsIn(commands) : []), ...lastChain(commands)];
}

/** A shell ends at once where it cannot read a file in. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#dot */
const READS_IN: ReadonlySet<string> = new Set(['.', 'source']);

/** Every statement that reads a file in, the last one apart. */
const readsIn = (commands: readonly SimpleCommand[]): SimpleCommand[] =>
  commands.filter((command, index) => {
    const next = commands[index + 1];
    return READS_IN.has(command.words[0]?.text ?? '') && isStatement(command) && next && isStatement(next);
  });

/** Whether a command begins a statement: it runs whatever the one before it did. */
const isStatement = ({ separatorBefore }: SimpleCommand): boolean =>
  separatorBefore === undefined || separatorBefore === ';' || separatorBefore === '\n';

/** The `a && b && c` at the end of a text up to the first test. Behind `||` stands what may fail. */
function lastChain(commands: readonly SimpleCommand[]): readonly SimpleCommand[] {
  const start = commands.findLastIndex(({ separatorBefore }) => separatorBefore !== '&&');
  if (start === -1 || commands[start]!.separatorBefore === '||') return [];
  const guard = commands.findIndex(({ words }, index) => index >= start && TESTS.has(words[0]?.text ?? ''));
  return commands.slice(start, guard === -1 ? undefined : guard);
}
