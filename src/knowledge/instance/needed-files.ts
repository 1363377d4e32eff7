import { lookUp } from '../../util/collections.js';

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
export function fileNeededBy(
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

/** A command of a package manager that only installs what a lock file says, and fails without one. */
export interface LockedInstall {
  readonly args: RegExp;
  /** With these it looks elsewhere, or needs no lock file. */
  readonly unless: RegExp;
  /** The file that lists the dependencies, beside which the lock file has to be. */
  readonly list: string;
  /** Any of them is enough; the command that writes the first one is `writes`. */
  readonly locks: readonly [string, ...string[]];
  readonly writes: string;
  /** The platform that installs the dependencies itself, and writes the lock file then. */
  readonly platform: 'node' | 'python' | 'ruby';
  /** What a script says that may write a lock file. */
  readonly written: RegExp;
  readonly source: string;
}

/**
 * Yarn is not among them: `yarn install --frozen-lockfile` goes on where there is no lock file.
 * https://github.com/yarnpkg/yarn/issues/5840
 */
const LOCKED_INSTALLS: Readonly<Record<string, LockedInstall>> = {
  bundle: {
    args: /^install(?=\s).*\s--(?:deployment|frozen)(?:\s|$)/,
    unless: /--gemfile|BUNDLE_GEMFILE/,
    list: 'Gemfile',
    locks: ['Gemfile.lock'],
    writes: 'bundle install',
    platform: 'ruby',
    written: /\bbundler?[ \t]+(?:install(?![^\n]*--(?:deployment|frozen))|lock|update)\b|Gemfile\.lock/,
    source: 'https://bundler.io/man/bundle-install.1.html',
  },
  npm: {
    args: /^(?:-[\w-]+\s)*(?:ci|clean-install|install-clean)(?:\s|$)/,
    unless: /(?:^|\s)(?:-g|--global|--location|--prefix|-C|-w|--workspaces?)(?:[\s=]|$)/,
    list: 'package.json',
    locks: ['package-lock.json', 'npm-shrinkwrap.json'],
    writes: 'npm install',
    platform: 'node',
    written:
      /\bnpm[ \t]+(?:-\S+[ \t]+){0,20}(?:i|install|update|shrinkwrap)\b|package-lock\.json|npm-shrinkwrap/,
    source: 'https://docs.npmjs.com/cli/commands/npm-ci',
  },
  pipenv: {
    args: /^sync(?:\s|$)/,
    unless: /PIPENV_PIPFILE/,
    list: 'Pipfile',
    locks: ['Pipfile.lock'],
    writes: 'pipenv lock',
    platform: 'python',
    written: /\bpipenv[ \t]+(?:install|lock|update|upgrade)\b|Pipfile\.lock/,
    source: 'https://pipenv.pypa.io/en/latest/commands.html#sync',
  },
  pnpm: {
    args: /^(?:i|install)(?=\s).*\s--frozen-lockfile(?:\s|$)/,
    unless:
      /(?:^|\s)(?:-C|--dir|--prefix|--filter|-F|-w|--workspace-root|-r|--recursive|-g|--global)(?:[\s=]|$)/,
    list: 'package.json',
    locks: ['pnpm-lock.yaml'],
    writes: 'pnpm install',
    platform: 'node',
    written: /\bpnpm[ \t]+(?:i|import|install|update)\b(?![^\n]*--frozen-lockfile)|pnpm-lock/,
    source: 'https://pnpm.io/cli/install#--frozen-lockfile',
  },
};

/** What a program, named without its folder, needs of a lock file; undefined where it needs none. */
export function lockedInstallOf(
  name: string,
  args: readonly string[],
  variables: readonly string[],
): LockedInstall | undefined {
  const text = args.join(' ');
  const locked = lookUp(LOCKED_INSTALLS, name);
  return locked?.args.test(text) && !locked.unless.test([...variables, text].join(' ')) ? locked : undefined;
}
