/** Where a path counts: `command` where it is run or read, `target` where `files:` writes it. */
export type PathUse = 'command' | 'target';

/** A path or tool that Amazon Linux 1 had and later generations have not. */
export interface RetiredPath {
  /** UTF-16 offsets in the text it was found in, the end excluded. */
  readonly start: number;
  readonly end: number;
  /** The path as it was written, to its end. */
  readonly path: string;
  /** The same for all paths that are given up for the same reason. */
  readonly kind: string;
  /** What to do now: a clause that begins with a verb, without a full stop. */
  readonly advice: string;
  /** False where neither AWS nor users' reports say that it is gone: no ground for an error. */
  readonly certain: boolean;
  readonly source: string;
}

type Entry = EntryBase &
  (
    | { readonly advice: string }
    /** What takes the place of the path: all that lay below it lies below this. */
    | { readonly successor: string }
  );

interface EntryBase {
  /** A path, matched with all that lies below it; a `*` at its end stands for the rest of the name. */
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

const VENV = 'use /var/app/venv/*';
const PROPERTIES = 'use /opt/elasticbeanstalk/bin/get-config environment';
const NGINX = 'use .platform/nginx';
const SYSTEMD = 'use systemd';

/** The first entry that fits counts, so what lies deeper stands first. */
const ENTRIES: readonly Entry[] = [
  { path: '/opt/python/run/venv/bin', successor: '/var/app/venv/*/bin', source: DJANGO },
  { path: '/opt/python/run/venv', advice: VENV, source: DJANGO },
  { path: '/opt/python/run/baselinenv', advice: VENV, source: DJANGO },
  { path: '/opt/python/run', advice: VENV, source: DJANGO },
  { path: '/opt/python/current/env', advice: PROPERTIES, source: SCRIPTS },
  { path: '/opt/python/current/app', successor: '/var/app/current', source: MIGRATION },
  { path: '/opt/python/current', advice: 'use /var/app/current', source: MIGRATION },
  { path: '/opt/python/ondeck', advice: 'use /var/app/staging', certain: false, source: SCRIPTS },
  { path: '/opt/python/bundle', advice: 'use /var/app/current', certain: false, source: MIGRATION },
  { path: '/opt/python/etc', advice: SYSTEMD, certain: false, source: MIGRATION },
  { path: '/opt/python/log', advice: 'use /var/log', certain: false, source: MIGRATION },
  {
    path: '/opt/elasticbeanstalk/hooks/appdeploy/post',
    advice: 'use .platform/hooks/postdeploy',
    source: HOOKS,
  },
  {
    path: '/opt/elasticbeanstalk/hooks/appdeploy',
    advice: 'use .platform/hooks/prebuild or .platform/hooks/predeploy',
    source: HOOKS,
  },
  { path: '/opt/elasticbeanstalk/hooks/configdeploy', advice: 'use .platform/confighooks', source: HOOKS },
  { path: '/opt/elasticbeanstalk/hooks', advice: 'use .platform/hooks', source: HOOKS },
  { path: '/opt/elasticbeanstalk/support/envvars', advice: PROPERTIES, source: SCRIPTS },
  { path: '/opt/elasticbeanstalk/support/envvars.d', advice: PROPERTIES, source: SCRIPTS },
  { path: '/tmp/deployment/config', advice: NGINX, source: PROXY },
  { path: '/etc/nginx/conf.d/00_elastic_beanstalk_proxy.conf', advice: NGINX, source: PROXY },
  { path: '/var/app/ondeck', successor: '/var/app/staging', source: SCRIPTS },
  { path: '/var/lib/tomcat7/webapps', advice: 'use /var/app/current', source: MIGRATION },
  { path: '/var/lib/tomcat8/webapps', advice: 'use /var/app/current', source: MIGRATION },
  // The page of the Python platform still shows a sample that appends to wsgi.conf.
  {
    path: '/etc/httpd/conf.d/wsgi*',
    advice: 'remove it: there is no mod_wsgi any more',
    certain: false,
    source: `${GUIDE}/create-deploy-python-container.html`,
  },
  {
    path: '../wsgi.conf',
    advice: 'remove it: there is no mod_wsgi any more',
    certain: false,
    source: `${GUIDE}/create-deploy-python-container.html`,
  },
  {
    path: '/var/log/eb-activity.log',
    advice: 'use /var/log/eb-engine.log',
    uses: ['command'],
    source: `${GUIDE}/using-features.logging.html`,
  },
  {
    path: '/var/log/eb-commandprocessor.log',
    advice: 'use /var/log/eb-engine.log',
    uses: ['command'],
    source: `${GUIDE}/using-features.logging.html`,
  },
  {
    path: '/var/log/nodejs/nodejs.log',
    advice: 'use /var/log/web.stdout.log',
    uses: ['command'],
    certain: false,
    source: `${GUIDE}/using-features.logging.html`,
  },
  {
    path: '/etc/init',
    advice: SYSTEMD,
    uses: ['target'],
    certain: false,
    source: `${GUIDE}/platforms-linux.html`,
  },
  {
    path: 'initctl',
    advice: 'use systemctl',
    uses: ['command'],
    certain: false,
    source: `${GUIDE}/platforms-linux.html`,
  },
];

/** A word that may be one of the paths: absolute, or one of the two that are not. */
const CANDIDATES = /(?<![\w./$}*-])(?:\/(?:etc|opt|tmp|var)\/|\.\.\/wsgi|initctl)[^\s'"`;|&()<>:,=\\]*/g;

/** The entries that no other one lies above: where a text has none of these, it has none at all. */
const OUTERMOST = ENTRIES.map(({ path }) => path.replace('*', '')).filter(
  (path, _, paths) => !paths.some((other) => other !== path && path.startsWith(other)),
);

/** A quick look that spares taking a file's commands apart: false only where no path of the table stands in the text. */
export const mayNameRetiredPath = (text: string): boolean => OUTERMOST.some((path) => text.includes(path));

/** Every path of a command's text, or the path of a `files:` target, that Amazon Linux 1 alone had. */
export function* retiredPaths(text: string, use: PathUse): Generator<RetiredPath> {
  for (const { 0: path, index: start } of text.matchAll(CANDIDATES)) {
    const entry = ENTRIES.find(
      ({ path: prefix, uses }) => isBelow(path, prefix) && (uses?.includes(use) ?? true),
    );
    if (!entry) continue;
    const { source, certain = true } = entry;
    const kind = 'advice' in entry ? entry.advice : entry.successor;
    const advice = adviceFor(path, entry);
    yield { start, end: start + path.length, path, kind, advice, certain, source };
  }
}

const adviceFor = (path: string, entry: Entry): string =>
  'advice' in entry ? entry.advice : `use ${entry.successor}${path.slice(entry.path.length)}`;

const isBelow = (path: string, folder: string): boolean =>
  folder.endsWith('*')
    ? path.startsWith(folder.slice(0, -1))
    : path === folder || path.startsWith(`${folder}/`);
