/** How a path is used: a `command` runs or reads it, or it is the `target` of an entry of `files:`. */
export type PathUse = 'command' | 'target';

/** A path or tool that Amazon Linux 1 had and later platforms do not have. */
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
  /** False where neither AWS nor users' reports say that it is gone: not enough for an error. */
  readonly certain: boolean;
  readonly source: string;
}

type Entry = EntryBase &
  (
    | { readonly help: string }
    /** What replaces the path, with all that is below it. */
    | { readonly successor: string }
  );

interface EntryBase {
  /** A path, matched with all that is below it; a `*` at its end matches the rest of the name. */
  readonly path: string;
  readonly uses?: readonly PathUse[];
  readonly certain?: false;
  readonly source: string;
}

const GUIDE = 'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg';
const MIGRATION = `${GUIDE}/using-features.migration-al.generic.from-al1.html`;
const SCRIPTS = `${GUIDE}/custom-platforms-scripts.html`;
const HOOKS = `${GUIDE}/custom-platform-hooks.html`;
const PROXY = `${GUIDE}/platforms-linux-extend.proxy.html`;
const DJANGO = `${GUIDE}/create-deploy-python-django.html`;

const VENV = 'Use `/var/app/venv/*`.';
// Without `-k`, `get-config environment` prints JSON, which no shell can source.
const PROPERTIES =
  'Read each property with `/opt/elasticbeanstalk/bin/get-config environment -k NAME`. Container commands and hooks have them as variables.';
const NGINX = 'Use `.platform/nginx`.';
const SYSTEMD = 'Use systemd.';

/** The first entry that matches is used, so deeper paths come first. */
const ENTRIES: readonly Entry[] = [
  { path: '/opt/python/run/venv/bin', successor: '/var/app/venv/*/bin', source: DJANGO },
  { path: '/opt/python/run/venv', help: VENV, source: DJANGO },
  { path: '/opt/python/run/baselinenv', help: VENV, source: DJANGO },
  { path: '/opt/python/run', help: VENV, source: DJANGO },
  { path: '/opt/python/current/env', help: PROPERTIES, source: SCRIPTS },
  { path: '/opt/python/current/app', successor: '/var/app/current', source: MIGRATION },
  { path: '/opt/python/current', help: 'Use `/var/app/current`.', source: MIGRATION },
  { path: '/opt/python/ondeck', help: 'Use `/var/app/staging`.', certain: false, source: SCRIPTS },
  { path: '/opt/python/bundle', help: 'Use `/var/app/current`.', certain: false, source: MIGRATION },
  { path: '/opt/python/etc', help: SYSTEMD, certain: false, source: MIGRATION },
  { path: '/opt/python/log', help: 'Use `/var/log`.', certain: false, source: MIGRATION },
  {
    path: '/opt/elasticbeanstalk/hooks/appdeploy/post',
    help: 'Use `.platform/hooks/postdeploy`.',
    source: HOOKS,
  },
  {
    path: '/opt/elasticbeanstalk/hooks/appdeploy',
    help: 'Use `.platform/hooks/prebuild` or `.platform/hooks/predeploy`.',
    source: HOOKS,
  },
  { path: '/opt/elasticbeanstalk/hooks/configdeploy', help: 'Use `.platform/confighooks`.', source: HOOKS },
  { path: '/opt/elasticbeanstalk/hooks', help: 'Use `.platform/hooks`.', source: HOOKS },
  { path: '/opt/elasticbeanstalk/support/envvars', help: PROPERTIES, source: SCRIPTS },
  { path: '/opt/elasticbeanstalk/support/envvars.d', help: PROPERTIES, source: SCRIPTS },
  { path: '/tmp/deployment/config', help: NGINX, source: PROXY },
  { path: '/etc/nginx/conf.d/00_elastic_beanstalk_proxy.conf', help: NGINX, source: PROXY },
  { path: '/var/app/ondeck', successor: '/var/app/staging', source: SCRIPTS },
  { path: '/var/lib/tomcat7/webapps', help: 'Use `/var/app/current`.', source: MIGRATION },
  { path: '/var/lib/tomcat8/webapps', help: 'Use `/var/app/current`.', source: MIGRATION },
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
    help: 'Use `/var/log/eb-engine.log`.',
    uses: ['command'],
    source: `${GUIDE}/using-features.logging.html`,
  },
  {
    path: '/var/log/eb-commandprocessor.log',
    help: 'Use `/var/log/eb-engine.log`.',
    uses: ['command'],
    source: `${GUIDE}/using-features.logging.html`,
  },
  {
    path: '/var/log/nodejs/nodejs.log',
    help: 'Use `/var/log/web.stdout.log`.',
    uses: ['command'],
    certain: false,
    source: `${GUIDE}/using-features.logging.html`,
  },
  {
    path: '/etc/init',
    help: SYSTEMD,
    uses: ['target'],
    certain: false,
    source: `${GUIDE}/platforms-linux.html`,
  },
  {
    path: 'initctl',
    help: 'Use `systemctl`.',
    uses: ['command'],
    certain: false,
    source: `${GUIDE}/platforms-linux.html`,
  },
];

/** A word that may be one of the paths: absolute, or one of the two that are not. */
const CANDIDATES = /(?<![\w./$}*-])(?:\/(?:etc|opt|tmp|var)\/|\.\.\/wsgi|initctl)[^\s'"`;|&()<>:,=\\]*/g;

/** The entries that are not below another one: a text without these contains none of the table. */
const OUTERMOST = ENTRIES.map(({ path }) => path.replace('*', '')).filter(
  (path, _, paths) => !paths.some((other) => other !== path && path.startsWith(other)),
);

/** A fast check before a file's commands are parsed: false only where the text contains no path of the table. */
export const mayNameRetiredPath = (text: string): boolean => OUTERMOST.some((path) => text.includes(path));

/** Every path of a command's text, or the path of a `files:` target, that existed only on Amazon Linux 1. */
export function* retiredPaths(text: string, use: PathUse): Generator<RetiredPath> {
  for (const { 0: path, index: start } of text.matchAll(CANDIDATES)) {
    const entry = ENTRIES.find(
      ({ path: prefix, uses }) => isBelow(path, prefix) && (uses?.includes(use) ?? true),
    );
    if (!entry) continue;
    const { source, certain = true } = entry;
    const kind = 'help' in entry ? entry.help : entry.successor;
    yield { start, end: start + path.length, path, kind, help: helpFor(path, entry), certain, source };
  }
}

const helpFor = (path: string, entry: Entry): string =>
  'help' in entry ? entry.help : `Use \`${entry.successor}${path.slice(entry.path.length)}\`.`;

const isBelow = (path: string, folder: string): boolean =>
  folder.endsWith('*')
    ? path.startsWith(folder.slice(0, -1))
    : path === folder || path.startsWith(`${folder}/`);
