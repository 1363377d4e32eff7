import { lookUp } from '../../util/collections.js';
import { lazily } from '../../util/memo.js';

/**
 * Servers of Python, and kinds of workers, which requirements.txt has to name: the platform installs gunicorn only. By the
 * program, or by the module that a worker class of gunicorn is in: the packages of which one is enough.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/python-configuration-procfile.html
 */
const PACKAGES: Readonly<Record<string, readonly [string, ...string[]]>> = {
  daphne: ['daphne'],
  eventlet: ['eventlet'],
  gevent: ['gevent', 'gevent-websocket'],
  gevent_pywsgi: ['gevent'],
  gevent_wsgi: ['gevent'],
  geventwebsocket: ['gevent-websocket'],
  granian: ['granian'],
  hypercorn: ['hypercorn'],
  tornado: ['tornado'],
  uvicorn: ['uvicorn', 'uvicorn-worker'],
  uvicorn_worker: ['uvicorn-worker'],
  uwsgi: ['uwsgi', 'pyuwsgi', 'uwsgi-tools'],
  waitress: ['waitress'],
};

/** The packages of which one brings a program or module, the usual one first; undefined for others than these. */
export const packagesOfServer = (name: string): readonly [string, ...string[]] | undefined =>
  lookUp(PACKAGES, name);

interface Requirement {
  readonly name: string;
  readonly extras: readonly string[];
  readonly versions: string;
}

/**
 * Whether a package, with all that it depends on, is known to bring none of these but itself: others may, as `mcp` brings uvicorn.
 * Of widely used packages and their latest versions, by what their own repositories declare; https://pypi.org was not read.
 */
