import { COMPOSE_FILE, mayBeComposeFile } from '../../knowledge/docker/compose-files.js';
import { DJANGO_COMMANDS } from '../../knowledge/instance/command-lines.js';
import type { Language } from '../../knowledge/platform/platforms.js';
import { scalarsOf, textOf } from '../../parse/config-file/sections.js';
import type { Procfile, ProcfileEntry } from '../../parse/procfile.js';
import { invocationsOf } from '../../parse/shell/unwrap-command.js';
import { type Place, placeOf } from '../../source/index.js';
import { numbersIn } from '../../util/text.js';
import { isConfigFile } from '../bundle/config-file-name.js';
import { commandEntries, fileEntries } from '../bundle/config-files.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { hostPortsOfContainers } from '../docker/host-ports.js';
import { usesCompose } from '../docker/uses-docker.js';
import { fact } from '../fact.js';
import { proxy, withoutRequests } from '../nginx/proxy.js';
import { isRetiredHook } from '../paths/retired-hooks.js';
import { platform } from '../platform/find-platform.js';
import { procfile } from '../platform/procfile.js';
import type { Project } from '../project.js';
import { isStarted } from '../scripts/started-files.js';
import type { Server } from '../servers/server.js';
import { serversByPort } from '../servers/server-ports.js';
import { servers } from '../servers/servers.js';
import { ENVIRONMENT_PROPERTIES } from '../settings/namespaces.js';
import { settings } from '../settings/settings.js';
import { applicationDoubt } from '../settings/settings-elsewhere.js';
import { ABSENT, type Presence, THERE, unknown } from './presence.js';

/** Whether anything on the instances besides the proxy listens on a port, for all that the text tells. */
export function listenerOn(port: number, project: Project): Presence {
  const elsewhere = applicationDoubt(project);
  if (elsewhere) return unknown(elsewhere.reason, elsewhere.at);
  const beside = listenerBesideProxy(port, project);
  if (beside.kind !== 'absent') return beside;
  return proxy(project).isPortMentioned(port)
    ? unknown('a file of the proxy or a resource names the port')
    : ABSENT;
}

/** The same where files of the proxy may name the port, as the one to which it passes requests. */
export function listenerBesideProxy(port: number, project: Project): Presence {
  const containers = hostPorts(project);
  const mention = (): Presence => {
    const at = mentionedNumbers(project).get(String(port));
    return at ? unknown(`this names the number ${port}`, at) : ABSENT;
  };
  if (containers) return containers.has(port) ? THERE : mention();
  if (port <= MAX_PRIVILEGED_PORT && isRunWithoutPrivileges(project)) return mention();
  if (!hasKnownServers(project)) return unknown('it is not known where all programs listen');
  return serversByPort(servers(project)).has(port) ? THERE : mention();
}

/** Whether anything may listen there. */
export const mayListen = (port: number, project: Project): boolean =>
  listenerOn(port, project).kind !== 'absent';

/** The same where files of the proxy may name the port. */
export const mayListenBesideProxy = (port: number, project: Project): boolean =>
  listenerBesideProxy(port, project).kind !== 'absent';

/** Linux gives these only to root. */
const MAX_PRIVILEGED_PORT = 1023;

/**
 * Whether the platform runs the application as the user `webapp`, to which Linux gives no port below 1024, and nothing in the project
 * changes that. https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.build-proc.html
 */
const isRunWithoutPrivileges = fact(
  'isRunWithoutPrivileges',
  (project): boolean =>
    RUN_AS_WEBAPP.has(platform(project).language) &&
    deployedFiles(project).files.every(
      (file) => !('source' in file) || !GIVES_PRIVILEGES.test(file.source.text),
    ),
);

const RUN_AS_WEBAPP: ReadonlySet<Language | undefined> = new Set([
  ...(['dotnet', 'go', 'java', 'node', 'php', 'python', 'ruby'] as const),
]);

const GIVES_PRIVILEGES =
  /\b(?:authbind|setcap|ip_unprivileged_port_start|AmbientCapabilities|iptables|nft|sudo node)\b/;

const hostPorts = fact('hostPorts', hostPortsOfContainers);

/** Whether it is known of all programs on which ports they listen, but for those that no text names. */
const hasKnownServers = fact(
  'hasKnownServers',
  (project): boolean =>
    isInstanceKnown(project) &&
    servers(project).every(({ endpoints }) =>
      endpoints.every((endpoint) => endpoint.kind !== 'tcp' || endpoint.port.value !== undefined),
    ),
);

/** Platforms that start a server of their own without a Procfile: on a socket, or only for the proxy. */
const START_WITHOUT_PROCFILE: ReadonlySet<Language | undefined> = new Set([
  // gunicorn on 127.0.0.1:8000: https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/python-configuration-procfile.html
  'python',
  // https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ruby-platform-procfile.html
  'ruby',
]);

/** Platforms whose instances run what the project says, and nothing else. */
const RUN_PROCFILE: ReadonlySet<Language | undefined> = new Set([
  'python',
  'ruby',
  'node',
  'go',
  'java',
  'dotnet',
  undefined,
]);

const isDockerFile = (name: string): boolean =>
  name === 'Dockerfile' || name === 'Dockerrun.aws.json' || mayBeComposeFile(name);

