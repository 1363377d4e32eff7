import { groupBy } from '../../util/group-by.js';
import { fishQuoted } from './quote.js';
import { takesNextWord, takesPathAfter, type CommandFlag, type Vocabulary } from './vocabulary.js';

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
