import * as limits from '../../src/util/limits.js';

/** Each limit by its name; what is written about them is here, so that it is not part of the program. */
type LimitName = keyof typeof limits;

interface LimitRow {
  /** What is bounded. */
  readonly what: string;
  readonly limit: { readonly text: string; readonly names: readonly LimitName[] };
  readonly beyond: string;
}

/** The text of a limit with values in place of names. */
const limit = (texts: TemplateStringsArray, ...names: LimitName[]): LimitRow['limit'] => ({
  text: String.raw({ raw: texts }, ...names.map(valueText)),
  names,
});

const MEBI = 2 ** 20;

/** The value with the unit that its name tells: `256 KiB`, `4 Mi` (characters), `1 minute`, `20,000`. */
function valueText(name: LimitName): string {
  const value = limits[name];
  if (name.endsWith('_BYTES')) return value % MEBI === 0 ? `${value / MEBI} MiB` : `${value / 2 ** 10} KiB`;
  if (name.endsWith('_MEGABYTES')) return `${value} MiB`;
  if (name.endsWith('_MS')) return value === 60_000 ? '1 minute' : `${value / 1000} seconds`;
  if (name.endsWith('_CHARACTERS') && value % MEBI === 0) return `${value / MEBI} Mi`;
  return value < 10_000 ? String(value) : value.toLocaleString('en');
}

