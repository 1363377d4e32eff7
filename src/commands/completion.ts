import { SHELLS } from '../cli/commands.js';
import type { Options } from '../cli/parse-flags.js';
import { unknownName } from '../cli/unknown-name.js';
import { UsageError } from '../cli/usage-error.js';
import { groupBy } from '../util/collections.js';
import { list } from '../util/text.js';
import { bashScript, fishQuoted, quoted } from './completion/bash-script.js';
import {
  type CommandFlag,
  type CommandWords,
  goesOn,
  spellings,
  takesNextWord,
  takesPathAfter,
  type Vocabulary,
  vocabulary,
} from './completion/vocabulary.js';

export const zshScript = ({ commands, subcommands, flagsBeforeValue }: Vocabulary): string => `#compdef eblint
# Completes eblint in zsh. In ~/.zshrc, after compinit: eval "$(eblint completion zsh)"
_eblint() {
  local command=lint word skip=0
  local -a specs eblint_values
  local -a eblint_commands=(
${subcommands.map(({ name, summary }) => `    ${quoted(`${name}:${summary}`)}`).join('\n')}
  )
  for word in "\${(@)words[2,CURRENT-1]}"; do
    if ((skip)); then
      skip=0
      continue
    fi
    case $word in
      --)
        _files
        return
        ;;
      ${alternatives(flagsBeforeValue)}) skip=1 ;;
      -?*) ;;
      ${alternatives(subcommands.map(({ name }) => name))})
        command=$word
        break
        ;;
      *) break ;;
    esac
  done
  case $command in
${commands.map(commandCase).join('\n')}
  esac
  _arguments -S : "\${specs[@]}"
}
if [[ \${funcstack[1]} == _eblint ]]; then
  _eblint "$@"
else
  compdef _eblint eblint
fi
`;

const alternatives = (list: readonly string[]): string => list.map(quoted).join(' | ');

function commandCase(command: CommandWords): string {
  const specs = [...command.flags.flatMap(flagSpecs), ...operandSpecs(command)];
  return `    ${command.name})
      specs=(
${specs.map((spec) => `        ${quoted(spec)}`).join('\n')}
      )
      ;;`;
}

const operandSpecs = ({ name, names }: CommandWords): readonly string[] =>
  name === 'lint'
    ? ['1: :{ _describe -t commands command eblint_commands; _files }', '*:path:_files']
    : ['1: : ', `*: :${names.length > 0 ? wordsAction(names) : '_files'}`];

/** Every spelling of a flag is a specification of its own; \`*\`: a flag may be repeated. */
const flagSpecs = (flag: CommandFlag): readonly string[] =>
  spellings(flag).map((spelling) => {
    const isLong = spelling.startsWith('--');
    const sign = flag.value === undefined || !isLong ? '' : flag.isOptional ? '=-' : '=';
    return `*${spelling}${sign}[${escaped(flag.help)}]${valueSpec(flag)}`;
  });

function valueSpec(flag: CommandFlag): string {
  if (flag.value === undefined) return '';
  if (!takesNextWord(flag)) return `::${escaped(flag.value)}: `;
  if (flag.values.length === 0) return `:${escaped(flag.value)}:_files`;
  return `:${escaped(flag.value)}:${takesPathAfter(flag) ? pathAction(flag.values) : wordsAction(flag.values)}`;
}

/** The action that completes one of some words. It is code, in which only colons have to be escaped. */
const wordsAction = (words: readonly string[]): string => action(addedWords(words));

/** The same for beginnings of words, and then of a path. */
const pathAction = (beginnings: readonly string[]): string =>
  action(`if compset -P "*:"; then _files; else ${addedWords(beginnings)}; fi`);

