import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { existingFiles } from '../../model/bundle/existing-files.js';
import type { Doubt } from '../../model/doubt.js';
import { failsDeployment } from '../../model/execution/failure.js';
import { describeScript, type Stage } from '../../model/execution/instance-script.js';
import { liveText } from '../../model/execution/live-text.js';
import { platform } from '../../model/platform/find-platform.js';
import type { Project } from '../../model/project.js';
import { type InstanceScript, scripts } from '../../model/scripts/scripts.js';
import { type Invocation, invocationsOf } from '../../parse/shell/unwrap-command.js';
import type { Word } from '../../parse/shell/word.js';
import type { Edit, Finding, Rule } from '../rule.js';
import { ACTIVATE } from '../support/container-commands.js';
import { fixOf } from '../support/fix-of.js';

export const withoutVirtualEnvironment: Rule = {
  meta: {
    summary: 'A container command or a hook of a Python platform runs outside the virtual environment',
    why: 'The packages of requirements.txt are in a virtual environment below /var/app/venv, which a container command or a hook has to activate first. Without it, the command runs with the Python of the operating system, which has none of them ("ModuleNotFoundError: No module named \'django\'"), or finds no program named python at all. The application does not find what pip installs without it.',
    consequence: 'deploy-fails',
    references: [
      'guide:create-deploy-python-django',
      'guide:python-configuration-requirements',
      'aws:linux/al2023/ug/python',
    ],
    needsPlatform: true,
  },
  needs: scripts,
  *check(project) {
    if (platform(project).language !== 'python') return;
    for (const script of scripts(project)) {
      // What another script runs may be in the environment that this one activated.
      if (!STAGES.has(script.stage) || script.origin === 'side-file') continue;
      if (!MAY_NEED_PACKAGES.test(script.text)) continue;
      const runs = invocationsOf(script.script).filter(needsPackages);
      const bySystem = runs.find(systemPythonOf);
      const run = bySystem ?? runs.find(looksForPython);
      if (!run?.program || (bySystem && CHANGES_PACKAGES.test(script.text))) continue;
      yield {
        at: (systemPythonOf(run) ?? run.program).place,
        doubt: bySystem ? undefined : activationIn(script),
        message: `${describeScript(script)} runs ${run.program.text} outside the virtual environment`,
        ...(bySystem ? { help: `Use \`${OWN_PYTHON}\`.` } : answerTo(run, script, project)),
        ...(!failsDeployment(script, run.commands) && { warnsBecause: 'error-ignored' }),
      };
    }
  },
};

/** What the shell replaces by the path of Python in the virtual environment. */
const OWN_PYTHON = '/var/app/venv/*/bin/python';

/** The Python of the operating system, written with its folder: it stays outside, whatever is activated. */
const systemPythonOf = ({ programs }: Invocation): Word | undefined =>
  programs.find(({ text }) => /^(?:\/usr)?\/bin\/python[\d.]*$/.test(text));

const CHANGES_PACKAGES = /PYTHONPATH|PYTHONHOME|site-packages/;

function answerTo(run: Invocation, script: InstanceScript, project: Project): Pick<Finding, 'help' | 'fix'> {
  const and = insteadOfAdmin(run, project);
  return requirementsOf(run) === OWN_REQUIREMENTS && staysInFolder(script)
    ? { help: `Delete it: Elastic Beanstalk installs \`${OWN_REQUIREMENTS}\` itself.` }
    : {
        help:
          script.origin === 'command'
            ? `Begin with \`${ACTIVATE}\`${and}.`
            : `Add the line \`${ACTIVATE_LINE}\` after the first one${and}.`,
        ...(and === '' && fixOf('migration', 'Activate the virtual environment', activation(script))),
      };
}

/**
 * `django-admin` finds the settings by a variable only, and does not look for modules in the working folder as `manage.py` does.
 * https://docs.djangoproject.com/en/stable/ref/django-admin/
 */
function insteadOfAdmin({ program }: Invocation, project: Project): string {
  const name = program?.text ?? '';
  const hasManage = existingFiles(deployedFiles(project)).has('manage.py') === true;
  return hasManage && /^django-admin(?:\.py)?$/.test(name)
    ? `, and write \`python manage.py\` instead of \`${name}\``
    : '';
}

/** Whether the working folder is that of the application. */
const staysInFolder = ({ cwd, text }: InstanceScript): boolean => !cwd && !/\b(?:cd|pushd)\b/.test(text);

const OWN_REQUIREMENTS = 'requirements.txt';

/** What runs when the packages are installed. A hook of `prebuild` comes before them. */
const STAGES: ReadonlySet<Stage | undefined> = new Set<Stage>([
  'container_commands',
  'predeploy',
  'postdeploy',
]);

const ACTIVATE_LINE = ACTIVATE.replace(/ && $/, '');

/** Before the first command; a command as a list is read by no shell. */
function activation({ isList, origin, script }: InstanceScript): Edit | undefined {
  const [first] = script.commands;
  if (isList || !first || first.branches.length + first.subshells.length > 0) return undefined;
  const { file, span } = first.assignments[0]?.name.place ?? first.place;
  return {
    file,
    span: { start: span.start, end: span.start },
    text: origin === 'command' ? ACTIVATE : `${ACTIVATE_LINE}\n`,
  };
}

/** It names a virtual environment or the PATH, in whatever way. */
const activationIn = (script: InstanceScript): Doubt | undefined =>
  /activate|venv|\bPATH\b|PYTHONPATH|\bpoetry\b|\bpipenv\b|\buv\b/.test(liveText(script))
    ? { reason: 'this script names a virtual environment or the PATH', at: script.name.place }
    : undefined;

/** A fast check before a script is parsed. */
const MAY_NEED_PACKAGES = /manage\.py|django-admin|alembic|flask|celery|\bpip/;

const DJANGO = /^(?:manage\.py|django-admin(?:\.py)?|alembic|flask|celery)$/;

/** Programs of the packages, and pip for the application. */
const needsPackages = (run: Invocation): boolean =>
  run.program !== undefined && (DJANGO.test(run.program.text) || requirementsOf(run) !== undefined);

/** Whether the shell looks for Python or the program in the folders of PATH. */
const looksForPython = ({ programs }: Invocation): boolean =>
  programs.every(({ text }) => !text.startsWith('/'));

/** The list that `pip install -r` installs: a single package may be a tool for the instance. */
function requirementsOf({ program, args: words }: Invocation): string | undefined {
  const args = words.map(({ text }) => text);
  if (!/^pip3?$/.test(program?.text ?? '') || args[0] !== 'install') return undefined;
  const at = args.findIndex((text) => text === '-r' || text === '--requirement');
  return at < 0 ? undefined : args[at + 1];
}
