import { lazily } from '../../util/memo.js';
import { PROGRAMS_OF_SUPERVISOR } from './retired-services.js';

/**
 * Where a path is named: in a `command`, as the `target` of an entry of `files:`, in the `content` of one, or as the
 * `value` of an option setting.
 */
export type PathMention = 'command' | 'target' | 'content' | 'value';

/** A path that older platforms had and supported ones do not have. */
export interface RetiredPath {
  /** UTF-16 offsets in the text it was found in, the end excluded. */
  readonly start: number;
  readonly end: number;
  /** The path as it was written, to its end. */
  readonly path: string;
  /** The same for all paths with the same replacement. */
  readonly kind: string;
  /** What to do now: a sentence. */
  readonly help: string;
  /** The path to write instead, where it is known. */
  readonly successor: string | undefined;
  /** What was there, where the answer depends on when a script runs. */
  readonly means: Meaning | undefined;
  /** The rest of the path below the folder of the table. */
  readonly below: string;
  /** False where neither AWS nor users' reports say that it is gone: not enough for an error. */
  readonly certain: boolean;
  /** The package of the program that read it, which is gone as well. */
  readonly package: string | undefined;
  readonly source: string;
}

/** The folder of the application, or a file of environment properties that a shell reads in. */
type Meaning = 'application' | 'properties';

type Entry = EntryBase &
  (
    | { readonly help: string }
    /** What replaces the path, with all that is below it. */
    | { readonly successor: string }
  );

interface EntryBase {
  /** A path, matched with all that is below it; a `*` at its end matches the rest of the name. */
  readonly path: string;
  readonly in?: readonly PathMention[];
  readonly certain?: false;
  readonly means?: Meaning;
  readonly package?: string;
  /** What to do where not every folder of this kind has the rest of the path: a sentence. */
  readonly otherwise?: (below: string) => string | undefined;
  /** How the rest of the path is called below the folder that the help names; without it, that has another content. */
  readonly rest?: (below: string) => string;
  readonly source: string;
}

const asBefore = (below: string): string => below;

const SYSV = 'https://docs.aws.amazon.com/linux/al2023/ug/deprecated-al2023.html';
const GUIDE = 'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg';
const MIGRATION = `${GUIDE}/using-features.migration-al.generic.from-al1.html`;
const SCRIPTS = `${GUIDE}/custom-platforms-scripts.html`;
const HOOKS = `${GUIDE}/custom-platform-hooks.html`;
const PROXY = `${GUIDE}/platforms-linux-extend.proxy.html`;
const LOGGING = `${GUIDE}/using-features.logging.html`;
const REMOVED_AL2 = 'https://docs.aws.amazon.com/linux/al2023/release-notes/removed-AL2023.12-AL2.html';
const REMOVED_AL1 = 'https://docs.aws.amazon.com/linux/al2023/release-notes/removed-AL2023.12-AL1.html';
const FROM_AL2 = `${GUIDE}/using-features.migration-al.generic.from-al2.html`;
const DJANGO = `${GUIDE}/create-deploy-python-django.html`;

const VENV = 'Use `/var/app/venv/*`.';
// Without `-k`, `get-config environment` prints JSON, which no shell can source.
const PROPERTIES =
  'Write `export NAME=$(/opt/elasticbeanstalk/bin/get-config environment -k NAME)` for each property that it needs.';
const SUPPORT =
  'Remove it, or read properties with `/opt/elasticbeanstalk/bin/get-config environment -k NAME`.';
const NGINX = 'Delete it, and write what it changes to a file in `.platform/nginx/conf.d/elasticbeanstalk`.';
/** What replaces the agent before the unified one. */
export const CLOUDWATCH_LOGS =
  'Write it for the CloudWatch agent to `/opt/aws/amazon-cloudwatch-agent/bin/config.json`, and run `/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a append-config -m ec2 -s -c file:/opt/aws/amazon-cloudwatch-agent/bin/config.json` in `container_commands`.';