/** Whether it is known which programs of the project run on its instances, if not on which ports. */
function isInstanceKnown(project: Project): boolean {
  const { generation, language } = platform(project);
  const starts = procfile(project);
  if (generation === 'windows') return false;
  if (!starts) return START_WITHOUT_PROCFILE.has(language);
  const mayBeDocker =
    language === undefined && deployedFiles(project).files.some(({ name }) => isDockerFile(name));
  return RUN_PROCFILE.has(language) && !mayBeDocker && isUnderstood(starts, servers(project));
}

/** Whether every program of a Procfile is a known server, or is known to be none. */
function isUnderstood({ entries, lines }: Procfile, servers: readonly Server[]): boolean {
  const words = new Set(servers.map(({ programWord }) => programWord.place.span.start));
  return (
    lines.every(({ kind }) => kind !== 'bad') && entries.every((entry) => isEntryUnderstood(entry, words))
  );
}

const isEntryUnderstood = (entry: ProcfileEntry, servers: ReadonlySet<number>): boolean =>
  invocationsOf(entry).every(
    ({ program, args }) =>
      !program ||
      servers.has(program.place.span.start) ||
      (program.kind === 'literal' &&
        listensNowhere(
          program.text,
          args.map(({ text }) => text),
        )),
  );

const PROXY_FILE = /^\.platform\/(?:nginx|httpd)\//;

/** The numbers in all that starts programs or configures them, the proxy apart, each with the first place that has it. */
const mentionedNumbers = fact('mentionedNumbers', (project): ReadonlyMap<string, Place> => {
  // What it publishes is known, and nothing else in it reaches the instance's own address.
  const isOfContainers = (name: string) =>
    (usesCompose(project) && (name === COMPOSE_FILE || /(?:^|\/)Dockerfile/.test(name))) ||
    (platform(project).language === 'ecs' && name === 'Dockerrun.aws.json');
  const texts: (readonly [text: string, place: Place])[] = [
    ...(procfile(project)?.entries ?? []).map(({ command, name }) => [command.text, name.place] as const),
    ...settings(project)
      .of(ENVIRONMENT_PROPERTIES)
      .map(({ value }) => [value.text, value.place] as const),
    ...deployedFiles(project).files.flatMap((file) =>
      'source' in file && isOther(file.name) && !isOfContainers(file.name) && isStarted(file.source, project)
        ? [[file.source.text, placeOf(file.source, 0, 0)] as const]
        : [],
    ),
    ...commandEntries(project).flatMap(({ command }) =>
      scalarsOf(command).map(({ text, place }) => [text, place] as const),
    ),
    ...fileEntries(project)
      .filter(({ name }) => !isRetiredHook(name.text))
      .map(({ name, content }) => [textOf(content) ?? '', name.place] as const),
  ];
  const numbers = new Map<string, Place>();
  for (const [text, place] of texts)
    for (const number of numbersIn(withoutRequests(text).replace(COMMENT_LINE, '')))
      if (!numbers.has(number)) numbers.set(number, place);
  return numbers;
});

const COMMENT_LINE = /^[ \t]*(?:#|;|\/\/).*$/gm;

const isOther = (name: string): boolean =>
  name !== 'Procfile' && !isConfigFile(name) && !PROXY_FILE.test(name) && !LISTS.test(name);

/** What does not mention programs: lists of packages, and of files to leave out. */
const LISTS = /^(?:\.(?:docker|eb|git)ignore|composer\.json|Gemfile|Pipfile|requirements\.txt)$/;

/**
 * Programs of a Procfile that take their work from a queue or a schedule, and listen nowhere.
 * - https://docs.celeryq.dev/en/stable/reference/cli.html
 * - https://python-rq.org/docs/workers/
 * - https://huey.readthedocs.io/en/latest/consumer.html
 * - https://dramatiq.io/reference.html#cli
 * - https://github.com/sidekiq/sidekiq/wiki/The-Basics
 */
const PROGRAMS: ReadonlySet<string> = new Set([
  'celery',
  'rq',
  'huey_consumer',
  'huey_consumer.py',
  'dramatiq',
  'sidekiq',
]);

/**
 * Commands of Django, and of packages for it, that listen nowhere.
 * - https://github.com/rq/django-rq
 * - https://django-q2.readthedocs.io/en/master/cluster.html
 */
const COMMANDS_WITHOUT_SERVER: ReadonlySet<string> = new Set([
  ...[...DJANGO_COMMANDS].filter((command) => command !== 'runserver'),
  'process_tasks',
  'qcluster',
  'rqscheduler',
  'rqworker',
  'run_huey',
  'rundramatiq',
]);

/** Celery's monitor is a server. */
const MONITOR = 'flower';

/** Commands of the shell that change nothing but the shell. */
const SHELL_COMMANDS: ReadonlySet<string> = new Set([
  'cd',
  'echo',
  'export',
  'mkdir',
  'set',
  'sleep',
  'ulimit',
  'umask',
  'unset',
]);

/** Whether it is known that a command listens on no port. */
function listensNowhere(program: string, args: readonly string[]): boolean {
  if (program === 'manage.py') return args[0] !== undefined && COMMANDS_WITHOUT_SERVER.has(args[0]);
  return SHELL_COMMANDS.has(program) || (PROGRAMS.has(program) && !args.includes(MONITOR));
}
