import { describe, expect, it } from 'vitest';
import { findNamespace } from '../../src/catalogue/find-namespace.js';
import { findOption } from '../../src/catalogue/find-option.js';
import { whyIgnored } from '../../src/knowledge/load-balancing/load-balancers.js';
import {
  isNewerThanList,
  nearestTlsPolicy,
  tlsPolicy,
  tlsPolicyNames,
} from '../../src/knowledge/load-balancing/tls-policies.js';
import { proxyPorts } from '../../src/knowledge/platform/proxy-ports.js';
import { isRetired, retiredNamespace, retiredOption } from '../../src/knowledge/platform/retired-settings.js';
import { counterpartOf, counterparts } from '../../src/knowledge/settings/option-counterparts.js';

const CONTAINER = 'aws:elasticbeanstalk:container';
const PROXY = 'aws:elasticbeanstalk:environment:proxy';
const PROCESS = 'aws:elasticbeanstalk:environment:process';

describe('counterparts of options', () => {
  it.each(counterparts())('%s has no %s, but what it is called there', (namespace, option) => {
    const used = namespace.replace('PORT', '443').replace('NAME', 'web');
    const { name } = counterpartOf(namespace, option)!;
    expect(findOption(used, option)).toBeUndefined();
    expect(name === undefined || findOption(used, name)).toBeTruthy();
  });

  it('are of one kind of load balancer alone', () => {
    expect(counterpartOf('aws:elbv2:listener:PORT', 'toString')).toBeUndefined();
    expect(counterpartOf('aws:elb:loadbalancer', 'Protocol')).toBeUndefined();
  });
});

describe('tlsPolicy', () => {
  it.each([
    'ELBSecurityPolicy-2016-08',
    'ELBSecurityPolicy-TLS-1-0-2015-04',
    'ELBSecurityPolicy-2015-05',
    'ELBSecurityPolicy-TLS-1-1-2017-01',
    'ELBSecurityPolicy-TLS13-1-0-FIPS-PQ-2025-09',
    'ELBSecurityPolicy-FS-1-1-2019-08',
    'ELBSecurityPolicy-FS-2018-06',
  ])('%s allows old TLS', (name) => {
    expect(tlsPolicy(name)).toEqual({ name, allowsOldTls: true, classicOnly: false });
  });

  it.each([
    'ELBSecurityPolicy-TLS13-1-2-2021-06',
    'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09',
    'ELBSecurityPolicy-TLS-1-2-Ext-2018-06',
    'ELBSecurityPolicy-FS-1-2-Res-2020-10',
    'ELBSecurityPolicy-TLS13-1-2-RFC9151-INTEROP4-FIPS-2023-07',
  ])('%s does not', (name) => {
    expect(tlsPolicy(name)).toEqual({ name, allowsOldTls: false, classicOnly: false });
  });

  it('knows the classic ones apart', () => {
    expect(tlsPolicy('ELBSecurityPolicy-2014-10')).toMatchObject({ allowsOldTls: true, classicOnly: true });
    expect(tlsPolicyNames()).not.toContain('ELBSecurityPolicy-2014-10');
  });

  it('does not mind case and spaces', () => {
    expect(tlsPolicy(' elbsecuritypolicy-tls-1-2-2017-01 ')?.name).toBe('ELBSecurityPolicy-TLS-1-2-2017-01');
  });

  it.each([
    '',
    '2016-08',
    'ELBSecurityPolicy-',
    'ELBSecurityPolicy-TLS-1-3-2021-06',
    'ELBSecurityPolicy-2016-8',
  ])('knows no %j', (name) => {
    expect(tlsPolicy(name)).toBeUndefined();
  });

  it.each([
    ['TLS13-1-2-2021-06', 'ELBSecurityPolicy-TLS13-1-2-2021-06'],
    ['ELBSecurityPolicy-TLS-1-2-2017-1', 'ELBSecurityPolicy-TLS-1-2-2017-01'],
    ['TLSv1.2', undefined],
    ['', undefined],
  ])('takes %j for %s', (name, intended) => {
    expect(nearestTlsPolicy(name)).toBe(intended);
  });

  it.each([
    ['ELBSecurityPolicy-TLS13-1-3-2026-01', true],
    ['ELBSecurityPolicy-2031-12', true],
    ['ELBSecurityPolicy-TLS13-1-3-2025-09', false],
    ['ELBSecurityPolicy-TLS-1-2-2017-1', false],
    ['TLS13-1-3-2031-01', false],
  ])('%s may be newer than the list: %s', (name, isNewer) => {
    expect(isNewerThanList(name)).toBe(isNewer);
  });

  it('has each name once', () => {
    expect(new Set(tlsPolicyNames()).size).toBe(tlsPolicyNames().length);
    expect(tlsPolicyNames()).toHaveLength(46);
  });
});

