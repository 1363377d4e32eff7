import { PRESETS } from '../configuration/configuration.js';
import { selectorsOf } from '../configuration/rule-levels.js';
import { DEFAULT_FORMAT, formatNames } from '../report/formats.js';
import type { Preset } from '../rules/rule.js';
import type { RuleId } from '../rules/rule.js';
import { list } from '../util/text.js';
import { ALL_COMMANDS, COMMANDS, COMMANDS_WITH_FORMATS, type Subcommand } from './commands.js';
import { KINDS, type OptionsDraft, REQUEST_SOURCES, type Target, TARGETS } from './options-draft.js';
import { parseOutputSetting } from './output-setting.js';
import { parseRuleSetting, ruleSettingsOf } from './rule-setting.js';
import { unknownName } from './unknown-name.js';
import { UsageError } from './usage-error.js';

/** What the values of a flag may depend on. */
interface ValueContext {
  readonly command: 'lint' | Subcommand;
  /** All rules, which only those who ask for values have loaded. */
  readonly rules: readonly RuleId[];
}

export interface Flag {
  readonly name: `--${string}`;
  readonly short?: `-${string}`;
  /** What the help calls the value; a flag without one takes none. */
  readonly value?: string;
  /**
   * The values to offer, or beginnings of values that end in a colon, after which comes a path. A flag with a value but
   * without these takes a path or a text.
   */
  readonly values?: (context: ValueContext) => readonly string[];
  /** Whether the value may be left out: then it is written `--flag=value` only, for a word after the flag is a path. */
  readonly isOptional?: true;
  readonly help: string;
  /** What shows fixes as a diff, as this flag does in other programs. */
  readonly forFindings?: `--${string}`;
  /** The commands that take it; only linting where none are named. */
  readonly commands?: readonly ('lint' | Subcommand)[];
  /** @throws UsageError for a value that makes no sense */
  readonly apply: (draft: OptionsDraft, value: string) => void;
}

/** How many rules and facts `--timing` lists by default. */
const TIMINGS = 20;

/** The commands to which a configuration file tells the platform. */
const WITH_CONFIGURATION: Flag['commands'] & object = [
  'lint',
  'migrate',
  'resolve',
  'graph',
  'request',
  'steps',
  'why',
  'lsp',
];

/** The commands that report findings. */
const REPORTING: Flag['commands'] & object = ['lint', 'lsp'];

