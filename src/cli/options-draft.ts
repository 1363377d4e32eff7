import type { RuleLevel } from '../configuration/configuration.js';
import type { DeploymentKind } from '../knowledge/instance/deployment-order.js';
import type { Preset } from '../rules/rule.js';
import type { RuleId } from '../rules/rule.js';
import type { Subcommand } from './commands.js';
import type { OutputSetting } from './output-setting.js';

/** What `migrate` moves to: every other generation is retired. */
export type Target = 'al2023';

export const TARGETS: readonly Target[] = ['al2023'];

/** What `steps` tells about; the first where nothing says it. */
export const KINDS = [
  'deployment',
  'new-instance',
  'configuration',
] as const satisfies readonly DeploymentKind[];

/** Where the request of `request` may come from; the first where nothing says it. */
export const REQUEST_SOURCES = ['outside', 'instance'] as const;

type RequestSource = (typeof REQUEST_SOURCES)[number];

/** Everything that the command line says, filled in flag by flag. */
export interface OptionsDraft {
  command:
    | 'lint'
    | Subcommand
    | 'print-config'
    | 'init'
    | 'report-suppressions'
    | 'list-rules'
    | 'explain'
    | 'version'
    | 'help';
  paths: string[];
  /** The process of the editor that `lsp` ends with. */
  clientProcess: number | undefined;
  /** The file that takes the place of the one that would be found. */
  config: string | undefined;
  /** Whether a configuration file is looked for. */
  findsConfig: boolean;
  preset: Preset | undefined;
  /** By rule or group, as written. */
  rules: Map<string, RuleLevel>;
  platform: string | undefined;
  /** The files that describe the environment, or `elsewhere`. */
  environment: string[];
  /** Write everything that is found into the file of suppressions. */
  suppressAll: boolean;
  /** Write what these rules find. */
  suppressRules: string[];
  /** Take out of the file what is not found any more. */
  pruneSuppressions: boolean;
  suppressionsLocation: string | undefined;
  /** Whether a file that holds more than is found is all right. */
  passOnUnprunedSuppressions: boolean;
  errorOnUnmatchedPattern: boolean;
  stdin: boolean;
  stdinFilename: string | undefined;
  /** Whether to go on after the first run, and check again after each change. */
  watch: boolean;
  /** How many threads check projects; undefined where the number of projects and processors decides. */
  threads: number | undefined;
  /** How many of the costliest rules and facts are listed after the report; undefined for none. */
  timing: number | undefined;
  /** Whether to list what the rules, or one of them, held back. */
  explainsSilence: RuleId | true | undefined;
  staged: boolean;
  /** The commit of `--changed`; undefined without it. */
  changed: string | undefined;
  format: string;
  /** Whether a format may be a package that is installed beside the project, which is code to run. */
  foreignCode: boolean;
  outputFile: string | undefined;
  /** Whether findings are counted by rule, and not shown. */
  statistics: boolean;
  /** Further reports, each in a format of its own. */
  outputs: OutputSetting[];
  /** Whether to tell the build service that the run is in. */
  ci: boolean;
  color: boolean | undefined;
  quiet: boolean;
  /** `write` changes the files, `print` shows the changes as a diff. */
  fix: 'off' | 'write' | 'print';
  unsafeFixes: boolean;
  maxWarnings: number | undefined;
  explain: RuleId | undefined;
  /** The command that the first word names, which `--help` describes; undefined where it names none. */
  helpOn: Subcommand | undefined;
  diff: string | undefined;
  /** The platform generation that `migrate` moves to. */
  to: Target;
  /** The kind of deployment whose steps are asked for. */
  deployment: DeploymentKind;
  /** The request that `request` follows: its method. */
  method: string;
  /** Its headers, each as `NAME: VALUE`. */
  requestHeaders: string[];
  /** Its header `Host`; undefined where the URL says it. */
  host: string | undefined;
  /** Where it comes from. */
  from: RequestSource;
  /** Whether `migrate` changes the files. */
  write: boolean;
  /** Whether `migrate` prints the changes as a diff. */
  dryRun: boolean;
}
