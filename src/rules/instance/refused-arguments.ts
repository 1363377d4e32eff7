import {
  DJANGO_COMMANDS,
  HAS_COMMANDS,
  WITHOUT_COMMANDS,
  MANAGES_DJANGO,
  NO_SHELL_SCRIPT,
  OPERANDS,
  S3_SWITCHES,
  S3_TRANSFERS,
} from '../../knowledge/instance/command-lines.js';
import { MAX_SEARCHED_FILES, MAX_WRAPPED_PROGRAMS } from '../../knowledge/limits.js';
import { writtenFiles } from '../../model/bundle/config-files.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { existingFiles } from '../../model/bundle/existing-files.js';
import { fact } from '../../model/fact.js';
import { installedRequirements } from '../../model/packages/installed-requirements.js';
import { allScripts } from '../../model/cron/cron-files.js';
import { describeScript, type InstanceScript } from '../../model/execution/instance-script.js';
import { programRuns, type ProgramRun } from '../../model/execution/program-runs.js';
import type { Project } from '../../model/project.js';
import { readsIn, SHELLS } from '../../parse/shell/unwrap-command.js';
import type { Word } from '../../parse/shell/word.js';
import { firstOfEach, lookUp } from '../../util/collections.js';
import { nearest } from '../../util/nearest.js';
import { baseName } from '../../util/paths.js';
import { shorten } from '../../util/text.js';
import type { Rule } from '../rule.js';

export const refusedArguments: Rule = {
  meta: {
    summary: 'A program refuses its arguments, or a command line is not the one that was intended',
    why: 'A program that gets too few operands, an option that it does not know or the name of another program stops with an error, such as "chmod: missing operand after \'644\'" or "Unknown options: -r". A failed command stops the deployment; in a cron job nothing happens.',
    severity: 'error',
    consequence: 'deploy-fails',
    references: [
      'https://www.gnu.org/software/coreutils/manual/html_node/index.html',
      'https://docs.djangoproject.com/en/stable/ref/django-admin/',
      'https://docs.djangoproject.com/en/stable/howto/custom-management-commands/',
      'https://docs.aws.amazon.com/cli/latest/reference/s3/',
      'guide:custom-platforms-scripts',
      'https://www.gnu.org/software/bash/manual/html_node/Invoking-Bash.html',
    ],
  },
  *check(project) {
    const faults = allScripts(project).flatMap((script) => commandLinesIn(script, project).flatMap(faultOf));
    // The programs of one `sh -c` have the words before it in common.
    for (const { word, message, help, isCertain } of firstOfEach(faults, (fault) => fault.word))
      yield { at: word.place, message, help, ...(!isCertain && { severity: 'warning' as const }) };
  },
};

/** A program with all words after it, those of programs that it runs included. */
interface CommandLine {
  /** Without its folder. */
  readonly name: string;
  readonly program: Word;
  /** The programs that run it, `sudo` for example, without their folders. */
  readonly runners: readonly string[];
  readonly args: readonly Word[];
  readonly run: ProgramRun;
  readonly script: InstanceScript;
  readonly project: Project;
}

interface Fault {
  readonly word: Word;
  readonly message: string;
  readonly help: string;
  /** The program does not fail, or it is not known whether it does. */
  readonly isLenient?: true;
}

const commandLinesIn = (script: InstanceScript, project: Project): CommandLine[] =>
  programRuns(script).flatMap((run) =>
    run.commands.flatMap(({ words }, index) => {
      const isInner = index === run.commands.length - 1;
      // Of a command around a `sh -c`, the programs are not known apart from their names.
      const programs = isInner
        ? run.programs.slice(0, MAX_WRAPPED_PROGRAMS)
        : words.slice(0, MAX_WRAPPED_PROGRAMS).filter(({ text }) => TAKES_SCRIPT.has(baseName(text)));
      return programs.flatMap((program, at) => {
        const runners = programs.slice(0, at).map(({ text }) => baseName(text));
        // It adds operands of its own.
        if (runners.some((name) => name === 'xargs' || name === 'parallel')) return [];
        const args = words.slice(words.indexOf(program) + 1);
        return { name: baseName(program.text), program, runners, args, run, script, project };
      });
    }),
  );

