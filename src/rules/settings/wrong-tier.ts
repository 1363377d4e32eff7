import { dataFiles } from '../../model/platform/data-files.js';
import { statedTier } from '../../model/platform/tier.js';
import type { Project } from '../../model/project.js';
import { environments } from '../../model/settings/environments.js';
import { settings } from '../../model/settings/settings.js';
import { literalText, type Place, placeOf } from '../../source/index.js';
import { anyOf, present } from '../on.js';
import type { Rule } from '../rule.js';
import { notationOf, tierIn } from '../support/notation.js';

export const wrongTier: Rule = {
  meta: {
    summary: 'An option or a file is for environments of the other tier',
    why: 'A worker environment has no load balancer: its instances take messages from a queue. A web server environment has no queue, and no daemon that reads cron.yaml. What is set for the other tier is for something that the environment does not have. Whether Elastic Beanstalk ignores or refuses the settings is not documented.',
    consequence: 'silently-ignored',
    references: ['guide:using-features-managing-env-tiers', 'guide:environment-cfg-manifest'],
  },
  needs: anyOf<object>(present('env.yaml'), environments),
  *check(project) {
    const tier = statedTier(project);
    const name = literalText(tier)?.toLowerCase();
    if (!tier || (name !== 'worker' && name !== 'webserver')) return;
    for (const { at, what } of name === 'worker' ? ofWebServers(project) : ofWorkers(project))
      yield {
        at,
        message: `${what} has no effect in a ${name === 'worker' ? 'worker' : 'web server'} environment`,
        help: `Delete it, or ${tierIn(name === 'worker' ? 'WebServer' : 'Worker', tier.place.file.name === 'env.yaml', notationOf(tier.place, project))}.`,
        related: [{ at: tier.place, note: 'tier of the environment' }],
      };
  },
};

interface Ignored {
  readonly at: Place;
  readonly what: string;
}

const LOAD_BALANCER = /^aws:elbv2?:|^aws:elasticbeanstalk:environment:process:/;

const ofWebServers = (project: Project): Ignored[] =>
  namespacesIn(project, (name) => LOAD_BALANCER.test(name));

const ofWorkers = (project: Project): Ignored[] => [
  ...namespacesIn(project, (name) => name === 'aws:elasticbeanstalk:sqsd'),
  ...dataFiles(project)
    .filter(({ file }) => file.name === 'cron.yaml')
    .map(({ file }) => ({ at: placeOf(file, 0, 0), what: 'cron.yaml' })),
];

/** Each namespace, where it first appears. */
const namespacesIn = (project: Project, isConcerned: (name: string) => boolean): Ignored[] =>
  settings(project)
    .namespaces()
    .filter(isConcerned)
    .flatMap((name) => {
      const [first] = settings(project).of(name);
      return first ? [{ at: first.namespace.place, what: name }] : [];
    });
