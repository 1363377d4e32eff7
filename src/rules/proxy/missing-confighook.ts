import { isReplaced } from '../../model/proxy/replaced-files.js';
import { proxyPathOf } from '../../model/proxy/proxy-paths.js';
import { proxyFiles, type ProxyFile } from '../../model/proxy/proxy-files.js';
import type { Project } from '../../model/project.js';
import type { Rule } from '../rule.js';
import { firstOfEach } from '../../util/collections.js';
import { WordIndex } from '../../util/word-index.js';
import { proxyServer } from '../../model/proxy/proxy-server.js';
import { scripts } from '../../model/scripts/scripts.js';

export const missingConfighook: Rule = {
  meta: {
    id: 'proxy/missing-confighook',
    summary: 'A change of the proxy is not repeated at a configuration deployment',
    why: 'A configuration deployment, such as a changed environment property, builds the configuration of the proxy again and runs .platform/confighooks instead of .platform/hooks and container_commands. What only those write is silently lost until the next application deployment.',
    severity: 'warning',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.hooks.html',
      'https://github.com/awsdocs/elastic-beanstalk-samples/issues/148',
      'https://github.com/HausCloud/AWS-EB-SSL/issues/6',
    ],
    since: '0.1.0',
    claimsAbsence: true,
  },
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
      return [{ script, target, program, place }];
    });
    for (const { script, target, program, place } of firstOfEach(lost, (one) => one.script))
      yield {
        at: place,
        message: `${target.value} is lost at the next configuration deployment`,
        help: `Repeat it in \`.platform/confighooks/${script.stage === 'postdeploy' ? 'postdeploy' : 'predeploy'}\`, or put the file in \`.platform/${program}\`.`,
      };
  },
};

/** What is made anew then: the folder in which Elastic Beanstalk puts the files together, and those that it copies. */
function isLostLater(file: ProxyFile, project: Project): boolean {
  const { target, script } = file;
  if (target === undefined || !script || script.origin === 'confighook') return false;
  return proxyPathOf(target.value)?.isStaged
    ? script.stage === 'container_commands' || script.stage === 'predeploy'
    : script.stage === 'postdeploy' && isReplaced(file, project);
}
