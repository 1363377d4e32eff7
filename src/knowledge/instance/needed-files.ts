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
