import { isNewerThanList, nearestTlsPolicy, tlsPolicy } from '../../knowledge/tls-policies.js';
import { tlsPolicySettings } from '../../model/tls-policy-settings.js';
import { literalText } from '../../source/index.js';
import type { Rule } from '../rule.js';

export const unknownPolicy: Rule = {
  meta: {
    id: 'https/unknown-policy',
    summary: 'A listener names a security policy that Elastic Load Balancing does not have',
    why: 'The listener cannot be made with a policy that does not exist, so the update fails and is rolled back. The names are those of a list that AWS extends from time to time: one that looks newer than the list eblint knows is only a warning.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-security-policy-table.html',
    ],
    since: '0.1.0',
  },
  *check(project) {
    for (const { setting, isClassic } of tlsPolicySettings(project)) {
      const name = literalText(setting.value)?.trim();
      if (name === undefined || name === '' || isKnown(name, isClassic)) continue;
      yield {
        at: setting.value.place,
        message: `${setting.option.value} of ${setting.namespace.value} is "${name}", ${describe(name)}`,
        ...(isNewerThanList(name) && { severity: 'warning' as const }),
      };
    }
  },
};

const isKnown = (name: string, isClassic: boolean): boolean => {
  const policy = tlsPolicy(name);
  return policy !== undefined && (isClassic || !policy.classicOnly);
};

function describe(name: string): string {
  if (isNewerThanList(name)) return 'which is not on the list of security policies, unless it is a new one.';
  if (tlsPolicy(name)) return `a policy of Classic Load Balancers alone: ${EXAMPLE}`;
  const meant = nearestTlsPolicy(name);
  return `which is no security policy: ${meant ? `did you mean "${meant}"?` : EXAMPLE}`;
}

const EXAMPLE = 'take one such as "ELBSecurityPolicy-TLS13-1-2-2021-06".';
