import { lazily } from '../../util/lazily.js';
import { lookUp } from '../../util/look-up.js';

/**
 * Servers of Python, and kinds of workers, which requirements.txt has to name: the platform installs gunicorn only.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/python-configuration-procfile.html
 */

/** By the program, or by the module that a worker class of gunicorn is in: the packages of which one is enough. */
const PACKAGES: Readonly<Record<string, readonly [string, ...string[]]>> = {
  daphne: ['daphne'],
  eventlet: ['eventlet'],
  gevent: ['gevent'],
  geventwebsocket: ['gevent-websocket'],
  hypercorn: ['hypercorn'],
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
