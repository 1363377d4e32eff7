/**
 * The limits of inputs and outputs that eblint sets itself, and those that several files share. What bounds only the work of
 * one file is a constant there. Numbers without a unit in their names are counts; characters are UTF-16
 * units, and pieces are words, signs and lines, as the parsers count them. What users meet is described in docs/limits.md,
 * which is written from here and from test/support/limits.ts. What AWS, GitHub or a file format prescribes is not a limit of
 * eblint: it is a constant in its place, under a name that does not begin with `MAX_`.
 */

// Reading a project

/** Of the files in many public projects, the largest has 15 KB. */
export const MAX_FILE_BYTES = 2 ** 20;
export const MAX_PROJECT_FILES = 5000;
/** Files and folders of all folders that are listed. */
export const MAX_PROJECT_ENTRIES = 20_000;
export const MAX_PROJECT_CHARACTERS = 64 * 2 ** 20;
/** Folders below `.ebextensions` and `.platform`; deeper ones do not contain configuration. */
export const MAX_FOLDER_DEPTH = 8;
/** Files that texts of the project mention. */
export const MAX_MENTIONED_FILES = 200;
export const MAX_MENTIONED_FOLDERS = 100;
/** What is searched for names of files. */
export const MAX_MENTIONING_CHARACTERS = 2 ** 20;
/** Folders that are listed to find what a command starts. */
export const MAX_LISTED_FOLDERS = 50;
/** Files of which one rule asks in all scripts and folders of a project whether something makes them. */
export const MAX_SEARCHED_FILES = 50;
/** Files that are read to find what a module defines. */
export const MAX_LOOKED_UP_FILES = 20;
/** Modules of the project of which one is imported by another, from the one that a server starts with. */
export const MAX_FOLLOWED_MODULES = 8;
/** Environments of one project that are compared. */
export const MAX_ENVIRONMENTS = 50;
/** Folders that are searched for files that describe environments, folders in each other, and files that are read. */
export const MAX_ENVIRONMENT_FOLDERS = 50;
export const MAX_ENVIRONMENT_DEPTH = 4;
export const MAX_ENVIRONMENT_FILES = 100;

// Parsing

/** The largest project that eblint was tried on has a fraction of it. */
export const MAX_PARSED_CHARACTERS = 4 * 2 ** 20;
export const MAX_PARSED_PIECES = 200_000;
/** Maps and lists in each other: far more than any template has, and few enough for every reader of the tree. */
export const MAX_YAML_DEPTH = 200;
/** Lines that break a `.config` file and are passed over: with each the whole file is read again. */
export const MAX_LOST_LINES = 3;
/** Only the first error is reported, and those around it tell its cause; each costs two kilobytes. */
export const MAX_SYNTAX_ERRORS = 1000;
/**
 * Nodes that aliases may repeat in one file. SnakeYAML refuses more than 50 aliases of collections, so no file that works
 * comes near; without a limit a few lines of nested aliases fill the memory.
 */
export const MAX_ALIASED_NODES = 100_000;
/** More patterns than that are not compared: unknown is then what is left out of the source bundle. */
export const MAX_IGNORE_PATTERNS = 1000;
export const MAX_IGNORE_PATTERN_CHARACTERS = 200;
/** Characters of paths that are compared with all patterns: a wildcard may fit in thousands of ways. */
export const MAX_PATH_STEPS = 50_000;
/** The same for one name and one pattern. */
export const MAX_NAME_STEPS = 1000;
/** No real configuration nests deeper; nginx itself has no limit but its stack. */
export const MAX_NGINX_BLOCK_DEPTH = 50;
/** Lists that are never closed: each is searched to the end of the file. */
export const MAX_UNCLOSED_LISTS = 100;
/** Blocks, lists and maps in each other in a file of Terraform. */
export const MAX_HCL_DEPTH = 100;
/** Calls that open a port: for each, the whole source is searched for a name. */
export const MAX_LISTEN_CALLS = 10;
export const MAX_CALL_ARGUMENTS = 50;

// Shell scripts

