import { existingFiles } from '../../model/bundle/existing-files.js';
import { isForInstances } from '../../model/bundle/shipped-files.js';
import { sourceNamed, type Project } from '../../model/project.js';
import type { Server } from '../../model/servers/server.js';
import { readRequirements } from '../../parse/requirements.js';
import { startOfFile, type Place } from '../../source/index.js';
import type { Rule } from '../rule.js';
import { platform } from '../../model/platform/find-platform.js';
import { servers } from '../../model/servers/servers.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { lazily } from '../../util/memo.js';
import { lookUp } from '../../util/collections.js';

export const missingRequirement: Rule = {
  meta: {
    id: 'bundle/missing-requirement',
    summary: 'The Procfile starts a server that requirements.txt does not install',
    why: 'The Python platform installs gunicorn and what requirements.txt names. A process of any other server, or of gunicorn with the workers of another package, ends at once ("uvicorn: command not found", "class uri \'uvicorn.workers.UvicornWorker\' invalid or not found"), and every request ends in 502 Bad Gateway. The rule is silent where a command installs packages, and where another package of requirements.txt may bring the server.',
    severity: 'warning',
    consequence: 'traffic-breaks',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/python-configuration-procfile.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/python-configuration-requirements.html',
    ],
    since: '0.1.0',
    needsPlatform: true,
    claimsAbsence: true,
  },
  *check(project) {
    const file = sourceNamed('requirements.txt', deployedFiles(project).files);
    if (platform(project).language !== 'python' || !file || servers(project).length === 0) return;
    const { packages, isWhole } = readRequirements(file);
    if (!isWhole || !packages.every(bringsNoServer) || mayInstallOtherwise(project)) return;
    const names = new Set(packages.map(({ name }) => name));
    for (const server of servers(project)) {
      if (!server.isCertain) continue;
      const missing = needsOf(server).find(({ packages }) => !packages.some((one) => names.has(one)));
      const [name] = missing?.packages ?? [];
      if (!missing || name === undefined || isBesides(missing.module, project)) continue;
      yield {
        at: missing.place,
        message: `Process "${server.name.value}" needs ${name}, which requirements.txt does not list`,
        help: `Add \`${name}\` to requirements.txt.`,
        related: [{ at: startOfFile(file), note: `does not list ${name}` }],
      };
    }
  },
};

interface Need {
  /** The program or the module that is needed. */
  readonly module: string;
  readonly packages: readonly [string, ...string[]];
  readonly place: Place;
}

/** The packages that a server is in, and its workers. */
function needsOf({ programWord, program, workerClass }: Server): Need[] {
  const worker = workerClass && { module: workerClass.text.split('.', 1)[0] ?? '', place: workerClass.place };
  return [{ module: program.id, place: programWord.place }, ...(worker ? [worker] : [])].flatMap((need) => {
    const packages = packagesOfServer(need.module);
    return packages ? [{ ...need, packages }] : [];
  });
}

/** Programs that install packages or run those of an environment of their own, and such an environment. */
const INSTALLS =
  /\b(?:pip[\d.]*|easy_install)[ \t]+install\b|\b(?:conda|pdm|pipenv|pipx|poetry|uvx?)[ \t]|(?<!\/var\/app\/)venv\/bin\//;

const mayInstallOtherwise = (project: Project): boolean =>
  deployedFiles(project).files.some(
    (file) =>
      file.name === 'Pipfile' ||
      ('source' in file && isForInstances(file) && INSTALLS.test(file.source.text)),
  );

/** Whether the project itself has the module. */
const isBesides = (module: string, project: Project): boolean =>
  existingFiles(deployedFiles(project)).hasModule(module, '') === true;

/**
 * Servers of Python, and kinds of workers, which requirements.txt has to name: the platform installs gunicorn only.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/python-configuration-procfile.html
 */

/** By the program, or by the module that a worker class of gunicorn is in: the packages of which one is enough. */
const PACKAGES: Readonly<Record<string, readonly [string, ...string[]]>> = {
  daphne: ['daphne'],
  eventlet: ['eventlet'],
  gevent: ['gevent'],
  gevent_pywsgi: ['gevent'],
  gevent_wsgi: ['gevent'],
  geventwebsocket: ['gevent-websocket'],
  hypercorn: ['hypercorn'],
  tornado: ['tornado'],
  uvicorn: ['uvicorn', 'uvicorn-worker'],
  uvicorn_worker: ['uvicorn-worker'],
  uwsgi: ['uwsgi', 'pyuwsgi', 'uwsgi-tools'],
  waitress: ['waitress'],
};