const LOGS = 'Use `/var/log`.';
const APP_LOGS =
  'Write to standard output, or to a folder of your own in `/var/log` that belongs to `webapp`.';
const OWN_HOOKS =
  'Delete it: Elastic Beanstalk runs only the hooks of the bundle, in `.platform/hooks/prebuild`, `.platform/hooks/predeploy` and `.platform/hooks/postdeploy`.';
const SYSTEMD =
  'Write a unit to `/etc/systemd/system/NAME.service` with `files`, and start it with `systemctl enable --now NAME` in `.platform/hooks/postdeploy/01_NAME.sh`.';
const TOMCAT = 'Use the folder that `ls -d /etc/tomcat* /usr/share/tomcat*` shows on an instance.';

const COMMANDS: readonly PathMention[] = ['command', 'content'];

/** The first entry that matches is used, so deeper paths come first. */
const ENTRIES: readonly Entry[] = [
  // pip reads this file for every environment.
  {
    path: '/opt/python/run/venv/pip.conf',
    help: 'Use `/etc/pip.conf`.',
    in: ['target'],
    source: 'https://pip.pypa.io/en/stable/topics/configuration/',
  },
  // A key of `files` is no pattern, and its file is written before there is an environment.
  {
    path: '/opt/python/run/venv',
    help: 'Write the file below `/var/app/venv/*` in a hook, such as `.platform/hooks/predeploy/01_file.sh`.',
    in: ['target'],
    source: HOOKS,
  },
  { path: '/opt/python/run/venv/bin', successor: '/var/app/venv/*/bin', source: DJANGO },
  {
    path: '/opt/python/run/venv',
    help: VENV,
    rest: (below) => below.replace(/(?<=\/lib(?:64)?\/)python[\d.]+/, 'python3*'),
    // A pattern that matches nothing is taken as it is.
    otherwise: (below) =>
      /^\/?(?:$|(?:bin|include|lib|lib64|local|share|src)(?:\/|$)|pyvenv\.cfg$)/.test(below)
        ? undefined
        : `Use a folder outside of the virtual environment, such as \`/opt${below}\`.`,
    source: DJANGO,
  },
  { path: '/opt/python/run/baselinenv', help: VENV, source: DJANGO },
  { path: '/opt/python/run', help: VENV, source: DJANGO },
  { path: '/opt/python/current/env', help: PROPERTIES, means: 'properties', source: SCRIPTS },
  { path: '/opt/python/current/app', successor: '/var/app/current', means: 'application', source: MIGRATION },
  { path: '/opt/python/current', help: 'Use `/var/app/current`.', source: MIGRATION },
  {
    path: '/opt/python/ondeck/app',
    successor: '/var/app/staging',
    certain: false,
    means: 'application',
    source: SCRIPTS,
  },
  {
    path: '/opt/python/ondeck/wsgi.conf',
    help: 'Remove it: mod_wsgi no longer exists.',
    certain: false,
    source: `${GUIDE}/create-deploy-python-container.html`,
  },
  { path: '/opt/python/ondeck', help: 'Use `/var/app/staging`.', certain: false, source: SCRIPTS },
  {
    path: '/opt/python/bundle',
    help: 'Use `/var/app/current`.',
    rest: (below) => below.replace(/^\/[^/]+(?:\/app(?=\/|$))?/, ''),
    certain: false,
    source: MIGRATION,
  },
  // The supervisord of the platform read its configuration and that of its programs there.
  { path: '/opt/python/etc', help: PROGRAMS_OF_SUPERVISOR, certain: false, source: MIGRATION },
  ...['/etc/supervisord.conf', '/etc/supervisord.d', '/etc/supervisor'].map(
    (path) =>
      ({
        path,
        help: PROGRAMS_OF_SUPERVISOR,
        in: ['target'],
        certain: false,
        package: 'supervisor',
        source: MIGRATION,
      }) as const,
  ),
  { path: '/opt/python/log', help: APP_LOGS, certain: false, source: MIGRATION },
  {
    path: '/opt/elasticbeanstalk/hooks/appdeploy/post',
    help: OWN_HOOKS,
    source: HOOKS,
  },
  {
    path: '/opt/elasticbeanstalk/hooks/appdeploy',
    help: OWN_HOOKS,
    source: HOOKS,
  },
  {
    path: '/opt/elasticbeanstalk/hooks/configdeploy',
    help: 'Delete it: Elastic Beanstalk runs only the hooks of the bundle, in `.platform/confighooks/prebuild`, `.platform/confighooks/predeploy` and `.platform/confighooks/postdeploy`.',
    source: HOOKS,
  },
  { path: '/opt/elasticbeanstalk/hooks', help: OWN_HOOKS, source: HOOKS },
  { path: '/opt/elasticbeanstalk/support/envvars', help: PROPERTIES, means: 'properties', source: SCRIPTS },
  { path: '/opt/elasticbeanstalk/support/envvars.d', help: PROPERTIES, source: SCRIPTS },
  // A hook of the platform made it lead to support/envvars: appdeploy/enact/02-gen-envvars.sh in the sample.
  {
    path: '/etc/profile.d/eb_envvars.sh',
    help: PROPERTIES,
    in: COMMANDS,
    certain: false,
    means: 'properties',
    source: 'https://github.com/aws-samples/eb-custom-platforms-samples',
  },
  { path: '/tmp/deployment/config', help: NGINX, source: PROXY },
  // As a new file, nginx reads it like any other there.
  {
    path: '/etc/nginx/conf.d/00_elastic_beanstalk_proxy.conf',
    help: NGINX,
    in: COMMANDS,
    source: PROXY,
  },
  { path: '/var/app/ondeck', successor: '/var/app/staging', means: 'application', source: SCRIPTS },
  ...['/var/lib/tomcat7/webapps/*.war', '/var/lib/tomcat8/webapps/*.war'].map((path) => ({
    path,
    help: 'Delete it: Elastic Beanstalk deploys the WAR file that is the bundle.',
    source: MIGRATION,
  })),
  ...['/var/lib/tomcat7/webapps', '/var/lib/tomcat8/webapps'].map((path) => ({
    path,
    help: 'Use `/var/app/current`.',
    rest: (below: string) => below.replace(/^\/ROOT(?=\/|$)/, ''),
    source: MIGRATION,
  })),
  ...['/etc/tomcat7', '/etc/tomcat8', '/usr/share/tomcat7', '/usr/share/tomcat8'].map(
    (path) => ({ path, help: TOMCAT, certain: false, source: REMOVED_AL1 }) as const,
  ),
  // The page of the Python platform still shows a sample that appends to wsgi.conf.
  {
    path: '/etc/httpd/conf.d/wsgi*',
    help: 'Remove it: mod_wsgi no longer exists.',
    certain: false,
    source: `${GUIDE}/create-deploy-python-container.html`,
  },
  {
    path: '../wsgi.conf',
    help: 'Remove it: mod_wsgi no longer exists.',
    certain: false,
    source: `${GUIDE}/create-deploy-python-container.html`,
  },
  {
    path: '/var/log/eb-activity.log',
    successor: '/var/log/eb-engine.log',
    in: COMMANDS,
    source: LOGGING,
  },
  {
    path: '/var/log/eb-commandprocessor.log',
    successor: '/var/log/eb-engine.log',
    in: COMMANDS,
    source: LOGGING,
  },
  {
    path: '/var/log/nodejs/nodejs.log',
    successor: '/var/log/web.stdout.log',
    in: COMMANDS,
    certain: false,
    source: LOGGING,
  },
  // A folder of the agent before the unified one.
  {
    path: '/etc/awslogs',
    help: CLOUDWATCH_LOGS,
    in: ['target'],
    package: 'awslogs',
    source: FROM_AL2,
  },
  {
    path: '/etc/init',
    help: SYSTEMD,
    in: ['target'],
    source: REMOVED_AL1,
  },
  {
    path: '/etc/init',
    help: SYSTEMD,
    in: ['command'],
    certain: false,
    source: REMOVED_AL1,
  },
  // Units of systemd, for which Amazon Linux 2023 has no SysV scripts.
  ...Object.entries({
    crond: 'Use `systemctl restart crond`.',
    docker: 'Use `systemctl restart docker`.',
    httpd: 'Delete it: Elastic Beanstalk starts the proxy itself.',
    nginx: 'Delete it: Elastic Beanstalk starts the proxy itself.',
    'php-fpm': 'Delete it: Elastic Beanstalk starts PHP-FPM itself.',
    rsyslog: 'Use `systemctl restart rsyslog`.',
  }).map(([name, help]) => ({ path: `/etc/init.d/${name}`, help, in: ['command'] as const, source: SYSV })),
  {
    path: '/opt/elasticbeanstalk/support/conf/pumaconf.rb',
    help: 'Move it to `config/puma.rb`, and write `web: bundle exec puma -C config/puma.rb` to the `Procfile`.',
    certain: false,
    source: `${GUIDE}/ruby-platform-procfile.html`,
  },
  {
    path: '/opt/elasticbeanstalk/support/conf',
    help: 'Delete it: configuration of nginx belongs in `.platform/nginx/conf.d`, a process in the `Procfile`.',
    certain: false,
    source: MIGRATION,
  },
  {
    path: '/opt/elasticbeanstalk/support/composer.phar',
    successor: '/usr/bin/composer.phar',
    certain: false,
    source: `${GUIDE}/php-configuration-composerupdate.html`,
  },
  {
    path: '/opt/elasticbeanstalk/support',
    help: SUPPORT,
    certain: false,
    source: SCRIPTS,
  },
  {
    path: '/opt/elasticbeanstalk/deploy',
    help: 'Delete it: the bundle is in `/var/app/staging` during a deployment, and in `/var/app/current` after it.',
    certain: false,
    source: SCRIPTS,
  },
  {
    path: '/opt/elasticbeanstalk/bin/pkg-repo',
    help: 'Remove it: no supported platform has this tool.',
    in: COMMANDS,
    source: SCRIPTS,
  },
  { path: '/var/app/containerfiles', help: LOGS, certain: false, source: LOGGING },
  {
    path: '/var/log/tomcat7',
    help: 'Use `/var/log/tomcat`.',
    rest: asBefore,
    certain: false,
    source: LOGGING,
  },
  {
    path: '/var/log/tomcat8',
    help: 'Use `/var/log/tomcat`.',
    rest: asBefore,
    certain: false,
    source: LOGGING,
  },
  { path: '/opt/elasticbeanstalk/containerfiles', help: SUPPORT, certain: false, source: SCRIPTS },
  // A folder for each version of Node.js, on Amazon Linux 1 and 2.
  {
    path: '/opt/elasticbeanstalk/node-install',
    help: 'Use the Node.js on the `PATH`, with `node`, `npm` or `npx` only.',
    in: ['command'],
    certain: false,
    source: MIGRATION,
  },
  { path: '/opt/rubies', help: 'Use the Ruby on the `PATH`.', source: MIGRATION },
  { path: '/home/wsgi', successor: '/home/webapp', source: MIGRATION },
  { path: '/etc/ntp.conf', help: 'Use `/etc/chrony.conf`.', source: REMOVED_AL2 },
  {
    path: '/usr/lib/jvm/java-1.8.0-openjdk*',
    help: 'Use `java`, which is in `PATH`.',
    in: ['command'],
    certain: false,
    source: 'https://docs.aws.amazon.com/linux/al2023/ug/java.html',
  },
  ...['/etc/php-5*', '/etc/php-7*'].map(
    (path) => ({ path, help: 'Use `/etc/php.d`.', certain: false, source: MIGRATION }) as const,
  ),
  ...['/sys/fs/cgroup/cpu', '/sys/fs/cgroup/memory'].map(
    (path) =>
      ({
        path,
        help: 'Use the files of cgroup v2 in `/sys/fs/cgroup`.',
        in: COMMANDS,
        source: 'https://docs.aws.amazon.com/linux/al2023/ug/cgroupv2.html',
      }) as const,
  ),
  {
    path: '/etc/sysconfig/clock',
    help: 'Use `timedatectl set-timezone`.',
    source: 'https://docs.aws.amazon.com/linux/al2023/ug/compare-with-al2.html',
  },
  {
    path: '/etc/sysconfig/network',
    help: 'Use `hostnamectl`, or systemd-networkd.',
    certain: false,
    source: 'https://docs.aws.amazon.com/linux/al2023/ug/networking-service.html',
  },
  {
    path: '/etc/sysconfig/network-scripts',
    help: 'Delete it: systemd-networkd configures the network, by the files in `/etc/systemd/network`.',
    certain: false,
    source: 'https://docs.aws.amazon.com/linux/al2023/ug/networking-service.html',
  },
  {
    path: '/dev/xvdcz',
    help: 'Remove it: Docker stores its images on the root volume, whose size is `RootVolumeSize`.',
    in: ['command', 'value'],
    source: MIGRATION,
  },
];