/** All flags in the groups and the order of the help. */
export const FLAG_GROUPS: Readonly<Record<string, readonly Flag[]>> = {
  Input: [
    {
      name: '--staged',
      help: 'check what git would commit instead of the disk',
      apply: (draft) => (draft.staged = true),
    },
    {
      name: '--changed',
      value: 'REF',
      isOptional: true,
      help: 'only projects that differ from REF (default: HEAD)',
      apply: (draft, value) => (draft.changed = value || 'HEAD'),
    },
    {
      name: '--stdin',
      help: 'read the text of one file from standard input',
      apply: (draft) => (draft.stdin = true),
    },
    {
      name: '--stdin-filename',
      value: 'PATH',
      help: 'the path of that file',
      apply: (draft, value) => (draft.stdinFilename = value),
    },
    {
      name: '--watch',
      help: 'check again after each change, until Ctrl-C or q',
      apply: (draft) => (draft.watch = true),
    },
  ],
  Checks: [
    {
      name: '--config',
      short: '-c',
      value: 'FILE',
      help: 'use this configuration file',
      commands: WITH_CONFIGURATION,
      apply: (draft, value) => (draft.config = value),
    },
    {
      name: '--no-config',
      help: 'use no configuration file',
      commands: WITH_CONFIGURATION,
      apply: (draft) => {
        draft.findsConfig = false;
        draft.config = undefined;
      },
    },
    {
      name: '--preset',
      value: 'NAME',
      values: () => PRESETS,
      help: list(PRESETS, 'or'),
      commands: REPORTING,
      apply: (draft, value) => (draft.preset = parsePreset(value)),
    },
    {
      name: '--rule',
      value: 'RULE:SEVERITY',
      values: ({ rules }) => ruleSettingsOf(selectorsOf(rules)),
      help: 'set a rule or a group to off, warning or error',
      commands: REPORTING,
      apply: (draft, value) => draft.rules.set(...parseRuleSetting(value)),
    },
    {
      name: '--platform',
      value: 'NAME',
      help: 'set the platform (default: from the project)',
      commands: WITH_CONFIGURATION,
      apply: (draft, value) => (draft.platform = value),
    },
    {
      name: '--environment',
      value: 'FILE',
      help: 'a file that describes the environment, or "elsewhere"',
      commands: WITH_CONFIGURATION,
      apply: (draft, value) => draft.environment.push(value),
    },
    {
      name: '--threads',
      value: 'N',
      help: 'check in N threads (default: one per processor)',
      apply: (draft, value) => (draft.threads = parseThreads(value)),
    },
    {
      name: '--no-error-on-unmatched-pattern',
      help: 'exit with 0 if no project is found',
      apply: (draft) => (draft.errorOnUnmatchedPattern = false),
    },
  ],
  Fixes: [
    {
      name: '--fix',
      help: 'apply safe fixes',
      // Whoever asks to see the changes first means it, whichever flag is last.
      apply: (draft) => (draft.fix = draft.fix === 'print' ? 'print' : 'write'),
    },
    {
      name: '--fix-dry-run',
      help: 'print what --fix would change, as a diff',
      apply: (draft) => (draft.fix = 'print'),
    },
    {
      name: '--unsafe-fixes',
      help: 'also apply fixes that need a review',
      commands: ['lint', 'migrate'],
      apply: (draft) => (draft.unsafeFixes = true),
    },
  ],
  Suppressions: [
    {
      name: '--suppress-all',
      help: 'record all findings; report only new ones from now on',
      apply: (draft) => (draft.suppressAll = true),
    },
    {
      name: '--suppress-rule',
      value: 'RULE',
      values: ({ rules }) => selectorsOf(rules),
      help: 'the same for one rule (repeatable)',
      apply: (draft, value) => draft.suppressRules.push(value),
    },
    {
      name: '--prune-suppressions',
      help: 'remove from the record what is fixed',
      apply: (draft) => (draft.pruneSuppressions = true),
    },
    {
      name: '--suppressions-location',
      value: 'FILE',
      help: 'the record (default: eblint-suppressions.json)',
      commands: REPORTING,
      apply: (draft, value) => (draft.suppressionsLocation = value),
    },
    {
      name: '--pass-on-unpruned-suppressions',
      help: 'do not fail if the record holds more than needed',
      apply: (draft) => (draft.passOnUnprunedSuppressions = true),
    },
  ],
  Output: [
    {
      name: '--format',
      short: '-f',
      value: 'NAME',
      values: ({ command }) => (command === 'lint' ? formatNames : (COMMANDS[command].formats ?? [])),
      help: `the format, see below (default: ${DEFAULT_FORMAT})`,
      commands: COMMANDS_WITH_FORMATS,
      apply: (draft, value) => (draft.format = value),
    },
    {
      name: '--no-foreign-code',
      help: 'refuse formats that are not built in',
      commands: ALL_COMMANDS,
      apply: (draft) => (draft.foreignCode = false),
    },
    {
      name: '--output-file',
      short: '-o',
      value: 'FILE',
      help: 'write the report or the diff to a file',
      apply: (draft, value) => (draft.outputFile = value),
    },
    {
      name: '--output',
      value: 'FORMAT:FILE',
      values: () => formatNames.map((name) => `${name}:`),
      help: 'also write a report in this format (repeatable)',
      apply: (draft, value) => draft.outputs.push(parseOutputSetting(value)),
    },
    {
      name: '--no-ci',
      help: 'no annotations or job summary in GitHub Actions',
      apply: (draft) => (draft.ci = false),
    },
    {
      name: '--color',
      help: 'color the output, even in a file or a pipe',
      commands: ALL_COMMANDS,
      apply: (draft) => (draft.color = true),
    },
    {
      name: '--no-color',
      help: 'do not color the output',
      commands: ALL_COMMANDS,
      apply: (draft) => (draft.color = false),
    },
    { name: '--quiet', short: '-q', help: 'report errors only', apply: (draft) => (draft.quiet = true) },
    {
      name: '--statistics',
      help: 'count findings by rule and by project instead',
      apply: (draft) => (draft.statistics = true),
    },
    {
      name: '--max-warnings',
      value: 'N',
      help: 'exit with 1 if there are more than N warnings',
      apply: (draft, value) => (draft.maxWarnings = parseCount('--max-warnings', value)),
    },
    {
      name: '--timing',
      value: 'N',
      isOptional: true,
      help: `list the N costliest rules and facts (default: ${TIMINGS})`,
      apply: (draft, value) => (draft.timing = value ? parseCount('--timing', value) : TIMINGS),
    },
    {
      name: '--explain-silence',
      value: 'RULE',
      values: ({ rules }) => rules,
      isOptional: true,
      help: 'list what the rules, or RULE, held back, and why',
      apply: (draft, value) => (draft.explainsSilence = (value as RuleId) || true),
    },
  ],
  Steps: [
    {
      name: '--kind',
      value: 'NAME',
      values: () => KINDS,
      help: `${KINDS[0]} (default), ${KINDS.slice(1).join(' or ')}`,
      commands: ['steps'],
      apply: (draft, value) => (draft.deployment = parseKind(value)),
    },
  ],
  Request: [
    {
      name: '--method',
      value: 'NAME',
      values: () => ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
      help: 'GET (default), POST or another one',
      commands: ['request'],
      apply: (draft, value) => (draft.method = parseMethod(value)),
    },
    {
      name: '--header',
      value: 'TEXT',
      help: 'a header that it has, "NAME: VALUE"; may be repeated',
      commands: ['request'],
      apply: (draft, value) => draft.requestHeaders.push(value),
    },
    {
      name: '--host',
      value: 'NAME',
      help: 'the host that it asks for, if not that of the URL',
      commands: ['request'],
      apply: (draft, value) => (draft.host = parseHost(value)),
    },
    {
      name: '--from',
      value: 'PLACE',
      values: () => REQUEST_SOURCES,
      help: 'where it comes from: outside (default) or instance',
      commands: ['request'],
      apply: (draft, value) => (draft.from = parseRequestSource(value)),
    },
  ],
  Migration: [
    {
      name: '--to',
      value: 'NAME',
      values: () => TARGETS,
      help: `the platform to move to: ${TARGETS[0]} (default)`,
      commands: ['migrate'],
      apply: (draft, value) => (draft.to = parseTarget(value)),
    },
    {
      name: '--write',
      help: 'change the files',
      commands: ['migrate'],
      apply: (draft) => (draft.write = true),
    },
    {
      name: '--dry-run',
      help: 'print what --write would change, as a diff',
      forFindings: '--fix-dry-run',
      commands: ['migrate'],
      apply: (draft) => (draft.dryRun = true),
    },
  ],
  Editor: [
    {
      name: '--stdio',
      help: 'use standard input and output, as always',
      commands: ['lsp'],
      apply: () => undefined,
    },
    {
      name: '--clientProcessId',
      value: 'PID',
      help: 'end when this process has ended',
      commands: ['lsp'],
      apply(draft, value) {
        if (!/^[1-9]\d{0,9}$/.test(value))
          throw new UsageError(`Flag --clientProcessId takes the number of a process, not ${value}.`);
        draft.clientProcess = Number(value);
      },
    },
  ],
  Information: [
    {
      name: '--init',
      help: 'write an eblint.config.yaml with your platform',
      apply: (draft) => (draft.command = 'init'),
    },
    {
      name: '--print-config',
      help: 'print the configuration of the projects',
      apply: (draft) => (draft.command = 'print-config'),
    },
    {
      name: '--report-suppressions',
      help: 'list all suppressions with reasons and age',
      apply: (draft) => (draft.command = 'report-suppressions'),
    },
    {
      name: '--list-rules',
      help: 'list all rules',
      apply: (draft) => (draft.command = 'list-rules'),
    },
    {
      name: '--explain',
      value: 'RULE',
      values: ({ rules }) => rules,
      help: 'explain what a rule reports and why, with examples',
      apply: (draft, value) => {
        draft.command = 'explain';
        draft.explain = value as RuleId;
      },
    },
    {
      name: '--diff',
      value: 'FILE',
      help: 'compare the catalogue with AWS (docs/catalogue.md)',
      forFindings: '--fix-dry-run',
      commands: ['catalogue'],
      apply: (draft, value) => (draft.diff = value),
    },
    {
      name: '--version',
      short: '-v',
      help: 'print the version',
      commands: ALL_COMMANDS,
      apply: (draft) => (draft.command = 'version'),
    },
    {
      name: '--help',
      short: '-h',
      help: 'print this help',
      commands: ALL_COMMANDS,
      apply: (draft) => (draft.command = 'help'),
    },
  ],
};