export const bringsNoServer = ({ name, extras, versions }: Requirement): boolean =>
  (plainPackages().has(name) || lookUp(UNLESS, name)?.test(versions) === false) &&
  extras.every((extra) => PLAIN_EXTRAS.has(extra) || (extra === 'standard' && name === 'uvicorn'));

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
    new Set([
      ...Object.values(PACKAGES).flat(),
      ...`
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
    ]),
);

/** A module that packages bring. */
interface ModuleFacts {
  /** The packages that are it, the usual one first. */
  readonly packages: readonly [string, ...string[]];
  /** Those of the known packages that depend on one of these, or may in some version or with some extra. */
  readonly broughtBy?: readonly string[];
}

/**
 * Modules that applications import, by their first name, and what brings them: by what the packages declare in their own
 * repositories; https://pypi.org was not read.
 */
const MODULES: Readonly<Record<string, ModuleFacts>> = {
  allauth: { packages: ['django-allauth'], broughtBy: ['dj-rest-auth'] },
  asyncpg: { packages: ['asyncpg'], broughtBy: ['databases', 'sqlalchemy'] },
  boto3: { packages: ['boto3'], broughtBy: ['celery', 'django-ses', 'django-storages', 'kombu'] },
  bs4: { packages: ['beautifulsoup4'], broughtBy: ['django-bootstrap4', 'pandas'] },
  celery: { packages: ['celery'], broughtBy: ['django-celery-beat', 'django-celery-results'] },
  channels: { packages: ['channels'], broughtBy: ['channels-redis'] },
  channels_redis: { packages: ['channels-redis'] },
  corsheaders: { packages: ['django-cors-headers'] },
  crispy_forms: { packages: ['django-crispy-forms'], broughtBy: ['crispy-bootstrap4', 'crispy-bootstrap5'] },
  decouple: { packages: ['python-decouple'] },
  dj_database_url: { packages: ['dj-database-url'], broughtBy: ['environs'] },
  django_celery_beat: { packages: ['django-celery-beat'] },
  django_celery_results: { packages: ['django-celery-results'] },
  django_filters: { packages: ['django-filter'], broughtBy: ['graphene-django'] },
  django_redis: { packages: ['django-redis'] },
  djoser: { packages: ['djoser'] },
  drf_spectacular: { packages: ['drf-spectacular'] },
  drf_yasg: { packages: ['drf-yasg'] },
  environ: { packages: ['django-environ'] },
  flask_cors: { packages: ['flask-cors'] },
  flask_jwt_extended: { packages: ['flask-jwt-extended'] },
  flask_login: { packages: ['flask-login'] },
  flask_migrate: { packages: ['flask-migrate'] },
  flask_restful: { packages: ['flask-restful'] },
  flask_sqlalchemy: { packages: ['flask-sqlalchemy'], broughtBy: ['flask-migrate'] },
  import_export: { packages: ['django-import-export'] },
  mangum: { packages: ['mangum'] },
  motor: { packages: ['motor'] },
  openpyxl: { packages: ['openpyxl'], broughtBy: ['django-import-export', 'pandas'] },
  pandas: { packages: ['pandas'], broughtBy: ['django-import-export', 'openai'] },
  passlib: { packages: ['passlib'] },
  phonenumber_field: { packages: ['django-phonenumber-field'] },
  PIL: { packages: ['pillow'], broughtBy: ['openpyxl', 'reportlab', 'scikit-learn', 'scipy'] },
  psycopg2: {
    packages: ['psycopg2-binary', 'psycopg2'],
    broughtBy: ['databases', 'dj-database-url', 'sqlalchemy'],
  },
  pymongo: { packages: ['pymongo'], broughtBy: ['celery', 'kombu', 'motor'] },
  pymysql: { packages: ['pymysql'], broughtBy: ['databases', 'sqlalchemy'] },
  rest_framework: {
    packages: ['djangorestframework'],
    broughtBy: [
      ...['dj-rest-auth', 'django-oauth-toolkit', 'django-rest-knox', 'djangorestframework-simplejwt'],
      ...['djoser', 'drf-spectacular', 'drf-yasg'],
    ],
  },
  rest_framework_simplejwt: {
    packages: ['djangorestframework-simplejwt'],
    broughtBy: ['dj-rest-auth', 'djoser'],
  },
  sentry_sdk: { packages: ['sentry-sdk'] },
  sqlmodel: { packages: ['sqlmodel'] },
  storages: { packages: ['django-storages'] },
  stripe: { packages: ['stripe'] },
  twilio: { packages: ['twilio'] },
  whitenoise: { packages: ['whitenoise'] },
};

/** Further modules of packages that many others bring, by their first name: what is known of them is where no package is installed. */
const WIDESPREAD: Readonly<Record<string, string>> = {
  ...{ aiohttp: 'aiohttp', apiflask: 'apiflask', bottle: 'bottle', connexion: 'connexion', dash: 'dash' },
  ...{ django: 'django', dotenv: 'python-dotenv', falcon: 'falcon', fastapi: 'fastapi', flask: 'flask' },
  ...{ httpx: 'httpx', jinja2: 'jinja2', litestar: 'litestar', numpy: 'numpy', pydantic: 'pydantic' },
  ...{ quart: 'quart', redis: 'redis', requests: 'requests', sanic: 'sanic', sqlalchemy: 'sqlalchemy' },
  ...{ starlette: 'starlette', streamlit: 'streamlit', tornado: 'tornado', yaml: 'pyyaml' },
};

/**
 * Modules that Python itself does not have from a version on.
 * https://docs.python.org/3/whatsnew/3.12.html#removed
 * https://docs.python.org/3/whatsnew/3.13.html#pep-594
 */
const REMOVED: Readonly<Record<string, string>> = {
  ...{ asynchat: '3.12', asyncore: '3.12', imp: '3.12', smtpd: '3.12', aifc: '3.13', audioop: '3.13' },
  ...{ cgi: '3.13', cgitb: '3.13', chunk: '3.13', crypt: '3.13', imghdr: '3.13', mailcap: '3.13' },
  ...{ nntplib: '3.13', pipes: '3.13', sndhdr: '3.13', sunau: '3.13', telnetlib: '3.13', uu: '3.13' },
  xdrlib: '3.13',
};

/** Packages that bring one of them back under another name than `standard-telnetlib`. https://github.com/youknowone/python-deadlib */
const REVIVED: Readonly<Record<string, readonly string[]>> = {
  asynchat: ['pyasynchat'],
  asyncore: ['pyasyncore', 'pyasynchat', 'standard-asynchat', 'standard-smtpd'],
  audioop: ['audioop-lts'],
  cgi: ['legacy-cgi'],
  cgitb: ['legacy-cgi'],
  chunk: ['standard-aifc'],
  crypt: ['crypt-r', 'legacycrypt'],
  imp: ['zombie-imp'],
};

/** The version of Python that removed a module and the packages of which one brings it back; undefined for others. */
export function removedModule(module: string) {
  const since = lookUp(REMOVED, module);
  return since === undefined
    ? undefined
    : { since, packages: [...(lookUp(REVIVED, module) ?? []), `standard-${module}`] };
}

export const isKnownModule = (module: string): boolean =>
  [MODULES, WIDESPREAD, REMOVED].some((table) => Object.hasOwn(table, module));

/** The package to install for a module, where none of these packages is it or may bring it; undefined for other modules. */
export function missingPackage(module: string, installed: ReadonlySet<string>): string | undefined {
  if (installed.size === 0) return lookUp(MODULES, module)?.packages[0] ?? lookUp(WIDESPREAD, module);
  const { packages = [], broughtBy = [] } = lookUp(MODULES, module) ?? {};
  return [...packages, ...broughtBy].some((name) => installed.has(name)) ? undefined : packages[0];
}
