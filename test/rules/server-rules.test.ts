import { describe, expect, it } from 'vitest';
import { editProject } from '../../src/lint/edit-text.js';
import { lintModel } from '../../src/lint/lint-project.js';
import { deployedFiles } from '../../src/model/bundle/deployed-files.js';
import { type AnyRule, findingsOf } from '../../src/rules/rule.js';
import { positionsOf } from '../../src/source/index.js';
import { projectOf } from '../support/fixtures.js';
import { ruleById } from '../support/rule-by-id.js';

const loopbackBind = ruleById('routing/loopback-bind');
const portClash = ruleById('routing/port-clash');
const portMismatch = ruleById('routing/port-mismatch');
const proxyPortMismatch = ruleById('routing/proxy-port-mismatch');
const unattachedRule = ruleById('routing/unattached-rule');
const unroutedServer = ruleById('routing/unrouted-server');

const process = (name: string, port: number | string) =>
  `  aws:elasticbeanstalk:environment:process:${name}:\n    Port: ${port}\n`;

const projectWith = (command: string, settings = process('ws', 5000), others: Record<string, string> = {}) =>
  projectOf({
    Procfile: `web: gunicorn -b :8000 app\nws: ${command}\n`,
    '.ebextensions/a.config': `option_settings:\n${settings}`,
    ...others,
  });

/** The command with the fix of the only finding made; undefined where none is offered. */
function fixed(rule: AnyRule, command: string, settings?: string): string | undefined {
  const project = projectWith(command, settings);
  const [finding, ...others] = findingsOf(rule, project);
  expect(others).toEqual([]);
  if (!finding!.fix) return undefined;
  const [file] = editProject(deployedFiles(project), finding!.fix.edits)!.files;
  return file && 'source' in file ? /^ws: (.*)$/m.exec(file.source.text)![1] : undefined;
}

const found = (rule: AnyRule, command: string, settings?: string) => [
  ...findingsOf(rule, projectWith(command, settings)),
];

