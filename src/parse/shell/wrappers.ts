/** A program that runs the program its command line goes on with. */
export interface Wrapper {
  /** The word that makes it run one: `poetry run app`. Flags may be on both sides of it. */
  readonly subcommand?: string;
  /** Flags whose value is the next word, unless it is attached. Any other flag takes no value. */
  readonly valueFlags?: readonly string[];
  /** Every flag without `=` takes the next word. */
  readonly everyFlagTakesValue?: true;
  /** Flags whose value is a Python module to run. */
  readonly moduleFlags?: readonly string[];
  /** Flags with which it runs no program that a text could tell: `command -v`, `python -c`. */
  readonly otherwise?: readonly string[];
  /** Words of its own before the program: the duration of `timeout 5 app`. */
  readonly operands?: number;
  /** Takes variables before the program, as the shell does. */
  readonly takesAssignments?: true;
  /** Flags with which the program sees none of the variables set before. */
  readonly clearingFlags?: readonly string[];
}

const python: Wrapper = {
  valueFlags: ['-W', '-X', '-Q'],
  moduleFlags: ['-m'],
  otherwise: ['-c', '-V', '-h'],
};

const ruby: Wrapper = { valueFlags: ['-I', '-r', '-C', '-E'], otherwise: ['-e', '-v', '-h'] };

const uvRun: Wrapper = {
  subcommand: 'run',
  valueFlags: [
    ...['--with', '--with-editable', '--with-requirements', '--extra', '--no-extra', '--group', '--no-group'],
    ...['--only-group', '--env-file', '--package', '--python', '-p', '--directory', '--project', '--index'],
    ...['--default-index', '--config-file', '--cache-dir', '--color', '--allow-insecure-host', '-f'],
    ...['--find-links', '--refresh-package', '--link-mode', '-w', '-P', '-C'],
  ],
  moduleFlags: ['-m', '--module'],
};

const wrappers: Readonly<Record<string, Wrapper>> = {
  builtin: {},
  bundle: { subcommand: 'exec', valueFlags: ['--gemfile', '-r', '--retry'] },
  catchsegv: {},
  chrt: { operands: 1 },
  chamber: { subcommand: 'exec', operands: 1 },
  command: { otherwise: ['-v', '-V'] },
  'ddtrace-run': { otherwise: ['-i', '--info', '-v', '--version'] },
  // https://github.com/kentcdodds/cross-env
  'cross-env': { takesAssignments: true },
  'cross-env-shell': { takesAssignments: true },
  doppler: { subcommand: 'run', valueFlags: ['-p', '--project', '-c', '--config', '-t', '--token'] },
  dotenv: { subcommand: 'run', valueFlags: ['-f', '--file'] },
  'dumb-init': { valueFlags: ['-r', '--rewrite'] },
  env: {
    valueFlags: ['-u', '--unset', '-C', '--chdir'],
    takesAssignments: true,
    clearingFlags: ['-i', '-', '--ignore-environment'],
  },
  exec: { valueFlags: ['-a'], clearingFlags: ['-c'] },
  ionice: { valueFlags: ['-c', '--class', '-n', '--classdata'], otherwise: ['-p', '--pid'] },
  gosu: { operands: 1 },
  infisical: { subcommand: 'run', valueFlags: ['--env', '--path', '--projectId', '--token'] },
  // https://docs.npmjs.com/cli/commands/npx
  npx: { valueFlags: ['-p', '--package', '-w', '--workspace'], otherwise: ['-c', '--call'] },
  'newrelic-admin': { subcommand: 'run-program' },
  nice: { valueFlags: ['-n', '--adjustment'] },
  nohup: {},
  'opentelemetry-instrument': { everyFlagTakesValue: true },
  pdm: { subcommand: 'run', valueFlags: ['-p', '--project'] },
  pipenv: { subcommand: 'run', valueFlags: ['--python'] },
  poetry: { subcommand: 'run', valueFlags: ['-C', '--directory', '-P', '--project'] },
  pypy3: python,
  python,
  python2: python,
  python3: python,
  ruby,
  runuser: { valueFlags: ['-u', '--user', '-g', '--group', '-G', '--supp-group', '-w'] },
  setpriv: {
    valueFlags: [
      ...['--reuid', '--regid', '--ruid', '--rgid', '--euid', '--egid', '--groups', '--inh-caps'],
      ...['--ambient-caps', '--bounding-set', '--securebits', '--pdeathsig', '--selinux-label'],
      '--apparmor-profile',
    ],
    otherwise: ['-d', '--dump', '-h', '--help', '-V', '--version'],
  },
  setsid: {},
  stdbuf: { valueFlags: ['-i', '-o', '-e', '--input', '--output', '--error'] },
  sudo: {
    valueFlags: ['-u', '--user', '-g', '--group', '-C', '-D', '-h', '-p', '-R', '-r', '-t', '-T', '-U'],
    otherwise: ['-l', '-v', '-e', '-i', '-s'],
    takesAssignments: true,
  },
  'su-exec': { operands: 1 },
  taskset: { valueFlags: ['-p', '--pid'], operands: 1 },
  time: { valueFlags: ['-o', '--output', '-f', '--format'] },
  timeout: { valueFlags: ['-s', '--signal', '-k', '--kill-after'], operands: 1 },
  tini: { valueFlags: ['-p', '-e'] },
  uv: uvRun,
  xargs: {
    valueFlags: ['-a', '--arg-file', '-d', '-E', '-I', '-L', '-n', '--max-args', '-P', '--max-procs', '-s'],
  },
};

const VERSIONED = /^(?:python|pypy)\d[\d.]*$/;

/** The wrapper of a program name without its folder; `python3.11` is Python. */
export function wrapperOf(name: string): Wrapper | undefined {
  if (Object.hasOwn(wrappers, name)) return wrappers[name];
  return VERSIONED.test(name) ? python : undefined;
}
