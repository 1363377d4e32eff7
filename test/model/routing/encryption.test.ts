import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listenerResources } from '../../../src/model/load-balancer/listener-resources.js';
import { encryption } from '../../../src/model/routing/encryption.js';
import { projectOf } from '../../support/fixtures.js';

const ARN = 'arn:aws:acm:eu-central-1:111122223333:certificate/12345678-90ab-cdef-1234-567890abcdef';

const projectWith = (...sections: string[]) =>
  projectOf(Object.fromEntries(sections.map((text, index) => [`.ebextensions/${index}.config`, text])));

const settings = (
  namespaces: Readonly<Record<string, Readonly<Record<string, string | number | boolean>>>>,
): string => JSON.stringify({ option_settings: namespaces });

const resources = (byId: Readonly<Record<string, unknown>>): string => JSON.stringify({ Resources: byId });

const kind = (LoadBalancerType: string) => ({ 'aws:elasticbeanstalk:environment': { LoadBalancerType } });

const summary = (...sections: string[]) =>
  encryption(projectWith(...sections)).map(({ namespace, port, protocol, certificate }) => [
    namespace,
    port,
    protocol,
    certificate?.value.text,
  ]);

describe('listeners of an application or network load balancer', () => {
  it('speak what Protocol says, in any case, else HTTP', () => {
    expect(
      summary(
        settings({
          'aws:elbv2:listener:443': { Protocol: 'https', SSLCertificateArns: ARN },
          'aws:elbv2:listener:8080': { DefaultProcess: 'default' },
        }),
      ),
    ).toEqual([
      ['aws:elbv2:listener:443', 443, 'HTTPS', ARN],
      ['aws:elbv2:listener:8080', 8080, 'HTTP', undefined],
    ]);
  });

  it('speak TCP by default behind a network load balancer', () => {
    const project = projectWith(
      settings({ ...kind('network'), 'aws:elbv2:listener:443': { SSLCertificateArns: ARN } }),
    );
    expect(encryption(project)).toMatchObject([
      { protocol: 'TCP', names: { secureProtocol: 'TLS', plainProtocol: 'TCP' } },
    ]);
  });

  it('keep the name that the project writes', () => {
    expect(summary(settings({ 'aws:elbv2:listener:default': { Protocol: 'HTTPS' } }))).toEqual([
      ['aws:elbv2:listener:default', 80, 'HTTPS', undefined],
    ]);
  });

  it('have an unknown protocol where it is dynamic', () => {
    expect(summary(settings({ 'aws:elbv2:listener:443': { Protocol: '${PROTOCOL}' } }))).toMatchObject([
      ['aws:elbv2:listener:443', 443, undefined, undefined],
    ]);
  });

  it('count a placeholder and a function as a certificate, but not a blank value', () => {
    const certificateOf = (value: string) =>
      encryption(projectWith(settings({ 'aws:elbv2:listener:443': { SSLCertificateArns: value } })))[0];
    expect(certificateOf('<YOUR ARN>')).toMatchObject({ certificate: {}, emptyCertificate: undefined });
    expect(certificateOf('`{"Ref": "Certificate"}`')).toMatchObject({ certificate: {} });
    expect(certificateOf(' ')).toMatchObject({ certificate: undefined, emptyCertificate: {} });
  });

  it.each([
    [{ 'aws:elbv2:listener:443': { Protocol: 'HTTPS', ListenerEnabled: false } }],
    [{ 'aws:elbv2:listener:443': { Protocol: 'HTTPS', ListenerEnabled: '${ENABLED}' } }],
    [{ ...kind('classic'), 'aws:elbv2:listener:443': { Protocol: 'HTTPS' } }],
    [
      {
        'aws:elasticbeanstalk:environment': { EnvironmentType: 'SingleInstance' },
        'aws:elbv2:listener:443': { Protocol: 'HTTPS' },
      },
    ],
    [
      {
        'aws:elasticbeanstalk:environment': { LoadBalancerIsShared: true },
        'aws:elbv2:listener:443': { Protocol: 'HTTPS' },
      },
    ],
    [{ 'aws:elbv2:listener:PORT': { Protocol: 'HTTPS' } }],
  ])('are left out: %j', (namespaces) => {
    expect(summary(settings(namespaces))).toEqual([]);
  });
});

