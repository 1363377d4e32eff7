import { describe, expect, it } from 'vitest';
import { lintModel } from '../../src/lint/lint-project.js';
import { projectOf } from '../support/fixtures.js';

const ARN = 'arn:aws:acm:eu-central-1:111122223333:certificate/5f2d9c1e-3b7a-4c8d-9e10-a1b2c3d4e5f6';

const SETTINGS = `option_settings:
  aws:elasticbeanstalk:environment:
    LoadBalancerType: application
  aws:elbv2:listener:80:
    Rules: ws,api
  aws:elbv2:listener:443:
    ListenerEnabled: 'true'
    Protocol: HTTPS
    SSLCertificateArns: ${ARN}
    SSLPolicy: ELBSecurityPolicy-TLS13-1-2-2021-06
    Rules: ws,api
  aws:elbv2:listener:5000:
    DefaultProcess: websocket
  aws:elbv2:listenerrule:ws:
    PathPatterns: /ws/*
    Process: websocket
    Priority: 1
  aws:elbv2:listenerrule:api:
    PathPatterns: /api/*
    Process: api
    Priority: 2
  aws:elasticbeanstalk:environment:process:websocket:
    Port: '5000'
    Protocol: HTTP
  aws:elasticbeanstalk:environment:process:api:
    Port: '5001'
    Protocol: HTTP
`;

const PROCFILE = `web: gunicorn --bind :8000 chat.wsgi:application
websocket: daphne -b 0.0.0.0 -p 5000 chat.asgi:application
api: gunicorn --bind 0.0.0.0:5001 chat.api:application
`;

const PLATFORM = '64bit Amazon Linux 2023 v4.7.0 running Python 3.13';

/** The rules that report something, once for each finding. */
function ruleIds(settings: string, procfile = PROCFILE): string[] {
  const project = projectOf({ '.ebextensions/a.config': settings, Procfile: procfile }, PLATFORM);
  return lintModel(project).diagnostics.map(({ ruleId }) => ruleId);
}

/** The settings with one thing changed, which must be there. */
function changed(from: string | RegExp, to: string, all = SETTINGS): string {
  const text = all.replace(from, to);
  expect(text).not.toBe(all);
  return text;
}

it('the project is right as it is', () => {
  expect(ruleIds(SETTINGS)).toEqual([]);
});

