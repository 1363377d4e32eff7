import {
  isNewerThanList,
  nearestTlsPolicy,
  SUGGESTED_POLICIES,
  tlsPolicy,
} from '../../knowledge/load-balancing/tls-policies.js';
import { isSecureProtocol } from '../../model/routing/encryption.js';
import { type TlsPolicySetting, tlsPolicySettings } from '../../model/routing/tls-policy-settings.js';
import { type Place, trimmedText } from '../../source/index.js';
import { didYouMean } from '../../util/nearest.js';
import type { EachRule, Finding } from '../rule.js';
import { rename } from '../support/rename.js';

export const unknownPolicy: EachRule<TlsPolicySetting> = {
  meta: {
    summary: 'A listener names a security policy that does not exist',
    why: 'A listener cannot be created with a security policy that does not exist (SSLPolicyNotFound), so the update fails. AWS adds policies from time to time, so a name that may be newer than eblint is only a warning. An empty one is refused: "An SSL policy must be specified for HTTPS listeners".',
    consequence: 'deploy-fails',
    references: [
      'aws:elasticloadbalancing/latest/application/describe-ssl-policies',
      'aws:elasticloadbalancing/latest/classic/elb-security-policy-table',
      'https://github.com/cloudposse/terraform-aws-elastic-beanstalk-environment/issues/81',
      'aws:elasticloadbalancing/latest/APIReference/API_CreateListener',
    ],
    yieldsTo: ['config/look-alike-character'],
  },
  each: tlsPolicySettings,
  *check({ setting, isClassic, protocol }) {
    const name = trimmedText(setting.value);
    if (name === '' && !isSecureProtocol(protocol)) return;
    if (name === undefined || isKnown(name, isClassic)) return;
    yield {
      at: setting.value.place,
      ...describe(name, isClassic, setting.value.place),
      ...(isNewerThanList(name) && { warnsBecause: 'undocumented' as const }),
    };
  },
};

const isKnown = (name: string, isClassic: boolean): boolean => {
  const policy = tlsPolicy(name);
  return policy !== undefined && (isClassic || !policy.classicOnly);
};

function describe(name: string, isClassic: boolean, place: Place): Pick<Finding, 'message' | 'help' | 'fix'> {
  if (name === '')
    return {
      message: 'The security policy is empty',
      help: 'Delete the option: the listener then has the default policy.',
    };
  const suggestion = SUGGESTED_POLICIES[isClassic ? 'classic' : 'others'];
  const example = `Use a policy such as \`${suggestion}\`.`;
  if (isNewerThanList(name)) {
    return {
      message: `Security policy "${name}" is unknown to this version of eblint`,
      help: `Use \`${suggestion}\` unless \`aws elb${isClassic ? ' describe-load-balancer-policies' : 'v2 describe-ssl-policies'}\` lists this name.`,
    };
  }
  if (tlsPolicy(name))
    return { message: `Security policy "${name}" is only for Classic Load Balancers`, help: example };
  const near = nearestTlsPolicy(name);
  return {
    message: `There is no security policy "${name}"`,
    help: didYouMean(near, example),
    ...(near !== undefined && { fix: rename([place], near, 'unsafe') }),
  };
}
