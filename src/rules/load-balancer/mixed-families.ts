import type { Rule } from '../rule.js';
import { groupBy } from '../../util/collections.js';
import { environment } from '../../model/load-balancer/environment.js';
import { settings, type Settings } from '../../model/settings/settings.js';
import { configFiles } from '../../model/bundle/config-files.js';
import { entriesIn, nameOf } from '../../parse/config-file/sections.js';
import type { ConfigFile } from '../../parse/config-file/config-file.js';
import { referencesOf } from '../../parse/config-file/references.js';
import { ebResource } from '../../knowledge/resources/eb-resources.js';
import { isFalse, type Located } from '../../source/index.js';

export const mixedFamilies: Rule = {
  meta: {
    id: 'load-balancer/mixed-families',
    summary: 'The project configures both a classic and another load balancer',
    why: 'An environment has one load balancer. Only a Classic Load Balancer reads the aws:elb namespaces and has the resource AWSEBLoadBalancer; only the other types read the aws:elbv2 namespaces and have the resource AWSEBV2LoadBalancer. One half has no effect, and a reference to the resource of the other kind fails: "Template error: instance of Fn::GetAtt references undefined resource AWSEBLoadBalancer". No setting says which kind it is; the EB CLI and the console create an Application Load Balancer by default.',
    severity: 'warning',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-clb.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb.html',
    ],
    since: '0.1.0',
  },
  *check(project) {
    if (environment(project).loadBalancer) return;
    const { classic, others } = familiesOf(settings(project), configFiles(project));
    const [other] = others;
    if (!other) return;
    // What one file says of the other family is one mistake.
    for (const [first, ...more] of groupBy(classic, ({ place }) => [place.file]).values())
      if (first)
        yield {
          at: first.place,
          message: `${first.value} is for a Classic Load Balancer, but ${other.value} for another type`,
          help: 'Delete what is for a Classic Load Balancer and set `LoadBalancerType` of `aws:elasticbeanstalk:environment` to `application`, or delete the other part and set it to `classic`.',
          related: [
            ...more.map(({ place }) => ({ at: place, note: 'for a Classic Load Balancer as well' })),
            { at: other.place, note: 'not for a Classic Load Balancer' },
          ],
        };
  },
};

/** What of a project only concerns load balancers of one family: namespaces, and resources that references name. */
interface LoadBalancerFamilies {
  readonly classic: readonly Located<string>[];
  /** Application and network load balancers. */
  readonly others: readonly Located<string>[];
}

function familiesOf(settings: Settings, configFiles: readonly ConfigFile[]): LoadBalancerFamilies {
  const references = [
    ...configFiles.flatMap(referencesOf).map(({ id }) => id),
    // With a `Type`, such an id may change Elastic Beanstalk's own resource, or add one where there is none.
    ...configFiles.flatMap((file) => entriesIn(file, 'Resources')).map(nameOf),
  ];
  return {
    classic: [...namespacesIn(settings, 'aws:elb:'), ...firsts(references.filter(isClassic))],
    others: [...namespacesIn(settings, 'aws:elbv2:'), ...firsts(references.filter(isOther))],
  };
}

/** Where namespaces first appear; none that only switches something off. */
const namespacesIn = (settings: Settings, prefix: string): Located<string>[] =>
  settings
    .mentions(prefix)
    .filter(({ namespace }) => settings.of(namespace).some((setting) => !isFalse(setting)))
    .map(({ writtenAs }) => writtenAs);

const isClassic = ({ value }: Located<string>): boolean => kindsOf(value).join() === 'classic';

const isOther = ({ value }: Located<string>): boolean =>
  kindsOf(value).length > 0 && !kindsOf(value).includes('classic');

const kindsOf = (id: string) => ebResource(id)?.kinds ?? [];

/** The first place of each value. */
const firsts = (all: readonly Located<string>[]): Located<string>[] =>
  [...groupBy(all, ({ value }) => [value]).values()].flatMap((group) => group.slice(0, 1));
