import { describe, expect, it } from 'vitest';
import { classicWebsocket } from '../src/rules/load-balancer/classic-websocket.js';
import { optionIgnored } from '../src/rules/load-balancer/option-ignored.js';
import type { Rule } from '../src/rules/rule.js';
import { projectOf } from './support/fixtures.js';

const findings = (rule: Rule, settings: string, others = '') => [
  ...rule.check(
    projectOf({
      '.ebextensions/a.config': `option_settings:\n${settings}${others}`,
      Procfile: 'web: daphne -b 127.0.0.1 -p 8000 chat.asgi:application\n',
    }),
  ),
];

const kind = (name: string) => `  aws:elasticbeanstalk:environment: { LoadBalancerType: ${name} }\n`;

describe('load-balancer/classic-websocket', () => {
  const LISTENER = '  aws:elb:listener: { InstancePort: 80 }\n';

  it('speaks of a classic listener where nothing tells of another load balancer', () => {
    expect(findings(classicWebsocket, LISTENER)).toHaveLength(1);
  });

  it.each([
    ['the kind of load balancer', kind('application'), ''],
    ['settings of another kind', '  aws:elbv2:loadbalancer: { IdleTimeout: 60 }\n', ''],
    [
      'a listener among the resources',
      '',
      'Resources: { Https: { Type: "AWS::ElasticLoadBalancingV2::Listener", Properties: { Port: 443 } } }\n',
    ],
  ])('takes a classic listener for a leftover beside %s', (_, settings, resources) => {
    expect(findings(classicWebsocket, LISTENER + settings, resources)).toEqual([]);
  });

  it.each([
    ['true', 0],
    ['"${ENABLED}"', 0],
    ['false', 1],
  ])('counts a listener of TCP unless it is switched off: ListenerEnabled: %s', (enabled, count) => {
    const tcp = `  aws:elb:listener:8080: { ListenerProtocol: TCP, ListenerEnabled: ${enabled} }\n`;
    expect(findings(classicWebsocket, kind('classic') + LISTENER + tcp)).toHaveLength(count);
  });
});

describe('load-balancer/option-ignored', () => {
  it.each([
    ['{ ListenerEnabled: false, ListenerProtocol: HTTPS }', 1],
    ['{ ListenerEnabled: false }', 0],
  ])('passes over a namespace where everything is switched off: %s', (options, count) => {
    const settings = `${kind('application')}  aws:elb:listener:443: ${options}\n`;
    expect(findings(optionIgnored, settings)).toHaveLength(count);
  });
});