/** The packages of which one brings a program or module, the usual one first; undefined for others than these. */
const packagesOfServer = (name: string): readonly [string, ...string[]] | undefined => lookUp(PACKAGES, name);

interface Requirement {
  readonly name: string;
  readonly extras: readonly string[];
  readonly versions: string;
}

/**
 * Whether a package, with all that it depends on, is known to bring none of these: others may, as `mcp` brings uvicorn.
 * Read from the dependencies that the packages declare on https://pypi.org.
 */
export const bringsNoServer = ({ name, extras, versions }: Requirement): boolean =>
  (plainPackages().has(name) || lookUp(UNLESS, name)?.test(versions) === false) &&
  extras.every((extra) => PLAIN_EXTRAS.has(extra));

/** The versions that bring one: Channels brought daphne up to version 3, and FastAPI brought uvicorn for a while. */
const UNLESS: Readonly<Record<string, RegExp>> = {
  channels: /(?:==|~=|<=)\s*[0-3](?!\d)|<\s*[0-4](?!\d)/,
  'channels-redis': /(?:==|~=|<=)\s*[0-3](?!\d)|<\s*[0-4](?!\d)/,
  fastapi: /\b0\.111\b|<=?\s*0\.112\b/,
};

const PLAIN_EXTRAS: ReadonlySet<string> = new Set([
  ...['argon2', 'async', 'asyncio', 'bcrypt', 'binary', 'boto3', 'c', 'crypto', 'cryptography', 'django'],
  ...[
    'email',
    'fastapi',
    'flask',
    'hiredis',
    'http2',
    'pool',
    'redis',
    's3',
    'security',
    'socks',
    'sqs',
    'srv',
  ],
]);

const plainPackages = lazily(
  () =>
    new Set(
      `
aiofiles aiohttp aioredis aiosignal aiosqlite alembic amqp annotated-doc annotated-types anyio
argon2-cffi asgiref async-timeout asyncpg attrs autobahn automat bcrypt beautifulsoup4 bidict
billiard black boto3 botocore celery certifi cffi chardet charset-normalizer click constantly
crispy-bootstrap4 crispy-bootstrap5 cryptography databases dj-database-url dj-rest-auth django
django-allauth django-appconf django-bootstrap4 django-bootstrap5 django-celery-beat
django-celery-results django-cleanup django-compressor django-cors-headers django-countries
django-crispy-forms django-debug-toolbar django-environ django-extensions django-filter
django-guardian django-health-check django-import-export django-jazzmin django-model-utils
django-mptt django-ninja django-oauth-toolkit django-phonenumber-field django-redis django-rest-knox
django-ses django-simple-history django-storages django-taggit django-timezone-field django-waffle
django-widget-tweaks djangorestframework djangorestframework-simplejwt djoser dnspython
drf-spectacular drf-yasg ecdsa email-validator environs et-xmlfile faker flask flask-cors
flask-jwt-extended flask-login flask-migrate flask-restful flask-sqlalchemy frozenlist graphene
graphene-django greenlet gunicorn h11 hiredis httpcore httptools httpx hyperlink idna incremental
itsdangerous jinja2 jmespath kombu loguru lxml mako mangum markupsafe marshmallow motor msgpack
multidict mysql-connector-python mysqlclient newrelic numpy openai openpyxl orjson packaging pandas
passlib phonenumbers pillow pip prometheus-client prompt-toolkit psycopg psycopg-binary psycopg-pool
psycopg2 psycopg2-binary pyasn1 pyasn1-modules pycparser pydantic pydantic-core pydantic-settings
pyjwt pymongo pymysql pyopenssl python-dateutil python-decouple python-dotenv python-engineio
python-jose python-json-logger python-multipart python-slugify python-socketio pytz pyyaml redis
reportlab requests rsa s3transfer scikit-learn scipy sendgrid sentry-sdk service-identity setuptools
simple-websocket six sniffio sqlalchemy sqlmodel sqlparse starlette stripe structlog tenacity
text-unidecode twilio twisted txaio typing-extensions typing-inspection tzdata tzlocal ujson urllib3
uvloop vine watchfiles wcwidth websockets werkzeug wheel whitenoise wsproto yarl zope-interface
`
        .trim()
        .split(/\s+/),
    ),
);
