import { PROXIED_ENTRY } from '../../knowledge/platform/proxy-ports.js';
import { parseWsgiFile } from '../../knowledge/platform/wsgi-path.js';
import { procfile } from '../../model/platform/procfile.js';
import type { Project } from '../../model/project.js';
import { settings } from '../../model/settings/settings.js';
import { trimmedText } from '../../source/index.js';
import { option } from '../on.js';
import type { Rule } from '../rule.js';
import { withCallable } from '../support/application-callable.js';
import { fixOf } from '../support/fix-of.js';
import { replaceValue } from '../support/replace-value.js';

export const wrongWsgiPath: Rule = {
  meta: {
    summary: 'WSGIPath names a file where the platform expects a module',
    why: 'Amazon Linux 1 took the path of a file. Later platforms pass the value to gunicorn as a module. With a path the server does not start: the environment answers 502, and /var/log/web.stdout.log says "ModuleNotFoundError: No module named \'ebdjango/wsgi\'".',
    consequence: 'traffic-breaks',
    references: [
      'guide:create-deploy-python-container',
      'guide:command-options-specific#command-options-python',
    ],
    // A Procfile that could not be read may contain the command that overrides the option.
    claimsAbsence: true,
  },
  needs: option('aws:elasticbeanstalk:container:python', 'WSGIPath'),
  *check(project) {
    if (hasWebProcess(project)) return;
    const setting = settings(project).effective('aws:elasticbeanstalk:container:python', 'WSGIPath');
    const text = trimmedText(setting?.value);
    const file = text && parseWsgiFile(text);
    if (!setting || !file) return;
    const module = file.module && asInProject(file.module, project);
    yield {
      at: setting.value.place,
      message: `WSGIPath is ${text}, but every supported platform expects a module`,
      help: module ? `Use \`${module}\`.` : 'Write it as `MODULE:CALLABLE`, such as `site.wsgi:application`.',
      ...(module && fixOf('migration', `Change it to ${module}`, replaceValue(setting, module))),
    };
  },
};

/** mod_wsgi looked for `application`; elsewhere it may have another name. */
function asInProject(module: string, project: Project): string {
  const [path = '', callable] = module.split(':');
  return callable === 'application' ? withCallable(path, callable, project) : module;
}

/** Its command starts the application instead of the option. */
const hasWebProcess = (project: Project): boolean =>
  procfile(project)?.entries.some(({ name }) => name.value === PROXIED_ENTRY) ?? false;