/** Programs that may take the script of another shell. */
const TAKES_SCRIPT: ReadonlySet<string> = new Set([...SHELLS, 'runuser', 'su', 'sudo']);

const isFlag = ({ text }: Word): boolean => /^-./.test(text);
/** A word that the shell takes as it is: it makes several words of braces. */
const isLiteral = ({ kind, text }: Word): boolean => kind === 'literal' && !text.includes('{');

/** What is wrong with a line first, and whether it ends the deployment. */
function faultOf(line: CommandLine): (Fault & { readonly isCertain: boolean })[] {
  for (const check of CHECKS) {
    const fault = check(line);
    if (fault) return [{ ...fault, isCertain: line.run.isDecisive && !fault.isLenient }];
  }
  return [];
}

const CHECKS: readonly ((line: CommandLine) => Fault | undefined)[] = [
  sentence,
  quotedCommand,
  missingOperand,
  folderWithoutRecursion,
  unknownCommand,
  undefinedCommand,
  missingManagePy,
  joinedOptions,
  transferOfS3,
  keyWithoutFlag,
  groupAsUser,
  lostWords,
  sourcedProgram,
  moduleAsFile,
  fileAsFolder,
  listForLink,
  versionAsFile,
];

/** `Run this command only on the leader.`: a comment that lost its mark. */
function sentence({ name, program, run, script, args }: CommandLine): Fault | undefined {
  const { words, redirections } = run.command;
  if (script.isList || program !== words[0] || program.text !== name || redirections.length > 0)
    return undefined;
  const last = args.at(-1)?.text ?? '';
  const isProse =
    /^[A-Z][a-z]+$/.test(name) &&
    args.length >= 4 &&
    /^[a-z]+\.$/.test(last) &&
    args.slice(0, -1).every((word) => isLiteral(word) && /^[A-Za-z]+,?$/.test(word.text));
  return isProse
    ? {
        word: program,
        message: 'A comment without its # is run as a command',
        help: 'Write `#` before the line.',
      }
    : undefined;
}