/** A word that may be one of the paths: absolute, or the one that is not. */
const CANDIDATES =
  /(?<![\w./$}*-])(?:\/(?:dev|etc|home|opt|sys|tmp|usr|var)\/|\.\.\/wsgi)[^\s'"`;|&()<>:,=\\]*/g;

/** The entries that are not below another one: a text without these contains none of the table. */
const OUTERMOST = lazily(() => {
  const paths = ENTRIES.map(({ path }) => path.replace('*', ''));
  const outermost = paths.filter((path) => !paths.some((other) => other !== path && path.startsWith(other)));
  return new RegExp(outermost.map((path) => path.replaceAll('.', String.raw`\.`)).join('|'));
});

/** A fast check before a file's commands are parsed: false only where the text contains no path of the table. */
export const mayNameRetiredPath = (text: string): boolean => OUTERMOST().test(text);

/** Every path in a text that supported platforms do not have. */
export function* retiredPaths(text: string, mention: PathMention): Generator<RetiredPath> {
  for (const { 0: written, index: start } of text.matchAll(CANDIDATES)) {
    // The path is in brackets, as the name of a section of an INI file is.
    const path = written.includes('[') ? written : written.replace(/\]$/, '');
    // Faster than a look at each entry.
    if (!mayNameRetiredPath(path)) continue;
    const entry = ENTRIES.find(
      ({ path: prefix, in: mentions }) => isBelow(path, prefix) && (mentions?.includes(mention) ?? true),
    );
    if (!entry) continue;
    const { source, certain = true } = entry;
    const kind = 'help' in entry ? entry.help : entry.successor;
    const rest = path.slice(entry.path.length);
    const below = entry.rest?.(rest) ?? rest;
    const successor = 'successor' in entry ? entry.successor + below : undefined;
    const known = 'help' in entry ? entry.help : `Use \`${successor}\`.`;
    const other = entry.otherwise?.(below);
    const help = other ?? (entry.rest ? known.replace(/`\.$/, () => `${below}\`.`) : known);
    const { means, package: name } = entry;
    const place = { start, end: start + path.length };
    yield { ...place, path, kind, help, successor, means, below, certain, package: name, source };
  }
}

function isBelow(path: string, folder: string): boolean {
  const [start = '', end] = folder.split('*');
  return end === undefined
    ? path === folder || path.startsWith(`${folder}/`)
    : path.startsWith(start) && path.endsWith(end);
}