describe('routing/loopback-bind', () => {
  it.each([
    ['daphne -p 5000 -b 127.0.0.1 app # why', 'daphne -p 5000 -b 0.0.0.0 app # why'],
    ['uvicorn --host "localhost" --port 5000 app', 'uvicorn --host "0.0.0.0" --port 5000 app'],
    ['hypercorn --bind [::1]:5000 app', 'hypercorn --bind [::]:5000 app'],
    ['daphne -p 5000 app', 'daphne -b 0.0.0.0 -p 5000 app'],
    ['uvicorn app --port 5000', 'uvicorn --host 0.0.0.0 app --port 5000'],
    ['python manage.py runserver 5000', 'python manage.py runserver 0.0.0.0:5000'],
  ])('makes a server listen on every interface: %s', (before, after) => {
    expect(fixed(loopbackBind, before)).toBe(after);
  });

  it.each([
    ['"$VENV/bin/daphne" -p 5000 app', 'Add `-b 0.0.0.0`.'],
    ['"daphne" -p 5000 app', 'Add `-b 0.0.0.0`.'],
    ['dap"hne" -p 5000 app', 'Add `-b 0.0.0.0`.'],
    ['python -m "uvicorn" --port 5000 app', 'Add `--host 0.0.0.0`.'],
    ['python manage.py runserver', 'Add `0.0.0.0:5000` after `runserver`.'],
    ['P=5000; python manage.py runserver $P', 'Use `0.0.0.0:5000` instead of the port.'],
  ])('only says what to write where it would break the command: %s', (command, help) => {
    expect(fixed(loopbackBind, command)).toBeUndefined();
    expect(found(loopbackBind, command)).toMatchObject([
      {
        message: expect.stringMatching(/ listens on 127\.0\.0\.1, which the load balancer cannot reach$/),
        help,
      },
    ]);
  });

  it.each([
    ['if [ -f x ]; then exec daphne -p 5000 app; else exec daphne -p 5001 app; fi', 'may-not-run'],
    ['if [ -f x ]; then exec daphne -p 5000 app; fi', 'may-not-run'],
    ['daphne -p 5000 app', undefined],
  ])('is a warning about servers that may not run: %s', (command, reason) => {
    const [finding, ...others] = found(loopbackBind, command);
    expect(others).toEqual([]);
    expect(finding!.warnsBecause).toBe(reason);
  });

  it.each([
    'if [ -f x ]; then exec daphne -p 5000 app; else exec daphne -b 0.0.0.0 -p 5000 app; fi',
    'if [ -f x ]; then exec daphne -p 5000 app; else exec daphne -b 0.0.0.0 -p 5001 app; fi',
  ])('is silent where another server may answer: %s', (command) => {
    expect(found(loopbackBind, command)).toEqual([]);
  });

  it('has no fix for one of several servers of which one runs', () => {
    const either = (a: string, b: string) => `if [ -f x ]; then exec ${a}; else exec ${b}; fi`;
    expect(fixed(loopbackBind, either('daphne -p 5000 app', 'daphne -p 5001 app'))).toBeUndefined();
    expect(fixed(portMismatch, either('daphne -p 5002 app', 'daphne -p 5001 app'))).toBeUndefined();
    expect(fixed(portMismatch, 'if [ -f x ]; then exec daphne -p 5002 app; fi')).toContain('-p 5000');
  });

  it.each([
    [
      'hypercorn -b 127.0.0.1:5000 -b 0.0.0.0:6000 app',
      'Use `0.0.0.0`, or set `Port` of the process to 6000.',
    ],
    ['hypercorn -b 127.0.0.1:5000 -b 127.0.0.1:6000 app', 'Use `0.0.0.0`.'],
    ['hypercorn -b 127.0.0.1:5000 -b 0.0.0.0:80 app', 'Use `0.0.0.0`.'],
    ['daphne -e tcp:6000 -p 5000 app', 'Add `-b 0.0.0.0`, or set `Port` of the process to 6000.'],
  ])('names the port on which the server is reached: %s', (command, help) => {
    expect(found(loopbackBind, command)).toMatchObject([{ help }]);
  });

  it('says where the address of runserver belongs', () => {
    const [finding] = found(loopbackBind, 'python manage.py runserver', process('ws', 8000));
    expect(finding!.help).toMatch(/^Add `0\.0\.0\.0:8000` after `runserver`/);
    expect(finding).not.toHaveProperty('fix');
  });

  it('gives a default host together with a default port', () => {
    expect(fixed(loopbackBind, 'hypercorn app', process('ws', 8000))).toBe('hypercorn -b 0.0.0.0:8000 app');
  });

  it.each([
    ['a port behind the proxy', 'daphne -p 80 app', process('ws', 80)],
    ['a port that only the deployment knows', 'daphne -p 5000 app', process('ws', '"${PORT}"')],
    ['a second address', 'hypercorn -b 127.0.0.1:5000 -b 0.0.0.0:5000 app', process('ws', 5000)],
    [
      'an address that only the deployment knows',
      'hypercorn -b 127.0.0.1:5000 -b 0.0.0.0:$PORT app',
      process('ws', 5000),
    ],
    ['a host that only the deployment knows', 'uvicorn --host $HOST --port 5000 app', process('ws', 5000)],
    ['a socket', 'hypercorn -b unix:/run/a.sock -b 127.0.0.1:8000 app', process('ws', 5000)],
  ])('is silent about %s', (_, command, settings) => {
    expect(found(loopbackBind, command, settings)).toEqual([]);
  });
});

describe('routing/loopback-bind with a proxy configuration', () => {
  const beside = (command: string, port: number) =>
    findingsOf(
      loopbackBind,
      projectWith(command, process('ws', 5000), {
        '.platform/nginx/conf.d/elasticbeanstalk/ws.conf': `location /ws/ { proxy_pass http://127.0.0.1:${port}; }\n`,
      }),
    );

  it.each([
    ['names the port of the server', 'daphne -b 127.0.0.1 -p 5001 app', 5001, 0],
    ['names the port of the process', 'daphne -b 127.0.0.1 -p 5001 app', 5000, 0],
    ['names another port', 'daphne -b 127.0.0.1 -p 5001 app', 5002, 1],
    ['names the one port that both have', 'daphne -b 127.0.0.1 -p 5000 app', 5000, 1],
    ['names the process, of a port that only the deployment knows', 'daphne -p $PORT app', 5000, 0],
  ])('depends on whether it %s', (_, command, port, count) => {
    expect([...beside(command, port)].filter(({ doubt }) => !doubt)).toHaveLength(count);
  });

  it('ignores addresses on other ports', () => {
    expect(found(loopbackBind, 'hypercorn -b 127.0.0.1:5000 -b 0.0.0.0:6000 app')).toHaveLength(1);
  });
});

