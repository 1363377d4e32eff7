import type { RuleLevel } from '../configuration/configuration.js';
import { rulesNamed, selectorsOf } from '../configuration/rule-levels.js';
import { DEFAULT_FORMAT, formatNames } from '../report/formats.js';
import { renamedTo } from '../rules/renamed-rules.js';
import type { RuleId } from '../rules/rule.js';
import { list } from '../util/text.js';
import { isSubcommand, type Subcommand } from './commands.js';
import { type Flag, flagNamed, takes, termOf } from './flags.js';
import type { OptionsDraft } from './options-draft.js';
import type { OutputSetting } from './output-setting.js';
import { unknownName } from './unknown-name.js';
import { UsageError } from './usage-error.js';

/**
 * What one run is asked for.
 * - `command`: the last flag that asks for something else than linting decides
 * - `paths`: what to lint, never empty; after a sub-command its names
 * - `rules`: what `--rule` says, by rule or group as written; see `checkRuleNames`
 * - `color`: undefined where neither `--color` nor `--no-color` says it
 * - `explain`: there if `command` is `explain`
 * - `helpOn`: the command that the first word names
 * - `diff`: the file of `--diff`, which only `catalogue` takes
 */
export type Options = Readonly<
  Omit<OptionsDraft, 'paths' | 'rules' | 'suppressRules' | 'outputs' | 'requestHeaders'>
> & {
  readonly paths: readonly string[];
  readonly outputs: readonly OutputSetting[];
  readonly suppressRules: readonly string[];
  readonly requestHeaders: readonly string[];
  readonly rules: ReadonlyMap<string, RuleLevel>;
};

/**
 * Reads the arguments after the program's name. Flags may be anywhere before `--`, as `--flag value` or
 * `--flag=value`; of a flag given twice the later one takes precedence. Rules and formats are not loaded, so their
 * names pass unchecked. The first word that is not a flag may be a sub-command; `./options` or `-- options` is a folder
 * of that name.
 *
 * @throws UsageError for an unknown flag, preset or severity, and for a missing or senseless value
 */
export function parseOptions(argv: readonly string[]): Options {
  const draft = defaults();
  const words = argv.values();
  const given: Flag[] = [];
  let subcommand: Subcommand | undefined;
  for (const word of words) {
    if (word === '--') draft.paths.push(...words);
    else if (word.startsWith('-') && word !== '-') given.push(applyFlag(draft, word, words, subcommand));
    else if (!subcommand && draft.paths.length === 0 && isSubcommand(word)) subcommand = word;
    else draft.paths.push(word);
  }
  checkTaken(given, subcommand ?? 'lint');
  if (draft.unsafeFixes && draft.fix === 'off' && !draft.write && !draft.dryRun)
    throw new UsageError(
      `Flag --unsafe-fixes needs ${subcommand ? '--write or --dry-run' : '--fix or --fix-dry-run'}.`,
    );
  if (draft.outputs.length > 0 && draft.fix === 'print')
    throw new UsageError('Flag --output does not work with --fix-dry-run.');
  if (draft.statistics && draft.fix === 'print')
    throw new UsageError('Flag --statistics does not work with --fix-dry-run.');
  checkInput(draft);
  if (draft.watch) checkWatch(draft);
  draft.helpOn = subcommand;
  if (draft.command === 'lint' && subcommand) draft.command = subcommand;
  if (draft.paths.length === 0 && !subcommand) draft.paths.push('.');
  return draft;
}

/** @throws UsageError for a flag that would have no effect */
function checkTaken(given: readonly Flag[], command: 'lint' | Subcommand): void {
  const flag = given.find((candidate) => !takes(command, candidate));
  if (!flag) return;
  const { name, commands: [other] = [], forFindings } = flag;
  const hint = forFindings === undefined ? '' : ` To see fixes as a diff, use ${forFindings}.`;
  throw new UsageError(
    command === 'lint' && other
      ? `Flag ${name} works only with a command: \`eblint ${other} ${termOf(flag)}\`.${hint}`
      : `The command "${command}" does not take ${name}. See its flags with \`eblint ${command} --help\`.`,
  );
}

/** @throws UsageError for flags that say where the texts come from, and contradict each other */
function checkInput({ stdin, stdinFilename, staged, changed, fix, paths }: OptionsDraft): void {
  if (stdin !== (stdinFilename !== undefined))
    throw new UsageError('Flags --stdin and --stdin-filename work only together.');
  if (stdin && paths.length > 0)
    throw new UsageError('Flag --stdin takes no paths: the file is named by --stdin-filename.');
  const source = stdin ? '--stdin' : staged ? '--staged' : undefined;
  const other = staged ? '--staged' : changed !== undefined ? '--changed' : undefined;
  if (stdin && other) throw new UsageError(`Flags --stdin and ${other} cannot be combined.`);
  if (fix === 'write' && source)
    throw new UsageError(`Flag --fix cannot be combined with ${source}. Use --fix-dry-run.`);
  // Only a flag begins like that: no branch, tag or commit does.
  if (changed?.startsWith('-')) throw new UsageError(`Flag --changed takes a commit, not ${changed}.`);
}

