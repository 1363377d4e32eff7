import { describe, expect, it } from 'vitest';
import { routing } from '../../src/model/routing/read-routing.js';
import { portsOf } from '../../src/model/servers/server-ports.js';
import { servers } from '../../src/model/servers/servers.js';
import { isProcessReached } from '../../src/rules/routing/unrouted-server.js';
import { otherWay } from '../../src/rules/routing/unrouted-server/other-way.js';
import { projectOf } from '../support/fixtures.js';

const settings = (lines: readonly string[]): string =>
  ['option_settings:', ...lines.map((line) => `  ${line}`), ''].join('\n');

const PROCESS = ['aws:elasticbeanstalk:environment:process:ws:', '  Port: 5000'];
const RULE = ['aws:elbv2:listenerrule:ws:', '  PathPatterns: /ws/*', '  Process: ws'];

function isReached(lines: readonly string[], name = 'ws'): boolean {
  const project = projectOf({ '.ebextensions/a.config': settings([...PROCESS, ...lines]) });
  return isProcessReached(
    routing(project).processes.find((process) => process.name === name)!,
    routing(project),
  );
}

describe('isProcessReached', () => {
  it.each([
    ['a listed rule', [...RULE, 'aws:elbv2:listener:default:', '  Rules: other, ws']],
    ['DefaultProcess', ['aws:elbv2:listener:5000:', '  DefaultProcess: ws']],
    [
      'a listener that may be on',
      [...RULE, 'aws:elbv2:listener:443:', '  Rules: ws', '  ListenerEnabled: ${ON}'],
    ],
    ['Rules that are not known', ['aws:elbv2:listener:80:', '  Rules: ${RULES}']],
    [
      'a process that is not known',
      [
        'aws:elbv2:listenerrule:x:',
        '  PathPatterns: /x',
        '  Process: ${P}',
        'aws:elbv2:listener:80:',
        '  Rules: x',
      ],
    ],
    ['a misspelled process', ['aws:elbv2:listener:5000:', '  DefaultProcess: wss']],
    ['a misspelled rule', [...RULE, 'aws:elbv2:listener:80:', '  Rules: wss']],
    [
      'a rule where everything is off',
      [...RULE, 'aws:elbv2:listener:80:', '  Rules: ws', '  ListenerEnabled: false'],
    ],
  ])('by %s', (_, lines) => {
    expect(isReached(lines)).toBe(true);
  });

  it.each([
    ['nothing', []],
    ['a rule that is not listed', RULE],
    [
      'a rule of another process',
      [
        'aws:elbv2:listenerrule:x:',
        '  PathPatterns: /x',
        '  Process: default',
        'aws:elbv2:listener:80:',
        '  Rules: x',
      ],
    ],
    [
      'a rule that names no process',
      ['aws:elbv2:listenerrule:x:', '  PathPatterns: /x', 'aws:elbv2:listener:80:', '  Rules: x'],
    ],
    [
      'a listener that is off',
      ['aws:elbv2:listener:5000:', '  DefaultProcess: ws', '  ListenerEnabled: "false"'],
    ],
  ])('not by %s', (_, lines) => {
    expect(isReached(lines)).toBe(false);
  });

  it('is always so for default', () => {
    expect(isReached(['aws:elbv2:listener:80:', '  DefaultProcess: ws'], 'default')).toBe(true);
  });
});

describe('portsOf', () => {
  const serverOf = (command: string) => servers(projectOf({ Procfile: `web: ${command}\n` }))[0]!;

  it('is each port of a server', () => {
    const server = serverOf('gunicorn --bind :5000 --bind unix:/run/web.sock --bind :5001 app');
    expect(portsOf(server)).toEqual([5000, 5001]);
  });

  it('is none where the port is not known', () => {
    expect(portsOf(serverOf('daphne -p $WS_PORT app'))).toEqual([]);
  });
});