describe('routing/port-mismatch', () => {
  it.each([
    ['daphne -b 0.0.0.0 -p 5001 app', 'Use `-p 5000`, or set `Port` of the process to 5001.'],
    ['daphne -b 0.0.0.0 -p5001 app', 'Use `-p5000`, or set `Port` of the process to 5001.'],
    ['daphne -b 0.0.0.0 --port=5001 app', 'Use `--port=5000`, or set `Port` of the process to 5001.'],
    ['hypercorn -b 0.0.0.0:5001 app', 'Use port 5000, or set `Port` of the process to 5001.'],
    ['daphne -b 0.0.0.0 app', 'Add `-p 5000`.'],
    ['daphne app', 'Add `-b 0.0.0.0 -p 5000`.'],
    ['hypercorn app', 'Add `-b 0.0.0.0:5000`.'],
    ['waitress-serve app', 'Add `--port 5000`, or set `Port` of the process to 8080.'],
    [
      'waitress-serve --listen=0.0.0.0 app',
      'Add `:5000` to the address, or set `Port` of the process to 8080.',
    ],
    [
      'hypercorn -b 127.0.0.1:5001 -b 0.0.0.0:5002 app',
      'Use port 5000, or set `Port` of the process to 5002.',
    ],
  ])('says how to use the same port: %s', (command, help) => {
    expect(found(portMismatch, command)).toMatchObject([{ help }]);
  });

  it.each([
    ['daphne -b 0.0.0.0 -p 5001 app # why', 'daphne -b 0.0.0.0 -p 5000 app # why'],
    ['hypercorn --bind="0.0.0.0:5001" app', 'hypercorn --bind="0.0.0.0:5000" app'],
    ['waitress-serve --listen=localhost app', 'waitress-serve --listen=localhost:5000 app'],
    ['gunicorn -b "0.0.0.0" app', 'gunicorn -b "0.0.0.0:5000" app'],
    ['hypercorn -b [::] app', 'hypercorn -b [::]:5000 app'],
    ['gunicorn -b "" app', 'gunicorn -b 0.0.0.0:5000 -b "" app'],
    ['hypercorn -b 127.0.0.1:5001 -b 0.0.0.0:5002 app', 'hypercorn -b 127.0.0.1:5001 -b 0.0.0.0:5000 app'],
  ])('lets the server follow the settings: %s', (before, after) => {
    expect(fixed(portMismatch, before)).toBe(after);
  });

  it.each([
    ['daphne -b 0.0.0.0 app', 'daphne -p 5000 -b 0.0.0.0 app'],
    ['daphne app', 'daphne -b 0.0.0.0 -p 5000 app'],
    ['"$VENV/bin/daphne" app', undefined],
    ['python manage.py runserver', undefined],
  ])('adds an option where the server has no word for its port: %s', (before, after) => {
    expect(fixed(portMismatch, before)).toBe(after);
  });

  it.each([
    ['HTTP_SOCKET: :5001', 'HTTP_SOCKET: :5000'],
    [`HTTP_SOCKET: ':5001'`, `HTTP_SOCKET: ':5000'`],
    ['HTTP_SOCKET: 0.0.0.0:5001', 'HTTP_SOCKET: 0.0.0.0:5000'],
    [String.raw`HTTP_SOCKET: "\x3a5001"`, undefined],
  ])('changes only the port in an address that a variable holds: %s', (before, after) => {
    const properties = (line: string) =>
      `${process('ws', 5000)}  aws:elasticbeanstalk:application:environment:\n    UWSGI_${line}\n`;
    const project = projectWith('uwsgi --master --module app', properties(before));
    const [finding] = findingsOf(portMismatch, project);
    const edited = finding!.fix && editProject(deployedFiles(project), finding!.fix.edits)!;
    const file = edited?.files.find(({ name }) => name === '.ebextensions/a.config');
    expect(file && 'source' in file ? file.source.text : undefined).toBe(
      after && `option_settings:\n${properties(after)}`,
    );
  });

  it.each([
    ['if [ -f x ]; then exec daphne -p 5001 app; fi', 'may-not-run'],
    ['daphne -p 5001 app', undefined],
  ])('is a warning about a server that may not run: %s', (command, reason) => {
    expect(found(portMismatch, command)[0]!.warnsBecause).toBe(reason);
  });

  /** The settings of the only finding's fix, and its help. */
  const moved = (
    settings: string,
    command = 'daphne -b 0.0.0.0 -p 5001 app',
    others: Record<string, string> = {},
  ) => {
    const project = projectWith(command, settings, others);
    const [finding] = findingsOf(portMismatch, project);
    const edited = finding?.fix && editProject(deployedFiles(project), finding.fix.edits);
    const file = edited?.files.find(({ name }) => name === '.ebextensions/a.config');
    return [finding?.help, file && 'source' in file ? file.source.text : undefined];
  };

  it.each([80, 443])('never moves a server to port %i, which the proxy has', (port) => {
    expect(moved(process('ws', port))).toEqual([
      'Set `Port` of the process to 5001.',
      `option_settings:\n${process('ws', 5001)}`,
    ]);
  });

  it('gives the process a port where it has none', () => {
    const noPort = '  aws:elasticbeanstalk:environment:process:ws:\n    # Plain.\n    Protocol: HTTP\n';
    expect(moved(noPort)).toEqual([
      'Set `Port` of the process to 5001.',
      `option_settings:\n${noPort.replace('    # Plain', "    Port: '5001'\n    # Plain")}`,
    ]);
  });

  it('moves neither to a port that something else has', () => {
    const two = process('ws', 5000) + process('api', 5001);
    expect(moved(two)[0]).toBe('Use `-p 5000`.');
    const taken = 'daphne -b 0.0.0.0 -p 5001 app\nother: daphne -p 5000 app';
    expect(moved(process('ws', 5000), taken)[0]).toBe('Set `Port` of the process to 5001.');
    expect(moved(two, taken)).toEqual(['Use a free port, and set `Port` of the process to it.', undefined]);
  });

  it.each([
    ['daphne -p 5001 app\napi: uvicorn --port 5000 app', 'daphne -p 5000 app\napi: uvicorn --port 5001 app'],
    ['daphne -p 5001 app\napi: hypercorn -b :5000 app', 'daphne -p 5000 app\napi: hypercorn -b :5001 app'],
  ])('swaps ports that are swapped', (before, after) => {
    const project = projectWith(before, process('ws', 5000) + process('api', 5001));
    const findings = [...findingsOf(portMismatch, project)];
    expect(findings.map(({ message }) => message)).toEqual(['The ports of "ws" and "api" are swapped']);
    const [file] = editProject(deployedFiles(project), findings[0]!.fix!.edits)!.files;
    expect(file && 'source' in file && file.source.text).toContain(after);
  });

  it('does not swap three', () => {
    const command = 'daphne -p 5001 app\nb: daphne -p 5002 app\nc: daphne -p 5000 app';
    const settings = process('ws', 5000) + process('b', 5001) + process('c', 5002);
    expect(found(portMismatch, command, settings)).toHaveLength(3);
  });

  it.each([
    ['one of two ports is right', 'hypercorn -b :5001 -b :5000 app', process('ws', 5000)],
    ['one of two addresses has no port', 'hypercorn -b :5001 -b unix:/run/a.sock app', process('ws', 5000)],
    ['only the deployment knows the port', 'daphne -p 5001 app', process('ws', '"${PORT}"')],
  ])('is silent where %s', (_, command, settings) => {
    expect(found(portMismatch, command, settings)).toEqual([]);
  });

  it('is silent about a missing Port while a file cannot be read', () => {
    const noPort = '  aws:elasticbeanstalk:environment:process:ws:\n    Protocol: HTTP\n';
    const broken = { '.ebextensions/b.config': 'a: [' };
    const command = 'daphne -b 0.0.0.0 -p 5001 app';
    expect([...findingsOf(portMismatch, projectWith(command, noPort))]).toHaveLength(1);
    expect([...findingsOf(portMismatch, projectWith(command, noPort, broken))]).toEqual([]);
    expect([...findingsOf(portMismatch, projectWith(command, process('ws', 5000), broken))]).toHaveLength(1);
  });
});

