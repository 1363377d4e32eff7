import type { ShellScript } from '../../parse/shell/script.js';
import type { Word } from '../../parse/shell/word.js';
import { listedWords } from '../execution/listed-words.js';
import type { ProgramRun } from '../execution/program-runs.js';

/** What a command asks yum to install. */
export interface Installation {
  readonly verb: Word;
  /** It may be answered for: by a flag, or by one that only the instance knows. */
  readonly mayBeConfirmed: boolean;
  readonly names: readonly Word[];
  /** A repository may be switched on that is off by default, or unknown names are left out. */
  readonly isLenient: boolean;
}

const INSTALLS: ReadonlySet<string> = new Set(['install', 'reinstall']);

/** Flags of yum and dnf whose value is the next word. */
const VALUE_FLAGS: ReadonlySet<string> = new Set([
  ...['-c', '--config', '-d', '--debuglevel', '-e', '--errorlevel', '-x', '--exclude', '-R', '--randomwait'],
  ...['--enablerepo', '--disablerepo', '--installroot', '--releasever', '--setopt', '--repo', '--repoid'],
]);

/** `-y`, also in one word with other flags. https://dnf.readthedocs.io/en/latest/command_ref.html#options */
const CONFIRMS = /^-[a-zA-Z]*y|^--(?:assumeyes|assumeno|setopt=assumeyes)/;

/** A file, an address, a group, a pattern or a version is not a name that a list could have. */
const NAME = /^[A-Za-z][\w+.-]*$/;

/** The packages that a run of yum or dnf in a script installs; undefined for any other run. */
export function installationOf(
  { program, args, command }: ProgramRun,
  script: ShellScript,
): Installation | undefined {
  if (program.text !== 'yum' && program.text !== 'dnf') return undefined;
  const words = args.filter(
    ({ text }, index) => !text.startsWith('-') && !VALUE_FLAGS.has(args[index - 1]?.text ?? ''),
  );
  const [verb, ...names] = words;
  if (!verb || !INSTALLS.has(verb.text)) return undefined;
  return {
    verb,
    mayBeConfirmed: args.some(({ text, expansions }) => expansions.length > 0 || CONFIRMS.test(text)),
    names: names
      .flatMap((word) => listedWords(word, command, script))
      .filter(({ text }) => NAME.test(text) && !text.endsWith('.rpm')),
    isLenient: args.some(({ text }) =>
      /^--(?:enablerepo|repo|repoid|skip-broken|skip-unavailable|setopt=strict)/.test(text),
    ),
  };
}