describe('listeners of a classic load balancer', () => {
  it('are those of aws:elb:listener, port 80 without a number', () => {
    expect(
      summary(
        settings({
          'aws:elb:listener': { InstancePort: 8080 },
          'aws:elb:listener:443': { ListenerProtocol: 'HTTPS', SSLCertificateId: ARN },
          'aws:elb:listener:8443': { ListenerProtocol: 'ssl' },
        }),
      ),
    ).toEqual([
      ['aws:elb:listener', 80, 'HTTP', undefined],
      ['aws:elb:listener:443', 443, 'HTTPS', ARN],
      ['aws:elb:listener:8443', 8443, 'SSL', undefined],
    ]);
  });

  it('may get their certificate from the deprecated option', () => {
    expect(
      summary(
        settings({
          'aws:elb:listener:443': { ListenerProtocol: 'HTTPS' },
          'aws:elb:loadbalancer': { SSLCertificateId: ARN },
        }),
      ),
    ).toEqual([['aws:elb:listener:443', 443, 'HTTPS', ARN]]);
  });

  it('may be described by the deprecated options', () => {
    expect(
      summary(
        settings({
          'aws:elb:loadbalancer': {
            LoadBalancerHTTPSPort: 443,
            SSLCertificateId: ARN,
            LoadBalancerPortProtocol: 'TCP',
          },
        }),
      ),
    ).toEqual([
      ['aws:elb:loadbalancer', 80, 'TCP', undefined],
      ['aws:elb:loadbalancer', 443, 'HTTPS', ARN],
    ]);
    expect(summary(settings({ 'aws:elb:loadbalancer': { LoadBalancerHTTPSPort: 'OFF' } }))).toEqual([]);
    expect(summary(settings({ 'aws:elb:loadbalancer': { CrossZone: true } }))).toEqual([]);
  });

  it('are left out where they are not certain to be on', () => {
    const enabled = (ListenerEnabled: boolean | string) =>
      settings({ 'aws:elb:listener:443': { ListenerProtocol: 'HTTPS', ListenerEnabled } });
    expect(summary(enabled(true))).toHaveLength(1);
    expect(summary(enabled(false))).toEqual([]);
    expect(summary(enabled('${ENABLED}'))).toEqual([]);
  });

  it.each(['application', 'network'])('are not there beside a load balancer of kind %s', (type) => {
    expect(
      summary(settings({ ...kind(type), 'aws:elb:listener:443': { ListenerProtocol: 'HTTPS' } })),
    ).toEqual([]);
  });

  it('are obsolete beside listeners of another kind', () => {
    const namespaces = {
      'aws:elb:listener:443': { ListenerProtocol: 'HTTPS' },
      'aws:elbv2:listener:80': { DefaultProcess: 'default' },
    };
    expect(summary(settings(namespaces)).map(([namespace]) => namespace)).toEqual(['aws:elbv2:listener:80']);
    expect(summary(settings({ ...kind('classic'), ...namespaces })).map(([namespace]) => namespace)).toEqual([
      'aws:elb:listener:443',
    ]);
  });

  it('are not known where a resource lists them', () => {
    const project = projectWith(
      settings({ ...kind('classic'), 'aws:elb:listener:443': { ListenerProtocol: 'HTTPS' } }),
      resources({
        AWSEBLoadBalancer: { Properties: { Listeners: [{ LoadBalancerPort: 443, Protocol: 'TCP' }] } },
      }),
    );
    expect(encryption(project)).toEqual([]);
    expect(listenerResources(project).replacesClassicListeners).toBe(true);
  });

  it.each([
    [
      'changes something else',
      { AWSEBLoadBalancer: { Properties: { AccessLoggingPolicy: { Enabled: true } } } },
    ],
    [
      'is another load balancer',
      { Own: { Type: 'AWS::ElasticLoadBalancing::LoadBalancer', Properties: { Listeners: [] } } },
    ],
  ])('stay known where a resource %s', (_, byId) => {
    const project = projectWith(resources(byId));
    expect(listenerResources(project)).toMatchObject({
      replacesClassicListeners: false,
      hasListeners: false,
    });
  });
});

