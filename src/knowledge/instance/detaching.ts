/** How a program detaches from its shell, so that the command that started it returns at once. */
interface Detaching {
  readonly program: RegExp;
  /** What its arguments, joined by spaces, must look like. */
  readonly args?: RegExp;
  /** The argument that detaches it; undefined where it does so on its own. */
  readonly flag?: RegExp;
  /** What among its arguments keeps it in the foreground. */
  readonly unless?: RegExp;
  readonly help?: string;
  readonly source: string;
}

const PROGRAMS: readonly Detaching[] = [
  {
    program: /^docker-compose$/,
    args: /(?:^|\s)up(?:\s|$)/,
    flag: /^(?:-d|--detach)$/,
    source: 'https://docs.docker.com/reference/cli/docker/compose/up/',
  },
  {
    program: /^docker$/,
    args: /^compose(?:\s.*)?\sup(?:\s|$)/,
    flag: /^(?:-d|--detach)$/,
    source: 'https://docs.docker.com/reference/cli/docker/compose/up/',
  },
  {
    // What follows the first flags may belong to the command of the container.
    program: /^docker$/,
    args: /^(?:container )?run (?:(?:--rm|-[it]+|--init) )*(?:-[it]*d[it]*|--detach)(?:\s|$)/,
    flag: /^(?:-[it]*d[it]*|--detach)$/,
    help: 'Run it in the foreground, without `-d`.',
    source: 'https://docs.docker.com/reference/cli/docker/container/run/',
  },
  {
    program: /^gunicorn$/,
    flag: /^(?:-D|--daemon)$/,
    source: 'https://docs.gunicorn.org/en/stable/settings.html#daemon',
  },
  {
    program: /^unicorn(?:_rails)?$/,
    flag: /^(?:-D|--daemonize)$/,
    source: 'https://yhbt.net/unicorn/unicorn_1.html',
  },
  {
    program: /^rails$/,
    args: /^s(?:erver)?(?:\s|$)/,
    flag: /^(?:-d|--daemon)$/,
    source: 'https://guides.rubyonrails.org/command_line.html',
  },
  {
    program: /^celery$/,
    args: /(?:^|\s)(?:worker|beat)(?:\s|$)/,
    flag: /^(?:-D|--detach)$/,
    source: 'https://docs.celeryq.dev/en/stable/reference/cli.html',
  },
  {
    program: /^passenger$/,
    args: /^start(?:\s|$)/,
    flag: /^(?:-d|--daemonize)$/,
    source: 'https://www.phusionpassenger.com/docs/references/config_reference/standalone/',
  },
  {
    program: /^uwsgi$/,
    flag: /^(?:-d|--daemonize2?)(?:=|$)/,
    source: 'https://uwsgi-docs.readthedocs.io/en/latest/Options.html#daemonize',
  },
  {
    program: /^forever$/,
    args: /(?:^|\s)(?:start|startall|restart|restartall)(?:\s|$)/,
    help: 'Run `node` itself, without `forever`.',
    source: 'https://github.com/foreversd/forever#command-line-usage',
  },
  {
    program: /^pm2$/,
    args: /^(?:start|startOrRestart|startOrReload|restart|reload|resurrect)(?:\s|$)/,
    unless: /(?:^|\s)(?:--no-daemon|--attach)(?:\s|$)/,
    help: 'Use `pm2-runtime` in place of `pm2`.',
    source: 'https://pm2.keymetrics.io/docs/usage/docker-pm2-nodejs/',
  },
];

/** What lets a program go on without its shell. */
export interface Detachment<T> {
  /** Undefined where it detaches on its own. */
  readonly flag: T | undefined;
  readonly help: string;
}

/** What detaches a program that is named without its folder, and what to do about it; undefined where it stays. */
export function detachmentOf<T extends { readonly text: string }>(
  name: string,
  args: readonly T[],
): Detachment<T> | undefined {
  const text = args.map((arg) => arg.text).join(' ');
  for (const { program, args: wanted, flag: pattern, unless, help } of PROGRAMS) {
    if (!program.test(name) || !(wanted?.test(text) ?? true) || unless?.test(text)) continue;
    const flag = pattern && args.find((arg) => pattern.test(arg.text));
    if (pattern && !flag) continue;
    return { flag, help: help ?? `Remove \`${flag?.text ?? ''}\`.` };
  }
  return undefined;
}
