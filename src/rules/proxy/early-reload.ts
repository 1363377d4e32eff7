import { isDecisive, mustSucceed } from '../../model/execution/failure.js';
import { isBeforeStart, type InstanceScript } from '../../model/execution/instance-script.js';
import { looksBefore, proxyControlOf, reliedOn } from '../../model/proxy/proxy-control.js';
import { unwrapCommand } from '../../parse/shell/unwrap-command.js';
import type { Project } from '../../model/project.js';
import { fixOf } from '../support/fix-of.js';
import { removeCommand } from '../support/migration/remove-command.js';
import { removeScript } from '../support/migration/remove-entries.js';
import type { Finding, Rule } from '../rule.js';
import { scripts } from '../../model/scripts/scripts.js';
import { proxyServer } from '../../model/proxy/proxy-server.js';

export const earlyReload: Rule = {
  meta: {
    id: 'proxy/early-reload',
    summary: 'The proxy is reloaded or restarted before Elastic Beanstalk starts it',
    why: 'On a new instance the proxy does not run before the end of the deployment. A reload fails ("nginx.service is not active, cannot reload"), and with it the deployment. A restart starts the proxy with its previous configuration, and is undone seconds later. Elastic Beanstalk itself starts the proxy with the new configuration.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.workflow.html',
      'https://github.com/awsdocs/elastic-beanstalk-samples/issues/144',
      'https://github.com/aws/elastic-beanstalk-roadmap/issues/296',
    ],
    since: '0.1.0',
  },
  *check(project) {
    const { program: proxy } = proxyServer(project);
    if (proxy === 'none') return;
    for (const script of scripts(project))
      if (SERVICE.test(script.text) && isEarly(script))
        yield* inScript(script, proxy === 'nginx' || proxy === 'httpd', project);
  },
};

const SERVICE = /nginx|httpd/;

/** At a configuration deployment the proxy runs already. */
const isEarly = ({ stage, origin, ignoresErrors, test }: InstanceScript): boolean =>
  isBeforeStart(stage) && origin !== 'confighook' && !ignoresErrors && !test;

function* inScript(script: InstanceScript, isProxyKnown: boolean, project: Project): Generator<Finding> {
  const fix = withoutReloads(script, project);
  for (const command of reliedOn(script.script.commands))
    for (const invocation of unwrapCommand(command)) {
      const control = proxyControlOf(invocation);
      if (!control || looksBefore(invocation)) continue;
      const isReload = control.action === 'reload';
      const isFatal =
        isReload && isProxyKnown && mustSucceed(script) && isDecisive(script, invocation.commands);
      yield {
        at: command.place,
        message: isReload
          ? `${control.service} is reloaded before it runs`
          : `${control.service} is restarted before it has its new configuration`,
        help: 'Delete the command, or move it to a hook in `.platform/hooks/postdeploy`.',
        ...(isFatal ? {} : { severity: 'warning' }),
        ...fix,
      };
    }
}

/** The fix that deletes the command, or takes it out of a longer one: Elastic Beanstalk starts the proxy itself. */
function withoutReloads(script: InstanceScript, project: Project): Pick<Finding, 'fix'> {
  const { commands } = script.script;
  const controls = commands.filter((command) => unwrapCommand(command).some(proxyControlOf));
  const [control, ...others] = controls;
  const title = 'Delete the command: Elastic Beanstalk starts the proxy itself';
  if (controls.length === commands.length) return removeScript(title, 'migration', script, project);
  return control && others.length === 0
    ? fixOf('migration', title, removeCommand(control, script.script))
    : {};
}