/** `"dnf install -y git"`: the shell looks for a program with spaces in its name. */
function quotedCommand({ program, run, script }: CommandLine): Fault | undefined {
  const [name = '', rest] = program.text.split(/ +/);
  if (script.isList || !isLiteral(program) || rest === undefined || !/^[\w.-]+$/.test(name)) return undefined;
  const { file, span } = program.place;
  if (program !== run.command.words[0] || !/["']/.test(file.text.charAt(span.start - 1))) return undefined;
  return {
    word: program,
    message: `The quotes make all of "${name} …" the name of a program`,
    help: 'Remove the quotes around the command.',
  };
}

/** `chmod 644`. */
function missingOperand({ name, program, args }: CommandLine): Fault | undefined {
  const rule = lookUp(OPERANDS, name);
  if (!rule || !args.every(isLiteral) || args.some(({ text }) => rule.unless.test(text))) return undefined;
  const operands = args.filter(
    (word, index) => !isFlag(word) && !rule.valueFlags.test(args[index - 1]?.text ?? ''),
  );
  if (operands.length >= rule.least) return undefined;
  const word = operands.at(-1) ?? program;
  return {
    word,
    message: `"${[name, ...operands.map(({ text }) => text)].join(' ')}" has no ${rule.missing}`,
    help: `Write the ${rule.missing} after \`${word.text}\`.`,
  };
}

/** `pip install gevent>=1.2`, `pip install django<5`: the shell takes the version for a file. */
function versionAsFile({ name, args, run, script }: CommandLine): Fault | undefined {
  if (script.isList || !/^pip[\d.-]*$/.test(name) || args[0]?.text !== 'install') return undefined;
  for (const { operator, fd, target } of run.command.redirections) {
    const isVersion = operator === '>' ? /^=\d[\w.]*$/ : operator === '<' ? /^=?\d[\w.]*$/ : undefined;
    if (fd !== undefined || target.kind !== 'literal' || !isVersion?.test(target.text)) continue;
    const start = target.place.span.start - operator.length;
    const word = args.find(({ place: { file, span } }) => file === target.place.file && span.end === start);
    if (!word) continue;
    const whole = word.text + operator + target.text;
    return {
      word,
      message: `"${shorten(whole)}" is not quoted, so the shell ${operator === '>' ? 'writes to' : 'reads'} the file "${target.text}"`,
      help: `Write \`${shorten(whole)}\` in quotes.`,
      ...(operator === '>' && { isLenient: true }),
    };
  }
  return undefined;
}

/** `ls -sf /var/app/gems vendor/bundle`: the options are those of a link, and a list of sizes without an order is of no use. */
function listForLink({ name, program, args }: CommandLine): Fault | undefined {
  const [flags, ...operands] = args;
  if (name !== 'ls' || !/^-(?:sn?v?f|fn?v?s)[nv]*$/.test(flags?.text ?? '') || operands.length !== 2)
    return undefined;
  if (operands.some(isFlag)) return undefined;
  return {
    word: program,
    message: `"ls ${flags?.text}" only lists the two paths, and makes no link`,
    help: `Write \`ln ${flags?.text}\`.`,
    isLenient: true,
  };
}

/** `rm -f /etc/cron.d/ name`. */
function folderWithoutRecursion({ name, args }: CommandLine): Fault | undefined {
  if (name !== 'rm' || args.some(({ text }) => /^(?:-[a-zA-Z]*[rRd]|--(?:recursive|dir))/.test(text)))
    return undefined;
  const at = args.findIndex(({ text, kind }) => kind === 'literal' && /[^/]\/$/.test(text));
  const [word, next] = args.slice(at);
  if (at < 0 || !word) return undefined;
  return {
    word,
    message: `"rm" does not remove the folder ${shorten(word.text)}`,
    help: /^[\w.]/.test(next?.text ?? '')
      ? `Delete the space after \`${word.text}\`.`
      : 'Use `rm -r` to remove it with all that is in it.',
  };
}

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
function undefinedCommand({ name, args: [command], project, run }: CommandLine): Fault | undefined {
  const own =
    name === 'manage.py' && run.programs.some(({ text }) => text === name || text === './manage.py')
      ? managementCommands(project)
      : NO_COMMANDS;
  if (!command || own.size === 0 || !isLiteral(command) || !/^[a-z]\w*$/.test(command.text)) return undefined;
  if (DJANGO_COMMANDS.has(command.text) || OTHER_COMMANDS.has(command.text) || own.has(command.text))
    return undefined;
  const first = [...own].slice(0, MAX_SEARCHED_FILES);
  const typing = nearest(command.text, first, 2);
  const isKnown = !mayBringCommands(project);
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

/** Whether a package that is installed may have commands of its own for manage.py. */
function mayBringCommands(project: Project): boolean {
  const { packages, isWhole } = installedRequirements(project) ?? {};
  return !packages || !isWhole || !packages.every(({ name }) => WITHOUT_COMMANDS.has(name));
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

/** `--noinputpython manage.py …`. */
function joinedOptions({ name, args }: CommandLine): Fault | undefined {
  if (!MANAGES_DJANGO.test(name)) return undefined;
  const word = args.find(({ text }) => /^--no-?input[a-z]/.test(text));
  return (
    word && {
      word,
      message: `There is no option "${shorten(word.text)}"`,
      help: 'Write a space or `&&` after `--noinput`.',
    }
  );
}

/** `aws s3 cp -r`, `aws s3 cp ONE`, `aws s3 sync --recursive`. */
function transferOfS3({ name, args }: CommandLine): Fault | undefined {
  const at = args.findIndex(({ text }) => text === 's3');
  const [command, ...rest] = args.slice(at + 1);
  if (name !== 'aws' || at < 0 || !command || !S3_TRANSFERS.has(command.text)) return undefined;
  const unknown = rest.find(
    ({ text }) => /^-[A-Za-z]/.test(text) || (command.text === 'sync' && text === '--recursive'),
  );
  const line = `aws s3 ${command.text}`;
  if (unknown)
    return {
      word: unknown,
      message: `"${line}" does not know the option "${unknown.text}"`,
      help:
        /^-[rR]$/.test(unknown.text) && command.text !== 'sync'
          ? 'Use `--recursive`.'
          : `Delete \`${unknown.text}\`.`,
    };
  const isKnown = rest.every((word) => isLiteral(word) && (!isFlag(word) || S3_SWITCHES.test(word.text)));
  const operands = rest.filter((word) => !isFlag(word));
  return isKnown && operands.length < 2
    ? {
        word: operands[0] ?? command,
        message: `"${line}" has no ${operands.length === 0 ? 'source and no destination' : 'destination'}`,
        help: 'Write the source and the destination.',
      }
    : undefined;
}

/** `get-config environment NAME`. */
function keyWithoutFlag({ name, args: [command, key] }: CommandLine): Fault | undefined {
  if (
    name !== 'get-config' ||
    !/^(?:container|environment|optionsettings|platformconfig)$/.test(command?.text ?? '')
  )
    return undefined;
  if (!key || isFlag(key)) return undefined;
  return {
    word: key,
    message: '"get-config" takes the name of a value only after -k',
    help: `Write \`-k ${key.text}\`.`,
    isLenient: true,
  };
}

const USER_FLAGS: Readonly<Record<string, RegExp>> = {
  runuser: /^(?:-[a-z]*[lu]|--user|--login|-)$/,
  su: /^(?:-[a-z]*l|--login|-)$/,
  sudo: /^(?:-[a-zA-Z]*u|--user)$/,
};

/** `runuser -l app:app`. */
function groupAsUser({ name, args }: CommandLine): Fault | undefined {
  const flags = lookUp(USER_FLAGS, name);
  const word = args.find((each, index) => isLiteral(each) && flags?.test(args[index - 1]?.text ?? ''));
  const [user, group] = word?.text.split(':') ?? [];
  if (!word || !user || group === undefined) return undefined;
  return {
    word,
    message: `"${name}" takes a user, not a user with a group`,
    help: `Write \`${user}\`.`,
  };
}

/** `sh -c npm start`: the shell runs the first word only. */
function lostWords({ name, args }: CommandLine): Fault | undefined {
  const at = args.findIndex(({ text }) => !/^-/.test(text));
  const flag = args[at - 1];
  const [command, next] = args.slice(at);
  if (!SHELLS.has(name) || !flag || !/^-[a-z]*c$/.test(flag.text) || !command || !next) return undefined;
  if (!isLiteral(command) || !/^[\w./-]+$/.test(command.text) || /^(?:_|-.*)$/.test(next.text))
    return undefined;
  return {
    word: command,
    message: `"${name} -c" runs only "${command.text}", without the words after it`,
    help: `Write the whole command in quotes after \`${flag.text}\`.`,
    isLenient: true,
  };
}

/** `source pipenv run …`. */
function sourcedProgram({ name, args: [file], script }: CommandLine): Fault | undefined {
  if (!readsIn(name) || !file || !NO_SHELL_SCRIPT.test(file.text)) return undefined;
  return {
    word: file,
    message: `${describeScript(script)} reads the program "${file.text}" as a script of the shell`,
    help: `Delete \`${name}\`.`,
  };
}

/** `python -m app.main.py`. */
function moduleAsFile({ name, args: [flag, module] }: CommandLine): Fault | undefined {
  if (!/^python[\d.]*$/.test(name) || flag?.text !== '-m' || !module || !isLiteral(module)) return undefined;
  if (!/\.py$/.test(module.text)) return undefined;
  const dotted = module.text.replace(/\.py$/, '').replaceAll('/', '.');
  return {
    word: module,
    message: `"${name} -m" takes the name of a module, not of a file`,
    help: `Write \`${dotted}\`.`,
  };
}

/** `run-parts /opt/backup`, where that is a file. */
function fileAsFolder({ name, args, project }: CommandLine): Fault | undefined {
  if (name !== 'run-parts') return undefined;
  const word = args.find((each) => isLiteral(each) && !isFlag(each));
  if (!word || !writtenFiles(project).has(word.text)) return undefined;
  return {
    word,
    message: `"run-parts" takes a folder, but ${word.text} is a file`,
    help: 'Delete `run-parts`.',
  };
}
