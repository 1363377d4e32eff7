/** A program that goes on until it is stopped. */
interface LongRunning {
  readonly program: RegExp;
  /** What its arguments, joined by spaces, must look like. */
  readonly args?: RegExp;
  /** What among them makes it return at once, or do something else. */
  readonly unless?: RegExp;
  readonly source: string;
}

const HELP = /(?:^|\s)(?:--help|--version|-V)(?:\s|$)/;

/** All services: a single one may be a task that ends. */
const COMPOSE_UP = /(?:^|\s)up(?:\s--?[\w-]+)*$/;

/** It does not stay with the containers, or ends with one of them. */
const COMPOSE_RETURNS =
  /(?:^|\s)(?:-d|--detach|--wait|--no-start|--dry-run|--abort-on-container-(?:exit|failure)|--exit-code-from(?:=\S+)?)(?:\s|$)/;

const PROGRAMS: readonly LongRunning[] = [
  {
    program: /^gunicorn$/,
    unless: /(?:^|\s)(?:-D|--daemon|--check-config|--print-config|-c|--config)(?:[\s=]|$)/,
    source: 'https://docs.gunicorn.org/en/stable/settings.html#daemon',
  },
  {
    program: /^(?:daphne|hypercorn|uvicorn|waitress-serve)$/,
    args: /\S/,
    source: 'https://www.uvicorn.org/',
  },
  {
    program: /^celery$/,
    args: /(?:^|\s)(?:worker|beat)(?:\s|$)/,
    unless: /(?:^|\s)(?:-D|--detach|-c|--config)(?:[\s=]|$)/,
    source: 'https://docs.celeryq.dev/en/stable/reference/cli.html',
  },
  {
    program: /^manage\.py$/,
    args: /^(?:runserver|runworker|qcluster)(?:\s|$)/,
    source: 'https://docs.djangoproject.com/en/stable/ref/django-admin/#runserver',
  },
  {
    program: /^manage\.py$/,
    args: /^rqworker(?:\s|$)/,
    unless: /(?:^|\s)(?:-b|--burst)(?:\s|$)/,
    source: 'https://github.com/rq/django-rq#running-workers',
  },
  {
    program: /^manage\.py$/,
    args: /^run_huey(?:\s|$)/,
    source: 'https://huey.readthedocs.io/en/latest/django.html',
  },
  {
    program: /^artisan$/,
    args: /^(?:serve|queue:work|queue:listen|horizon|schedule:work)(?:\s|$)/,
    unless: /--(?:once|stop-when-empty)/,
    source: 'https://laravel.com/docs/queues',
  },
  {
    program: /^php$/,
    args: /^(?:\S*\/)?artisan (?:serve|queue:work|queue:listen|horizon|schedule:work)(?:\s|$)/,
    unless: /--(?:once|stop-when-empty)/,
    source: 'https://laravel.com/docs/queues',
  },
  {
    program: /^sidekiq$/,
    unless: /(?:^|\s)(?:-d|--daemon)(?:\s|$)/,
    source: 'https://github.com/sidekiq/sidekiq/wiki/Deployment',
  },
  {
    program: /^rails$/,
    args: /^(?:s|server)(?:\s|$)/,
    unless: /(?:^|\s)(?:-d|--daemon)(?:\s|$)/,
    source: 'https://guides.rubyonrails.org/command_line.html',
  },
  {
    program: /^(?:rake|rails)$/,
    args: /(?:^|\s)(?:jobs|resque):work(?:\s|$)/,
    source: 'https://github.com/collectiveidea/delayed_job#running-jobs',
  },
  {
    program: /^flask$/,
    args: /(?:^|\s)run(?:\s|$)/,
    source: 'https://flask.palletsprojects.com/en/stable/cli/',
  },
  {
    program: /^(?:npm|yarn|pnpm)$/,
    args: /^(?:run )?start$/,
    source: 'https://docs.npmjs.com/cli/commands/npm-start',
  },
  {
    program: /^rq$/,
    args: /(?:^|\s)worker(?:-pool)?(?:\s|$)/,
    unless: /(?:^|\s)(?:-b|--burst|--max-jobs|--max-idle-time)(?:[\s=]|$)/,
    source: 'https://python-rq.org/docs/workers/',
  },
  {
    program: /^streamlit$/,
    args: /^run(?:\s|$)/,
    source: 'https://docs.streamlit.io/develop/api-reference/cli/run',
  },
  {
    program: /^next$/,
    args: /^(?:start|dev)(?:\s|$)/,
    source: 'https://nextjs.org/docs/app/api-reference/cli/next',
  },
  {
    program: /^docker-compose$/,
    args: COMPOSE_UP,
    unless: COMPOSE_RETURNS,
    source: 'https://docs.docker.com/reference/cli/docker/compose/up/',
  },
  {
    program: /^docker$/,
    args: /^compose(?:\s.*)?\sup(?:\s--?[\w-]+)*$/,
    unless: COMPOSE_RETURNS,
    source: 'https://docs.docker.com/reference/cli/docker/compose/up/',
  },
  { program: /^nodemon$/, args: /\S/, source: 'https://github.com/remy/nodemon' },
  {
    program: /^tail$/,
    args: /(?:^|\s)(?:-[a-zA-Z0-9]*[fF]|--follow)(?:[\s=]|$)/,
    unless: /--pid/,
    source: 'https://www.gnu.org/software/coreutils/manual/html_node/tail-invocation.html',
  },
  {
    program: /^journalctl$/,
    args: /(?:^|\s)(?:-[a-zA-Z]*f|--follow)/,
    source: 'https://www.freedesktop.org/software/systemd/man/latest/journalctl.html#-f',
  },
  {
    program: /^sleep$/,
    args: /^infinity$/,
    source: 'https://www.gnu.org/software/coreutils/manual/html_node/sleep-invocation.html',
  },
];

/** Whether a program, named without its folder, goes on until it is stopped. */
export const isLongRunning = (name: string, args: readonly string[]): boolean => {
  const text = args.join(' ');
  return PROGRAMS.some(
    ({ program, args: wanted, unless }) =>
      program.test(name) && (wanted?.test(text) ?? true) && !unless?.test(text) && !HELP.test(text),
  );
};

/** A fast check before a script is parsed. */
const WORDS =
  /\b(?:gunicorn|daphne|hypercorn|uvicorn|waitress|celery|manage\.py|artisan|sidekiq|rails|rake|rq|flask|next|node|start|streamlit|up|nodemon|tail|journalctl|sleep|nohup|setsid)\b/;

export const mayRunLong = (text: string): boolean => WORDS.test(text);
