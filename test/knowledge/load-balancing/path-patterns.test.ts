import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certificateArnProblems } from '../../../src/knowledge/load-balancing/arns.js';
import { exceededLimit, patternProblem } from '../../../src/knowledge/load-balancing/path-patterns.js';
import { retiredPaths, type PathMention } from '../../../src/knowledge/platform/retired-paths.js';

const UUID = '0e604fcd-22b2-4b18-a284-882b082b37d5';

describe('certificateArnProblems', () => {
  it.each([
    `arn:aws:acm:us-east-1:111122223333:certificate/${UUID}`,
    ` arn:aws:acm:us-east-1:111122223333:certificate/${UUID.toUpperCase()}\n`,
    `arn:aws-cn:acm:cn-north-1:111122223333:certificate/${UUID}`,
    `arn:aws-us-gov:acm:us-gov-west-1:111122223333:certificate/${UUID}`,
    `arn:aws-iso-b:acm:us-isob-east-1:111122223333:certificate/${UUID}`,
    `arn:aws-eusc:acm:eusc-de-east-1:111122223333:certificate/${UUID}`,
    'arn:aws:iam::111122223333:server-certificate/site',
    'arn:aws:iam::111122223333:server-certificate/cloudfront/a/site.example.com',
    'arn:aws:iam::111122223333:server-certificate/a,b=c@d+e',
    'arn:aws-cn:iam::111122223333:server-certificate/site',
    `arn:aws:acm:us-east-1:111122223333:certificate/${UUID},arn:aws:iam::111122223333:server-certificate/site`,
    `arn:aws:acm:us-east-1:111122223333:certificate/${UUID} , arn:aws:acm:eu-west-1:111122223333:certificate/${UUID},`,
    '',
    '  ',
    ',',
  ])('lets %j pass', (value) => {
    expect(certificateArnProblems(value)).toEqual([]);
  });

  it.each([
    [`arn:aws:acm:us-east-1:1234567890123:certificate/${UUID}`, 'malformed', '13 digits instead of 12'],
    [`arn:aws:acm:us-east-1::certificate/${UUID}`, 'malformed', 'has no account'],
    [`arn:aws:acm:us-east-1:my-account:certificate/${UUID}`, 'malformed', 'my-account'],
    [`arn:aws:acm::111122223333:certificate/${UUID}`, 'malformed', 'has no region'],
    [`arn:aws:acm:us-east:111122223333:certificate/${UUID}`, 'malformed', 'us-east'],
    [`arn:aws:acm:us-east-1:111122223333:certificate/${UUID}0`, 'malformed', 'UUID'],
    ['arn:aws:acm:us-east-1:111122223333:certificate/', 'malformed', 'has no certificate ID'],
    ['arn:aws:acm:us-east-1:111122223333:certificate', 'malformed', 'has no certificate ID'],
    [`arn:aws:acm:us-east-1:111122223333:${UUID}`, 'other-resource', UUID],
    [`arn:aws:acm:us-east-1:certificate/${UUID}`, 'malformed', 'too few parts'],
    ['arn:', 'malformed', 'too few parts'],
    [`ARN:aws:acm:us-east-1:111122223333:certificate/${UUID}`, 'malformed', 'arn:aws:'],
    [`arn:amazon:acm:us-east-1:111122223333:certificate/${UUID}`, 'malformed', 'arn:aws:'],
    ['arn:aws:iam:us-east-1:111122223333:server-certificate/site', 'malformed', 'region'],
    ['arn:aws:iam::11112222333:server-certificate/site', 'malformed', '11 digits'],
    ['arn:aws:iam::111122223333:server-certificate/', 'malformed', 'has no certificate name'],
    ['arn:aws:iam::111122223333:role/site', 'other-resource', 'role'],
    [
      'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/a/b',
      'other-resource',
      'elasticloadbalancing',
    ],
    [`arn:aws:acm-pca:us-east-1:111122223333:certificate-authority/${UUID}`, 'other-resource', 'acm-pca'],
    ['arn:aws:constructor:us-east-1:111122223333:x', 'other-resource', 'constructor'],
    ['site-certificate', 'not-an-arn', 'arn:'],
    [UUID, 'not-an-arn', 'arn:'],
  ])('%s is %s', (value, kind, detail) => {
    expect(certificateArnProblems(value)).toEqual([
      { kind, arn: value, start: 0, end: value.length, detail: expect.stringContaining(detail) },
    ]);
  });

  it('says which of several', () => {
    const good = `arn:aws:acm:us-east-1:111122223333:certificate/${UUID}`;
    const value = `${good}, arn:aws:acm:us-east-1:1:certificate/${UUID}`;
    expect(certificateArnProblems(value)).toMatchObject([
      { kind: 'malformed', start: good.length + 2, end: value.length },
    ]);
  });

  it('stays inside the value, whatever it is', () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom('arn:', 'aws:', 'acm:', 'iam:', ',', ':', '/', ' '));
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const value = pieces.join('');
        for (const { start, end, arn } of certificateArnProblems(value)) {
          expect(value.slice(start, end)).toBe(arn);
          expect(arn).not.toBe('');
        }
      }),
    );
  });
});

