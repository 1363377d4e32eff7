import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PathMention, retiredPaths } from '../../../src/knowledge/platform/retired-paths.js';

const found = (text: string, use: PathMention = 'command') =>
  [...retiredPaths(text, use)].map(({ path, help, certain }) => [path, help, certain]);

const PROPERTIES =
  'Write `export NAME=$(/opt/elasticbeanstalk/bin/get-config environment -k NAME)` for each property that it needs.';

describe('retiredPaths', () => {
  it.each([
    [
      'source /opt/python/run/venv/bin/activate && x',
      '/opt/python/run/venv/bin/activate',
      'Use `/var/app/venv/*/bin/activate`.',
      true,
    ],
    [
      '"/opt/python/run/venv/bin/pip" install',
      '/opt/python/run/venv/bin/pip',
      'Use `/var/app/venv/*/bin/pip`.',
      true,
    ],
    [
      'sed -i s/UTC/CET/ /etc/sysconfig/clock',
      '/etc/sysconfig/clock',
      'Use `timedatectl set-timezone`.',
      true,
    ],
    ['cat /etc/ntp.conf', '/etc/ntp.conf', 'Use `/etc/chrony.conf`.', true],
    [
      '/opt/rubies/ruby-2.3/bin/gem list',
      '/opt/rubies/ruby-2.3/bin/gem',
      'Use the Ruby on the `PATH`.',
      true,
    ],
    ['cp a.ini /etc/php-7.2.d/', '/etc/php-7.2.d/', 'Use `/etc/php.d`.', false],
    ['chown -R a /home/wsgi', '/home/wsgi', 'Use `/home/webapp`.', true],
    [
      'cat /sys/fs/cgroup/memory/memory.limit_in_bytes',
      '/sys/fs/cgroup/memory/memory.limit_in_bytes',
      'Use the files of cgroup v2 in `/sys/fs/cgroup`.',
      true,
    ],
    ['ls /opt/python/run/venv/lib', '/opt/python/run/venv/lib', 'Use `/var/app/venv/*/lib`.', true],
    ['cd /opt/python/current/app/site', '/opt/python/current/app/site', 'Use `/var/app/current/site`.', true],
    ['. /opt/python/current/env;cd x', '/opt/python/current/env', PROPERTIES, true],
    ['cd /opt/python/current/app', '/opt/python/current/app', 'Use `/var/app/current`.', true],
    [
      'PYTHONPATH=/opt/python/current/app:$PYTHONPATH',
      '/opt/python/current/app',
      'Use `/var/app/current`.',
      true,
    ],
    [
      'supervisorctl -c /opt/python/etc/supervisord.conf update',
      '/opt/python/etc/supervisord.conf',
      'Delete it, and write a line `NAME: COMMAND` to the `Procfile` for each `[program:NAME]` of supervisord.',
      false,
    ],
    [
      'ls>/opt/python/log/x',
      '/opt/python/log/x',
      'Write to standard output, or to a folder of your own in `/var/log` that belongs to `webapp`.',
      false,
    ],
    [
      'cp x /opt/elasticbeanstalk/hooks/appdeploy/post/',
      '/opt/elasticbeanstalk/hooks/appdeploy/post/',
      'Delete it: Elastic Beanstalk runs only the hooks of the bundle, in `.platform/hooks/prebuild`, `.platform/hooks/predeploy` and `.platform/hooks/postdeploy`.',
      true,
    ],
    [
      'mkdir -p /opt/elasticbeanstalk/hooks/appdeploy/pre',
      '/opt/elasticbeanstalk/hooks/appdeploy/pre',
      'Delete it: Elastic Beanstalk runs only the hooks of the bundle, in `.platform/hooks/prebuild`, `.platform/hooks/predeploy` and `.platform/hooks/postdeploy`.',
      true,
    ],
    [
      'rm /opt/elasticbeanstalk/hooks/configdeploy/post/99.sh',
      '/opt/elasticbeanstalk/hooks/configdeploy/post/99.sh',
      'Delete it: Elastic Beanstalk runs only the hooks of the bundle, in `.platform/confighooks/prebuild`, `.platform/confighooks/predeploy` and `.platform/confighooks/postdeploy`.',
      true,
    ],
    [
      '$(cat /opt/elasticbeanstalk/support/envvars)',
      '/opt/elasticbeanstalk/support/envvars',
      PROPERTIES,
      true,
    ],
    ['. /etc/profile.d/eb_envvars.sh && ./run', '/etc/profile.d/eb_envvars.sh', PROPERTIES, false],
    [
      "sed -i 's/a/b/' /tmp/deployment/config/#etc#nginx#conf.d#00_elastic_beanstalk_proxy.conf",
      '/tmp/deployment/config/#etc#nginx#conf.d#00_elastic_beanstalk_proxy.conf',
      'Delete it, and write what it changes to a file in `.platform/nginx/conf.d/elasticbeanstalk`.',
      true,
    ],
    ['cd /var/app/ondeck', '/var/app/ondeck', 'Use `/var/app/staging`.', true],
    ['ls /var/lib/tomcat8/webapps/ROOT', '/var/lib/tomcat8/webapps/ROOT', 'Use `/var/app/current`.', true],
    [
      "echo 'WSGIPassAuthorization On' >> ../wsgi.conf",
      '../wsgi.conf',
      'Remove it: mod_wsgi no longer exists.',
      false,
    ],
    [
      'rm /opt/elasticbeanstalk/bin/pkg-repo',
      '/opt/elasticbeanstalk/bin/pkg-repo',
      'Remove it: no supported platform has this tool.',
      true,
    ],
    ['cat /var/app/containerfiles/x', '/var/app/containerfiles/x', 'Use `/var/log`.', false],
  ])('finds what is old in %s', (text, path, help, certain) => {
    expect(found(text)).toEqual([[path, help, certain]]);
  });

  it.each([
    ['/opt/elasticbeanstalk/hooks/appdeploy/post/99_x.sh', true],
    ['/etc/httpd/conf.d/wsgi_custom.conf', false],
    ['/etc/init/sidekiq.conf', true],
  ])('finds the target %s', (target, certain) => {
    expect(found(target, 'target')).toMatchObject([[target, expect.any(String), certain]]);
  });

  it.each([
    ['/opt/python/run/venv/bin/python', '/opt/python/run/venv/bin/activate', true],
    ['/tmp/deployment/config/x', '/etc/nginx/conf.d/00_elastic_beanstalk_proxy.conf', true],
    ['/opt/python/run/venv/bin/python', '/opt/python/current/app/manage.py', false],
  ])('tells whether %s and %s are of one kind', (one, other, areSame) => {
    const [first, second] = [...retiredPaths(`${one} ${other}`, 'command')];
    expect(first!.kind === second!.kind).toBe(areSame);
  });

  it('finds all of a text, each at its place', () => {
    const text = 'cd /opt/python/current/app\r\n. /opt/python/current/env\n';
    expect([...retiredPaths(text, 'command')].map(({ start, end }) => text.slice(start, end))).toEqual([
      '/opt/python/current/app',
      '/opt/python/current/env',
    ]);
  });

  it.each([
    '/opt/elasticbeanstalk/bin/get-config environment -k X',
    'cat /opt/elasticbeanstalk/deployment/env',
    'cp x /opt/elasticbeanstalk/tasks/taillogs.d/x.conf',
    'source /var/app/venv/*/bin/activate',
    'cd /var/app/current',
    '/opt/python3.11/bin/python',
    '/opt/python/3.11/bin/python',
    '/home/opt/python/run/venv',
    '${BASE}/opt/python/run/venv',
    '/opt/python/runner',
    '/var/app/ondecks',
    'service nginx restart',
    '/etc/init.d/x restart',
    'my-initctl',
    '../wsgi.conf.d',
  ])('leaves %s alone', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('does not mind logs, tools and files of the proxy as targets', () => {
    expect(found('/etc/nginx/conf.d/00_elastic_beanstalk_proxy.conf', 'target')).toEqual([]);
    expect(found('/var/log/eb-activity.log', 'target')).toEqual([]);
  });

  it('is not certain of jobs of Upstart in commands', () => {
    expect(found('cp x.conf /etc/init/x.conf', 'command')).toEqual([
      [
        '/etc/init/x.conf',
        'Write a unit to `/etc/systemd/system/NAME.service` with `files`, and start it with `systemctl enable --now NAME` in `.platform/hooks/postdeploy/01_NAME.sh`.',
        false,
      ],
    ]);
    expect(found('/etc/init/x.conf', 'content')).toEqual([]);
  });

  it('stays inside the text', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('/opt/python/', 'run/venv', '/tmp/deployment/config', ' ', '../wsgi.conf'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        for (const { start, end, path } of retiredPaths(text, 'command'))
          expect(text.slice(start, end)).toBe(path);
      }),
    );
  });
});