/** Conditions of one kind before a command; of more than that, the first ones may be lost. */
export const MAX_GUARDS = 8;
/** Shells in shells: `sh -c "bash -c …"`. */
export const MAX_SHELL_DEPTH = 8;
/** One word with its variables filled in: variables that hold each other double with each step. */
export const MAX_EXPANDED_CHARACTERS = 10_000;
/** All scripts and commands of one project. */
export const MAX_SCRIPT_PIECES = 60_000;
/** The value of a constant that names a path. */
export const MAX_CONSTANT_CHARACTERS = 500;
/** Each command of a loop goes through all of them. */
export const MAX_LOOP_WORDS = 100;
/** Files that one pattern of a copy fits: each pattern is compared with every name in its folder. */
export const MAX_COPIED_FILES = 100;
/** Longer texts are not paths; their many folders would fill the memory. */
export const MAX_COMPARED_PATH_CHARACTERS = 1024;
/** No longer path leads anywhere on a disk. */
export const MAX_PATH_CHARACTERS = 4096;
/** Folders that `pushd` stacks. */
export const MAX_PUSHED_FOLDERS = 1000;
/** Scripts that are asked for their modes, where one that is executable proves that modes are kept. */
export const MAX_ASKED_MODES = 50;
/** Scripts that are read for the placeholders that they replace. */
export const MAX_REPLACING_SCRIPTS = 50;
/** Commands of all build services and scripts beside a project, those of scripts that others run included. */
export const MAX_TOOL_COMMANDS = 5000;
/** Of these commands, each counted as often as it runs, and of the files of options that they name. */
export const MAX_TOOL_CHARACTERS = 2 ** 20;
/** Archives that the jobs of one file keep for each other: each job that takes them gets all. */
export const MAX_KEPT_ARCHIVES = 50;
/** Archives that are deployed, commands that fill one of them or its folder, and words of such a command: each file is compared with all. */
export const MAX_DEPLOYED_ARCHIVES = 5;
export const MAX_FILLING_COMMANDS = 20;
export const MAX_ARCHIVE_WORDS = 50;
/** Their lines that replace something. */
export const MAX_REPLACING_CHARACTERS = 2 ** 16;
/** Words of all texts of one index. */
export const MAX_INDEXED_WORDS = 500_000;

// nginx, Docker and servers

export const MAX_NGINX_CHARACTERS = 2 ** 20;
/** In all configurations of one project, with those that are included again. */
export const MAX_NGINX_DIRECTIVES = 20_000;
export const MAX_NGINX_INCLUDES = 200;
/** Of a request's URL and of each of its headers: nginx takes 8 KB. */
export const MAX_REQUEST_CHARACTERS = 8192;
/** Aliases and ranges publish many ports in few words. */
export const MAX_COMPOSE_PORTS = 5000;
/** Names of services, volumes and the like to which services refer: aliases repeat many in few words. */
export const MAX_COMPOSE_NAMES = 5000;
/** Ports of one range. */
export const MAX_PORT_RANGE = 100;
/** Of one command: rules look at each endpoint of a server for each process that it answers. */
export const MAX_ENDPOINTS = 100;
/** Modules that one Node.js server runs. */
export const MAX_NODE_MODULES = 50;
/** Commands that one process of the `Procfile` runs. */
export const MAX_PROCESS_COMMANDS = 10_000;
/** Programs that a Buildfile and its scripts run, where what they make is looked at. */
export const MAX_BUILD_COMMANDS = 200;
/** Tags of a `pom.xml` that are read, names on the way to one, and elements in a library or plugin. */
export const MAX_XML_TAGS = 20_000;
export const MAX_XML_DEPTH = 20;
export const MAX_XML_CHILDREN = 50;
/** Commands of all processes: many may run the same long script. */
export const MAX_ALL_COMMANDS = 50_000;
/** Thousands of processes and servers on one port make millions of pairs. */
export const MAX_SERVER_PAIRS = 10_000;
/** A load balancer has 100 rules by default, and each is compared with those before it. */
export const MAX_COMPARED_RULES = 120;
/** Where there are more, no single one is left to be guessed. */
export const MAX_GUESSED_RULES = 100;

// Names and values

/** Longer names are not compared for "Did you mean". */
export const MAX_COMPARED_NAME_CHARACTERS = 200;
/** More names than Elastic Beanstalk takes: comparing them would take minutes. */
export const MAX_NAME_CANDIDATES = 500;

// Configuration of eblint, suppressions

export const MAX_CONFIGURATION_BYTES = 256 * 2 ** 10;
/** Far more than any configuration has: each is compared with every file in which something is found. */
export const MAX_OVERRIDES = 200;
export const MAX_CONFIGURATION_PATTERNS = 500;
export const MAX_CONFIGURATION_PATTERN_CHARACTERS = 200;
export const MAX_EXTENDS_DEPTH = 10;
export const MAX_EXTENDED_FILES = 50;
export const MAX_CONFIGURATION_PIECES = 50_000;
/** Faults of one configuration that are reported. */
export const MAX_CONFIGURATION_FAULTS = 100;
export const MAX_BASELINE_BYTES = 16 * 2 ** 20;
/** Rules that one comment names: more than there are rules of one group. */
export const MAX_COMMENT_RULES = 100;
/** What is parsed only for its comments. */
export const MAX_COMMENT_PIECES = 60_000;

