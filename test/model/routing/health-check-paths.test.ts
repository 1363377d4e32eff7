import { describe, expect, it } from 'vitest';
import { healthCheckPaths } from '../../../src/model/routing/health-check-paths.js';
import { projectOf } from '../../support/fixtures.js';

type Options = Readonly<Record<string, Readonly<Record<string, string>>>>;

const ENVIRONMENT = 'aws:elasticbeanstalk:environment';
const APPLICATION = 'aws:elasticbeanstalk:application';
const PROCESS = 'aws:elasticbeanstalk:environment:process:default';

const pathsWith = (options: Options, texts: Readonly<Record<string, string>> = {}) =>
  healthCheckPaths(
    projectOf({ '.ebextensions/a.config': JSON.stringify({ option_settings: options }), ...texts }),
  );

const environment = (LoadBalancerType: string) => ({ [ENVIRONMENT]: { LoadBalancerType } });
const classicPath = (url: string) => ({ [APPLICATION]: { 'Application Healthcheck URL': url } });

describe('the paths of the health check', () => {
  it.each<[Options, ...string[]]>([
    [{}, '/'],
    [environment('application'), '/'],
    [{ ...environment('application'), [PROCESS]: { HealthCheckPath: '/health' } }, '/health'],
    [environment('classic')],
    [{ ...environment('classic'), ...classicPath('/health') }, '/health'],
    [{ ...environment('classic'), ...classicPath('HTTP:80/health') }, '/health'],
    [{ ...environment('classic'), ...classicPath('HTTP:8080/health') }],
    [{ ...environment('classic'), ...classicPath('TCP:80') }],
    [classicPath('/health'), '/health', '/'],
    [{ ...classicPath('/health'), [PROCESS]: { HealthCheckPath: '/' } }, '/health', '/'],
    [classicPath('TCP:80')],
    [environment('network')],
    [{ [ENVIRONMENT]: { EnvironmentType: 'SingleInstance' } }],
  ])('with %j', (options, ...paths) => {
    expect(pathsWith(options)).toEqual(paths);
  });

  it.each([
    [{ HealthCheckPath: '`{"Ref": "Path"}`' }, []],
    [{ MatcherHTTPCode: '200' }, ['/']],
    [{ MatcherHTTPCode: '200,301' }, []],
    [{ Port: '80', Protocol: 'HTTP' }, ['/']],
    [{ Port: '5000' }, []],
    [{ Protocol: 'HTTPS' }, []],
  ])('are those for which 200 on port 80 is expected: %j', (process, paths) => {
    expect(pathsWith({ [PROCESS]: process })).toEqual(paths);
  });

  it('are none of a process that gets no requests', () => {
    const options = (DefaultProcess: string) => ({
      ...environment('application'),
      'aws:elbv2:listener:80': { DefaultProcess },
      'aws:elasticbeanstalk:environment:process:web': { Port: '8080' },
    });
    expect(pathsWith(options('web'))).toEqual([]);
    expect(pathsWith(options('default'))).toEqual(['/']);
  });

  it('are none of a worker', () => {
    expect(pathsWith({}, { 'env.yaml': 'EnvironmentTier:\n  Name: Worker\n  Type: SQS/HTTP\n' })).toEqual([]);
  });

  it.each([
    { '.platform/nginx/conf.d/https.conf': 'server { listen 443 ssl; }' },
    {
      '.platform/hooks/postdeploy/01_certificate.sh': '#!/bin/bash\ncertbot -n --nginx -d shop.example.com\n',
    },
  ])('are not known where an instance may encrypt without a load balancer: %j', (texts) => {
    expect(pathsWith({}, texts)).toEqual([]);
    expect(pathsWith(environment('application'), texts)).toEqual(['/']);
  });
});
