import { describe, expect, it } from 'vitest';
import { lintModel } from '../../src/lint/lint-project.js';
import { type AnyRule, findingsOf } from '../../src/rules/rule.js';
import { projectOf } from '../support/fixtures.js';
import { ruleById } from '../support/rule-by-id.js';

const elbv2SettingsOnClassic = ruleById('load-balancer/elbv2-settings-on-classic');
const optionIgnored = ruleById('load-balancer/option-ignored');
const websocketsOnClassic = ruleById('load-balancer/websockets-on-classic');

const project = (settings: string, others = '') =>
  projectOf({
    '.ebextensions/a.config': `option_settings:\n${settings}${others}`,
    Procfile: 'web: daphne -b 127.0.0.1 -p 8000 chat.asgi:application\n',
  });

const findings = (rule: AnyRule, settings: string, others = '') => [
  ...findingsOf(rule, project(settings, others)),
];

const kind = (name: string) => `  aws:elasticbeanstalk:environment: { LoadBalancerType: ${name} }\n`;

describe('load-balancer/websockets-on-classic', () => {
  const LISTENER = '  aws:elb:listener: { InstancePort: 80 }\n';

  it('reports a classic listener where nothing indicates another load balancer', () => {
    expect(findings(websocketsOnClassic, LISTENER)).toHaveLength(1);
  });

  it.each([
    ['the kind of load balancer', kind('application'), ''],
    ['settings of another kind', '  aws:elbv2:loadbalancer: { IdleTimeout: 60 }\n', ''],
    [
      'a listener among the resources',
      '',
      'Resources: { Https: { Type: "AWS::ElasticLoadBalancingV2::Listener", Properties: { Port: 443 } } }\n',
    ],
  ])('takes a classic listener for obsolete next to %s', (_, settings, resources) => {
    expect(findings(websocketsOnClassic, LISTENER + settings, resources)).toEqual([]);
  });

  it.each([
    ['true', 0],
    ['"${ENABLED}"', 0],
    ['false', 1],
  ])('is silent where a listener for TCP may be enabled: ListenerEnabled: %s', (enabled, count) => {
    const tcp = `  aws:elb:listener:8080: { ListenerProtocol: TCP, ListenerEnabled: ${enabled} }\n`;
    expect(findings(websocketsOnClassic, kind('classic') + LISTENER + tcp)).toHaveLength(count);
  });
});

describe('load-balancer/option-ignored', () => {
  it.each([
    ['{ ListenerEnabled: false, ListenerProtocol: HTTPS }', 1],
    ['{ ListenerEnabled: false }', 0],
  ])('ignores a namespace where everything is disabled: %s', (options, count) => {
    const settings = `${kind('application')}  aws:elb:listener:443: ${options}\n`;
    expect(findings(optionIgnored, settings)).toHaveLength(count);
  });

  it.each([
    ['arn:aws:elasticloadbalancing:x', 1],
    ['false', 0],
  ])('takes a load balancer for shared where SharedLoadBalancer is %s', (name, count) => {
    const settings = `  aws:elbv2:loadbalancer: { SharedLoadBalancer: '${name}', IdleTimeout: 60 }\n`;
    expect(findings(optionIgnored, settings)).toHaveLength(count);
  });
});

describe('aws:elbv2 settings on a Classic Load Balancer', () => {
  const RULES = [elbv2SettingsOnClassic, optionIgnored, websocketsOnClassic];
  const SETTINGS = `${kind('classic')}  aws:elbv2:loadbalancer: { IdleTimeout: 60 }\n`;

  const idsWithout = (...off: string[]) =>
    lintModel(
      project(SETTINGS),
      { severities: new Map(off.map((id) => [id, 'off'])) },
      RULES,
    ).diagnostics.map(({ ruleId }) => ruleId);

  it('are one finding', () => {
    expect(idsWithout()).toEqual(['load-balancer/elbv2-settings-on-classic']);
  });

  it('are reported by the other rules where that one is off', () => {
    expect(idsWithout('load-balancer/elbv2-settings-on-classic')).toEqual([
      'load-balancer/websockets-on-classic',
      'load-balancer/option-ignored',
    ]);
  });
});
