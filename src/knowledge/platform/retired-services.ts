import { lookUp } from '../../util/collections.js';
import { lazily } from '../../util/memo.js';

/** A service, or a tool that controls services, that older platforms had and supported ones do not have. */
export interface Retired {
  readonly help: string;
  /** False where something other than the project's text may bring it back, or nothing says for certain that it is gone. */
  readonly certain: boolean;
  /** What pip installs to have it all the same. */
  readonly pip?: string;
  /** The `ProxyServer` that brings it. */
  readonly proxy?: string;
  /** A server of the application: it is a process of the Procfile, whose name its unit has. */
  readonly isServer?: true;
  /** A tool that starts and stops jobs, which have no unit of systemd by themselves. */
  readonly controls?: true;
  readonly source: string;
}

const GUIDE = 'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg';
const FROM_AL1 = `${GUIDE}/using-features.migration-al.generic.from-al1.html`;
const PLATFORMS = `${GUIDE}/platforms-linux.html`;
const REMOVED = 'https://docs.aws.amazon.com/linux/al2023/release-notes/removed-AL2023.12-AL2.html';
const REMOVED_AL1 = 'https://docs.aws.amazon.com/linux/al2023/release-notes/removed-AL2023.12-AL1.html';

/** Its arguments decide what to do instead. */
const upstart: Retired = { help: '', certain: true, controls: true, source: REMOVED_AL1 };
const restartWeb = 'Use `systemctl restart web`.';
const cloudWatch = {
  help: 'Delete it: `StreamLogs: true` in `aws:elasticbeanstalk:cloudwatch:logs` streams the logs of the platform, and `amazon-cloudwatch-agent` any others.',
  certain: true,
  source: REMOVED,
} as const;

/** What replaces the programs that supervisord ran. */
export const PROGRAMS_OF_SUPERVISOR =
  'Delete it, and write a line `NAME: COMMAND` to the `Procfile` for each `[program:NAME]` of supervisord.';

const supervisor: Retired = {
  help: PROGRAMS_OF_SUPERVISOR,
  certain: true,
  pip: 'supervisor',
  source: FROM_AL1,
};

/** Programs, without their folder. Upstart's short commands are words that a script may define itself. */
const tools: Readonly<Record<string, Retired>> = {
  initctl: upstart,
  monit: upstart,
  reload: upstart,
  restart: upstart,
  start: upstart,
  status: upstart,
  stop: upstart,
  supervisorctl: supervisor,
  supervisord: supervisor,
};

/** Other systems have units for these. https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.build-proc.html */
const server: Retired = {
  help: 'Use `web`: the unit of a process has its name.',
  certain: true,
  isServer: true,
  source: `${GUIDE}/platforms-linux-extend.build-proc.html`,
};

/** Amazon Linux 2023 has Tomcat 9 and later; no page names the unit that Elastic Beanstalk gives its own. */
const tomcat: Retired = {
  help: 'Delete it: Elastic Beanstalk starts Tomcat itself.',
  certain: false,
  source: REMOVED_AL1,
};

/** A job that projects made for Upstart or supervisord. */
const ownService = (command: string): Retired => ({
  help: `Delete it, and write a line such as \`jobs: ${command}\` to the \`Procfile\`.`,
  certain: false,
  source: FROM_AL1,
});

/** The names of services, without `.service`. */
const services: Readonly<Record<string, Retired>> = {
  apache2: {
    help: 'Use `nginx`, or `httpd` where `ProxyServer` is `apache`.',
    certain: true,
    source: PLATFORMS,
  },
  awslogs: cloudWatch,
  awslogsd: cloudWatch,
  celeryd: ownService('celery -A APPLICATION worker'),
  daphne: server,
  gunicorn: server,
  hypercorn: server,
  network: { help: 'Delete it: systemd-networkd runs anyway.', certain: false, source: PLATFORMS },
  nodejs: server,
  ntpd: { help: 'Use `chronyd`.', certain: true, source: REMOVED },
  passenger: { help: restartWeb, certain: true, source: `${GUIDE}/ruby-platform-procfile.html` },
  puma: server,
  'redis-server': { help: 'Use `redis6`.', certain: false, source: REMOVED },
  sidekiq: ownService('bundle exec sidekiq'),
  supervisord: { help: restartWeb, certain: true, pip: 'supervisor', source: FROM_AL1 },
  tomcat7: tomcat,
  tomcat8: tomcat,
  unicorn: server,
  uvicorn: server,
  uwsgi: server,
};