/** @throws UsageError for flags that only one run makes sense of */
function checkWatch({
  stdin,
  staged,
  changed,
  fix,
  outputFile,
  outputs,
  timing,
  explainsSilence,
}: OptionsDraft): void {
  const others = {
    '--stdin': stdin,
    '--staged': staged,
    '--changed': changed !== undefined,
    '--fix': fix === 'write',
    '--fix-dry-run': fix === 'print',
    '--output-file': outputFile !== undefined,
    '--output': outputs.length > 0,
    '--timing': timing !== undefined,
    '--explain-silence': explainsSilence !== undefined,
  };
  const other = Object.entries(others).find(([, isGiven]) => isGiven)?.[0];
  if (other) throw new UsageError(`Flags --watch and ${other} cannot be combined.`);
}

/**
 * Makes sure that every rule the options name exists.
 *
 * @returns sentences on the rules of `--rule` that have another name by now: they work
 * @throws UsageError that offers the nearest rule
 */
export function checkRuleNames(
  { rules, suppressRules, explain, explainsSilence }: Options,
  knownRules: readonly RuleId[],
): string[] {
  for (const wanted of [explain, explainsSilence]) {
    if (wanted === undefined || wanted === true || knownRules.includes(wanted)) continue;
    const today = renamedTo(wanted);
    throw today.length > 0
      ? new UsageError(`Rule ${wanted} was renamed to ${list(today)}.`)
      : unknownRule(wanted, knownRules);
  }
  return [...rules.keys(), ...suppressRules].flatMap((selector) => {
    if (rulesNamed(selector, knownRules).length === 0) throw unknownRule(selector, selectorsOf(knownRules));
    const today = renamedTo(selector);
    return today.length > 0 ? [`Rule ${selector} was renamed to ${list(today)}.`] : [];
  });
}

const unknownRule = (id: string, known: readonly string[]): UsageError =>
  unknownName('rule', id, known, 'See all rules with `eblint --list-rules`.');

/**
 * The error for a format that is neither built in nor a formatter from elsewhere.
 *
 * @param reason why it is not the latter, as a clause
 */
export const unknownFormat = (name: string, reason: string): UsageError =>
  unknownName('format', name, formatNames, `Built-in formats: ${formatNames.join(', ')}; ${reason}.`);

const defaults = (): OptionsDraft => ({
  command: 'lint',
  paths: [],
  config: undefined,
  findsConfig: true,
  preset: undefined,
  rules: new Map(),
  platform: undefined,
  environment: [],
  suppressAll: false,
  suppressRules: [],
  pruneSuppressions: false,
  suppressionsLocation: undefined,
  passOnUnprunedSuppressions: false,
  errorOnUnmatchedPattern: true,
  stdin: false,
  clientProcess: undefined,
  stdinFilename: undefined,
  watch: false,
  threads: undefined,
  timing: undefined,
  explainsSilence: undefined,
  staged: false,
  changed: undefined,
  format: DEFAULT_FORMAT,
  foreignCode: true,
  outputFile: undefined,
  statistics: false,
  outputs: [],
  ci: true,
  color: undefined,
  quiet: false,
  fix: 'off',
  unsafeFixes: false,
  maxWarnings: undefined,
  explain: undefined,
  helpOn: undefined,
  diff: undefined,
  to: 'al2023',
  deployment: 'deployment',
  method: 'GET',
  requestHeaders: [],
  host: undefined,
  from: 'outside',
  write: false,
  dryRun: false,
});

/** How editors connect with other language servers. */
const OTHER_TRANSPORTS: ReadonlySet<string> = new Set(['--node-ipc', '--pipe', '--socket']);

function applyFlag(
  draft: OptionsDraft,
  word: string,
  rest: Iterator<string>,
  subcommand: Subcommand | undefined,
): Flag {
  const equals = word.indexOf('=');
  const name = equals === -1 ? word : word.slice(0, equals);
  const attached = equals === -1 ? undefined : word.slice(equals + 1);
  if (subcommand === 'lsp' && OTHER_TRANSPORTS.has(name))
    throw new UsageError(`The server speaks on standard input and output only: use --stdio, not ${name}.`);
  const flag = flagNamed(name);
  if (flag.value === undefined) {
    if (attached !== undefined) throw new UsageError(`Flag ${name} takes no value.`);
    flag.apply(draft, '');
    return flag;
  }
  if (flag.isOptional && attached === undefined) {
    flag.apply(draft, '');
    return flag;
  }
  const value = attached ?? rest.next().value;
  // A flag is not a value: most likely the value was forgotten. `--flag=-value` says that it is one.
  const missing = !value || (attached === undefined && /^-[^\d]/.test(value));
  if (missing) {
    checkTaken([flag], subcommand ?? 'lint');
    throw new UsageError(`Flag ${name} needs a value: ${termOf(flag, name)}.`);
  }
  flag.apply(draft, value);
  return flag;
}
