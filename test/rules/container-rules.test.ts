import { describe, expect, it } from 'vitest';
import { exposedPortMismatch } from '../../src/rules/routing/exposed-port-mismatch.js';
import { invalidListenerPort } from '../../src/rules/routing/invalid-listener-port.js';
import { loopbackInContainer } from '../../src/rules/routing/loopback-in-container.js';
import { findingsOf, type Rule } from '../../src/rules/rule.js';
import { projectOf } from '../support/fixtures.js';

const container = (rule: Rule, lines: string, others: Readonly<Record<string, string>> = {}) => [
  ...rule.check(
    projectOf({
      Dockerfile: `FROM python:3.13\n${lines}\n`,
      '.elasticbeanstalk/config.yml':
        'global:\n  default_platform: Docker running on 64bit Amazon Linux 2023\n',
      ...others,
    }),
  ),
];

const FORWARD = {
  '.platform/nginx/conf.d/elasticbeanstalk/a.conf': 'location / { proxy_pass http://127.0.0.1:1; }\n',
};
const SIZE = { '.platform/nginx/conf.d/elasticbeanstalk/a.conf': 'client_max_body_size 1m;\n' };

describe('routing/exposed-port-mismatch', () => {
  const check = (lines: string, others?: Readonly<Record<string, string>>) =>
    container(exposedPortMismatch, lines, others).flatMap(({ doubt, message }) => (doubt ? [] : [message]));

  it.each([
    ['EXPOSE 5000\nCMD gunicorn -b :8000 a', 'gunicorn listens on port 8000, but the proxy uses 5000'],
    [
      'EXPOSE 5000 8000\nCMD gunicorn -b :8001 -b :8002 a',
      'gunicorn listens on port 8001, but the proxy uses 5000',
    ],
  ])('reports %j', (lines, message) => {
    expect(check(lines)).toEqual([message]);
    expect(check(lines, SIZE)).toEqual([message]);
  });

  it.each([
    'EXPOSE 8000\nCMD gunicorn -b :8000 a',
    'EXPOSE 5000\nCMD gunicorn -b :8000 -b :5000 a',
    'EXPOSE 5000\nCMD gunicorn -b :8000 -b unix:/run/a.sock a',
    'EXPOSE 5000\nCMD gunicorn -b unix:/run/a.sock a',
    'EXPOSE 5000\nCMD gunicorn -b :8000 -b :$PORT a',
  ])('is silent about %j', (lines) => {
    expect(check(lines)).toEqual([]);
  });

  it('is silent where the project decides where the proxy passes requests', () => {
    expect(check('EXPOSE 5000\nCMD gunicorn -b :8000 a', FORWARD)).toEqual([]);
  });
});

describe('routing/loopback-in-container', () => {
  const check = (lines: string) => container(loopbackInContainer, lines).map(({ help }) => help);

  it.each([
    ['EXPOSE 5000\nCMD gunicorn -b 127.0.0.1:5000 a', 'Use `0.0.0.0`.'],
    ['EXPOSE 8000\nCMD uvicorn a:b', 'Add `--host 0.0.0.0`.'],
    ['EXPOSE 5000\nCMD gunicorn -b 127.0.0.1:5000 -b localhost:5001 a', 'Use `0.0.0.0`.'],
    ['EXPOSE 5000\nCMD hypercorn a:b', 'Add `-b 0.0.0.0:8000`.'],
    ['EXPOSE 5000\nCMD python manage.py runserver', 'Add `0.0.0.0:8000`.'],
  ])('reports %j', (lines, help) => {
    expect(check(lines)).toEqual([help]);
  });

  it.each([
    'EXPOSE 5000\nCMD gunicorn -b :5000 a',
    'EXPOSE 5000\nCMD gunicorn -b 127.0.0.1:5001 -b :5000 a',
    'EXPOSE 5000\nCMD gunicorn -b 127.0.0.1:5001 -b unix:/run/a.sock a',
    'EXPOSE 5000\nCMD gunicorn -b unix:/run/a.sock a',
    'EXPOSE 5000\nCMD gunicorn -b $HOST:5000 a',
  ])('is silent about %j', (lines) => {
    expect(check(lines)).toEqual([]);
  });
});

describe('routing/invalid-listener-port', () => {
  const check = (namespace: string) => [
    ...findingsOf(
      invalidListenerPort,
      projectOf({
        '.ebextensions/a.config': `option_settings:\n  ${namespace}:\n    ListenerEnabled: true\n`,
      }),
    ),
  ];

  it.each(['aws:elbv2:listener:0', 'aws:elb:listener:65536', 'aws:elbv2:listener:99999'])(
    'reports %s',
    (name) => {
      expect(check(name)).toHaveLength(1);
    },
  );

  it.each([
    'aws:elbv2:listener:1',
    'aws:elb:listener:65535',
    'my:aws:elbv2:listener:0',
    'aws:elbv2:listener:0:a',
  ])('is silent about %s', (name) => {
    expect(check(name)).toEqual([]);
  });
});
