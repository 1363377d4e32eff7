import { describe, expect, it } from 'vitest';
import { classicTargets, mayBeInstancePort } from '../../../src/model/routing/classic-targets.js';
import { projectOf } from '../../support/fixtures.js';

const projectWith = (listener: string, type = 'classic') =>
  projectOf({
    '.ebextensions/a.config': `option_settings:
  aws:elasticbeanstalk:environment:
    ${type === '' ? 'ServiceRole: a' : `LoadBalancerType: ${type}`}
  aws:elb:listener:8443:
    ListenerProtocol: TCP
${listener.replace(/^(?=.)/gm, '    ')}
`,
  });

describe('the ports to which a classic load balancer connects', () => {
  it.each<[string, string, number[]]>([
    ['InstancePort: 5000', 'classic', [5000]],
    ['InstancePort: 5000', '', [5000]],
    ['InstancePort: 5000', 'application', []],
    ['InstancePort: 5000', 'network', []],
    ['InstancePort: 5000\nListenerEnabled: true', 'classic', [5000]],
    ['InstancePort: 5000\nListenerEnabled: false', 'classic', []],
    ['InstancePort: 80', 'classic', []],
    ['InstancePort: 443', 'classic', []],
    ['InstancePort: ${PORT}', 'classic', []],
    ['', 'classic', []],
  ])('with %j and the type "%s" are %j', (listener, type, ports) => {
    expect(classicTargets(projectWith(listener, type)).map(({ port }) => port)).toEqual(ports);
  });

  it.each<[string, number, boolean]>([
    ['InstancePort: 5000', 5000, true],
    ['InstancePort: 5000', 5001, false],
    ['InstancePort: 5000', 8443, false],
    ['InstancePort: ${PORT}', 5001, true],
    ['', 8443, true],
    ['', 5000, false],
  ])('with %j may be %i: %s', (listener, port, expected) => {
    expect(mayBeInstancePort(port, projectWith(listener))).toBe(expected);
  });
});
