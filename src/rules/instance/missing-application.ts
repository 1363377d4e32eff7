import { pathProgramOf } from '../../knowledge/instance/path-programs.js';
import { isDecisive, isGuarded, mustSucceed } from '../../model/execution/failure.js';
import { describeScript, type InstanceScript } from '../../model/execution/instance-script.js';
import { FAILING_USES, scriptUses, type WordUse } from '../../model/execution/path-uses.js';
import { programRuns } from '../../model/execution/program-runs.js';
import type { Place } from '../../source/index.js';
import { baseName } from '../../util/paths.js';
import type { Rule } from '../rule.js';
import { scripts } from '../../model/scripts/scripts.js';
import { fileEntries } from '../../model/bundle/config-files.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { lookUp } from '../../util/collections.js';

export const missingApplication: Rule = {
  meta: {
    id: 'instance/missing-application',
    summary: 'An entry of commands needs a file of the application, which is not there yet',
    why: 'The entries of commands run before the source bundle is unpacked, in the folder /. A file of the bundle that is named by a relative path does not exist there, and /var/app/staging does not exist either, so the command fails, and with it the deployment.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html#linux-commands',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.workflow.html',
    ],
    since: '0.1.0',
  },
  *check(project) {
    const names = new Set(deployedFiles(project).files.map(({ name }) => name));
    // What `files` writes is there.
    const written = new Set(fileEntries(project).map(({ name }) => name.text));
    let isStagingMade = false;
    for (const script of scripts(project).filter(isEarly)) {
      const uses = scriptUses(script);
      isStagingMade ||= uses.some(({ word, use }) => use === 'makes' && STAGING.test(word.text));
      const isInRoot = runsInRoot(script);
      const use = uses.find(
        (candidate) =>
          FAILING_USES.has(candidate.use) &&
          !written.has(candidate.word.text) &&
          (STAGING.test(candidate.word.text) ? !isStagingMade : isInRoot && isOfBundle(candidate, names)) &&
          isDecisive(script, candidate.commands) &&
          !isGuarded(script, candidate, candidate.word.text),
      );
      const [missing] = use
        ? [{ at: use.word.place, name: use.word.text }]
        : isInRoot
          ? neededFiles(script, names)
          : [];
      if (missing)
        yield {
          at: missing.at,
          message: `${describeScript(script)} needs ${missing.name} before the bundle is unpacked`,
          help: 'Move the command to `container_commands`.',
        };
    }
  },
};

const isOfBundle = (candidate: WordUse, names: ReadonlySet<string>): boolean => {
  const { text } = candidate.word;
  return (
    names.has(text.replace(/^\.\//, '')) &&
    (candidate.use !== 'runs' || text.includes('/') || isArgument(candidate))
  );
};

/** A program without a folder is looked for in the PATH; a script that an interpreter runs is not. */
function isArgument({ word, commands }: WordUse): boolean {
  const words = commands.at(-1)?.words ?? [];
  const before = words[words.indexOf(word) - 1];
  return /\.\w+$/.test(word.text) || pathProgramOf(baseName(before?.text ?? ''))?.first === 'runs';
}

/** The files of the bundle without which the programs of a script fail. */
const neededFiles = (
  script: InstanceScript,
  names: ReadonlySet<string>,
): { readonly at: Place; readonly name: string }[] =>
  programRuns(script).flatMap(({ program, args, scope, isDecisive: isFatal, isConditional }) => {
    const name = fileNeededBy(
      program.text,
      args.map(({ text }) => text),
      scope.assignments.map((assignment) => `${assignment.name.value}=`),
    );
    const isMissing = name !== undefined && names.has(name.replace(/^\.\//, ''));
    return isMissing && isFatal && !isConditional ? [{ at: program.place, name }] : [];
  });

const STAGING = /^\/var\/app\/staging(?:\/|$)/;

const isEarly = (script: InstanceScript): boolean =>
  script.origin === 'command' && script.stage === 'commands' && mustSucceed(script);

/** In another folder the name may lead to another file. */
const runsInRoot = ({ cwd, text }: InstanceScript): boolean =>
  !cwd && !/\b(?:cd|pushd|git|curl|wget|unzip|tar|aws)\b/.test(text);

/** A program that fails in a folder without a certain file. */
interface NeedyProgram {
  readonly file: string;
  /** What its arguments, joined by spaces, must look like: other tasks need no file. */
  readonly args?: RegExp;
  /** What among them, or in the variables before the program, names another file or folder. */
  readonly unless?: RegExp;
  readonly source: string;
}

const NPM = 'https://docs.npmjs.com/cli/commands/npm-run';
const OTHER_PREFIX = /(?:^|\s)(?:-g|--global|--location|--prefix|-C)(?:[\s=]|$)/;

/** By program name, without its folder. */
const PROGRAMS: Readonly<Record<string, NeedyProgram>> = {
  bundle: {
    file: 'Gemfile',
    args: /^(?:check|exec|install|update)?(?:\s|$)/,
    unless: /--gemfile|BUNDLE_GEMFILE/,
    source: 'https://bundler.io/man/bundle-install.1.html',
  },
  composer: {
    file: 'composer.json',
    args: /^(?:install|update|dump-autoload|run-script)(?:\s|$)/,
    unless: /(?:^|\s)(?:-d|--working-dir|COMPOSER=)/,
    source: 'https://getcomposer.org/doc/03-cli.md#install-i',
  },
  make: {
    file: 'Makefile',
    unless: /(?:^|\s)(?:-C|-f|--directory|--file|--makefile|--version)/,
    source: 'https://www.gnu.org/software/make/manual/html_node/Makefile-Names.html',
  },
  npm: {
    file: 'package.json',
    args: /^(?:ci|run|run-script|start|test)(?:\s|$)/,
    unless: OTHER_PREFIX,
    source: NPM,
  },
  rake: {
    file: 'Rakefile',
    unless: /(?:^|\s)(?:-f|--rakefile|-g|-V|--version)/,
    source: 'https://ruby.github.io/rake/doc/command_line_usage_rdoc.html',
  },
  yarn: {
    file: 'package.json',
    args: /^(?:build|run|start|test)(?:\s|$)/,
    unless: /--cwd/,
    source: 'https://classic.yarnpkg.com/en/docs/cli/run',
  },
};

/** https://pip.pypa.io/en/stable/cli/pip_install/#cmdoption-r */
const PIP = /^pip[\d.]*$/;
const REQUIREMENT = /(?:^|\s)(?:-r[ ]?|--requirement[ =])([^\s-]\S*)/;

/**
 * The file of its folder without which a program, named without its folder, fails; undefined where it needs none.
 * @param variables what is set before it: `NAME=VALUE`
 */
function fileNeededBy(
  name: string,
  args: readonly string[],
  variables: readonly string[],
): string | undefined {
  const text = args.join(' ');
  if (PIP.test(name)) return args[0] === 'install' ? REQUIREMENT.exec(text)?.[1] : undefined;
  const needy = lookUp(PROGRAMS, name);
  if (!needy || (needy.args && !needy.args.test(text))) return undefined;
  return needy.unless?.test([...variables, text].join(' ')) ? undefined : needy.file;
}