// Findings and reports

/** Of one rule in one project. */
export const MAX_RULE_FINDINGS = 1000;
export const MAX_PROJECT_FINDINGS = 10_000;
/** A name may be a megabyte long, and a list have thousands of names. */
export const MAX_MESSAGE_CHARACTERS = 2000;
/** More is not read, and viewers of SARIF show no more. */
export const MAX_RELATED_PLACES = 100;
/** All notes and paths of one finding. */
export const MAX_RELATED_CHARACTERS = 10_000;
/** What the fix of one finding removes and inserts. */
export const MAX_FIX_CHARACTERS = 10_000;
/** What is short enough for a sentence. */
export const MAX_ANSWER_CHARACTERS = 60;
/** What a line of a box in a picture shows. */
export const MAX_BOX_CHARACTERS = 60;
/** What a step of a deployment shows of a command. */
export const MAX_STEP_CHARACTERS = 100;
/** Names in a list that a person reads. */
export const MAX_LISTED_NAMES = 10;
/** A longer value is a document. */
export const MAX_RESOLVED_VALUE_CHARACTERS = 60;

// Fixes

/** Each proof costs a lint of the whole project, so a large project gets fewer. */
export const MAX_PROOFS = 500;
export const MAX_PROVED_PIECES = 2_000_000;
/** Advice of one project that is tried by itself: each costs a lint of the whole project. */
export const MAX_TRIED_ADVICE = 10;
/** Findings of one rule that a proof compares. */
export const MAX_COMPARED_FINDINGS = 100_000;

// One run

/** All projects of a run: a link makes another project of the same large folder. */
export const MAX_RUN_PIECES = 4_000_000;
export const MAX_RUN_CHARACTERS = 256 * 2 ** 20;
export const MAX_RUN_FINDINGS = 10_000;
/** More threads than that need more memory than they save time. */
export const MAX_THREADS = 32;
export const MAX_THREAD_MEGABYTES = 1024;
/** A pattern on the command line. */
export const MAX_ARGUMENT_PATTERN_CHARACTERS = 1000;
/** Each alternative in braces becomes a pattern of its own. */
export const MAX_ARGUMENT_PATTERNS = 1000;
/** Far more than the output of a deployment. */
export const MAX_INPUT_BYTES = 2 ** 24;
/** More places of one name do not help. */
export const MAX_WHY_PLACES = 5;

/** More projects than are configured one by one. */
export const MAX_INIT_PROJECTS = 100;
/** Several times what is stored of the largest module. */
export const MAX_STORED_CODE_BYTES = 2 ** 24;
/** Later runs that are looked at for functions to store: other projects and settings call other functions. */
export const MAX_STORED_CODE_LOOKS = 5;
/** V8 forgets what a long run has not called for a while. */
export const MAX_STORED_CODE_RUN_MS = 2000;

// git and archives

/** The list of a million files. */
export const MAX_GIT_OUTPUT_BYTES = 2 ** 28;
export const MAX_GIT_MS = 60_000;
/** A tree that contains another one many times lists far more files than it stores. */
export const MAX_GIT_ENTRIES = 1_000_000;
/** More than any file that is read may have. */
export const MAX_GIT_FILE_BYTES = 2 ** 24;
export const MAX_GIT_FILES_BYTES = 2 ** 29;
/** Versions of one file in which the start of a suppression is looked for. */
export const MAX_FILE_VERSIONS = 500;
export const MAX_FILE_RENAMES = 10;
/** All calls of git for the ages of suppressions; the last one may take a minute of its own. */
export const MAX_AGES_MS = 60_000;
export const MAX_ARCHIVE_ENTRIES = 200_000;
/** Of the list of files, and of the headers before the files. */
export const MAX_ARCHIVE_LIST_BYTES = 2 ** 26;
export const MAX_ARCHIVED_FILE_BYTES = 2 ** 24;
/** A name of one letter may be a folder, which costs a hundred times as much. */
export const MAX_TREE_FOLDERS = 2 ** 18;

// Editors

/** A message of an editor: the largest has the text of one file. */
export const MAX_CLIENT_MESSAGE_BYTES = 2 ** 25;

// The page to try eblint
