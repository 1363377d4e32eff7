import { baseName } from '../../util/paths.js';

/** A task of a framework that deletes what is in the database. */
interface DestructiveTask {
  /** Each is a word of the command line. */
  readonly words: readonly string[];
  /** Without it the task asks first, which nobody can answer during a deployment. */
  readonly flag?: RegExp;
  readonly source: string;
}

const FORCE = /^(?:--force|-f)$/;
const SYMFONY = 'https://symfony.com/doc/current/doctrine.html';
const LARAVEL = 'https://laravel.com/docs/migrations';
const DJANGO = 'https://docs.djangoproject.com/en/stable/ref/django-admin/#flush';

const TASKS: readonly DestructiveTask[] = [
  { words: ['doctrine:database:drop'], flag: FORCE, source: SYMFONY },
  { words: ['doctrine:schema:drop'], flag: FORCE, source: SYMFONY },
  { words: ['artisan', 'migrate:fresh'], flag: FORCE, source: LARAVEL },
  { words: ['artisan', 'migrate:refresh'], flag: FORCE, source: LARAVEL },
  { words: ['artisan', 'migrate:reset'], flag: FORCE, source: LARAVEL },
  { words: ['artisan', 'db:wipe'], flag: FORCE, source: LARAVEL },
  { words: ['manage.py', 'flush'], flag: /^--no-?input$/, source: DJANGO },
  {
    words: ['prisma', 'migrate', 'reset'],
    flag: FORCE,
    source: 'https://www.prisma.io/docs/orm/reference/prisma-cli-reference#migrate-reset',
  },
];

/** A fast check: whether a script may run one of the tasks. */
export const mayBeDestructive = (text: string): boolean =>
  TASKS.some(({ words }) => words.every((word) => text.includes(word)));

/** Programs that only show their arguments. */
const SHOWS: ReadonlySet<string> = new Set(['echo', 'printf', 'logger']);

/** The name of the task if a command line, program first, deletes a database without a question. */
export function destructiveTask(line: readonly string[]): string | undefined {
  const words = line.map(baseName);
  if (SHOWS.has(words[0] ?? '')) return undefined;
  const task = TASKS.find(
    ({ words: own, flag }) =>
      own.every((word) => words.includes(word)) && (!flag || words.some((word) => flag.test(word))),
  );
  return task?.words.join(' ');
}