describe('routing/port-clash', () => {
  it.each([
    ['daphne -b 0.0.0.0 -p 8000 app', 1],
    ['hypercorn -b :5000 -b :8000 app', 1],
    ['daphne -b 0.0.0.0 -p 8001 app', 0],
    ['hypercorn -b unix:/run/a.sock app', 0],
  ])('compares every port with those taken before: %s', (command, count) => {
    expect(found(portClash, command)).toHaveLength(count);
  });

  it('names the first of three that take one port', () => {
    const project = projectOf({ Procfile: 'a: daphne -p 1 x\nb: daphne -p 1 x\nc: daphne -p 1 x\n' });
    const related = [...findingsOf(portClash, project)].map((finding) => finding.related![0]!.note);
    expect(related).toEqual([expect.stringContaining('in "a"'), expect.stringContaining('in "a"')]);
  });

  it('does not compare entries of one name', () => {
    const project = projectOf({ Procfile: 'a: daphne -p 1 x\na: daphne -p 1 x\n' });
    expect([...findingsOf(portClash, project)]).toEqual([]);
  });

  it('shows the first of two entries of one name', () => {
    const project = projectOf({ Procfile: 'a: daphne -p 1 x\na: daphne -p 1 x\nb: daphne -p 1 x\n' });
    const [finding] = findingsOf(portClash, project);
    expect(positionsOf(finding!.related![0]!.at).start.line).toBe(1);
  });

  it('remembers every address on a port', () => {
    const entry = (name: string, host: string) => `${name}: daphne -b ${host} -p 1 x\n`;
    const project = projectOf({
      Procfile: entry('a', '127.0.0.1') + entry('b', '10.0.0.5') + entry('c', '10.0.0.5'),
    });
    expect([...findingsOf(portClash, project)].map(({ message }) => message)).toEqual([
      'daphne in "c" listens on port 1, already used by daphne in "b"',
    ]);
  });
});

