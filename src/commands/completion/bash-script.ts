import { type CommandWords, spellings, type Vocabulary } from './vocabulary.js';

/** A word that every shell takes as it is. */
const PLAIN = /^[\w/:.-]+$/;

/** A word for bash and zsh. */
export const quoted = (word: string): string =>
  PLAIN.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** A word for fish, which knows escapes inside single quotes. */
export const fishQuoted = (word: string): string =>
  PLAIN.test(word) ? word : `'${word.replace(/['\\]/g, String.raw`\$&`)}'`;

/** For bash 3.2, which macOS has, and later; needs no other package. */
export const bashScript = ({ commands, subcommands, flagsBeforeValue }: Vocabulary): string => {
  const names = subcommands.map(({ name }) => name);
  return `# Completes eblint in bash 3.2 and later. In ~/.bashrc: eval "$(eblint completion bash)"
_eblint() {
  local command=lint flag='' cur='' glue='' prefix='' word i n=0 first=1
  local words=() list=()
  COMPREPLY=()
  # Bash splits words at ":" and "=". Join them again.
  for ((i = 1; i <= COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if ((n > 0)) && [[ -n $glue || $word == [:=] ]]; then
      words[n-1]+=$word
    else
      words[n++]=$word
    fi
    glue=''
    [[ $word == [:=] ]] && glue=1
  done
  cur=\${words[n-1]}
  for ((i = 0; i < n - 1; i++)); do
    word=\${words[i]}
    if [[ -n $flag ]]; then
      flag=''
      continue
    fi
    case $word in
      --) return ;;
      ${alternatives(flagsBeforeValue)}) flag=$word ;;
      -?*) ;;
      ${alternatives(names)})
        ((first)) && command=$word
        first=0
        ;;
      *) first=0 ;;
    esac
  done
  if [[ -z $flag && $cur == -*=* ]]; then
    flag=\${cur%%=*}
    cur=\${cur#*=}
    [[ $COMP_WORDBREAKS == *=* ]] || prefix=$flag=
  fi
  case $command:$flag in
${commands.flatMap(valueCases).join('\n')}
    *:-*) ;;
${commands.map(wordsCase).join('\n')}
  esac
  if [[ -z $flag && $cur != -* ]] && ((first)); then
    list=(${words(names)})
  fi
  ((\${#list[@]})) || return 0
  # Bash replaces only what follows the last ":".
  local kept=''
  [[ $COMP_WORDBREAKS == *:* ]] && kept=\${cur%"\${cur##*:}"}
  for word in "\${list[@]}"; do
    [[ $word == "$cur"* ]] && COMPREPLY+=("$prefix\${word#"$kept"}")
  done
  # More follows: of a path, bash completes it itself.
  if [[ \${#COMPREPLY[@]} -eq 1 && \${COMPREPLY[0]} == *: ]]; then
    compopt -o nospace 2>/dev/null
  fi
  # The first word may be a path as well. Bash before 4.0 has no compopt.
  if [[ -z $flag && $cur != -* ]] && ((first)) && compopt -o filenames 2>/dev/null; then
    while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$cur")
  fi
  return 0
}
complete -o bashdefault -o default -F _eblint eblint
`;
};

const words = (list: readonly string[]): string => list.map(quoted).join(' ');

const alternatives = (list: readonly string[]): string => list.map(quoted).join(' | ');

const valueCases = ({ name, flags }: CommandWords): string[] =>
  flags
    .filter(({ values }) => values.length > 0)
    .map((flag) => {
      const patterns = spellings(flag).map((spelling) => `${name}:${spelling}`);
      return `    ${alternatives(patterns)}) list=(${words(flag.values)}) ;;`;
    });

function wordsCase({ name, flags, names }: CommandWords): string {
  const all = flags.flatMap(spellings);
  const rest = names.length > 0 ? ` || list=(${words(names)})` : '';
  return `    ${name}:) [[ $cur == -* ]] && list=(${words(all)})${rest} ;;`;
}