describe('patternProblem', () => {
  it.each([
    '/ws/*',
    '/ws',
    '*',
    '/*',
    '/a?b/~x/$y',
    '/a_b-c.d/"e"/\'f\'',
    '/@:+&',
    '*.png',
    `/${'a'.repeat(127)}`,
  ])('lets the path %j pass', (pattern) => {
    expect(patternProblem(pattern, 'path')).toBeUndefined();
  });

  it.each([
    ['/a b', ' '],
    ['/users/{id}', '{'],
    ['/a#b', '#'],
    ['/a%20b', '%'],
    ['/a|/b', '|'],
    ['/日本', '日'],
    ['/😀', '😀'],
    ['/a\\b', '\\'],
  ])('refuses the path %j because of %j', (pattern, character) => {
    expect(patternProblem(pattern, 'path')).toEqual({ kind: 'character', character });
  });

  it('refuses what is longer than 128 characters', () => {
    expect(patternProblem(`/${'a'.repeat(128)}`, 'path')).toEqual({ kind: 'too-long' });
  });

  it.each(['example.com', '*.example.com', 'a?.Example.COM', 'x-1.example.io'])(
    'lets the host %j pass',
    (pattern) => {
      expect(patternProblem(pattern, 'host')).toBeUndefined();
    },
  );

  it.each([
    ['localhost', { kind: 'no-dot' }],
    ['*', { kind: 'no-dot' }],
    ['example.*', { kind: 'no-top-level-domain' }],
    ['10.0.0.1', { kind: 'no-top-level-domain' }],
    ['example.', { kind: 'no-top-level-domain' }],
    ['example.com:443', { kind: 'character', character: ':' }],
    ['https://example.com', { kind: 'character', character: ':' }],
    ['a_b.example.com', { kind: 'character', character: '_' }],
  ])('refuses the host %j: %j', (pattern, problem) => {
    expect(patternProblem(pattern, 'host')).toEqual(problem);
  });
});

describe('exceededLimit', () => {
  it.each([[[]], [['/a', '/b', '/c', '/d', '/e']], [['/*/*/*', '/?/?/?']]])('lets %j pass', (patterns) => {
    expect(exceededLimit(patterns)).toBeUndefined();
  });

  it('counts patterns and wildcards', () => {
    expect(exceededLimit(['/a', '/b', '/c', '/d', '/e', '/f'])).toEqual({
      what: 'patterns',
      count: 6,
      maximum: 5,
    });
    expect(exceededLimit(['/*/*/*', '/?/?/??'])).toEqual({ what: 'wildcards', count: 7, maximum: 6 });
  });
});

const found = (text: string, use: PathMention = 'command') =>
  [...retiredPaths(text, use)].map(({ path, help, certain }) => [path, help, certain]);

const PROPERTIES =
  'Read each property with `/opt/elasticbeanstalk/bin/get-config environment -k NAME`. Container commands and hooks have them as variables.';

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
    ['ls /opt/python/run/venv/lib', '/opt/python/run/venv/lib', 'Use `/var/app/venv/*`.', true],
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
      'Start its programs in the Procfile.',
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
      'Use `.platform/hooks/postdeploy`.',
      true,
    ],
    [
      'mkdir -p /opt/elasticbeanstalk/hooks/appdeploy/pre',
      '/opt/elasticbeanstalk/hooks/appdeploy/pre',
      'Use `.platform/hooks/prebuild` or `.platform/hooks/predeploy`.',
      true,
    ],
    [
      'rm /opt/elasticbeanstalk/hooks/configdeploy/post/99.sh',
      '/opt/elasticbeanstalk/hooks/configdeploy/post/99.sh',
      'Use `.platform/confighooks`.',
      true,
    ],
    [
      '$(cat /opt/elasticbeanstalk/support/envvars)',
      '/opt/elasticbeanstalk/support/envvars',
      PROPERTIES,
      true,
    ],
    [
      "sed -i 's/a/b/' /tmp/deployment/config/#etc#nginx#conf.d#00_elastic_beanstalk_proxy.conf",
      '/tmp/deployment/config/#etc#nginx#conf.d#00_elastic_beanstalk_proxy.conf',
      'Use `.platform/nginx`.',
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
    ['/etc/nginx/conf.d/00_elastic_beanstalk_proxy.conf', true],
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

  it('does not mind logs and tools as targets, or jobs in commands', () => {
    expect(found('/var/log/eb-activity.log', 'target')).toEqual([]);
    expect(found('ls /etc/init/x.conf', 'command')).toEqual([]);
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