/** Processes that are stopped by name: Apache is no longer the default proxy. */
const processes: Readonly<Record<string, Retired>> = {
  httpd: {
    help: 'Remove it: the proxy is nginx by default.',
    certain: true,
    proxy: 'apache',
    source: FROM_AL1,
  },
};

export function retiredTool(program: string, args: readonly string[] = []): Retired | undefined {
  const tool = lookUp(tools, program);
  // What controls the application has a counterpart; the other programs of supervisord are the project's own.
  return tool === supervisor && (supervisorAction(args) ?? args.at(-1) === 'web')
    ? { ...tool, help: restartWeb }
    : tool;
}

export const retiredService = (name: string): Retired | undefined =>
  lookUp(services, name.replace(/\.service$/, ''));

const retiredProcess = (name: string): Retired | undefined => lookUp(processes, name);

/** The programs that control services or processes: from which of their arguments, flags left out, to which they name them. */
const CONTROLLERS: Readonly<
  Record<string, readonly [kind: 'service' | 'process', from: number, to?: number]>
> = {
  chkconfig: ['service', 0, 1],
  killall: ['process', 0],
  pkill: ['process', 0, 1],
  service: ['service', 0, 1],
  systemctl: ['service', 1],
};

/** The arguments of a program, flags left out, that name a service or a process that is gone. */
export function retiredArguments<T extends { readonly text: string }>(program: string, args: readonly T[]) {
  const controller = lookUp(CONTROLLERS, program);
  if (!controller) return [];
  const [kind, from, to] = controller;
  return args.slice(from, to).flatMap((word) => {
    const retired = kind === 'service' ? retiredService(word.text) : retiredProcess(word.text);
    return retired ? [{ kind, word, retired }] : [];
  });
}

/** What a command of an older service tool says, in the words of systemd. */
export interface SystemdAction {
  readonly verb: string;
  readonly service: string;
}

const VERBS: ReadonlySet<string> = new Set(['reload', 'restart', 'start', 'stop']);

/** The units of supported platforms that had a job of Upstart by that name. */
export const UNITS: ReadonlySet<string> = new Set(['docker', 'healthd', 'httpd', 'nginx']);

/** What the supervisord of Python on Amazon Linux 1 called the application, and all that it ran. */
const APPLICATION: ReadonlySet<string> = new Set(['all', 'httpd', 'uwsgi', 'wsgi']);

/** What to say to systemd instead; undefined for every other command, and for services that only the project knows. */
export function systemdAction(program: string, args: readonly string[]): SystemdAction | undefined {
  if (program === 'supervisorctl') return supervisorAction(args);
  const [verb = '', job = '', ...others] = program === 'initctl' ? args : [program, ...args];
  return VERBS.has(verb) && UNITS.has(job) && others.length === 0 ? { verb, service: job } : undefined;
}

/** The job that a command of Upstart or monit starts or stops, and how; undefined where it does something else. */
export function controlledJob(program: string, args: readonly string[]): SystemdAction | undefined {
  const [verb = '', job] = program === 'initctl' || program === 'monit' ? args : [program, ...args];
  return job !== undefined && (VERBS.has(verb) || verb === 'status') ? { verb, service: job } : undefined;
}

/** `supervisorctl -c FILE restart all`. */
function supervisorAction(args: readonly string[]): SystemdAction | undefined {
  const [verb = '', name = '', ...others] = args[0] === '-c' ? args.slice(2) : args;
  return VERBS.has(verb) && APPLICATION.has(name.replace(/:\*?$/, '')) && others.length === 0
    ? { verb, service: 'web' }
    : undefined;
}

/** A fast check before a text is parsed. */
export const mayNameRetiredService = (text: string): boolean => NAMES().test(text);

const NAMES = lazily(() => {
  const names = [tools, services, processes].flatMap((table) => Object.keys(table));
  return new RegExp(String.raw`\b(?:${names.join('|')})\b`);
});
