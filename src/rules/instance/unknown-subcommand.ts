import {
  DJANGO_COMMANDS,
  HAS_COMMANDS,
  MANAGES_DJANGO,
  WITHOUT_COMMANDS,
} from '../../knowledge/instance/command-lines.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { existingFiles } from '../../model/bundle/existing-files.js';
import { fact } from '../../model/fact.js';
import { installedRequirements } from '../../model/packages/installed-requirements.js';
import type { Project } from '../../model/project.js';
import { MAX_SEARCHED_FILES } from '../../util/limits.js';
import { nearest } from '../../util/nearest.js';
import { baseName } from '../../util/paths.js';
import { shorten } from '../../util/text.js';
import type { EachRule } from '../rule.js';
import {
  type CommandLine,
  commandLines,
  type Fault,
  findingOf,
  isFlag,
  isLiteral,
} from '../support/command-lines.js';

export const unknownSubcommand: EachRule<CommandLine> = {
  meta: {
    summary: 'A subcommand of manage.py, django-admin or rake does not exist',
    why: 'The program ends with an error: "Unknown command: \'import_catalog\'". Django knows its own commands, and those of the applications that are installed; python does not know them without manage.py. A failed command stops the deployment; in a cron job nothing happens.',
    consequence: 'deploy-fails',
    references: [
      'https://docs.djangoproject.com/en/stable/ref/django-admin/',
      'https://docs.djangoproject.com/en/stable/howto/custom-management-commands/',
    ],
  },
  each: commandLines,
  *check(line, project) {
    const fault = unknownCommand(line) ?? undefinedCommand(line, project) ?? missingManagePy(line);
    if (fault) yield findingOf(fault, line);
  },
};

/** `rake rake db:migrate`, `manage.py --run-syncdb`, `manage.py path/to/command`. */
function unknownCommand({ name, program, args: [command] }: CommandLine): Fault | undefined {
  if (command && !isLiteral(command)) return undefined;
  if (command && HAS_COMMANDS.has(name) && command.text === name)
    return {
      word: command,
      message: `"${name}" is run with its own name as its command`,
      help: `Write \`${name}\` only once.`,
    };
  if (!MANAGES_DJANGO.test(name)) return undefined;
  if (!command)
    return {
      word: program,
      message: `"${name}" is run without a command`,
      help: `Write the command after \`${name}\`, such as \`migrate\`.`,
      isLenient: true,
    };
  if (/^(?:[A-Za-z_][\w.-]*|--help|-h|--version)$/.test(command.text)) return undefined;
  const module = baseName(command.text).replace(/\.py$/, '');
  return {
    word: command,
    message: `"${name}" does not know the command "${shorten(command.text)}"`,
    help: isFlag(command)
      ? `Write the command before \`${command.text}\`.`
      : `Write only the name of the command, \`${module}\`.`,
  };
}

/** `manage.py import_catalog`, where the application has `load_catalog` and no other package has commands. */
function undefinedCommand({ name, args: [command], run }: CommandLine, project: Project): Fault | undefined {
  const own =
    name === 'manage.py' && run.programs.some(({ text }) => text === name || text === './manage.py')
      ? managementCommands(project)
      : NO_COMMANDS;
  if (!command || own.size === 0 || !isLiteral(command) || !/^[a-z]\w*$/.test(command.text)) return undefined;
  if (DJANGO_COMMANDS.has(command.text) || OTHER_COMMANDS.has(command.text) || own.has(command.text))
    return undefined;
  const first = [...own].slice(0, MAX_SEARCHED_FILES);
  const typing = nearest(command.text, first, 2);
  const isKnown = areCommandsKnown(project);
  const near = typing ?? (isKnown ? first.find((one) => shareWord(one, command.text)) : undefined);
  return near === undefined
    ? undefined
    : {
        word: command,
        message: `The application has no command "${shorten(command.text)}" for manage.py`,
        help: `Use \`${near}\`.`,
        ...(!isKnown && { isLenient: true }),
      };
}

/** `python3 collectstatic`. */
function missingManagePy({ name, program, runners, args }: CommandLine): Fault | undefined {
  const runner = runners.at(-1) ?? '';
  if (program.text !== name || !DJANGO_COMMANDS.has(name) || !/^python[\d.]*$/.test(runner)) return undefined;
  if (args.length > 0 && !args.every((word) => isFlag(word) || /^[\w.]+$/.test(word.text))) return undefined;
  return {
    word: program,
    message: `"${name}" is a command of manage.py, which is missing`,
    help: `Write \`${runner} manage.py ${name}\`.`,
  };
}

/** Whether all packages that are installed are known to have no commands of their own for manage.py. */
function areCommandsKnown(project: Project): boolean {
  const { packages, isWhole } = installedRequirements(project) ?? {};
  return isWhole === true && packages?.every(({ name }) => WITHOUT_COMMANDS.has(name)) === true;
}

const NO_COMMANDS: ReadonlySet<string> = new Set();

/** Those that could be names of modules as well. */
const OTHER_COMMANDS: ReadonlySet<string> = new Set([
  ...['diffsettings', 'findstatic', 'help', 'ogrinspect', 'optimizemigration', 'remove_stale_contenttypes'],
  ...[
    'sendtestemail',
    'shell',
    'sqlflush',
    'sqlsequencereset',
    'squashmigrations',
    'startapp',
    'startproject',
  ],
  ...['test', 'testserver', 'version'],
]);

const shareWord = (one: string, other: string): boolean => {
  const words = new Set(one.split('_').filter(({ length }) => length > 3));
  return other.split('_').some((word) => words.has(word));
};

/**
 * The commands of the applications in the project; none where not all folders could be looked into.
 * https://docs.djangoproject.com/en/stable/howto/custom-management-commands/
 */
const managementCommands = fact('managementCommands', (project: Project): ReadonlySet<string> => {
  const existing = existingFiles(deployedFiles(project));
  const folders: readonly string[] = existing.folders.flatMap((folder) => [
    folder,
    ...[...(existing.in(folder) ?? [])].flatMap(([name, kind]) =>
      kind === 'folder' && /^[a-z]\w*$/.test(name) && name !== 'management' ? [`${folder}/${name}`] : [],
    ),
  ]);
  const listed = folders.map((folder) =>
    existing.has(`${folder}/management/commands`) === false
      ? new Map<string, string>()
      : existing.in(`${folder}/management/commands`),
  );
  // Links may lead to more.
  const isWhole =
    listed.every((names) => names !== undefined) && folders.every((folder) => existing.in(folder));
  return new Set(
    isWhole
      ? listed.flatMap((names) =>
          [...(names?.keys() ?? [])].flatMap((name) => /^([a-z]\w*)\.py$/.exec(name)?.[1] ?? []),
        )
      : [],
  );
});