describe('routing/proxy-port-mismatch', () => {
  const PYTHON = 'Python 3.13 running on 64bit Amazon Linux 2023';

  const inProcfile = (Procfile: string, settings = '') =>
    findingsOf(
      proxyPortMismatch,
      projectOf({ Procfile, '.ebextensions/a.config': settings && `option_settings:\n${settings}` }, PYTHON),
    );

  it('is only about web', () => {
    expect([...inProcfile('web: gunicorn -b :5000 app\n')]).toMatchObject([{ related: [] }]);
    expect([...inProcfile('web: ./run.sh\nws: daphne -p 5000 app\n')]).toEqual([]);
  });

  it('knows that port 80 is the proxy itself', () => {
    const [finding] = [...inProcfile('web: gunicorn -b :80 app\n')];
    expect(finding).toMatchObject({
      message: 'gunicorn listens on port 80, but the proxy expects 8000',
      help: 'Use port 8000.',
    });
  });

  it.each([
    ['another address has the right port', 'gunicorn -b :5000 -b :8000 app', ''],
    ['another address is a socket', 'gunicorn -b :5000 -b unix:/run/a.sock app', ''],
    ['only the deployment knows the port', 'gunicorn -b :$PORT app', ''],
    ['the default process has its port', 'gunicorn -b :5000 app', process('default', 5000)],
    [
      'the process of every listener has its port',
      'gunicorn -b :5000 app',
      `${process('ws', 5000)}  aws:elbv2:listener:80: { DefaultProcess: ws }\n`,
    ],
    [
      'a rule takes every request',
      'gunicorn -b :5000 app',
      `${process('ws', 5000)}  aws:elbv2:listener:80: { Rules: all }\n  aws:elbv2:listenerrule:all: { PathPatterns: /*, Process: ws }\n`,
    ],
    ['the default process may have its port', 'gunicorn -b :5000 app', process('default', '"${PORT}"')],
    [
      'the listener of a Classic Load Balancer has its port',
      'gunicorn -b :5000 app',
      "  aws:elasticbeanstalk:environment: { LoadBalancerType: classic }\n  aws:elb:listener: { InstancePort: '5000' }\n",
    ],
  ])('is silent where %s', (_, command, settings) => {
    expect([...inProcfile(`web: ${command}\n`, settings)]).toEqual([]);
  });

  it.each([
    ['another process has its port', process('ws', 5000)],
    ['another process may have its port', process('ws', '"${PORT}"')],
    [
      'a rule leads to its port',
      `${process('ws', 5000)}  aws:elbv2:listener:80: { Rules: some }\n  aws:elbv2:listenerrule:some: { PathPatterns: /ws/*, Process: ws }\n`,
    ],
    [
      'there is no load balancer',
      `${process('default', 5000)}  aws:elasticbeanstalk:environment: { EnvironmentType: SingleInstance }\n`,
    ],
  ])('speaks where other requests go to the proxy: %s', (_, settings) => {
    expect([...inProcfile('web: gunicorn -b :5000 app\n', settings)]).toHaveLength(1);
  });
});

