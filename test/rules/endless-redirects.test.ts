import { describe, expect, it } from 'vitest';
import { redirectLoop } from '../../src/rules/nginx/redirect-loop.js';
import { projectOf } from '../support/fixtures.js';

const REDIRECT = 'return 301 https://$host$request_uri;\n';
const found = (balancer: string, conf: string, more = '', path = 'elasticbeanstalk/a.conf') =>
  [
    ...redirectLoop.check(
      projectOf({
        '.elasticbeanstalk/config.yml':
          'global:\n  default_platform: Node.js 22 running on 64bit Amazon Linux 2023\n',
        '.ebextensions/a.config': `option_settings:\n  aws:elasticbeanstalk:environment:\n    ${balancer}\n${more}`,
        [`.platform/nginx/conf.d/${path}`]: conf,
      }),
    ),
  ].map(({ at, help }) => `${at.span.start}: ${help}`);

describe('a redirect of all requests', () => {
  it.each([
    ['LoadBalancerType: network', /^0: Delete it: a Network/],
    ['LoadBalancerType: classic', /^0: Put it into `if/],
    ['LoadBalancerType: application', /^0: Put it into `if/],
    ['EnvironmentType: SingleInstance', /^0: Delete it: nothing/],
  ])('never ends with %s', (balancer, help) => {
    expect(found(balancer, REDIRECT)).toEqual([expect.stringMatching(help)]);
  });

  it('is found in the location of all paths and in a server of its own', () => {
    expect(found('LoadBalancerType: network', `location / {\n${REDIRECT}}\n`)).toHaveLength(1);
    const server = `server {\nlisten 80;\nserver_name shop.net;\n${REDIRECT}}\n`;
    expect(found('LoadBalancerType: application', server, '', 'shop.conf')).toHaveLength(1);
  });

  it.each([
    ['another host', 'return 301 https://shop.net$request_uri;\n', ''],
    ['another path', 'location /old { return 301 https://$host/new; }\n', ''],
    ['an exception before it', `if ($http_x_forwarded_proto = "https") { return 200; }\n${REDIRECT}`, ''],
    ['a process past nginx', REDIRECT, '  aws:elasticbeanstalk:environment:process:web:\n    Port: 8080\n'],
    ['a listener past nginx', REDIRECT, '  aws:elb:listener:443:\n    InstancePort: 8080\n'],
  ])('ends with %s', (_, conf, more) => {
    expect(found('LoadBalancerType: application', conf, more)).toEqual([]);
  });

  it('is not reported twice, nor where the load balancer is not known', () => {
    expect(found('ServiceRole: a', REDIRECT)).toEqual([]);
  });
});
