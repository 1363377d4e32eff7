import type { SimpleCommand } from '../../../parse/shell/simple-command.js';
import type { Command, ConfigFile } from '../../../parse/config-file/config-file.js';
import { mapScalar } from '../../../parse/yaml/scalar-text.js';
import { wordOf, type Word } from '../../../parse/shell/word.js';
import type { Located } from '../../../source/index.js';
import { pathOverlap } from './path-overlap.js';
import { readArguments, readShellText, type ShellText } from './shell-text.js';

/** One entry of `commands` or `container_commands`: what an instance runs at a deployment. */
export interface InstanceCommand {
  readonly name: Located<string>;
  /** Every word of its command, its test and its working folder; no comments. */
  readonly words: readonly Word[];
  /**
   * The files and folders without which it fails and the deployment with it: what it runs, reads in or enters. None
   * where a failure does not count or a test comes first, and none that the project itself writes.
   */
  readonly requirements: readonly Word[];
}

/** The commands of a project, in the order of its files. */
export function instanceCommandsOf(files: readonly ConfigFile[]): InstanceCommand[] {
  const commands = files.flatMap((file) => file.commands.map(readCommand));
  const isWritten = pathOverlap([
    ...files.flatMap((file) => file.files.map(({ target }) => target.value)),
    ...commands.flatMap(({ shell }) => writtenBy(shell)),
  ]);
  return commands.map(({ command, shell, words }) => ({
    name: command.name,
    words,
    requirements:
      command.ignoresErrors || command.test
        ? []
        : requirementsOf(shell).filter(({ text }) => !isWritten(text)),
  }));
}

function readCommand(command: Command): { command: Command; shell: ShellText; words: readonly Word[] } {
  const texts = command.command.map(mapScalar);
  const [only, ...others] = texts;
  const shell = only && others.length === 0 ? readShellText(only) : readArguments(texts);
  const test = command.test ? readShellText(mapScalar(command.test)).words : [];
  const cwd = command.cwd ? [wordOf(mapScalar(command.cwd))] : [];
  return { command, shell, words: [...shell.words, ...test, ...cwd] };
}

const WRITERS: ReadonlySet<string> = new Set([
  ...['cp', 'curl', 'git', 'install', 'ln', 'mkdir', 'mv', 'rsync', 'tar', 'tee', 'touch', 'unzip'],
  ...['virtualenv', 'wget'],
]);

const writtenBy = ({ commands, targets }: ShellText): string[] =>
  [...commands.filter(isWriter).flatMap(({ words }) => words), ...targets].map(({ text }) => text);

const isWriter = ({ words }: SimpleCommand): boolean => WRITERS.has(words[programIndex(words)]?.text ?? '');

const requirementsOf = ({ decisive }: ShellText): Word[] =>
  decisive.flatMap(({ words }) => requirementOf(words) ?? []);

/** What runs the command behind it. */
const PREFIXES: ReadonlySet<string> = new Set(['command', 'exec', 'nohup', 'sudo', 'time']);

const programIndex = (words: readonly Word[]): number => words.findIndex(({ text }) => !PREFIXES.has(text));

/** What fails where its first argument is not there. */
const READERS = /^(?:\.|source|cd|pushd|(?:ba|da|k|z)?sh|python[\d.]*)$/;

function requirementOf(words: readonly Word[]): Word | undefined {
  const at = programIndex(words);
  const program = words[at];
  return program && READERS.test(program.text) ? words[at + 1] : program;
}