describe('routing/unrouted-server', () => {
  it('yields to a rule that is not attached', () => {
    const project = projectWith('daphne -p 5000 app', process('ws', 5000) + RULE);
    const idsWithout = (...off: string[]) =>
      lintModel(project, { severities: new Map(off.map((id) => [id, 'off'])) }, [
        unattachedRule,
        unroutedServer,
      ]).diagnostics.map(({ ruleId }) => ruleId);
    expect(idsWithout()).toEqual(['routing/unattached-rule']);
    expect(idsWithout('routing/unattached-rule')).toEqual(['routing/unrouted-server']);
  });

  const findings = (command: string, settings: string) => [
    ...findingsOf(unroutedServer, projectWith(command, settings)),
  ];

  const RULE = '  aws:elbv2:listenerrule:chat:\n    PathPatterns: /ws/*\n    Process: ws\n';
  const LISTENER = '  aws:elbv2:listener:80:\n    Rules: chat\n';

  it.each([
    ['of its port', 'daphne -p 5000 app', process('other', 5000) + RULE.replace(': ws', ': other')],
    ['of its name', 'daphne -p 5001 app', process('ws', 5000) + RULE],
  ])('is silent where requests reach the process %s', (_, command, settings) => {
    expect(findings(command, settings + LISTENER)).toEqual([]);
    expect(findings(command, settings)).toHaveLength(1);
  });

  it.each(['ws', 'other'])('accepts a process of its name or of its port: %s', (name) => {
    const both = process('ws', 5001) + process('other', 5000);
    const rule = RULE.replace('Process: ws', `Process: ${name}`);
    expect(findings('daphne -p 5000 app', both + rule + LISTENER)).toEqual([]);
    expect(findings('daphne -p 5000 app', both + rule)).toHaveLength(1);
  });

  it('is silent where requests reach the process that is paired with it', () => {
    const project = (rules: string) =>
      projectOf({
        Procfile: 'web: gunicorn -b :8000 app\nchannels: daphne -p 5050 app\n',
        '.ebextensions/a.config': `option_settings:\n${process('ws', 5000)}${RULE}${rules}`,
      });
    expect([...findingsOf(unroutedServer, project(LISTENER))]).toEqual([]);
    expect([...findingsOf(unroutedServer, project(''))]).toHaveLength(1);
  });

  it.each([
    ['uvicorn --host 127.0.0.1 --port 9100 app', 0],
    ['hypercorn --bind localhost:9100 app', 0],
    ['uvicorn --port 9100 app', 1],
    ['hypercorn --bind 0.0.0.0:9100 app', 1],
    ['daphne -b 127.0.0.1 -p 9100 app', 1],
  ])('accepts an explicit loopback address, but not of daphne: %s', (command, count) => {
    expect(findings(command, '  aws:elbv2:listener:443:\n    ListenerEnabled: false\n')).toHaveLength(count);
    expect(findings(command, process('ws', 9100))).toHaveLength(1);
  });

  it.each([
    [
      'EnvironmentType: SingleInstance',
      /^Pass its paths to `127\.0\.0\.1:5000` .* `\.platform\/nginx\/conf\.d\/elasticbeanstalk\/ws\.conf`/,
    ],
    [
      'LoadBalancerType: network',
      /`Port: 5000` in `aws:elasticbeanstalk:environment:process:ws`, and add `aws:elbv2:listener:5000` with `DefaultProcess: ws`\.$/,
    ],
    [
      'LoadBalancerType: classic',
      /`aws:elb:listener:5000` with `ListenerProtocol: TCP`, .* `InstancePort: 5000`\.$/,
    ],
    [
      'LoadBalancerType: application',
      /`Port: 5000` in `aws:elasticbeanstalk:environment:process:ws`, and add `aws:elbv2:listenerrule:ws` with `PathPatterns` and `Process: ws`, and `Rules: ws` to `aws:elbv2:listener:(?:default|80)`\.$/,
    ],
    ['ServiceRole: x', /`Rules: ws` to `aws:elbv2:listener:(?:default|80)`\.$/],
  ])('says what leads to a server with %s', (setting, way) => {
    const [finding] = findings('daphne -p 5000 app', `  aws:elasticbeanstalk:environment:\n    ${setting}\n`);
    expect(finding!.message).toBe('No requests reach daphne in "ws" on port 5000');
    expect(finding!.help).toMatch(way);
  });

  it('shows only the rules of its process', () => {
    const others = '  aws:elbv2:listenerrule:default-one:\n    PathPatterns: /a\n';
    const notes = (settings: string) =>
      findings('daphne -p 5000 app', settings)[0]!.related!.map(({ note }) => note);
    expect(notes(process('ws', 5000) + others + RULE)).toEqual([
      'process "ws" gets no requests',
      'rule "chat" (/ws/* to process "ws") is not attached',
    ]);
    expect(notes(others)).toEqual([]);
  });

  it('names all ports', () => {
    const [finding] = findings('hypercorn -b :5000 -b :5001 app', process('other', 1));
    expect(finding!.message).toContain('on ports 5000 and 5001');
  });

  const toWs = '  aws:elbv2:listener:default:\n    DefaultProcess: ws\n';
  const webOf = (web: string) => [
    ...findingsOf(
      unroutedServer,
      projectOf({
        Procfile: `web: ${web}\nws: daphne -b 0.0.0.0 -p 5000 app\n`,
        '.ebextensions/a.config': `option_settings:\n${process('ws', 5000)}${toWs}`,
      }),
    ),
  ];

  it('reports "web" where all requests go past it', () => {
    expect(webOf('gunicorn -b :8000 -b :8001 app')).toMatchObject([
      {
        message: 'No requests reach gunicorn in "web" on ports 8000 and 8001',
        related: [{ note: 'listener 80 sends its requests elsewhere' }],
      },
    ]);
  });

  it.each([
    'gunicorn -b :5000 app',
    'gunicorn -b :8000 -b :5000 app',
    'gunicorn -b :$PORT app',
    'gunicorn -b :8000 -b :$PORT app',
    'gunicorn -b unix:/run/a.sock app',
    './start',
  ])('is silent about "web" that requests may reach: %s', (web) => {
    expect(webOf(web)).toEqual([]);
  });

  it('tells a server on a loopback address to listen elsewhere', () => {
    const [opened] = findings(
      'daphne -b 0.0.0.0 -p 5000 app',
      '  aws:elb:loadbalancer:\n    CrossZone: true\n',
    );
    const [local] = findings(
      'daphne -p 5000 app',
      '  aws:elasticbeanstalk:environment:\n    LoadBalancerType: network\n',
    );
    expect(opened?.help).toMatch(/^(?!Let daphne)/);
    expect(local?.help).toMatch(/^Let daphne listen on `0\.0\.0\.0`\. Set `Port: 5000`/);
  });
});
