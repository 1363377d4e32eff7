import { writtenFiles } from '../../model/bundle/config-files.js';
import type { Project } from '../../model/project.js';
import { lookUp } from '../../util/collections.js';
import type { EachRule } from '../rule.js';
import {
  type CommandLine,
  commandLines,
  type Fault,
  findingOf,
  isFlag,
  isLiteral,
} from '../support/command-lines.js';

export const wrongArgument: EachRule<CommandLine> = {
  meta: {
    summary: 'A program gets an argument of another kind than it takes',
    why: 'The program takes a name, a user, a module or a folder there, and ends with an error, such as "runuser: user webapp:webapp does not exist". The program get-config takes a name only after `-k`. A failed command stops the deployment; in a cron job nothing happens.',
    consequence: 'deploy-fails',
    references: [
      'guide:custom-platforms-scripts',
      'https://man7.org/linux/man-pages/man1/runuser.1.html',
      'https://docs.python.org/3/using/cmdline.html#cmdoption-m',
    ],
  },
  each: commandLines,
  *check(line, project) {
    const fault =
      keyWithoutFlag(line) ?? groupAsUser(line) ?? moduleAsFile(line) ?? fileAsFolder(line, project);
    if (fault) yield findingOf(fault, line);
  },
};

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
function fileAsFolder({ name, args }: CommandLine, project: Project): Fault | undefined {
  if (name !== 'run-parts') return undefined;
  const word = args.find((each) => isLiteral(each) && !isFlag(each));
  if (!word || !writtenFiles(project).has(word.text)) return undefined;
  return {
    word,
    message: `"run-parts" takes a folder, but ${word.text} is a file`,
    help: 'Delete `run-parts`.',
  };
}

const USER_FLAGS: Readonly<Record<string, RegExp>> = {
  runuser: /^(?:-[a-z]*[lu]|--user|--login|-)$/,
  su: /^(?:-[a-z]*l|--login|-)$/,
  sudo: /^(?:-[a-zA-Z]*u|--user)$/,
};
