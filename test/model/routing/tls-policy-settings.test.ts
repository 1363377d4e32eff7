import { describe, expect, it } from 'vitest';
import { tlsPolicySettings } from '../../../src/model/routing/tls-policy-settings.js';
import { projectOf } from '../../support/fixtures.js';

const ENVIRONMENT = 'aws:elasticbeanstalk:environment';

const policiesIn = (option_settings: Readonly<Record<string, Readonly<Record<string, string>>>>) =>
  tlsPolicySettings(projectOf({ '.ebextensions/a.config': JSON.stringify({ option_settings }) })).map(
    ({ setting, isClassic }) => [setting.value.text, isClassic],
  );

describe('the settings that name a security policy', () => {
  it('are those of the listeners that have one', () => {
    expect(
      policiesIn({
        'aws:elbv2:listener:443': { SSLPolicy: 'one' },
        'aws:elbv2:listener:8443': { Protocol: 'HTTPS' },
        'aws:elbv2:listener:9443': { SSLPolicy: 'off', ListenerEnabled: 'false' },
      }),
    ).toEqual([['one', false]]);
  });

  it('are those of the policies of a classic load balancer', () => {
    expect(
      policiesIn({
        [ENVIRONMENT]: { LoadBalancerType: 'classic' },
        'aws:elb:policies:tls': { SSLReferencePolicy: 'one' },
        'aws:elb:policies:sticky': { CookieName: 'x' },
        'aws:elb:listener:443': { SSLReferencePolicy: 'elsewhere' },
        'aws:elbv2:listener:443': { SSLPolicy: 'another kind' },
      }),
    ).toEqual([['one', true]]);
  });

  it('are absent where the load balancer is shared', () => {
    expect(
      policiesIn({
        [ENVIRONMENT]: { LoadBalancerType: 'application', LoadBalancerIsShared: 'true' },
        'aws:elbv2:listener:443': { SSLPolicy: 'one' },
      }),
    ).toEqual([]);
  });
});
