import { failsDeployment } from '../../model/execution/failure.js';
import type { InstanceScript } from '../../model/execution/instance-script.js';
import { scriptUses } from '../../model/execution/path-uses.js';
import { platform } from '../../model/platform/find-platform.js';
import { scripts } from '../../model/scripts/scripts.js';
import { word } from '../on.js';
import type { EachRule } from '../rule.js';

export const foreignVirtualEnvironment: EachRule<InstanceScript> = {
  meta: {
    summary: 'A script uses the virtual environment of the Python platform on another platform',
    why: 'Only the Python platform makes /var/app/venv and installs the packages of requirements.txt into it. On any other, nothing is there: "/var/app/venv/*/bin/activate: No such file or directory".',
    consequence: 'deploy-fails',
    references: ['guide:create-deploy-python-container', 'guide:platforms-linux-extend.hooks'],
    claimsAbsence: true,
    needsPlatform: true,
  },
  each: word('venv'),
  *check(script, project) {
    const { language, place } = platform(project);
    if (
      language === undefined ||
      OTHERS.has(language) ||
      scripts(project).some(({ text }) => MAKES.test(text))
    )
      return;
    const use = scriptUses(script).find((one) => one.word.text.startsWith(VENV));
    if (use)
      yield {
        at: use.word.place,
        message: 'Only the Python platform has /var/app/venv',
        ...(!failsDeployment(script, use.commands) && { warnsBecause: 'error-ignored' }),
        help: 'Delete the command, or make an environment of your own before it: `python3 -m venv /opt/venv`.',
        ...(place && { related: [{ at: place, note: 'the platform is named here' }] }),
      };
  },
};

const VENV = '/var/app/venv';

/** Python has it, containers have what their image has, and Windows has other paths. */
const OTHERS: ReadonlySet<string> = new Set(['python', 'docker', 'ecs', 'windows']);

const MAKES = /\b(?:-m venv|virtualenv|mkdir|ln -s\w*)\b[^\n]*\/var\/app\/venv/;