/** What users may meet, in the order of docs/limits.md. */
const LIMIT_ROWS: readonly LimitRow[] = [
  {
    what: 'one file that Elastic Beanstalk parses (`.ebextensions/*.config`, `Procfile`, `Buildfile`, `env.yaml`, `cron.yaml`, `Dockerrun.aws.json`, `docker-compose.yml`)',
    limit: limit`${'MAX_FILE_BYTES'}`,
    beyond: 'a warning of [`project/unreadable`](rules/project/unreadable.md); the file is not parsed',
  },
  {
    what: "all files of one project that are parsed: these, the EB CLI's `config.yml` and saved configurations, `Dockerfile`, `Gemfile`, `composer.json`, `package.json`, `.dockerignore`, `.ebignore`, `.gitignore`, and files in `.ebextensions` named `.yaml`, `.yml`, `.json` or `.conf`",
    limit: limit`${'MAX_PARSED_CHARACTERS'} characters; ${'MAX_PARSED_PIECES'} pieces (words, signs and lines, and the values that aliases repeat; those of a \`Procfile\` and a \`Buildfile\` count three times)`,
    beyond:
      'the same for every file beyond the limit, in the order of names: those of Elastic Beanstalk and the application first, then those of the EB CLI and of tools that describe environments',
  },
  {
    what: 'one other file in `.ebextensions` or `.platform`',
    limit: limit`${'MAX_FILE_BYTES'}`,
    beyond:
      'only its name is used; a proxy configuration that cannot be read may name any port, so rules about ports are silent',
  },
  {
    what: 'one file of another program, such as `Dockerfile`, `package.json` or a script that the `Procfile` starts',
    limit: limit`${'MAX_FILE_BYTES'}`,
    beyond: 'only its name is used',
  },
  {
    what: 'files that texts of one project mention',
    limit: limit`${'MAX_MENTIONED_FILES'} files, ${'MAX_MENTIONED_FOLDERS'} folders, ${'MAX_MENTIONING_CHARACTERS'} characters that are searched for them`,
    beyond: 'the others are not read',
  },
  {
    what: 'folders that are searched for files that describe environments, from a project and from each folder above it',
    limit: limit`${'MAX_ENVIRONMENT_FOLDERS'} folders, ${'MAX_ENVIRONMENT_DEPTH'} in each other, ${'MAX_ENVIRONMENT_FILES'} files that are read`,
    beyond: 'name the files in [`environments`](environments.md#name-the-files)',
  },
  {
    what: 'environments of one project',
    limit: limit`${'MAX_ENVIRONMENTS'}`,
    beyond: 'what is missing in the others is unknown, so rules that report something missing are silent',
  },
  {
    what: 'blocks, lists and maps in each other in one file of Terraform',
    limit: limit`${'MAX_HCL_DEPTH'}`,
    beyond: 'an error of [`config/syntax-error`](rules/config/syntax-error.md)',
  },
  {
    what: 'all files of one project that are read',
    limit: limit`${'MAX_PROJECT_FILES'} files, ${'MAX_PROJECT_ENTRIES'} entries of folders, ${'MAX_PROJECT_CHARACTERS'} characters`,
    beyond: 'a warning of `project/unreadable` at the folder',
  },
  {
    what: 'folders of one project that are listed, and files that are read, to find what a command starts',
    limit: limit`${'MAX_LISTED_FOLDERS'} folders, ${'MAX_LOOKED_UP_FILES'} files`,
    beyond: 'what is in the others is unknown',
  },
  {
    what: 'scripts of one project that are asked for their modes, where there is no git',
    limit: limit`${'MAX_ASKED_MODES'}`,
    beyond: 'a script without execute permission is not reported unless one of these has it',
  },
  {
    what: 'modules of Python that the module of a server imports, from one to the next',
    limit: limit`${'MAX_FOLLOWED_MODULES'}`,
    beyond: 'what further modules import is not searched',
  },
  {
    what: 'scripts of one project that may replace placeholders',
    limit: limit`${'MAX_REPLACING_SCRIPTS'} files, ${'MAX_PARSED_CHARACTERS'} characters and ${'MAX_PARSED_PIECES'} pieces of them, ${'MAX_REPLACING_CHARACTERS'} characters of lines that replace something`,
    beyond: 'what else they replace is unknown',
  },
  {
    what: 'commands of all files of CI and scripts that may deploy a project',
    limit: limit`${'MAX_TOOL_COMMANDS'} commands and ${'MAX_TOOL_CHARACTERS'} characters, those of scripts that they run included, each as often as it runs; ${'MAX_TOOL_CHARACTERS'} characters of files of options`,
    beyond: 'what the job with them and further ones deploy is unknown',
  },
  {
    what: 'archives that jobs of one file keep for later ones',
    limit: limit`${'MAX_KEPT_ARCHIVES'}`,
    beyond: 'it is unknown which archives later jobs have',
  },
  {
    what: 'archives that these deploy, commands that fill one of them, and words of such a command',
    limit: limit`${'MAX_DEPLOYED_ARCHIVES'} archives, ${'MAX_FILLING_COMMANDS'} commands, ${'MAX_ARCHIVE_WORDS'} words`,
    beyond: 'what is in the archives is unknown',
  },
  {
    what: 'ports that a range in `docker-compose.yml` publishes',
    limit: limit`${'MAX_PORT_RANGE'}`,
    beyond: 'the service may publish any port',
  },
  {
    what: 'nested folders below `.ebextensions` and `.platform`',
    limit: limit`${'MAX_FOLDER_DEPTH'}; one link to a folder, and none to a folder that the link is in`,
    beyond: 'deeper folders are not read',
  },
  {
    what: 'nested maps and lists in one file',
    limit: limit`${'MAX_YAML_DEPTH'}`,
    beyond: '`config/syntax-error`: nested too deeply',
  },
  {
    what: 'values that the aliases of one file repeat; each 32 characters of a text count as one more value',
    limit: limit`${'MAX_ALIASED_NODES'}`,
    beyond: '`config/syntax-error`',
  },
  {
    what: 'syntax errors in one file',
    limit: limit`${'MAX_SYNTAX_ERRORS'}`,
    beyond: 'the others are not examined: one is reported',
  },
  {
    what: 'lines that break a `.config` file and are passed over, so that the rest of it is checked',
    limit: limit`${'MAX_LOST_LINES'}`,
    beyond: 'the syntax error is the only finding in the file',
  },
  {
    what: 'findings of one rule in one project, those about comments included',
    limit: limit`${'MAX_RULE_FINDINGS'}`,
    beyond: '[`eblint/too-many`](rules/eblint/too-many.md)',
  },
  {
    what: 'findings of all rules in one project',
    limit: limit`${'MAX_PROJECT_FINDINGS'}`,
    beyond: '`eblint/too-many` at the start of the project; errors are kept before warnings',
  },
  {
    what: 'rules that one `eblint-disable` comment names',
    limit: limit`${'MAX_COMMENT_RULES'}`,
    beyond: '`suppression/unknown-rule`; the others have no effect',
  },
  {
    what: 'a message or a note',
    limit: limit`${'MAX_MESSAGE_CHARACTERS'} characters`,
    beyond: 'its middle is replaced with `…`',
  },
  {
    what: 'related places of one finding',
    limit: limit`${'MAX_RELATED_PLACES'}; ${'MAX_RELATED_CHARACTERS'} characters of their notes and paths`,
    beyond: 'the others are left out',
  },
  {
    what: 'what a fix removes and inserts',
    limit: limit`${'MAX_FIX_CHARACTERS'} characters`,
    beyond: 'the finding has no fix',
  },
  {
    what: 'all projects of one run',
    limit: limit`${'MAX_RUN_PIECES'} pieces, ${'MAX_RUN_CHARACTERS'} characters or ${'MAX_RUN_FINDINGS'} findings`,
    beyond: 'the projects after that are not checked: a reason on standard error, and exit code 2',
  },
  {
    what: 'memory of a thread, where several check many projects',
    limit: limit`${'MAX_THREAD_MEGABYTES'}, or what Node may have`,
    beyond:
      '[`eblint/crash`](rules/eblint/crash.md) for the project that needs more; the others are checked, and the exit code is 2',
  },
  {
    what: 'threads',
    limit: limit`${'MAX_THREADS'}`,
    beyond: 'no more are started',
  },
  {
    what: 'the configuration of nginx',
    limit: limit`${'MAX_NGINX_CHARACTERS'} characters; ${'MAX_NGINX_DIRECTIVES'} directives in all configurations of a project together; ${'MAX_NGINX_INCLUDES'} includes of each, with what is included again; ${'MAX_NGINX_BLOCK_DEPTH'} nested blocks`,
    beyond: 'the rest is not examined',
  },
  {
    what: 'the words of scripts, configuration or other files among which names are looked up',
    limit: limit`${'MAX_INDEXED_WORDS'}`,
    beyond: 'they may name anything',
  },
  {
    what: 'commands, hooks and other scripts of one project',
    limit: limit`${'MAX_SCRIPT_PIECES'} pieces, in the order of a deployment`,
    beyond: 'the others are searched, but not parsed; rules that report something missing are silent',
  },
  {
    what: 'the folder that commands change to, one after the other',
    limit: limit`${'MAX_PATH_CHARACTERS'} characters`,
    beyond: 'the folder is unknown',
  },
  {
    what: 'folders to which `popd` returns',
    limit: limit`${'MAX_PUSHED_FOLDERS'}`,
    beyond: 'the folder is unknown',
  },
  {
    what: 'a word of a server command with its variables filled in',
    limit: limit`${'MAX_EXPANDED_CHARACTERS'} characters`,
    beyond: 'it may be anything',
  },
  {
    what: 'lists that are not closed in one `hypercorn.toml`',
    limit: limit`${'MAX_UNCLOSED_LISTS'}`,
    beyond: 'the server may listen anywhere',
  },
  {
    what: 'modules that one Node.js server runs; ports that one of them, or the source of a Go application, opens; arguments of the call with which a script of Python serves',
    limit: limit`${'MAX_NODE_MODULES'}; ${'MAX_LISTEN_CALLS'}; ${'MAX_CALL_ARGUMENTS'}`,
    beyond: 'the server may listen anywhere',
  },
  {
    what: 'addresses and ports of one server command',
    limit: limit`${'MAX_ENDPOINTS'}`,
    beyond: 'the server may listen anywhere',
  },
  {
    what: 'words that a loop goes through, that a variable holds, or that a function gets, in place of a package',
    limit: limit`${'MAX_LOOP_WORDS'}`,
    beyond: 'the package may be any',
  },
  {
    what: 'files in a folder of which a script copies those that fit a pattern',
    limit: limit`${'MAX_COPIED_FILES'}`,
    beyond: 'what is copied is not known',
  },
  {
    what: 'commands that the processes of the `Procfile` run, with those of their scripts',
    limit: limit`${'MAX_PROCESS_COMMANDS'} for each, ${'MAX_ALL_COMMANDS'} for all`,
    beyond: 'the others are not looked at',
  },
  {
    what: 'programs that the `Buildfile` and its scripts run, where it is looked at which files they make',
    limit: limit`${'MAX_BUILD_COMMANDS'}`,
    beyond: 'what they make is not known',
  },
  {
    what: 'tags of a `pom.xml`, the depth of one, and elements in a library or plugin',
    limit: limit`${'MAX_XML_TAGS'}, ${'MAX_XML_DEPTH'}, ${'MAX_XML_CHILDREN'}`,
    beyond: 'what Maven makes is not known',
  },
  {
    what: 'pairs of a process of the load balancer and a server',
    limit: limit`${'MAX_SERVER_PAIRS'}`,
    beyond: 'the others are not compared',
  },
  {
    what: 'rules that all listeners list together, to be compared with each other',
    limit: limit`${'MAX_COMPARED_RULES'}`,
    beyond: 'none is compared',
  },
  {
    what: 'rules among which a wrong name in `Rules` may be the only one left',
    limit: limit`${'MAX_GUESSED_RULES'}`,
    beyond: 'only a near name is suggested',
  },
  {
    what: 'a pattern on the command line (`services/*`)',
    limit: limit`${'MAX_ARGUMENT_PATTERN_CHARACTERS'} characters; ${'MAX_ARGUMENT_PATTERNS'} patterns after its braces are expanded`,
    beyond: 'exit code 2',
  },
  {
    what: 'what git prints for `--staged`, `--changed` and `--report-suppressions`',
    limit: limit`${'MAX_GIT_OUTPUT_BYTES'} and ${'MAX_GIT_MS'} for a list of files; ${'MAX_GIT_FILE_BYTES'} for a file, ${'MAX_GIT_FILES_BYTES'} for all`,
    beyond: 'exit code 2; a file is unreadable',
  },
  {
    what: 'the age of suppressions: versions of a file, its names, and the time of all',
    limit: limit`${'MAX_FILE_VERSIONS'} versions, ${'MAX_FILE_RENAMES'} names, ${'MAX_AGES_MS'}`,
    beyond: '"or earlier"; "age unknown"',
  },
  {
    what: 'an archive, and the files of git',
    limit: limit`${'MAX_ARCHIVE_ENTRIES'} entries of an archive, and ${'MAX_ARCHIVE_LIST_BYTES'} for its list of files and for the headers before these; ${'MAX_GIT_ENTRIES'} files of git; ${'MAX_TREE_FOLDERS'} folders; paths of ${'MAX_PATH_CHARACTERS'} characters`,
    beyond: 'exit code 2',
  },
  {
    what: 'the value of a constant of a script that names a path (`CONF=/etc/nginx/…`), and those in one word',
    limit: limit`${'MAX_CONSTANT_CHARACTERS'} characters`,
    beyond: 'the path is unknown',
  },
  {
    what: 'the target of a link in these',
    limit: limit`${'MAX_PATH_CHARACTERS'} characters`,
    beyond: 'a broken link',
  },
  {
    what: 'one file in an archive',
    limit: limit`as above, whatever size the archive claims; ${'MAX_ARCHIVED_FILE_BYTES'} for any other file`,
    beyond: 'the same',
  },
  {
    what: 'scripts and nginx configuration with suppression comments, to know quoted text and blocks',
    limit: limit`${'MAX_COMMENT_PIECES'} pieces`,
    beyond: 'in the others a comment covers one line, also in quoted text',
  },
  {
    what: 'ports that `docker-compose.yml` publishes',
    limit: limit`${'MAX_COMPOSE_PORTS'}, with those of ranges and aliases`,
    beyond: 'the ports of the other services are unknown',
  },
  {
    what: 'services, volumes, networks, secrets and configurations that services of `docker-compose.yml` name',
    limit: limit`${'MAX_COMPOSE_NAMES'}, with those of aliases`,
    beyond: 'the others are taken for declared',
  },
  {
    what: 'what is compared of a path with patterns of `.ebignore` or of a configuration',
    limit: limit`${'MAX_PATH_STEPS'} characters; ${'MAX_NAME_STEPS'} of the name of an option`,
    beyond: 'no pattern fits it',
  },
  {
    what: 'patterns of `.ebignore`',
    limit: limit`${'MAX_IGNORE_PATTERNS'}, of ${'MAX_IGNORE_PATTERN_CHARACTERS'} characters each`,
    beyond: 'with more patterns, nothing is treated as left out; a longer pattern has no effect',
  },
  {
    what: 'a file of suppressions (`eblint-suppressions.json`)',
    limit: limit`${'MAX_BASELINE_BYTES'}`,
    beyond: 'exit code 2',
  },
  {
    what: 'a configuration file',
    limit: limit`${'MAX_CONFIGURATION_BYTES'}; ${'MAX_CONFIGURATION_PATTERNS'} patterns of ${'MAX_CONFIGURATION_PATTERN_CHARACTERS'} characters, ${'MAX_OVERRIDES'} overrides; it builds on ${'MAX_EXTENDED_FILES'} files, ${'MAX_EXTENDS_DEPTH'} deep, with ${'MAX_CONFIGURATION_PIECES'} words and signs in all`,
    beyond: 'exit code 2',
  },
  {
    what: 'names that are compared for "Did you mean"',
    limit: limit`${'MAX_COMPARED_NAME_CHARACTERS'} characters, ${'MAX_NAME_CANDIDATES'} names`,
    beyond: 'no suggestion',
  },
  {
    what: 'proofs of `--fix` in one run',
    limit: limit`${'MAX_PROOFS'} per project, fewer where they would examine more than ${'MAX_PROVED_PIECES'} words and signs in all, at least 10; all fixes that do not overlap need one proof together, a refused fix needs a few more`,
    beyond: 'the others wait for the next run',
  },
  {
    what: 'advice that would give effect to dead configuration, tried one by one where something new comes with all of it',
    limit: limit`${'MAX_TRIED_ADVICE'} per project`,
    beyond: 'the others are given without being tried',
  },
  {
    what: 'findings of one rule that a proof compares',
    limit: limit`${'MAX_COMPARED_FINDINGS'}`,
    beyond: 'fixes of that rule are refused',
  },
  {
    what: 'standard input',
    limit: limit`${'MAX_INPUT_BYTES'}`,
    beyond: 'exit code 2',
  },
  {
    what: 'projects below a folder for which `eblint init` writes an entry',
    limit: limit`${'MAX_INIT_PROJECTS'}`,
    beyond: 'the others get no entry',
  },
];

