import { DEFAULT_FORMAT } from '../report/formats.js';
import type { RuleId } from '../rules/rule.js';
import type { RuleLevel } from './rule-setting.js';
import { parseRuleSetting } from './rule-setting.js';
import { unknownName } from './unknown-name.js';
import { list } from '../util/list.js';
import { UsageError } from './usage-error.js';

/** What `migrate` moves to: every other generation is retired. */
type Target = 'al2023';

const TARGETS: readonly Target[] = ['al2023'];

type Preset = 'recommended' | 'strict';

const PRESETS: readonly Preset[] = ['recommended', 'strict'];

/** What the first word may ask for instead of linting. */
export type Subcommand = 'options' | 'catalogue' | 'migrate' | 'resolve' | 'why';

export const SUBCOMMANDS: readonly Subcommand[] = ['options', 'catalogue', 'migrate', 'resolve', 'why'];

/** Everything that the command line says, filled in flag by flag. */
export interface OptionsDraft {
  command: 'lint' | Subcommand | 'list-rules' | 'explain' | 'version' | 'help';
  paths: string[];
  preset: Preset;
  rules: Map<RuleId, RuleLevel>;
  platform: string | undefined;
  errorOnUnmatchedPattern: boolean;
  format: string;
  /** Whether a format may be a package that is installed beside the project, which is code to run. */
  foreignCode: boolean;
  outputFile: string | undefined;
  color: boolean | undefined;
  quiet: boolean;
  /** `write` changes the files, `print` shows the changes as a diff. */
  fix: 'off' | 'write' | 'print';
  unsafeFixes: boolean;
  maxWarnings: number | undefined;
  explain: RuleId | undefined;
  diff: string | undefined;
  /** The platform generation that `migrate` moves to. */
  to: Target;
  /** Whether `migrate` changes the files. */
  write: boolean;
  /** Whether `migrate` prints the changes as a diff. */
  dryRun: boolean;
}

interface Flag {
  readonly name: `--${string}`;
  readonly short?: `-${string}`;
  /** What the help calls the value; a flag without one takes none. */
  readonly value?: string;
  readonly help: string;
  /** @throws UsageError for a value that makes no sense */
  readonly apply: (draft: OptionsDraft, value: string) => void;
}

/** All flags in the groups and the order of the help. */
export const FLAG_GROUPS: Readonly<Record<string, readonly Flag[]>> = {
  Checks: [
    {
      name: '--preset',
      value: 'NAME',
      help: `${PRESETS.join(' or ')} (default: ${PRESETS[0]})`,
      apply: (draft, value) => (draft.preset = parsePreset(value)),
    },
    {
      name: '--rule',
      value: 'RULE:SEVERITY',
      help: 'set a rule to off, warning or error (repeatable)',
      apply: (draft, value) => draft.rules.set(...parseRuleSetting(value)),
    },
    {
      name: '--platform',
      value: 'NAME',
      help: 'set the platform (default: from .elasticbeanstalk)',
      apply: (draft, value) => (draft.platform = value),
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
      apply: (draft) => (draft.unsafeFixes = true),
    },
  ],
  Output: [
    {
      name: '--format',
      short: '-f',
      value: 'NAME',
      help: `the format, see below (default: ${DEFAULT_FORMAT})`,
      apply: (draft, value) => (draft.format = value),
    },
    {
      name: '--no-foreign-code',
      help: 'refuse formats that are not built in',
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
      name: '--color',
      help: 'color the output, even in a file or a pipe',
      apply: (draft) => (draft.color = true),
    },
    { name: '--no-color', help: 'do not color the output', apply: (draft) => (draft.color = false) },
    { name: '--quiet', help: 'report errors only', apply: (draft) => (draft.quiet = true) },
    {
      name: '--max-warnings',
      value: 'N',
      help: 'exit with 1 if there are more than N warnings',
      apply: (draft, value) => (draft.maxWarnings = parseCount('--max-warnings', value)),
    },
  ],
  Migration: [
    {
      name: '--to',
      value: 'NAME',
      help: `the platform to move to: ${TARGETS[0]} (default)`,
      apply: (draft, value) => (draft.to = parseTarget(value)),
    },
    { name: '--write', help: 'with migrate: change the files', apply: (draft) => (draft.write = true) },
    {
      name: '--dry-run',
      help: 'with migrate: print what --write would change',
      apply: (draft) => (draft.dryRun = true),
    },
  ],
  Information: [
    {
      name: '--list-rules',
      help: 'list all rules',
      apply: (draft) => (draft.command = 'list-rules'),
    },
    {
      name: '--explain',
      value: 'RULE',
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
      apply: (draft, value) => (draft.diff = value),
    },
    {
      name: '--version',
      short: '-v',
      help: 'print the version',
      apply: (draft) => (draft.command = 'version'),
    },
    { name: '--help', short: '-h', help: 'print this help', apply: (draft) => (draft.command = 'help') },
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

function parseCount(name: string, value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new UsageError(`Flag ${name} takes a whole number, not ${value}.`);
  return Number(value);
}