describe('resources', () => {
  const TYPE = 'AWS::ElasticLoadBalancingV2::Listener';
  const Certificates = [{ CertificateArn: ARN }];

  it.each([
    ['the listener by its id', { AWSEBV2LoadBalancerListener443: { Properties: { Certificates } } }, [443]],
    [
      'the listener of port 80',
      { AWSEBV2LoadBalancerListener: { Type: TYPE, Properties: { Certificates } } },
      [80],
    ],
    ['a listener of its own', { Https: { Type: TYPE, Properties: { Port: '443', Certificates } } }, [443]],
    ['a port with blanks', { Https: { Type: TYPE, Properties: { Port: ' 443 ', Certificates } } }, [443]],
    [
      'a listener of an unknown port',
      { Https: { Type: TYPE, Properties: { Port: { Ref: 'Port' }, Certificates } } },
      [80, 443],
    ],
    [
      'a port of which the beginning is known',
      { Https: { Type: TYPE, Properties: { Port: '44${X}', Certificates } } },
      [80, 443],
    ],
    [
      'a port of which the end is known',
      { Https: { Type: TYPE, Properties: { Port: '${X}43', Certificates } } },
      [80, 443],
    ],
    [
      'certificates alone',
      { More: { Type: `${TYPE}Certificate`, Properties: { ListenerArn: 'x' } } },
      [80, 443],
    ],
    ['no certificates', { AWSEBV2LoadBalancerListener443: { Properties: { SslPolicy: 'x' } } }, []],
    [
      'a listener rule',
      { AWSEBV2LoadBalancerListenerRule: { Type: `${TYPE}Rule`, Properties: { Certificates } } },
      [],
    ],
  ])('give certificates: %s', (_, byId, ports) => {
    const project = projectWith(resources(byId));
    expect([80, 443].filter((port) => listenerResources(project).certifiedBy(port))).toEqual(ports);
  });

  it('make the protocol unknown that they set', () => {
    const project = projectWith(
      settings({
        'aws:elbv2:listener:443': { SSLCertificateArns: ARN },
        'aws:elbv2:listener:80': { Protocol: 'HTTPS' },
      }),
      resources({ AWSEBV2LoadBalancerListener443: { Properties: { Protocol: 'HTTPS' } } }),
    );
    expect(encryption(project).map(({ port, protocol }) => [port, protocol])).toEqual([
      [80, 'HTTPS'],
      [443, undefined],
    ]);
  });

  it.each([
    ['a policy', { AWSEBV2LoadBalancerListener443: { Properties: { SslPolicy: 'x' } } }],
    ['further certificates', { More: { Type: `${TYPE}Certificate`, Properties: { Certificates } } }],
  ])('leave the protocol known where they give %s', (_, byId) => {
    expect(
      summary(settings({ 'aws:elbv2:listener:443': { Protocol: 'HTTPS' } }), resources(byId)),
    ).toMatchObject([['aws:elbv2:listener:443', 443, 'HTTPS', undefined]]);
  });
});

it('never throws, and every place lies inside its text', () => {
  const namespace = fc.constantFrom(
    'aws:elbv2:listener:443',
    'aws:elbv2:listener:default',
    'aws:elb:listener',
    'aws:elb:listener:443',
    'aws:elb:loadbalancer',
  );
  const option = fc.constantFrom(
    'Protocol',
    'ListenerProtocol',
    'SSLCertificateArns',
    'LoadBalancerHTTPSPort',
    'ListenerEnabled',
  );
  const value = fc.oneof(fc.string(), fc.constantFrom('HTTPS', '443', 'true', ARN));
  fc.assert(
    fc.property(fc.dictionary(namespace, fc.dictionary(option, value)), (namespaces) => {
      for (const { place } of encryption(projectWith(settings(namespaces)))) {
        expect(place.span.start).toBeLessThanOrEqual(place.span.end);
        expect(place.span.end).toBeLessThanOrEqual(place.file.text.length);
      }
    }),
  );
});
