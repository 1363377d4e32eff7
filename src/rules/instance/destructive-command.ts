import type { InstanceScript } from '../../model/execution/instance-script.js';
import { programRuns } from '../../model/execution/program-runs.js';
import { scripts } from '../../model/scripts/scripts.js';
import { baseName } from '../../util/paths.js';
import type { EachRule } from '../rule.js';

export const destructiveCommand: EachRule<InstanceScript> = {
  meta: {
    summary: 'A command deletes the database at each deployment',
    why: 'Commands and hooks run at each deployment, also on an instance that Auto Scaling adds later. A task that drops the database or empties its tables then deletes what the application has stored since.',
    consequence: 'data-loss',
    references: [
      'guide:customize-containers-ec2#linux-container-commands',
      'https://symfony.com/doc/current/doctrine.html',
      'https://laravel.com/docs/migrations',
      'https://docs.djangoproject.com/en/stable/ref/django-admin/#flush',
    ],
  },
  each: scripts,
  *check(script) {
    if (script.stage === undefined || script.isTested || !namesTask(script.text)) return;
    for (const { program, args, isConditional } of programRuns(script)) {
      const task = destructiveTask([program, ...args].map(({ text }) => text));
      if (task === undefined || isConditional) continue;
      yield {
        at: program.place,
        message: `"${task}" deletes the database at each deployment`,
        help: 'Run it by hand, or write `if CONDITION; then` before and `; fi` after it, with a condition that is true only for a new environment.',
      };
    }
  },
};

/** A task of a framework that deletes what is in the database. */
interface DestructiveTask {
  /** Each is a word of the command line. */
  readonly words: readonly string[];
  /** Without it the task asks first, which no user can answer during a deployment. */
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

/** A fast check before a script is parsed. */
const namesTask = (text: string): boolean =>
  TASKS.some(({ words }) => words.every((word) => text.includes(word)));

/** Programs that only show their arguments. */
const SHOWS: ReadonlySet<string> = new Set(['echo', 'printf', 'logger']);

/** The name of the task if a command line, program first, deletes a database without a question. */
function destructiveTask(line: readonly string[]): string | undefined {
  const words = line.map(baseName);
  if (SHOWS.has(words[0] ?? '')) return undefined;
  const task = TASKS.find(
    ({ words: own, flag }) =>
      own.every((word) => words.includes(word)) && (!flag || words.some((word) => flag.test(word))),
  );
  return task?.words.join(' ');
}
