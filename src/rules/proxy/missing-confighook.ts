import { isBefore } from '../../knowledge/instance/deployment-order.js';
import { isBeforeStart } from '../../model/execution/instance-script.js';
import { placeForProxyFile } from '../../model/nginx/suitable-folder.js';
import { platform } from '../../model/platform/find-platform.js';
import type { Project } from '../../model/project.js';
import type { ProxyFile } from '../../model/proxy/proxy-file.js';
import { proxyFiles } from '../../model/proxy/proxy-files.js';
import { proxyPathOf } from '../../model/proxy/proxy-paths.js';
import { proxyServer } from '../../model/proxy/proxy-server.js';
import { isReplaced } from '../../model/proxy/replaced-files.js';
import { scripts } from '../../model/scripts/scripts.js';
import { firstOfEach } from '../../util/collections.js';
import { WordIndex } from '../../util/word-index.js';
import type { Rule } from '../rule.js';
import { copyOf } from '../support/in-nginx.js';
import { repeatInConfighook } from '../support/repeat-in-confighook.js';

export const missingConfighook: Rule = {
  meta: {
    summary: 'A change of the proxy is not repeated at a configuration deployment',
    why: 'A configuration deployment, such as a changed environment property, builds the configuration of the proxy again and runs .platform/confighooks instead of .platform/hooks and container_commands. What only those write is silently lost until the next application deployment.',
    consequence: 'silently-ignored',
    references: [
      'guide:platforms-linux-extend.hooks',
      'https://github.com/awsdocs/elastic-beanstalk-samples/issues/148',
      'https://github.com/HausCloud/AWS-EB-SSL/issues/6',
    ],
    claimsAbsence: true,
  },
  needs: proxyFiles,
  *check(project) {
    const { program: proxy } = proxyServer(project);
    const repeated = new WordIndex(
      scripts(project).filter(({ origin }) => origin === 'confighook'),
      ({ text }) => text,
    );
    const lost = proxyFiles(project).flatMap((file) => {
      const { script, target, program, place } = file;
      if (!script || !target || program !== proxy || !isLostLater(file, project)) return [];
      // A hook of configuration deployments names the file, or the script that writes it.
      if (repeated.mayName(file.path) || repeated.mayName(script.name.value)) return [];
      return [{ script, target, place, file }];
    });
    for (const { script, target, place, file } of firstOfEach(lost, (one) => one.script))
      yield {
        at: place,
        message: `${target.value} is lost at the next configuration deployment`,
        help: `${repeatInConfighook(script, '01_proxy')}, or ${elsewhere(file, project)}.`,
      };
  },
};

/** What makes it needless. */
function elsewhere(file: ProxyFile, project: Project): string {
  if (file.isChange) return `delete the command and ${copyOf(file.path, file.program)}`;
  const { path } = placeForProxyFile(file, platform(project).language);
  return `delete the command and move the file to \`${path}\``;
}

/** What is made anew then: the folder in which Elastic Beanstalk puts the files together, and those that it copies. */
function isLostLater(file: ProxyFile, project: Project): boolean {
  const { target, script } = file;
  if (target === undefined || !script || script.origin === 'confighook') return false;
  return proxyPathOf(target.value)?.isStaged
    ? isBeforeStart(script.stage) && !isBefore(script.stage, 'proxy')
    : script.stage === 'postdeploy' && isReplaced(file, project);
}
