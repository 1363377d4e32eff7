import { type DjangoSettings, djangoSettings } from '../../model/applications/django-settings.js';
import { describeScript } from '../../model/execution/instance-script.js';
import { programRuns } from '../../model/execution/program-runs.js';
import { platform } from '../../model/platform/find-platform.js';
import type { Project } from '../../model/project.js';
import { scripts } from '../../model/scripts/scripts.js';
import { startOfFile } from '../../source/index.js';
import type { Finding, Rule } from '../rule.js';

export const missingDjangoSetting: Rule = {
  meta: {
    summary: 'The settings of Django lack what collectstatic or every request needs',
    why: 'The command collectstatic copies files to STATIC_ROOT and fails without it ("You\'re using the staticfiles app without having set the STATIC_ROOT setting to a filesystem path"), and with it the deployment. Django compares the host of each request with ALLOWED_HOSTS and answers 400 where the list is empty, to health checks as well: with DEBUG on, it then allows localhost only. Only settings in one module that shows all of them are checked.',
    consequence: 'deploy-fails',
    references: [
      'https://docs.djangoproject.com/en/stable/ref/settings/#static-root',
      'https://docs.djangoproject.com/en/stable/ref/settings/#allowed-hosts',
      'guide:create-deploy-python-django',
    ],
    needsPlatform: true,
    claimsAbsence: true,
  },
  *check(project) {
    const django = platform(project).language === 'python' ? djangoSettings(project) : undefined;
    if (!django) return;
    yield* withoutStaticRoot(django, project);
    yield* withoutHosts(django);
  },
};

function* withoutStaticRoot({ file, names }: DjangoSettings, project: Project): Generator<Finding> {
  if (/\bSTATIC_ROOT\b|\bSTORAGES\b|\bSTATICFILES_STORAGE\b/.test(file.text)) return;
  if (!/["']django\.contrib\.staticfiles["']/.test(file.text)) return;
  for (const script of scripts(project)) {
    if (!script.stage || !script.text.includes('collectstatic')) continue;
    const run = programRuns(script).find(
      ({ program, programs, args }) =>
        [program, ...programs, ...args].some(({ text }) => text.endsWith('manage.py')) &&
        args.some(({ text }) => text === 'collectstatic') &&
        !args.some(({ text }) => /^(?:-n|--dry-run|--settings.*)$/.test(text)),
    );
    const word = run?.args.find(({ text }) => text === 'collectstatic');
    if (!word || /DJANGO_SETTINGS_MODULE|STATIC_ROOT/.test(script.text)) continue;
    const folder = /\bBASE_DIR\s*=\s*Path\(/.test(file.text)
      ? 'BASE_DIR / "staticfiles"'
      : names.names.has('BASE_DIR') && names.names.has('os')
        ? 'os.path.join(BASE_DIR, "staticfiles")'
        : '"/var/app/current/staticfiles"';
    yield {
      at: word.place,
      message: `${describeScript(script)} needs STATIC_ROOT, which ${file.name} does not set`,
      help: `Write \`STATIC_ROOT = ${folder}\` to ${file.name}.`,
      related: [{ at: startOfFile(file), note: 'the settings' }],
      ...(!run?.isDecisive && { warnsBecause: 'error-ignored' }),
    };
    return;
  }
}

function* withoutHosts({ file, isServed, value }: DjangoSettings): Generator<Finding> {
  const hosts = value('ALLOWED_HOSTS');
  if (!hosts || !isServed || !/^\[\s*\]\s*(?:#.*)?$/.test(hosts.text)) return;
  const debug = value('DEBUG');
  const isDebug = /^True\b\s*(?:#.*)?$/.test(debug?.text ?? '');
  yield {
    at: hosts.place,
    message: `ALLOWED_HOSTS is empty, so Django answers 400 to every request`,
    help: `Write \`ALLOWED_HOSTS = ["*"]\` to ${file.name}: health checks use the address of the instance as their host.`,
    ...(debug && {
      related: [
        {
          at: debug.place,
          note: isDebug
            ? 'with DEBUG, only localhost is allowed by default'
            : 'without DEBUG, no host is allowed by default',
        },
      ],
    }),
  };
}