const flags = Object.values(FLAG_GROUPS).flat();

/**
 * The flag of a name, long or short.
 *
 * @throws UsageError where there is none
 */
export function flagNamed(name: string): Flag {
  const flag = flags.find((known) => known.name === name || known.short === name);
  if (flag) return flag;
  const names = flags.map((known) => known.name);
  throw unknownName('flag', name, names, 'See all flags with `eblint --help`.');
}

/** As the help writes it: `--flag VALUE`, or `--flag[=VALUE]` where the value may be left out. */
export const termOf = ({ value, isOptional, ...flag }: Flag, name: string = flag.name): string =>
  value === undefined ? name : isOptional ? `${name}[=${value}]` : `${name} ${value}`;

/** Whether a command takes a flag. */
export const takes = (command: 'lint' | Subcommand, { commands = ['lint'] }: Flag): boolean =>
  commands.includes(command);

function parsePreset(value: string): Preset {
  const preset = PRESETS.find((known) => known === value);
  if (!preset) throw unknownName('preset', value, PRESETS, `Use ${list(PRESETS, 'or')}.`);
  return preset;
}

function parseTarget(value: string): Target {
  const target = TARGETS.find((known) => known === value.toLowerCase());
  if (!target) throw new UsageError(`Flag --to takes ${list(TARGETS, 'or')}, not ${value}.`);
  return target;
}

