import { quoted } from './quote.js';
import {
  goesOn,
  spellings,
  takesPathAfter,
  takesNextWord,
  type CommandFlag,
  type CommandWords,
  type Vocabulary,
} from './vocabulary.js';

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
