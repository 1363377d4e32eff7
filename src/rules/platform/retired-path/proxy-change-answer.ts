import type { RetiredPath } from '../../../knowledge/platform/retired-paths.js';
import type { InstanceScript } from '../../../model/execution/instance-script.js';
import { platform } from '../../../model/platform/find-platform.js';
import type { Project } from '../../../model/project.js';
import type { Choice, Finding } from '../../rule.js';
import { removeScript } from '../../support/migration/remove-entries.js';

/** Where Amazon Linux 1 put the configuration of nginx together, and the file of its own. */
const NGINX_FILE = /^\/(?:tmp\/deployment\/config\/|etc\/nginx\/conf\.d\/00_elastic_beanstalk_proxy\.conf)/;

/** What to do with a command that changes the configuration that only Amazon Linux 1 wrote. */
export function proxyChangeAnswer(
  { path }: RetiredPath,
  script: InstanceScript,
  project: Project,
): Pick<Finding, 'help' | 'fix' | 'choices'> {
  if (!NGINX_FILE.test(path) || script.origin !== 'command') return {};
  const isAlone = script.script.commands.length === 1;
  const isForWebSockets = /\bUpgrade\b/.test(script.text) && platform(project).language !== 'php';
  return {
    ...(isForWebSockets && {
      help: 'Delete it: the `location /` of Elastic Beanstalk passes on WebSockets.',
    }),
    choices: isForWebSockets ? WEB_SOCKETS : OTHERS,
    ...(isAlone && removeScript('Delete the command', 'unsafe', script, project)),
  };
}

const OWN_LOCATION: Choice = {
  action: 'Write the location in `.platform/nginx/conf.d/elasticbeanstalk/00_application.conf`.',
  consequence:
    'It replaces the location of Elastic Beanstalk with all its headers; set `PORT` to the port of its `proxy_pass`.',
};

/** https://github.com/aws/elastic-beanstalk-roadmap/issues/15 shows the map of this header in nginx.conf. */
const WEB_SOCKETS: readonly Choice[] = [
  {
    action: 'Delete the command.',
    consequence: 'nginx of supported platforms passes on the headers `Upgrade` and `Connection` by itself.',
    isFix: true,
  },
  OWN_LOCATION,
];

const OTHERS: readonly Choice[] = [
  {
    action: 'Delete the command.',
    consequence: 'nginx runs with the configuration of Elastic Beanstalk, without the change.',
    isFix: true,
  },
  OWN_LOCATION,
];
