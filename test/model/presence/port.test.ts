import { describe, expect, it } from 'vitest';
import { mayListen, mayListenBesideProxy } from '../../../src/model/presence/port.js';
import { projectOf } from '../../support/fixtures.js';

const PYTHON = '64bit Amazon Linux 2023 v4.7.0 running Python 3.13';
const WEB = 'web: gunicorn --bind :8000 app\n';

const listens = (texts: Record<string, string>, platform?: string) =>
  mayListen(5000, projectOf(texts, platform));

describe('nothing listens on a port', () => {
  it.each([
    ['beside a known server', WEB, PYTHON],
    ['beside a known server of an unknown platform', WEB, undefined],
    ['beside a Unix socket', 'web: gunicorn --bind unix:/run/app.sock app\n', PYTHON],
    [
      'beside workers',
      `${WEB}a: celery -A app worker\nb: rq worker\nc: sidekiq\nd: python manage.py qcluster\n`,
      PYTHON,
    ],
    [
      'behind commands that end',
      `web: cd src && python manage.py migrate && gunicorn --bind :8000 app\n`,
      PYTHON,
    ],
    ['behind variables', `web: export A=1; B=2 gunicorn --bind :8000 app\n`, PYTHON],
  ])('%s', (_, procfile, platform) => {
    expect(listens({ Procfile: procfile }, platform)).toBe(false);
  });

  it.each([
    '64bit Amazon Linux 2023 v4.7.0 running Python 3.13',
    '64bit Amazon Linux 2023 v4.7.0 running Ruby 3.4',
  ])('on %s without a Procfile', (platform) => {
    expect(listens({}, platform)).toBe(false);
  });

  it('where a hook only asks there', () => {
    const hook = '#!/bin/bash\ncurl --fail http://127.0.0.1:5000/health\n';
    const project = projectOf({ Procfile: WEB, '.platform/hooks/postdeploy/a.sh': hook }, PYTHON);
    expect(mayListenBesideProxy(5000, project)).toBe(false);
  });

  it('where only a comment names it', () => {
    const script = (line: string) => ({
      Procfile: WEB,
      '.ebextensions/a.config': `files:\n  /opt/a.sh:\n    content: |\n      #!/bin/sh\n      ${line}\n`,
    });
    expect(listens(script('  # daphne -p 5000'), PYTHON)).toBe(false);
    expect(listens(script('daphne -p 5000'), PYTHON)).toBe(true);
  });

  it('below 1024 where the platform gives no privileges, whatever is started', () => {
    const program = { Procfile: 'web: ./start\n' };
    const at = (port: number, more = {}) => mayListen(port, projectOf({ ...program, ...more }, PYTHON));
    expect([at(1023), at(1024)]).toEqual([false, true]);
    expect(at(1023, { '.platform/hooks/predeploy/a.sh': 'setcap cap_net_bind_service=+ep start\n' })).toBe(
      true,
    );
  });

  it('where only a retired hook names it', () => {
    const hook =
      'files:\n  /opt/elasticbeanstalk/hooks/appdeploy/post/a.sh:\n    content: daphne -p 5000 app\n';
    expect(listens({ Procfile: WEB, '.ebextensions/a.config': hook }, PYTHON)).toBe(false);
    const other = hook.replace('/opt/elasticbeanstalk/hooks/appdeploy/post', '/opt');
    expect(listens({ Procfile: WEB, '.ebextensions/a.config': other }, PYTHON)).toBe(true);
  });
});

describe('something may listen on a port', () => {
  it.each([
    ['a server there', 'web: gunicorn --bind :5000 app\n'],
    ['a second address', 'web: gunicorn --bind :8000 --bind :5000 app\n'],
    ['a variable', 'web: gunicorn --bind :$PORT app\n'],
    ['a program that is not known', `${WEB}ws: node server.js\n`],
    ['a script', `${WEB}ws: ./start\n`],
    ['a script before a server', 'web: ./start & gunicorn --bind :8000 app\n'],
    ['a monitor', `${WEB}flower: celery -A app flower\n`],
    ['a command of its own', `${WEB}ws: python manage.py runsockets\n`],
    ['a program in a variable', `${WEB}ws: $COMMAND\n`],
    ['a number elsewhere', `web: WS_PORT=5000 gunicorn --bind :8000 app\n`],
    ['a line that is refused', `${WEB}ws daphne\n`],
  ])('%s', (_, procfile) => {
    expect(listens({ Procfile: procfile }, PYTHON)).toBe(true);
  });

  it.each([
    ['Docker', { Dockerfile: 'FROM python' }],
    ['Docker beside a Procfile', { Procfile: WEB, Dockerfile: 'FROM python' }],
    ['compose beside a Procfile', { Procfile: WEB, 'compose.yaml': '' }],
    ['a file that names it', { Procfile: WEB, 'package.json': '{"scripts": {"ws": "ws -p 5000"}}' }],
    [
      'a property',
      {
        Procfile: WEB,
        '.ebextensions/a.config':
          'option_settings:\n  aws:elasticbeanstalk:application:environment:\n    A: ":5000"\n',
      },
    ],
    [
      'a command',
      { Procfile: WEB, '.ebextensions/a.config': 'commands:\n  a: { command: serve -p 5000 }\n' },
    ],
    ['an unknown platform', {}],
  ])('%s', (_, texts) => {
    expect(listens(texts as Record<string, string>)).toBe(true);
  });

  it.each([
    '64bit Amazon Linux 2023 v6.7.0 running Node.js 24',
    '64bit Amazon Linux 2023 v5.7.0 running Tomcat 11 Corretto 21',
    '64bit Amazon Linux 2023 v4.7.0 running Docker',
    '64bit Windows Server 2022 v2.23.4 running IIS 10.0',
  ])('on %s without a Procfile', (platform) => {
    expect(listens({}, platform)).toBe(true);
  });
});