function parseKind(value: string): OptionsDraft['deployment'] {
  const kind = KINDS.find((known) => known === value.toLowerCase());
  if (!kind) throw unknownName('kind', value, KINDS, `Use ${list(KINDS, 'or')}.`);
  return kind;
}

function parseMethod(value: string): string {
  if (!/^[A-Za-z]{1,20}$/.test(value))
    throw new UsageError(`Flag --method takes a name such as POST, not ${value}.`);
  return value.toUpperCase();
}

function parseHost(value: string): string {
  if (!/^[^/?#@\s]{1,255}$/.test(value))
    throw new UsageError(`Flag --host takes the name of a host, not ${value}.`);
  return value;
}

function parseRequestSource(value: string): OptionsDraft['from'] {
  const source = REQUEST_SOURCES.find((known) => known === value.toLowerCase());
  if (!source) throw new UsageError(`Flag --from takes ${list(REQUEST_SOURCES, 'or')}, not ${value}.`);
  return source;
}

function parseCount(name: string, value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new UsageError(`Flag ${name} takes a whole number, not ${value}.`);
  return Number(value);
}

function parseThreads(value: string): number {
  const threads = parseCount('--threads', value);
  if (threads === 0) throw new UsageError('Flag --threads takes a number from 1 on, not 0.');
  return threads;
}