describe('one mistake in the settings is one finding', () => {
  it.each([
    ['a misspelled certificate option', 'SSLCertificateArns', 'SSLCertificateArn', 'settings/unknown-option'],
    [
      'the certificate option of a classic one',
      'SSLCertificateArns',
      'SSLCertificateId',
      'settings/unknown-option',
    ],
    [
      'the protocol option of a classic one',
      '    Protocol: HTTPS',
      '    ListenerProtocol: HTTPS',
      'settings/unknown-option',
    ],
    ['a misspelled option for rules', '    Rules: ws,api', '    Rule: ws,api', 'settings/unknown-option'],
    ['a misspelled process of a listener', 'DefaultProcess', 'DefaultProces', 'settings/unknown-option'],
    ['a misspelled port', "    Port: '5000'", "    Prot: '5000'", 'settings/unknown-option'],
    ['a misspelled priority', 'Priority: 2', 'Priorty: 2', 'settings/unknown-option'],
    [
      'a misspelled process of a rule',
      '    Process: websocket',
      '    Proces: websocket',
      'settings/unknown-option',
    ],
    ['a misspelled pattern', 'PathPatterns: /api/*', 'PathPattern: /api/*', 'settings/unknown-option'],
    ['a misspelled type of load balancer', 'LoadBalancerType', 'LoadbalancerTyp', 'settings/unknown-option'],
    ['a misspelled namespace of a rule', 'listenerrule:ws', 'listenerrules:ws', 'settings/unknown-namespace'],
    [
      'a namespace of a rule with a hyphen',
      'listenerrule:ws',
      'listener-rule:ws',
      'settings/unknown-namespace',
    ],
    [
      'a misspelled namespace of a listener',
      'elbv2:listener:80',
      'elbv2:listner:80',
      'settings/unknown-namespace',
    ],
    [
      'the namespace of a listener with a letter more',
      'elbv2:listener:443',
      'elbv2:listeners:443',
      'settings/unknown-namespace',
    ],
    ['a misspelled namespace of a process', 'process:api', 'proces:api', 'settings/unknown-namespace'],
    [
      'a namespace of a process without a part',
      'environment:process:api',
      'process:api',
      'settings/unknown-namespace',
    ],
    [
      'the namespace of the other load balancer',
      'elbv2:listener:443',
      'elb:listener:443',
      'settings/unknown-option',
    ],
    ['a namespace in capitals', 'aws:elbv2:listener:80', 'AWS:elbv2:listener:80', 'settings/inexact-name'],
    ['an option in capitals', '    Rules: ws,api', '    RULES: ws,api', 'settings/inexact-name'],
    ['a misspelled rule', 'Rules: ws,api', 'Rules: wss,api', 'routing/unknown-rule'],
    ['a wrong rule', 'Rules: ws,api', 'Rules: sockets,api', 'routing/unknown-rule'],
    ['a space for the comma', 'Rules: ws,api', 'Rules: ws api', 'routing/unknown-rule'],
    ['a misspelled process', 'Process: websocket', 'Process: websockets', 'routing/unknown-process'],
    [
      'typographic quotes around a boolean',
      "ListenerEnabled: 'true'",
      'ListenerEnabled: “true”',
      'config/typographic-quotes',
    ],
    ['typographic quotes around a port', "Port: '5000'", 'Port: ‘5000’', 'config/typographic-quotes'],
    ['typographic quotes around rules', 'Rules: ws,api', 'Rules: “ws,api”', 'config/typographic-quotes'],
    [
      'typographic quotes around a pattern',
      'PathPatterns: /ws/*',
      'PathPatterns: “/ws/*”',
      'config/typographic-quotes',
    ],
    [
      'typographic quotes around a process',
      'Process: websocket',
      'Process: “websocket”',
      'config/typographic-quotes',
    ],
    ['two rules missing on 443', /(443:[^]*?)    Rules: ws,api\n/, '$1', 'routing/rule-missing-on-listener'],
    [
      'one rule missing on 443',
      /(443:[^]*?)Rules: ws,api\n/,
      '$1Rules: api\n',
      'routing/rule-missing-on-listener',
    ],
    ['rules on no listener', /    Rules: ws,api\n/g, '', 'routing/unattached-rule'],
    [
      'a listener without a process',
      '    DefaultProcess: websocket\n',
      '    ListenerEnabled: true\n',
      'routing/listener-without-process',
    ],
    [
      'a single instance',
      'LoadBalancerType: application',
      'EnvironmentType: SingleInstance',
      'load-balancer/option-ignored',
    ],
    [
      'a classic load balancer',
      'LoadBalancerType: application',
      'LoadBalancerType: classic',
      'load-balancer/elbv2-settings-on-classic',
    ],
    [
      'a misspelled type',
      'LoadBalancerType: application',
      'LoadBalancerType: aplication',
      'settings/invalid-value',
    ],
    ['a misspelled protocol', 'Protocol: HTTPS', 'Protocol: HTPS', 'settings/invalid-value'],
    ['a port of another process', "Port: '5001'", "Port: '5000'", 'routing/port-mismatch'],
    ['a port of the proxy', "Port: '5001'", "Port: '80'", 'routing/port-mismatch'],
    ['two equal priorities', 'Priority: 2', 'Priority: 1', 'routing/duplicate-priority'],
    [
      'a rule for everything before the others',
      'PathPatterns: /ws/*',
      'PathPatterns: /*',
      'routing/shadowed-rule',
    ],
    [
      'a pattern without a slash',
      'PathPatterns: /ws/*',
      'PathPatterns: ws/*',
      'routing/pattern-without-slash',
    ],
    [
      'a process that speaks HTTPS',
      "Port: '5001'\n    Protocol: HTTP",
      "Port: '5001'\n    Protocol: HTTPS",
      'https/process-without-tls',
    ],
    [
      'two rules disabled with their listeners',
      'elbv2:listener:80:\n',
      "elbv2:listener:80:\n    ListenerEnabled: 'flase'\n",
      'settings/invalid-value',
    ],
  ])('%s', (_, from, to, id) => {
    expect(ruleIds(changed(from, to))).toEqual([id]);
  });
});

describe('one mistake in the Procfile is one finding', () => {
  it.each([
    ['another port', '-p 5000', '-p 5002', 'routing/port-mismatch'],
    ['the port of the other one', '-p 5000', '-p 5001', 'routing/port-mismatch'],
    ['no flags', 'daphne -b 0.0.0.0 -p 5000', 'daphne', 'routing/port-mismatch'],
    ['no host', 'daphne -b 0.0.0.0 -p 5000', 'daphne -p 5000', 'routing/loopback-bind'],
    ['no port', 'daphne -b 0.0.0.0 -p 5000', 'daphne -b 0.0.0.0', 'routing/port-mismatch'],
    ['a loopback address', '-b 0.0.0.0', '-b 127.0.0.1', 'routing/loopback-bind'],
    ['web on the port of a process', ':8000', ':5000', 'routing/port-clash'],
    ['web on another port', ':8000', ':9000', 'routing/proxy-port-mismatch'],
    ['a hyphen', 'web:', '- web:', 'procfile/invalid-line'],
    ['no line for a process', /websocket: .*\n/, '', 'routing/nothing-listens'],
  ])('%s', (_, from, to, id) => {
    expect(ruleIds(SETTINGS, changed(from, to, PROCFILE))).toEqual([id]);
  });

  it('ports that are swapped', () => {
    const procfile = PROCFILE.replace('-p 5000', '-p 5001').replace(':5001 chat.api', ':5000 chat.api');
    expect(ruleIds(SETTINGS, procfile)).toEqual(['routing/port-mismatch']);
  });

  it('three lines of one name', () => {
    const procfile = PROCFILE.replaceAll(/^(?:websocket|api):/gm, 'web:');
    expect(ruleIds('', procfile).filter((id) => id === 'procfile/duplicate-process')).toHaveLength(1);
  });
});

