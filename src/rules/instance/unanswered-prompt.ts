import { MANAGES_DJANGO } from '../../knowledge/instance/command-lines.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import type { Doubt } from '../../model/doubt.js';
import { type ProgramRun, programRuns } from '../../model/execution/program-runs.js';
import { propertyDoubt, propertyNamed } from '../../model/presence/property.js';
import type { Project } from '../../model/project.js';
import { type InstanceScript, scripts } from '../../model/scripts/scripts.js';
import type { Word } from '../../parse/shell/word.js';
import { startOfFile } from '../../source/index.js';
import type { EachRule, Finding } from '../rule.js';
import { addFlag, readsInput } from '../support/add-flag.js';

export const unansweredPrompt: EachRule<InstanceScript> = {
  meta: {
    summary: 'A command asks a question that a deployment cannot answer',
    why: 'In a deployment there is no terminal. A program that asks gets the end of its input for an answer, and stops: "EOFError: EOF when reading a line". collectstatic asks where the folder of STATIC_ROOT has files already, and always where another storage than the disk takes the files. Laravel asks in production, which is its default.',
    consequence: 'deploy-fails',
    references: [
      'https://docs.djangoproject.com/en/stable/ref/django-admin/#cmdoption-noinput',
      'https://github.com/django/django/blob/main/django/contrib/staticfiles/management/commands/collectstatic.py',
      'https://pip.pypa.io/en/stable/cli/pip_uninstall/',
      'https://eff-certbot.readthedocs.io/en/stable/using.html#non-interactive-and-unattended-usage',
      'https://laravel.com/docs/migrations#forcing-migrations-to-run-in-production',
      'https://www.prisma.io/docs/orm/reference/prisma-cli-reference#migrate-dev',
    ],
  },
  each: scripts,
  *check(script, project) {
    if (script.stage === undefined || !script.isShell || !MAY_ASK.test(script.text)) return;
    for (const run of programRuns(script)) {
      const found = readsInput(run.command) ? undefined : askerOf(run);
      const word = found?.words.at(-1);
      if (!found || !word) continue;
      const { flag, help, warnsBecause = run.isDecisive ? undefined : 'error-ignored' } = found.asker;
      yield {
        doubt: found.asker.doubt?.(project),
        at: word.place,
        message: `"${found.words.map(({ text }) => text).join(' ')}" asks a question that a deployment cannot answer`,
        help: help ?? `Add \`${flag}\`.`,
        ...(flag !== undefined && addFlag(word, flag, script)),
        ...(warnsBecause && { warnsBecause }),
      };
    }
  },
};

const MAY_ASK = /collectstatic|createsuperuser|uninstall|certbot|artisan|prisma/;

interface Asker {
  readonly program: RegExp;
  /** Its first words. */
  readonly command: RegExp;
  /** The flags with which it does not ask. */
  readonly unless: RegExp;
  readonly flag?: string;
  readonly help?: string;
  readonly doubt?: (project: Project) => Doubt | undefined;
  /** It asks only where files or packages are there already, or ends well without an answer. */
  readonly warnsBecause?: Finding['warnsBecause'];
}

/** Not those that delete what the application has stored, such as `flush`: there the question is what saves it. */
const ASKERS: readonly Asker[] = [
  {
    program: MANAGES_DJANGO,
    command: /^collectstatic$/,
    unless: /^(?:--no-?input|-n|--dry-run|-h|--help)$/,
    flag: '--noinput',
    warnsBecause: 'elsewhere',
  },
  {
    program: MANAGES_DJANGO,
    command: /^createsuperuser$/,
    unless: /^(?:--no-?input|-h|--help)$/,
    help: 'Add `--noinput || true`, and set `DJANGO_SUPERUSER_USERNAME`, `DJANGO_SUPERUSER_EMAIL` and `DJANGO_SUPERUSER_PASSWORD` with `eb setenv`.',
    warnsBecause: 'milder',
  },
  {
    program: /^pip[\d.]*$/,
    command: /^uninstall$/,
    unless: /^(?:-[a-z]*y|--yes)$/,
    flag: '-y',
    warnsBecause: 'elsewhere',
  },
  {
    program: /^php[\d.]*$/,
    command: /^(?:\.\/|\/var\/app\/\w+\/)?artisan migrate$/,
    unless: /^(?:--force|--pretend|-n|--no-interaction)$/,
    flag: '--force',
    doubt: developmentDoubt,
  },
  {
    program: /^certbot(?:-auto)?$/,
    command: /^(?:certonly|run|--\w[\w-]*)$/,
    unless: /^(?:-n|--non-?interactive|--agree-tos|--version|--help)$/,
    help: 'Add `--non-interactive --agree-tos` and `--email` with your address.',
  },
  {
    program: /^prisma$/,
    command: /^migrate dev$/,
    unless: /^--help$/,
    help: 'Use `prisma migrate deploy`.',
  },
];

/** Why it may not be in production, where it does not ask: without a property, a file `.env` decides. */
function developmentDoubt(project: Project): Doubt | undefined {
  const file = deployedFiles(project).files.find(({ name }) => name === '.env');
  return propertyNamed('APP_ENV', project).kind === 'absent'
    ? file && { reason: 'this file may set APP_ENV', at: startOfFile(file) }
    : propertyDoubt('APP_ENV', project, (text) => text !== 'production');
}

/** What asks, and the words up to its command. */
function askerOf({
  program,
  args,
}: ProgramRun): { readonly asker: Asker; readonly words: readonly Word[] } | undefined {
  for (const asker of ASKERS) {
    if (!asker.program.test(program.text)) continue;
    const words = args.slice(0, asker.command.test(args[0]?.text ?? '') ? 1 : 2);
    const isAsking = asker.command.test(words.map(({ text }) => text).join(' '));
    if (!isAsking) continue;
    if (args.some(({ kind, text }) => kind !== 'literal' || asker.unless.test(text))) continue;
    return { asker, words: [program, ...words] };
  }
  return undefined;
}