describe('retiredNamespace', () => {
  it.each(['golang', 'java', 'nodejs', 'python'])('sends %s static files to their successor', (language) => {
    expect(retiredNamespace(`${CONTAINER}:${language}:staticfiles`)?.successor).toBe(`${PROXY}:staticfiles`);
  });

  it.each(['golang:staticfiles', 'java:staticfiles', 'nodejs', 'nodejs:staticfiles', 'custom:ours'])(
    'is in the catalogue: %s',
    (name) => {
      expect(retiredNamespace(`${CONTAINER}:${name}`)).toBeDefined();
      expect(findNamespace(`${CONTAINER}:${name}`)).toBeDefined();
    },
  );

  it('knows those without a mechanical successor', () => {
    expect(retiredNamespace(`${CONTAINER}:nodejs`)).toMatchObject({
      help: expect.stringContaining('Procfile'),
    });
    expect(retiredNamespace(`${CONTAINER}:nodejs`)?.successor).toBeUndefined();
    expect(retiredNamespace(`${CONTAINER}:custom:ours`)?.help).toContain('custom platforms');
  });

  it.each([
    `${CONTAINER}:python`,
    `${CONTAINER}:php:phpini`,
    `${CONTAINER}:tomcat:jvmoptions`,
    `${CONTAINER}:dotnet:apppool`,
    `${PROXY}:staticfiles`,
    PROXY,
    'constructor',
    '',
  ])('lets %j live', (name) => {
    expect(retiredNamespace(name)).toBeUndefined();
  });
});

describe('retiredOption', () => {
  it.each([
    [`${CONTAINER}:nodejs`, 'NodeCommand', undefined, 'Procfile'],
    [`${CONTAINER}:nodejs`, 'ProxyServer', 'nginx', PROXY],
    [`${CONTAINER}:python`, 'StaticFiles', '/static=static', `${PROXY}:staticfiles`],
    [`${CONTAINER}:tomcat:jvmoptions`, 'XX:MaxPermSize', '64m', 'Remove it'],
    [PROXY, 'GzipCompression', 'false', 'Remove it'],
    [PROXY, 'ProxyServer', 'apache/2.2', 'Use `apache`'],
  ])('%s %s %s', (namespace, option, value, help) => {
    expect(retiredOption(namespace, option, value)?.help).toContain(help);
  });

  it.each([
    [`${CONTAINER}:python`, 'WSGIPath', 'app:application'],
    [`${CONTAINER}:tomcat:jvmoptions`, 'Xmx', '64m'],
    [PROXY, 'ProxyServer', 'apache'],
    // .NET on Linux still has it, and the pages disagree about Docker.
    [PROXY, 'ProxyServer', 'none'],
    [PROXY, 'ProxyServer', undefined],
    ['aws:elasticbeanstalk:application:environment', 'NodeCommand', 'x'],
  ])('lets %s %s %s live', (namespace, option, value) => {
    expect(retiredOption(namespace, option, value)).toBeUndefined();
  });
});

it.each([
  [`${CONTAINER}:nodejs`, 'Anything', true],
  [`${CONTAINER}:python:staticfiles`, '/static', true],
  [`${CONTAINER}:python`, 'StaticFiles', true],
  [`${CONTAINER}:python`, 'WSGIPath', false],
  // Only one of its values is gone.
  [PROXY, 'ProxyServer', false],
])('isRetired: %s %s: %s', (namespace, option, expected) => {
  expect(isRetired(namespace, option)).toBe(expected);
});

it.each([
  ['python', [8000]],
  ['go', [5000]],
  ['java', [5000]],
  ['dotnet', [5000]],
  ['node', [5000, 8080]],
  ['ruby', []],
  ['docker', []],
  [undefined, []],
] as const)('proxyPorts: %s: %j', (language, ports) => {
  expect(proxyPorts(language)).toEqual(ports);
});

describe('whyIgnored', () => {
  it.each([
    ['application', 'aws:elb:listener:443', 'ListenerProtocol'],
    ['application', 'aws:elb:listener', 'InstancePort'],
    ['application', 'aws:elb:policies:sticky', 'CookieName'],
    ['application', 'aws:elb:healthcheck', 'Interval'],
    ['network', 'aws:elb:loadbalancer', 'SecurityGroups'],
    ['network', 'aws:elbv2:listenerrule:ws', 'PathPatterns'],
    ['network', 'aws:elbv2:listener:80', 'Rules'],
    ['network', 'aws:elbv2:listener:default', 'Rules'],
    ['network', `${PROCESS}:default`, 'StickinessEnabled'],
    ['network', `${PROCESS}:ws`, 'HealthCheckTimeout'],
    ['classic', 'aws:elbv2:listener:443', 'Protocol'],
    ['classic', 'aws:elbv2:loadbalancer', 'IdleTimeout'],
    ['none', 'aws:elbv2:listener:443', 'Protocol'],
    ['none', 'aws:elbv2:listenerrule:ws', 'Process'],
    ['none', 'aws:elb:listener', 'ListenerProtocol'],
    ['none', `${PROCESS}:ws`, 'Port'],
    ['application', 'aws:elb:loadbalancer', 'CrossZone'],
    ['none', 'aws:elb:policies', 'ConnectionDrainingTimeout'],
  ] as const)('%s ignores %s %s', (kind, namespace, option) => {
    expect(whyIgnored(kind, namespace, option)?.help).toMatch(/^[A-Z].*\.$/);
  });

  it.each([
    ['application', 'aws:elbv2:listener:80', 'Rules'],
    ['application', `${PROCESS}:ws`, 'StickinessEnabled'],
    ['network', 'aws:elbv2:listener:443', 'SSLCertificateArns'],
    ['network', `${PROCESS}:default`, 'HealthCheckInterval'],
    ['network', 'aws:elbv2:loadbalancer', 'IpAddressType'],
    ['classic', 'aws:elb:listener:443', 'ListenerProtocol'],
    ['classic', `${PROCESS}:default`, 'Port'],
    ['none', `${PROCESS}:default`, 'Port'],
    ['none', 'aws:autoscaling:asg', 'MinSize'],
  ] as const)('%s reads %s %s', (kind, namespace, option) => {
    expect(whyIgnored(kind, namespace, option)).toBeUndefined();
  });
});
