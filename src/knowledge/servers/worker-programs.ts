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
 * Commands of Django and of packages for it that listen nowhere.
 * - https://docs.djangoproject.com/en/stable/ref/django-admin/
 * - https://github.com/rq/django-rq
 * - https://django-q2.readthedocs.io/en/master/cluster.html
 */
const DJANGO_COMMANDS: ReadonlySet<string> = new Set([
  'collectstatic',
  'compilemessages',
  'createcachetable',
  'loaddata',
  'migrate',
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
export function listensNowhere(program: string, args: readonly string[]): boolean {
  if (program === 'manage.py') return args[0] !== undefined && DJANGO_COMMANDS.has(args[0]);
  return SHELL_COMMANDS.has(program) || (PROGRAMS.has(program) && !args.includes(MONITOR));
}
