import { describe, expect, it } from 'vitest';
import { isBuildTool } from '../../../src/knowledge/instance/build-tools.js';
import { isCronMode, isNoUser, isSystemCrontab } from '../../../src/knowledge/instance/cron.js';
import { isLongRunning, mayRunLong } from '../../../src/knowledge/instance/long-running.js';
import {
  mayNameRetiredService,
  retiredArguments,
  retiredService,
  retiredTool,
} from '../../../src/knowledge/platform/retired-services.js';

const words = (text: string) => text.split(' ').map((word) => ({ text: word }));

describe('programs that do not end', () => {
  it.each([
    'gunicorn app:app',
    'daphne app:app',
    'hypercorn app:app',
    'uvicorn app:app',
    'waitress-serve app:app',
    'celery -A a worker',
    'celery -A a beat -l info',
    'manage.py runserver 0.0.0.0:80',
    'artisan serve',
    'php artisan queue:work',
    'php ./artisan horizon',
    'sidekiq -C a.yml',
    'rails s',
    'flask --app a run',
    'npm start',
    'yarn run start',
    'manage.py rqworker default',
    'rq worker',
    'manage.py run_huey',
    'rake jobs:work',
    'rails jobs:work',
    'rake environment resque:work',
    'next start -p 8080',
    'docker-compose -f a.yml up',
    'docker compose --profile a up --build',
    'nodemon a.js',
    'tail -f a',
    'tail -n 5 -F a',
    'tail --follow=name a',
    'journalctl -fu web',
    'journalctl --follow',
    'sleep infinity',
    'rq worker -c settings',
    'rq worker-pool mail',
    'streamlit run a.py',
  ])('%s', (command) => {
    const [name = '', ...args] = command.split(' ');
    expect(isLongRunning(name, args)).toBe(true);
    expect(mayRunLong(command)).toBe(true);
  });

  it.each([
    'gunicorn -D app:app',
    'gunicorn --check-config app:app',
    'gunicorn --print-config app:app',
    'gunicorn -c conf.py app:app',
    'uvicorn',
    'uvicorn --version',
    'celery -A a worker --detach',
    'celery -A a inspect ping',
    'manage.py migrate',
    'php artisan queue:work --once',
    'php artisan migrate',
    'sidekiq -d',
    'rails server -d',
    'rails db:migrate',
    'flask db upgrade',
    'npm run build',
    'manage.py rqworker --burst',
    'rq info',
    'rake jobs:workoff',
    'rake jobs:clear',
    'next build',
    'docker-compose up -d',
    'docker compose up --detach --build',
    'docker compose up --abort-on-container-exit',
    'docker compose pull',
    'docker compose up migrations',
    'docker-compose run --rm web ./setup',
    'journalctl -u web -n 50',
    'npm install start',
    'tail -n 5 a',
    'tail -f a --pid 5',
    'sleep 5',
    'node server.js',
  ])('not %s', (command) => {
    const [name = '', ...args] = command.split(' ');
    expect(isLongRunning(name, args)).toBe(false);
  });
});

describe('programs that only build', () => {
  it.each([
    'tsc',
    'tsc -p .',
    'jest --coverage',
    'next build',
    'vite build',
    'npm ci',
    'react-scripts build',
    'eslint .',
  ])('%s', (command) => {
    const [name = '', ...args] = command.split(' ');
    expect(isBuildTool(name, args)).toBe(true);
  });

  it.each([
    'tsc --watch',
    'next start',
    'vite',
    'vite build -w',
    'npm start',
    'react-scripts start',
    'webpack serve',
    'node a',
    'constructor',
  ])('not %s', (command) => {
    const [name = '', ...args] = command.split(' ');
    expect(isBuildTool(name, args)).toBe(false);
  });
});

describe('cron', () => {
  it.each([
    [0o644, true],
    [0o600, true],
    [0o400, true],
    [0o755, false],
    [0o777, false],
    [0o664, false],
    [0o646, false],
    [0o4644, false],
    [0o044, false],
  ])('takes mode %o: %s', (mode, isTaken) => {
    expect(isCronMode(mode)).toBe(isTaken);
  });

  it.each([
    ['/etc/cron.d/a', true],
    ['/etc/cron.d/a.bak', true],
    ['/etc/cron.d/.a', false],
    ['/etc/cron.d/a~', false],
    ['/etc/cron.d/a.rpmsave', false],
    ['/etc/cron.d/a/b', false],
    ['/etc/cron.daily/a', false],
    ['/srv/cron.d/a', false],
  ])('%s', (path, isCrontab) => {
    expect(isSystemCrontab(path)).toBe(isCrontab);
  });

  it.each([
    ['root', false],
    ['ec2-user', false],
    ['phpmyadmin', false],
    ['php', true],
    ['python3.12', true],
    ['/usr/bin/a', true],
    ['$USER', true],
  ])('whether %s is not a user: %s', (text, isNone) => {
    expect(isNoUser(text)).toBe(isNone);
  });
});

describe('services', () => {
  it.each([
    ['service', 'awslogs restart', 'awslogs'],
    ['chkconfig', 'awslogs on', 'awslogs'],
    ['systemctl', 'enable awslogsd.service', 'awslogsd.service'],
    ['systemctl', 'restart nginx ntpd', 'ntpd'],
    ['systemctl', 'enable sidekiq', 'sidekiq'],
    ['systemctl', 'enable redis-server', 'redis-server'],
    ['killall', 'nginx httpd', 'httpd'],
    ['pkill', 'httpd', 'httpd'],
  ])('%s %s', (program, args, name) => {
    expect(retiredArguments(program, words(args)).map(({ word }) => word.text)).toEqual([name]);
    expect(mayNameRetiredService(args)).toBe(true);
  });

  it.each([
    ['service', 'nginx awslogs'],
    ['systemctl', 'awslogs'],
    ['pkill', 'nginx httpd'],
    ['echo', 'awslogs'],
    ['constructor', 'awslogs'],
  ])('nothing in %s %s', (program, args) => {
    expect(retiredArguments(program, words(args))).toEqual([]);
  });

  it('knows names as they are', () => {
    expect(retiredService('awslogsd.service')).toBe(retiredService('awslogs'));
    expect(retiredService('my-awslogs')).toBeUndefined();
    expect(retiredTool('initctl')).toBe(retiredTool('start'));
    expect(retiredTool('toString')).toBeUndefined();
  });

  it.each([
    ['restart all', 'Use `systemctl restart web`.'],
    ['-c /opt/python/etc/supervisord.conf restart httpd', 'Use `systemctl restart web`.'],
    ['restart web', 'Use `systemctl restart web`.'],
    [
      'restart mailer',
      'Delete it, and write a line `NAME: COMMAND` to the `Procfile` for each `[program:NAME]` of supervisord.',
    ],
    [
      'reread',
      'Delete it, and write a line `NAME: COMMAND` to the `Procfile` for each `[program:NAME]` of supervisord.',
    ],
  ])('knows what replaces supervisorctl %s', (args, help) => {
    expect(retiredTool('supervisorctl', args.split(' '))?.help).toBe(help);
  });
});
