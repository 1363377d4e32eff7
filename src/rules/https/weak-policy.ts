import { SUGGESTED_POLICIES, tlsPolicy } from '../../knowledge/load-balancing/tls-policies.js';
import { type TlsPolicySetting, tlsPolicySettings } from '../../model/routing/tls-policy-settings.js';
import { literalText } from '../../source/index.js';
import type { EachRule } from '../rule.js';

export const weakPolicy: EachRule<TlsPolicySetting> = {
  meta: {
    summary: 'A security policy allows TLS 1.0 or 1.1',
    why: 'RFC 8996 deprecates TLS 1.0 and 1.1 because their cryptography is weak. Nothing breaks, but the listener accepts clients that offer nothing better. A listener for which no policy is set has ELBSecurityPolicy-2016-08, which allows them too; this rule is silent there, because the policy may be set outside of the project.',
    consequence: 'security',
    preset: 'strict',
    references: [
      'aws:elasticloadbalancing/latest/application/describe-ssl-policies',
      'https://datatracker.ietf.org/doc/html/rfc8996',
    ],
  },
  each: tlsPolicySettings,
  *check({ setting, isClassic }) {
    const policy = tlsPolicy(literalText(setting.value) ?? '');
    if (!policy?.allowsOldTls) return;
    const kind = isClassic ? 'classic' : policy.name.includes('-FIPS-') ? 'fips' : 'others';
    yield {
      at: setting.value.place,
      message: `Security policy "${policy.name}" allows TLS 1.0 or 1.1`,
      help: `Use a policy that requires at least TLS 1.2, such as \`${SUGGESTED_POLICIES[kind]}\`.`,
    };
  },
};
