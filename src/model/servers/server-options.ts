import type { OptionRole, ServerProgram } from '../../knowledge/servers/servers.js';
import { firstIndexInWord, sliceWord, type Word } from '../../parse/shell/word.js';
import { oncePer } from '../../util/memo.js';

/** One option of a command line; without a value where the role has none or the text ends. */
export interface ServerOption {
  readonly role: OptionRole;
  /** As it is written, without its value. */
  readonly flag: Word;
  readonly value: Word | undefined;
}

/**
 * What a program that knows all its options does not take:
 * - `unknown`: an option that the program does not have; `ambiguous`: the beginning of several
 * - `missing-value`, `unexpected-value`
 * - `one-dash`: `-bind`, which is `-b` with the value `ind`
 */
export interface OptionFault {
  readonly kind: 'unknown' | 'ambiguous' | 'missing-value' | 'unexpected-value' | 'one-dash';
  readonly flag: Word;
  /** The options of which it is the beginning. */
  readonly candidates?: readonly string[];
}

/** The arguments of a server program, taken apart the way it does. */
export interface ServerOptions {
  readonly options: readonly ServerOption[];
  readonly positionals: readonly Word[];
  readonly faults: readonly OptionFault[];
  /** Something is there that may say anything: an unknown option, a variable in the place of one. */
  readonly isOpen: boolean;
}

interface Reading {
  readonly program: ServerProgram;
  readonly args: readonly Word[];
  at: number;
  readonly options: ServerOption[];
  readonly positionals: Word[];
  readonly faults: OptionFault[];
  isOpen: boolean;
}

/** Reads the arguments of a program by its table. Never throws. */
export function readServerOptions(program: ServerProgram, args: readonly Word[]): ServerOptions {
  const reading: Reading = {
    program,
    args,
    at: 0,
    ...{ options: [], positionals: [], faults: [], isOpen: false },
  };
  while (reading.at < args.length) {
    const word = args[reading.at];
    if (!word) break;
    reading.at++;
    if (word.text === '--') {
      reading.positionals.push(...args.slice(reading.at));
      break;
    }
    if (word.expansions[0]?.start === 0) openWord(reading, word);
    else if (!isFlag(word)) reading.positionals.push(word);
    else if (word.text.startsWith('--') || !program.syntax.clusters) readLong(reading, word);
    else readCluster(reading, word);
    if (program.syntax.stopsAtOperand && reading.positionals.length > 0) {
      reading.positionals.push(...args.slice(reading.at));
      break;
    }
  }
  return reading;
}

/** The value of the last option of a role, which takes precedence; undefined where there is none. */
export const lastOption = (options: readonly ServerOption[], role: OptionRole): ServerOption | undefined =>
  lastByRole(options).get(role);

/** A command line may have thousands, and each address asks for others. */
const lastByRole = oncePer(
  (options: readonly ServerOption[]): ReadonlyMap<OptionRole, ServerOption> =>
    new Map(options.map((option) => [option.role, option])),
);

export const isFlag = ({ text }: Word): boolean => /^-./.test(text);

/** A negative number may be a value, any other flag is not one. */
const mayBeValue = (word: Word): boolean => !isFlag(word) || /^-\d/.test(word.text);

/** `$OPTIONS`: none, one or many words, options among them. */
function openWord(reading: Reading, word: Word): void {
  reading.isOpen = true;
  reading.positionals.push(word);
}

/** Roles of options without a value. */
const WITHOUT_VALUE: ReadonlySet<OptionRole> = new Set<OptionRole>([
  'switch',
  'optional',
  'ipv6',
  'noIpv4',
  'daemon',
  'exits',
]);
const TAKES_NEXT: ReadonlySet<OptionRole> = new Set<OptionRole>(['value', 'jar', 'config']);

function readLong(reading: Reading, word: Word): void {
  const equals = firstIndexInWord(word, '=');
  const flag = sliceWord(word, 0, equals === -1 ? word.text.length : equals);
  const role = roleOf(reading, flag);
  if (role === undefined) return;
  const attached = equals === -1 ? undefined : sliceWord(word, equals + 1);
  if (
    attached &&
    WITHOUT_VALUE.has(role) &&
    role !== 'optional' &&
    !reading.program.syntax.switchesTakeValues
  )
    reading.faults.push({ kind: 'unexpected-value', flag });
  reading.options.push({ role, flag, value: attached ?? nextValue(reading, role, flag) });
}

function nextValue(reading: Reading, role: OptionRole, flag: Word): Word | undefined {
  const { syntax } = reading.program;
  if (WITHOUT_VALUE.has(role) || (syntax.needsEquals && !TAKES_NEXT.has(role))) return undefined;
  const next = reading.args[reading.at];
  if (!next || !(syntax.takesAnyValue || mayBeValue(next))) {
    reading.faults.push({ kind: 'missing-value', flag });
    return undefined;
  }
  reading.at++;
  return next;
}

function readCluster(reading: Reading, word: Word): void {
  for (let at = 1; at < word.text.length; at++) {
    const flag =
      at === 1 && word.text.length > 2 ? sliceWord(word, 0, 2) : sliceWord(word, at === 1 ? 0 : at, at + 1);
    const role = roleOf(reading, flag, `-${word.text[at]}`);
    if (role === undefined) return;
    if (!WITHOUT_VALUE.has(role)) {
      const start = reading.program.syntax.shortEquals && word.text[at + 1] === '=' ? at + 2 : at + 1;
      const isAttached = at + 1 < word.text.length;
      if (at === 1 && lacksDash(reading.program, role, word)) {
        reading.isOpen = true;
        reading.faults.push({ kind: 'one-dash', flag: word });
        return;
      }
      const value = isAttached ? sliceWord(word, start) : nextValue(reading, role, flag);
      reading.options.push({ role, flag, value });
      return;
    }
    reading.options.push({ role, flag, value: undefined });
  }
}

/** Whether a word is a long option with one dash. What would be its value is another argument, or makes no address. */
const lacksDash = (program: ServerProgram, role: OptionRole, { text }: Word): boolean =>
  rolesOf(program).has(`-${text}`) || (role === 'bind' && /^-bind=/.test(text));

/** The role of each option of a program, by its names. */
export const rolesOf = oncePer(
  ({ options }: ServerProgram): ReadonlyMap<string, OptionRole> =>
    new Map(
      (Object.entries(options) as [OptionRole, readonly string[]][]).flatMap(([role, names]) =>
        names.map((name) => [name, role] as const),
      ),
    ),
);

/** The role of an option by its name, or by a unique beginning of it where the program takes that. */
function roleOf(reading: Reading, flag: Word, name = flag.text): OptionRole | undefined {
  const { program } = reading;
  const roles = rolesOf(program);
  const exact = roles.get(name);
  if (exact) return exact;
  const { abbreviates, prefersShortest, harmless } = program.syntax;
  if (harmless?.test(name)) return 'switch';
  const begun =
    abbreviates && name.startsWith('--') ? [...roles.keys()].filter((full) => full.startsWith(name)) : [];
  const intended = prefersShortest
    ? begun.filter((full) => begun.every((other) => other.startsWith(full)))
    : begun;
  const [only, ...others] = intended;
  if (only !== undefined && others.length === 0) return roles.get(only);
  reading.isOpen = true;
  reading.faults.push(
    begun.length > 1 ? { kind: 'ambiguous', flag, candidates: begun } : { kind: 'unknown', flag },
  );
  return undefined;
}
