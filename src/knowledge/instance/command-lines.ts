/** What programs demand of their operands. */
export interface Operands {
  readonly least: number;
  /** How a message names what is missing where all but the last operand are there. */
  readonly missing: string;
  /** Flags that take the place of an operand, or that ask for none. */
  readonly unless: RegExp;
  /** Flags whose value is the next word. */
  readonly valueFlags: RegExp;
}

const HELP = String.raw`--(?:help|version)$`;
const NO_VALUES = /^(?!)/;

const changes = (missing: string): Operands => ({
  least: 2,
  missing,
  unless: new RegExp(String.raw`^(?:--reference|${HELP})`),
  valueFlags: /^--from$/,
});

const copies: Operands = {
  least: 2,
  missing: 'destination',
  unless: new RegExp(String.raw`^(?:-[a-zA-Z]*t|--target-directory|${HELP})`),
  valueFlags: /^-[a-zA-Z]*S$/,
};

const makes = (missing: string, unless = ''): Operands => ({
  least: 1,
  missing,
  unless: new RegExp(String.raw`^(?:${unless}${HELP})`),
  valueFlags: /^-[a-zA-Z]*[mdrt]$/,
});

/**
 * GNU programs that stop with "missing operand" or "missing destination file operand".
 * https://www.gnu.org/software/coreutils/manual/html_node/index.html
 */
export const OPERANDS: Readonly<Record<string, Operands>> = {
  chgrp: changes('file'),
  chmod: changes('file'),
  chown: changes('file'),
  cp: copies,
  ln: { ...copies, least: 1, missing: 'target' },
  mkdir: makes('folder'),
  mv: copies,
  rm: { ...makes('file', '-[a-zA-Z]*f|--force|'), valueFlags: NO_VALUES },
  rmdir: makes('folder'),
  touch: makes('file'),
};

/** Programs whose first argument is a command of Django. */
export const MANAGES_DJANGO = /^(?:manage\.py|django-admin(?:\.py)?)$/;

/** Packages of Python that Django projects often have, and that bring no command for manage.py. */
export const WITHOUT_COMMANDS: ReadonlySet<string> = new Set([
  ...[
    'asgiref',
    'backports-zoneinfo',
    'boto3',
    'botocore',
    'certifi',
    'charset-normalizer',
    'dj-database-url',
  ],
  ...['django', 'django-cors-headers', 'django-environ', 'django-storages', 'gunicorn', 'idna', 'jmespath'],
  ...[
    'mysqlclient',
    'packaging',
    'pillow',
    'psycopg',
    'psycopg2',
    'psycopg2-binary',
    'psycopg-binary',
    'pymysql',
  ],
  ...[
    'python-dateutil',
    'python-decouple',
    'python-dotenv',
    'pytz',
    'redis',
    'requests',
    's3transfer',
    'six',
  ],
  ...['sqlparse', 'typing-extensions', 'tzdata', 'urllib3', 'uvicorn'],
]);

/** The commands of Django itself. https://docs.djangoproject.com/en/stable/ref/django-admin/ */
export const DJANGO_COMMANDS: ReadonlySet<string> = new Set([
  ...['changepassword', 'check', 'clearsessions', 'collectstatic', 'compilemessages', 'createcachetable'],
  ...['createsuperuser', 'dbshell', 'dumpdata', 'flush', 'inspectdb', 'loaddata', 'makemessages'],
  ...['makemigrations', 'migrate', 'runserver', 'showmigrations', 'sqlmigrate'],
]);

/**
 * Programs whose first operand is a command of their own. Of these, no command has the name of its program.
 * https://docs.djangoproject.com/en/stable/ref/django-admin/ · https://ruby.github.io/rake/doc/command_line_usage_rdoc.html
 */
export const HAS_COMMANDS: ReadonlySet<string> = new Set([
  ...['aws', 'composer', 'dnf', 'docker', 'docker-compose', 'git', 'manage.py', 'npm', 'pip', 'pip3', 'rake'],
  ...['systemctl', 'yarn', 'yum'],
]);

/** Transfers of the AWS CLI that take a source and a destination. https://docs.aws.amazon.com/cli/latest/reference/s3/ */
export const S3_TRANSFERS: ReadonlySet<string> = new Set(['cp', 'mv', 'sync']);

/** Their options that take no value; with `--no-` or without. */
export const S3_SWITCHES =
  /^--(?:no-)?(?:cli-pager|debug|delete|dryrun|exact-timestamps|follow-symlinks|force-glacier-transfer|guess-mime-type|ignore-glacier-warnings|only-show-errors|paginate|progress|quiet|recursive|sign-request|size-only|validate-same-s3-paths|verify-ssl)$/;

/** Programs that are no scripts of a shell, though people write `source` before them. */
export const NO_SHELL_SCRIPT =
  /^(?:python[\d.]*|pip3?|pipenv|poetry|node|npm|npx|yarn|pnpm|ruby|bundle|rake|php|composer|java|dnf|yum|sudo|systemctl|service|docker|git)$/;
