import { parseWsgiPath } from '../../knowledge/wsgi-path.js';
import type { Project } from '../../model/project.js';
import { literalText } from '../../source/index.js';
import { fixOf } from '../fix-of.js';
import { replaceValue } from '../replace-value.js';
import type { Rule } from '../rule.js';

export const wrongWsgiPath: Rule = {
  meta: {
    id: 'platform/wrong-wsgi-path',
    summary: 'WSGIPath names a file where the platform expects a module, or the other way round',
    why: 'Amazon Linux 1 takes the path of a file. Later platforms pass the value to gunicorn as a module. With the wrong form the server does not start: the environment answers 502, and /var/log/web.stdout.log says "ModuleNotFoundError: No module named \'ebdjango/wsgi\'". On Amazon Linux 1 the deployment ends with "Your WSGIPath refers to a file that does not exist".',
    severity: 'error',
    consequence: 'traffic-breaks',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/create-deploy-python-container.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-specific.html#command-options-python',
    ],
    since: '0.1.0',
    // A Procfile that could not be read may contain the command that overrides the option.
    claimsAbsence: true,
  },
  *check(project) {
    if (hasWebProcess(project)) return;
    const setting = project.settings.effective('aws:elasticbeanstalk:container:python', 'WSGIPath');
    const text = literalText(setting?.value)?.trim();
    const path = text && parseWsgiPath(text);
    if (!setting || !path) return;
    const isAl1 = project.platform.generation === 'al1';
    if (path.form === (isAl1 ? 'file' : 'module')) return;
    const { otherForm } = path;
    yield {
      at: setting.value.place,
      message: isAl1
        ? `WSGIPath is ${text}, but Amazon Linux 1 expects the path of a file`
        : `WSGIPath is ${text}, but this platform expects a module`,
      help: otherForm
        ? `Use \`${otherForm}\`.`
        : 'Write it as `MODULE:CALLABLE`, such as `site.wsgi:application`.',
      // The callable may have another name, and the folder above it may not be a package.
      ...(otherForm && fixOf('unsafe', `Change it to ${otherForm}`, replaceValue(setting, otherForm))),
    };
  },
};

/** Its command starts the application instead of the option. */
const hasWebProcess = ({ procfile }: Project): boolean =>
  procfile?.entries.some(({ name }) => name.value === 'web') ?? false;
