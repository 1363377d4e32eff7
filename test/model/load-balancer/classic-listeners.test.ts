import { describe, expect, it } from 'vitest';
import { classicListeners } from '../../../src/model/load-balancer/classic-listeners.js';
import { projectOf } from '../../support/fixtures.js';

type Options = Readonly<Record<string, string | number | boolean>>;

const listeners = (namespaces: Readonly<Record<string, Options>>) =>
  classicListeners(projectOf({ '.ebextensions/a.config': JSON.stringify({ option_settings: namespaces }) }));

const LOAD_BALANCER = 'aws:elb:loadbalancer';

describe('aws:elb:listener', () => {
  it('is port 80, with a port behind it that port', () => {
    const namespaces = { 'aws:elb:listener': { InstancePort: 80 }, 'aws:elb:listener:8443': {} };
    expect(listeners({ ...namespaces, 'aws:elb:listener:8443': { InstancePort: 80 } })).toMatchObject([
      { namespace: 'aws:elb:listener', port: 80 },
      { namespace: 'aws:elb:listener:8443', port: 8443 },
    ]);
  });

  it.each([
    'aws:elb:listener:PORT',
    'aws:elb:listener:80a',
    'aws:elb:listener:a80',
    'aws:elb:listener:123456',
  ])('%s is not one', (namespace) => {
    expect(listeners({ [namespace]: { InstancePort: 80 } })).toEqual([]);
  });

  it.each([
    [{ InstancePort: 80 }, true],
    [{ ListenerEnabled: true }, true],
    [{ ListenerEnabled: false }, false],
    [{ ListenerEnabled: '`{"Ref": "Enabled"}`' }, undefined],
  ])('with %j is enabled: %s', (options: Options, enabled) => {
    expect(listeners({ 'aws:elb:listener': options })).toMatchObject([{ enabled }]);
  });

  it.each([
    [{ InstancePort: 80 }, 'HTTP'],
    [{ ListenerProtocol: ' https ' }, 'HTTPS'],
    [{ ListenerProtocol: '`{"Ref": "Protocol"}`' }, undefined],
  ])('with %j speaks %s', (options: Options, protocol) => {
    expect(listeners({ 'aws:elb:listener': options })).toMatchObject([{ protocol }]);
  });
});

describe('the options that it took the place of', () => {
  it('declare nothing where none is set', () => {
    expect(listeners({ [LOAD_BALANCER]: { CrossZone: true } })).toEqual([]);
  });

  it('declare port 80 by its protocol alone', () => {
    expect(listeners({ [LOAD_BALANCER]: { LoadBalancerPortProtocol: 'tcp' } })).toMatchObject([
      { port: 80, protocol: 'TCP', protocolOption: 'LoadBalancerPortProtocol', certificate: undefined },
    ]);
  });

  it('declare a secure listener by its port, with the certificate', () => {
    const options = { LoadBalancerHTTPSPort: ' 443 ', SSLCertificateId: 'arn:x' };
    expect(listeners({ [LOAD_BALANCER]: options })).toMatchObject([
      { port: 443, protocol: 'HTTPS', certificate: { value: { text: 'arn:x' } } },
    ]);
  });

  it('declare no secure listener by its protocol: its port is OFF unless set', () => {
    expect(listeners({ [LOAD_BALANCER]: { LoadBalancerSSLPortProtocol: 'HTTPS' } })).toEqual([]);
  });

  it.each(['OFF', 'off', '80a', 'a80', '123456', '`{"Ref": "Port"}`'])('declare none at port %s', (port) => {
    expect(listeners({ [LOAD_BALANCER]: { LoadBalancerHTTPPort: port } })).toEqual([]);
  });

  it('do not take the certificate for the plain listener', () => {
    const options = { LoadBalancerHTTPPort: 80, SSLCertificateId: 'arn:x' };
    expect(listeners({ [LOAD_BALANCER]: options })).toMatchObject([{ port: 80, certificate: undefined }]);
  });
});