describe('otherWay', () => {
  const ofServer = (command: string, texts: Readonly<Record<string, string>> = {}, platform?: string) => {
    const project = projectOf(
      { Procfile: `web: gunicorn --bind :8000 app\nws: ${command}\n`, ...texts },
      platform,
    );
    const server = servers(project).find(({ name }) => name.value === 'ws')!;
    return otherWay(server, project)?.reason;
  };
  const DAPHNE = 'daphne -p 5000 app';
  const config = (lines: readonly string[]) => ({ '.ebextensions/a.config': settings(lines) });

  const REASONS: Readonly<Record<string, string>> = {
    'a socket': 'it listens on a Unix socket',
    'a socket beside a port': 'it listens on a Unix socket',
    'a port that is not known': 'its port is not known',
    "the proxy's port": 'the proxy passes requests to port 8000',
    'the proxy': 'a file of the proxy or a resource names port 5000',
    'a property': 'this setting names the number 5000',
    'a classic load balancer': 'this setting names the number 5000',
    'another program': 'this names the number 5000',
    'a process whose port is not known': 'the port of process "x" is not known',
    'a rule for a process that nothing declares': 'rule "ws" names a process that is not declared',
    'a rule of its own': 'this resource sends requests as well',
  };

  it('is not so for a server that nothing mentions', () => {
    expect(ofServer(DAPHNE)).toBeUndefined();
    expect(ofServer(DAPHNE, config(PROCESS))).toBeUndefined();
    expect(ofServer(DAPHNE, { Procfile: `web: node app.js --max 15000\nws: ${DAPHNE}` })).toBeUndefined();
    expect(ofServer('daphne app', { Procfile: 'web: ./server\nws: daphne app\n' }, 'go')).toBeUndefined();
  });

  it.each([
    ['a rule without a process', config(['aws:elbv2:listenerrule:x:', '  PathPatterns: /x'])],
    [
      'a resource of another type',
      { '.ebextensions/a.config': 'Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n' },
    ],
  ])('is not so by %s', (_, texts) => {
    expect(ofServer(DAPHNE, texts)).toBeUndefined();
  });

  it.each([
    ['a socket', 'daphne -u /run/ws.sock app', {}],
    ['a socket beside a port', 'daphne -u /run/ws.sock -p 5000 app', {}],
    ['a port that is not known', 'daphne -p $WS_PORT app', {}],
    ["the proxy's port", 'daphne -p 8000 app', { Procfile: 'ws: daphne -p 8000 app' }],
    [
      'the proxy',
      DAPHNE,
      { '.platform/nginx/conf.d/a.conf': 'server { listen 81; proxy_pass http://[::1]:5000; }' },
    ],
    [
      'a property',
      DAPHNE,
      config(['aws:elasticbeanstalk:application:environment:', '  WS: http://localhost:5000/']),
    ],
    ['a classic load balancer', DAPHNE, config(['aws:elb:listener:81:', '  InstancePort: 5000'])],
    ['another program', DAPHNE, { Procfile: `web: ./gateway --upstream localhost:5000\nws: ${DAPHNE}` }],
    [
      'a process whose port is not known',
      DAPHNE,
      config(['aws:elasticbeanstalk:environment:process:x:', '  Port: ${P}']),
    ],
    ['a rule for a process that nothing declares', DAPHNE, config(RULE)],
    [
      'a rule of its own',
      DAPHNE,
      {
        '.ebextensions/a.config': 'Resources:\n  Ws:\n    Type: AWS::ElasticLoadBalancingV2::ListenerRule\n',
      },
    ],
  ])('is so by %s', (what, command, texts) => {
    expect(ofServer(command, texts)).toBe(REASONS[what]);
  });

  it('knows the port that PORT gives the proxy', () => {
    const property = config(['aws:elasticbeanstalk:application:environment:', '  PORT: "5000"']);
    expect(ofServer(DAPHNE, property, 'python')).toBe('the proxy passes requests to port 5000');
    expect(ofServer(DAPHNE, {}, 'go')).toBe('the proxy passes requests to port 5000');
    expect(ofServer(DAPHNE, {}, 'python')).toBeUndefined();
  });
});
