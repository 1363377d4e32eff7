import { parseWsgiPath } from '../../knowledge/wsgi-path.js';
import type { Project } from '../../model/project.js';
import { literalText } from '../../source/index.js';
import { fixOf } from '../fix-of.js';
import { replaceValue } from '../replace-value.js';
import type { Rule } from '../rule.js';

export const wsgiPath: Rule = {
  meta: {
    id: 'platform/wsgi-path',
    summary: 'WSGIPath has the form of another platform generation',
    why: 'Amazon Linux 1 takes the path of a file, later platforms hand the value to gunicorn as a module. In the wrong form the server does not start: the environment answers 502, and /var/log/web.stdout.log says "ModuleNotFoundError: No module named \'ebdjango/wsgi\'"; on Amazon Linux 1 the deployment ends with "Your WSGIPath refers to a file that does not exist".',
    severity: 'error',
    consequence: 'traffic-breaks',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/create-deploy-python-container.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-specific.html#command-options-python',
    ],
    since: '0.1.0',
    // A Procfile that could not be read may hold the command that overrides the option.
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
    const wanted = isAl1
      ? `Amazon Linux 1 wants the path of a file; write ${path.otherForm}`
      : `every platform since Amazon Linux 2 wants a module; write ${path.otherForm ?? 'it as module:callable, such as site.wsgi:application'}`;
    yield {
      at: setting.value.place,
      message: `WSGIPath is ${text}, but ${wanted}.`,
      // The callable may have another name, and the folder above it may be no package.
      ...(path.otherForm &&
        fixOf('unsafe', `Write ${path.otherForm}`, replaceValue(setting, path.otherForm))),
    };
  },
};

/** Its command starts the application instead of the option. */
const hasWebProcess = ({ procfile }: Project): boolean =>
  procfile?.entries.some(({ name }) => name.value === 'web') ?? false;