/** No space follows a word that goes on. */
function addedWords(words: readonly string[]): string {
  const added = (own: readonly string[], flags: string) =>
    own.length === 0
      ? []
      : [`eblint_values=(${own.map(quoted).join(' ')}); compadd ${flags}-a eblint_values`];
  const whole = words.filter((word) => !goesOn(word));
  return [...added(whole, ''), ...added(words.filter(goesOn), '-S "" ')].join('; ');
}

const action = (code: string): string => `{ ${code.replaceAll(':', String.raw`\:`)} }`;

/** A text in a specification of \`_arguments\`. */
const escaped = (text: string): string => text.replace(/[\\:[\]]/g, String.raw`\$&`);

/** What `__eblint_command` prints while the first word is not there yet. */
const FIRST = 'first';

export const fishScript = ({ commands, subcommands, flagsBeforeValue }: Vocabulary): string => {
  const flags = commands.flatMap((command) =>
    command.flags.map((flag) => ({ command: command.name, options: optionsOf(flag) })),
  );
  const lines = [
    ...subcommands.map(({ name, summary }) => line([FIRST], ['-a', name, '-d', fishQuoted(summary)])),
    ...commands
      .filter(({ names }) => names.length > 0)
      .map(({ name, names }) => line([name], ['-f', '-a', fishQuoted(words(names))])),
    ...[...groupBy(flags, ({ options }) => [options.join(' ')]).values()].map((same) =>
      line(
        same.flatMap(({ command }) => (command === 'lint' ? [FIRST, command] : [command])),
        same[0]?.options ?? [],
      ),
    ),
  ];
  return `# Completes eblint in fish: eblint completion fish > ~/.config/fish/completions/eblint.fish
function __eblint_command --description 'Print the command of the words so far'
    set -l words (commandline -opc)
    set -e words[1]
    set -l skip 0
    for word in $words
        if test $skip = 1
            set skip 0
            continue
        end
        switch $word
            case ${words(flagsBeforeValue)}
                set skip 1
            case ${words(subcommands.map(({ name }) => name))}
                echo $word
                return
            case - --
                echo lint
                return
            case '-*'
            case '*'
                echo lint
                return
        end
    end
    echo ${FIRST}
end
function __eblint_is --description 'Whether the command is one of these'
    contains -- (__eblint_command) $argv
end
complete -c eblint -e
${lines.join('\n')}
`;
};

const words = (list: readonly string[]): string => list.map(fishQuoted).join(' ');

const line = (commands: readonly string[], options: readonly string[]): string =>
  `complete -c eblint -n ${fishQuoted(`__eblint_is ${commands.join(' ')}`)} ${options.join(' ')}`;

/** The arguments of `complete`: a value is one of a list, a path, or none that can be offered. */
function optionsOf(flag: CommandFlag): readonly string[] {
  const { name, short, help, values } = flag;
  const offered = ['-a', fishQuoted(words(values))];
  const value = takesPathAfter(flag)
    ? ['-r', '-F', ...offered]
    : values.length > 0
      ? ['-x', ...offered]
      : ['-r', '-F'];
  return [
    ...(short === undefined ? [] : ['-s', short.slice(1)]),
    '-l',
    name.slice(2),
    ...(takesNextWord(flag) ? value : []),
    '-d',
    fishQuoted(help),
  ];
}

type Shell = (typeof SHELLS)[number];

const SCRIPTS: Readonly<Record<Shell, (vocabulary: Vocabulary) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/**
 * What `eblint completion SHELL` prints: a script that completes commands, flags and their values.
 * @throws UsageError unless exactly one known shell is named
 */
export function completion({ paths }: Pick<Options, 'paths'>): string {
  const [name, ...others] = paths;
  if (name === undefined || others.length > 0)
    throw new UsageError(`Name one shell, ${list(SHELLS, 'or')}: \`eblint completion ${SHELLS[0]}\`.`);
  const shell = SHELLS.find((known) => known === name);
  if (!shell) throw unknownName('shell', name, SHELLS, `Use ${list(SHELLS, 'or')}.`);
  return SCRIPTS[shell](vocabulary());
}
