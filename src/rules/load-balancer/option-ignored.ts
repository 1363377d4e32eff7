import { findNamespace } from '../../catalogue/find-namespace.js';
import { whyIgnored, type IgnoringKind } from '../../knowledge/load-balancing/load-balancers.js';
import { manifestSettings } from '../../model/settings/manifest-settings.js';
import type { Setting } from '../../model/settings/settings.js';
import { literalBoolean } from '../../source/index.js';
import { groupBy } from '../../util/group-by.js';
import { list } from '../../util/list.js';
import type { Finding, Rule } from '../rule.js';
import { ignoringKinds, type IgnoringReason } from './option-ignored/ignoring-kinds.js';

export const optionIgnored: Rule = {
  meta: {
    id: 'load-balancer/option-ignored',
    summary: 'The load balancer of this environment ignores some settings',
    why: 'Elastic Beanstalk accepts the settings, but they have no effect. Only a Classic Load Balancer reads the aws:elb namespaces, and only the other types read the aws:elbv2 namespaces. A Network Load Balancer has no listener rules, no sticky sessions and no HealthCheckTimeout. A single instance has no load balancer. Of a listener of a shared load balancer, an environment only sets Rules. The Application Healthcheck URL is for Classic Load Balancers: each process of the others has a path of its own. The deployment succeeds, but the listener or rule does not exist.',
    severity: 'warning',
    consequence: 'silently-ignored',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb-shared.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-nlb.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-clb.html',
    ],
    since: '0.1.0',
    yieldsTo: ['load-balancer/elbv2-settings-on-classic'],
  },
  *check(project) {
    const reasons = ignoringKinds(project);
    const { settings, files } = project;
    const inManifest = groupBy(manifestSettings(files), ({ namespace }) => [namespace.value]);
    const groups = [
      ...settings.namespaces().map((namespace) => settings.of(namespace)),
      ...inManifest.values(),
    ];
    for (const group of groups) {
      for (const reason of reasons) {
        const finding = findingFor(group, reason);
        if (finding) yield finding;
      }
    }
  },
};

function findingFor(all: readonly Setting[], { kind, because }: IgnoringReason): Finding | undefined {
  const reasonFor = ({ namespace, option }: Setting) => whyIgnored(kind, namespace.value, option.value);
  const ignored = all.filter(reasonFor);
  const [first, ...others] = ignored;
  const reason = first && reasonFor(first);
  if (!reason || !ignored.some(isInUse)) return undefined;
  const isWhole = ignored.length === all.length && reason.options === undefined;
  return {
    at: isWhole ? first.namespace.place : first.option.place,
    message: `${isWhole ? `${first.namespace.value} has` : subjectOf(first, others)} no effect ${WHERE[kind]}`,
    help: reason.help,
    related: [because],
  };
}

/** An option that is set to false, or to the usual path, need not have an effect. */
const isInUse = ({ value }: Setting): boolean =>
  literalBoolean(value) !== false && !['', '/'].includes(value.text.trim());

const WHERE: Readonly<Record<IgnoringKind, string>> = {
  application: 'with an Application Load Balancer',
  network: 'with a Network Load Balancer',
  classic: 'with a Classic Load Balancer',
  none: 'on a single instance',
  shared: 'with a shared load balancer',
  elbv2: 'with an Application or Network Load Balancer',
};

/** `Rules of aws:elbv2:listener:80 has`, `IdleTimeout has`, `StickinessType and StickinessEnabled have`. */
function subjectOf(first: Setting, others: readonly Setting[]): string {
  const { namespace, option } = first;
  if (others.length > 0) return `${list([first, ...others].map((setting) => setting.option.value))} have`;
  const isOneOfMany = findNamespace(namespace.value)?.listedAs !== namespace.value;
  return isOneOfMany ? `${option.value} of ${namespace.value} has` : `${option.value} has`;
}