describe('one mistake in Dockerrun.aws.json is one finding', () => {
  const idsOf = (dockerrun: object, platform: string) =>
    lintModel(projectOf({ 'Dockerrun.aws.json': JSON.stringify(dockerrun) }, platform)).diagnostics.map(
      ({ ruleId }) => ruleId,
    );
  const VERSION_3 = { AWSEBDockerrunVersion: 3, Image: { Name: 'shop' }, Ports: [{ ContainerPort: 80 }] };

  it.each([
    ['Docker', 'bundle/missing-compose-file'],
    ['ECS', 'bundle/wrong-dockerrun-version'],
  ])('keys of version 1 in version 3 on %s', (name, ruleId) => {
    expect(idsOf(VERSION_3, `64bit Amazon Linux 2023 v4.1.1 running ${name}`)).toEqual([ruleId]);
  });
});

describe('a program of Amazon Linux 1', () => {
  const COMMAND = `container_commands:
  01_restart:
    command: supervisorctl -c /opt/python/etc/supervisord.conf restart mailer
`;
  const reportedBy = (text: string, options = {}) =>
    lintModel(projectOf({ '.ebextensions/a.config': text }, PLATFORM), options).diagnostics.map(
      ({ ruleId }) => ruleId,
    );

  it('is one mistake with the configuration that is gone with it', () => {
    expect(reportedBy(COMMAND)).toEqual(['platform/retired-service']);
    const off = { severities: new Map([['platform/retired-service', 'off']]) };
    expect(reportedBy(COMMAND, off)).toEqual(['platform/retired-path']);
  });

  it('does not hide what else uses the configuration', () => {
    const copied = COMMAND.replace('01_restart', '02_restart').replace(
      'container_commands:\n',
      'container_commands:\n  01_copy:\n    command: cp mailer.conf /opt/python/etc/supervisord.conf\n',
    );
    expect(reportedBy(copied).sort()).toEqual(['platform/retired-path', 'platform/retired-service']);
  });
});

describe('keys beside the name of an entry', () => {
  const ENTRY = `files:
  /etc/orchard.conf:
  mode: "000644"
  content: |
    trees = 12
`;
  const reportedBy = (options = {}) =>
    lintModel(projectOf({ '.ebextensions/a.config': ENTRY }, PLATFORM), options).diagnostics.map(
      ({ ruleId }) => ruleId,
    );

  it('are one mistake', () => {
    expect(reportedBy()).toEqual(['config/misindented-key']);
    const off = { severities: new Map([['config/misindented-key', 'off']]) };
    expect(reportedBy(off)).toEqual(['config/missing-content']);
  });
});

describe('one mistake on the instance is one finding', () => {
  it.each([
    [
      'a hook of Amazon Linux 1 whose folder a command names by a pattern',
      {
        '.ebextensions/a.config': `files:
  /opt/elasticbeanstalk/hooks/appdeploy/pre/10_check.sh:
    mode: "000755"
    content: "#!/bin/bash"
container_commands:
  01_mode:
    command: chmod +x /opt/elasticbeanstalk/hooks/appdeploy/pre/*.sh
`,
      },
      'platform/retired-hook',
    ],
    [
      'a pattern in the folder of such a hook, without the hook',
      {
        '.ebextensions/a.config':
          'container_commands:\n  01_mode:\n    command: chmod +x /opt/elasticbeanstalk/hooks/appdeploy/pre/*.sh\n',
      },
      'platform/retired-path',
    ],
    [
      'a whole nginx.conf in the http block',
      {
        '.platform/nginx/conf.d/nginx.conf':
          'user nginx;\nevents { }\nhttp {\n  server {\n    listen 80 default_server;\n    location / { proxy_pass http://127.0.0.1:8000; }\n  }\n}\n',
      },
      'nginx/wrong-context',
    ],
  ])('%s', (_, texts, rule) => {
    const project = projectOf({ ...texts, Procfile: PROCFILE.split('\n', 1)[0]! }, PLATFORM);
    expect(lintModel(project).diagnostics.map(({ ruleId }) => ruleId)).toEqual([rule]);
  });
});