/** Bounds inside, with what happens beyond them. Users do not meet them: what is real stays far below, or only a text is shorter. */
const INTERNAL_LIMITS: Readonly<Partial<Record<LimitName, string>>> = {
  // Nested forms, as deep as people write them; what is deeper is unknown, and rules are silent about it.
  MAX_ANSWER_CHARACTERS: 'the text is not quoted',
  MAX_CLIENT_MESSAGE_BYTES: 'the server ends',
  MAX_COMPARED_PATH_CHARACTERS: 'the text is not a path',
  MAX_GUARDS: 'whether the command runs is unknown',
  MAX_REQUEST_CHARACTERS: 'the command is refused, with a reason',
  MAX_SEARCHED_FILES: 'the other files are treated as there',
  MAX_SHELL_DEPTH: 'the inner command is unknown',
  MAX_CONFIGURATION_FAULTS: 'only the first faults are reported',
  MAX_BOX_CHARACTERS: 'the text is cut',
  MAX_STEP_CHARACTERS: 'the text is cut',
  MAX_LISTED_NAMES: 'the list ends with their number',
  MAX_RESOLVED_VALUE_CHARACTERS: 'the value is cut',
  MAX_WHY_PLACES: 'the other places are not named',
  MAX_STORED_CODE_BYTES: 'the code is not stored: the next start takes longer',
  MAX_STORED_CODE_LOOKS: 'the stored code is no longer extended',
  MAX_STORED_CODE_RUN_MS: 'the stored code is not extended by this run',
};

/** The table of docs/limits.md. */
export const limitsTable = (): string =>
  [
    '| what | limit | what happens beyond the limit |',
    '| --- | --- | --- |',
    ...LIMIT_ROWS.map(({ what, limit: { text }, beyond }) => `| ${what} | ${text} | ${beyond} |`),
  ].join('\n');

/** Limits that are neither described on the page nor marked internal. */
export function unexplainedLimits(): readonly string[] {
  const explained = new Set<string>([
    ...LIMIT_ROWS.flatMap(({ limit: { names } }) => names),
    ...Object.keys(INTERNAL_LIMITS),
  ]);
  return Object.keys(limits).filter((name) => !explained.has(name));
}
