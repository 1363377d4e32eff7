import { describe, expect, it } from 'vitest';
import { lintModel } from '../../src/lint/lint-project.js';
import { wholeProjectOf } from '../support/fixtures.js';

const platformOf = (name: string) => ({
  '.elasticbeanstalk/config.yml': `global:\n  default_platform: ${name}\n`,
});
const FLASK = {
  ...platformOf('Python 3.11 running on 64bit Amazon Linux 2023'),
  'app.py': 'from flask import Flask\napp = Flask(__name__)\n',
  'requirements.txt': 'flask\n',
};
const DJANGO = {
  ...platformOf('Python 3.11 running on 64bit Amazon Linux 2023'),
  'requirements.txt': 'django\n',
  'manage.py': '#!/usr/bin/env python\n',
  'shop/__init__.py': '',
  'shop/wsgi.py': 'application = 1\n',
};
const NODE = {
  ...platformOf('Node.js 22 running on 64bit Amazon Linux 2023'),
  'package.json': '{"scripts":{"start":"node app.js"}}',
  'app.js': '',
};
const PHP = { ...platformOf('PHP 8.3 running on 64bit Amazon Linux 2023'), 'index.php': '<?php\n' };
const CONFIG = '.ebextensions/a.config';

const written = (path: string, text: string) => ({
  [CONFIG]: `files:\n  ${path}:\n    content: |\n      ${text.replaceAll('\n', '\n      ')}\n`,
});
const settings = (namespace: string, ...lines: string[]) => ({
  [CONFIG]: `option_settings:\n  ${namespace}:\n    ${lines.join('\n    ')}\n`,
});
const early = (text: string) => ({ [CONFIG]: `commands:\n  01_run:\n    command: "${text}"\n` });
const command = (text: string) => ({ [CONFIG]: `container_commands:\n  01_run:\n    command: "${text}"\n` });

type Texts = Readonly<Record<string, string>>;

const foundIn = (texts: Texts, ruleId: string) =>
  lintModel(wholeProjectOf(texts)).diagnostics.filter((one) => one.ruleId === ruleId);

describe('a help, followed to the letter, leads to what works', () => {
  it.each<readonly [what: string, texts: Texts, ruleId: string, help: string]>([
    [
      'a redirect of Apache becomes a part of the server of nginx',
      { ...FLASK, ...written('/etc/httpd/conf.d/rewrite.conf', 'RewriteEngine On') },
      'proxy/unused-program',
      'Write the same for nginx to `.platform/nginx/conf.d/elasticbeanstalk/rewrite.conf` and delete this file, or move the file to `.platform/httpd/conf.d/rewrite.conf` and set `ProxyServer: apache` in `aws:elasticbeanstalk:environment:proxy`.',
    ],
    [
      'a virtual host of Apache becomes a server',
      { ...FLASK, ...written('/etc/httpd/conf.d/a.conf', '<VirtualHost *:443>\n</VirtualHost>') },
      'proxy/unused-program',
      'Write the same for nginx to `.platform/nginx/conf.d/a.conf` and delete this file, or move the file to `.platform/httpd/conf.d/a.conf` and set `ProxyServer: apache` in `aws:elasticbeanstalk:environment:proxy`.',
    ],
    [
      'nginx compresses already',
      { ...FLASK, ...written('/etc/httpd/conf.d/enable_mod_deflate.conf', 'SetOutputFilter DEFLATE') },
      'proxy/unused-program',
      'Delete it: the server of Elastic Beanstalk compresses answers already.',
    ],
    [
      'the log of the health agent is there',
      { ...NODE, '.ebextensions/nginx/conf.d/healthd.conf': 'server_tokens off;\n' },
      'proxy/ebextensions-folder',
      'Delete it: Elastic Beanstalk writes the log for its health agent by itself.',
    ],
    [
      'a template that nothing fills in',
      {
        ...NODE,
        '.ebextensions/nginx/conf.d/elasticbeanstalk/a.conf': 'location /x { root ${ROOT_PATH}; }\n',
      },
      'proxy/ebextensions-folder',
      'Delete it: nothing fills in `${ROOT_PATH}`, and nginx would look for a variable of its own.',
    ],
    [
      'a health check that would go to a port where nothing listens',
      {
        ...FLASK,
        Procfile: 'web: gunicorn --bind 127.0.0.1:8000 app:app\n',
        '.ebextensions/nginx/conf.d/elasticbeanstalk/a.conf':
          'location /health { proxy_pass http://127.0.0.1:9000; }\n',
      },
      'proxy/ebextensions-folder',
      'Delete it: in `.platform/nginx/conf.d/elasticbeanstalk/a.conf`, nothing listens on port 9000, to which nginx passes requests.',
    ],
    [
      'a queue that only a worker environment has is not suggested',
      {
        ...NODE,
        [CONFIG]:
          'Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: {Ref: WorkerDeadLetterQueue}\n',
      },
      'resources/unknown-reference',
      'Declare `WorkerDeadLetterQueue` below `Resources`, or delete what has this `Ref`.',
    ],
    [
      'and is in a worker environment',
      {
        ...NODE,
        'cron.yaml': 'version: 1\n',
        [CONFIG]:
          'Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: {Ref: WorkerDeadLetterQueue}\n',
      },
      'resources/unknown-reference',
      'Did you mean "AWSEBWorkerDeadLetterQueue"?',
    ],
    [
      'TLS where there is a certificate',
      {
        ...NODE,
        [CONFIG]:
          'option_settings:\n  aws:elasticbeanstalk:environment:\n    LoadBalancerType: network\n  aws:elbv2:listener:443:\n    Protocol: HTTPS\n    SSLCertificateArns: arn:aws:acm:us-east-1:120456789012:certificate/1b345678-1234-1234-1234-12345678901f\n',
      },
      'settings/invalid-value',
      'Use TLS.',
    ],
    [
      'the name that the module gives to its application',
      { ...FLASK, ...settings('aws:elasticbeanstalk:container:python', 'WSGIPath: app.py') },
      'platform/wrong-wsgi-path',
      'Use `app:app`.',
    ],
    [
      'the same where no module is named',
      FLASK,
      'bundle/nothing-to-start',
      'Set `WSGIPath` in `aws:elasticbeanstalk:container:python` to `app:app`, or add a Procfile.',
    ],
    [
      'the same for a module in another folder',
      { ...FLASK, Procfile: 'web: gunicorn project.app:application\n' },
      'bundle/start-file-not-found',
      'Use `app:app`.',
    ],
    [
      'the platform installs the packages itself',
      { ...DJANGO, ...early('pip install --no-cache-dir -r requirements.txt') },
      'instance/missing-application',
      'Delete it: Elastic Beanstalk installs `requirements.txt` itself.',
    ],
    [
      'a command is in the folder of the new version already',
      { ...NODE, ...command('cd /var/app/current && npm run build') },
      'instance/early-current-folder',
      'Delete the `cd`: the command runs in the folder of the new version.',
    ],
    [
      'a folder that is made only sometimes',
      { ...NODE, ...early('if ! test -e /usr/bin/x; then cd /opt/x; fi') },
      'instance/lost-shell-change',
      'Put `cd /opt/x &&` in front of the command that needs it.',
    ],
    [
      'a job of Upstart, without which the hook fails',
      {
        ...NODE,
        ...written('/opt/elasticbeanstalk/hooks/appdeploy/post/50_jobs.sh', '#!/bin/bash\nstart worker'),
      },
      'platform/retired-hook',
      'Delete it, or write a unit for what it runs to `/etc/systemd/system/worker.service` with `files` and use `systemctl restart worker` in `.platform/hooks/postdeploy/01_worker.sh`.',
    ],
    [
      'the rule for every path comes last',
      {
        ...NODE,
        [CONFIG]:
          'option_settings:\n  aws:elbv2:listener:80:\n    Rules: live,app\n' +
          '  aws:elbv2:listenerrule:live:\n    PathPatterns: /live/*\n    Priority: 1\n' +
          '  aws:elbv2:listenerrule:app:\n    PathPatterns: /*\n    Priority: 1\n',
      },
      'routing/duplicate-priority',
      'Set `Priority: 2` of rule "app": its pattern fits the requests of the other one too.',
    ],
    [
      'a secret does not belong in the file, whatever its namespace is called',
      { ...NODE, ...settings('namespace', 'SECRET_KEY: Placeholder') },
      'settings/placeholder',
      'Delete the property and set its value with `eb setenv`.',
    ],
    [
      'a target that lacks only its path',
      { ...NODE, ...settings('aws:elb:healthcheck', 'Target: HTTP:7474') },
      'settings/invalid-value',
      'Use `HTTP:7474/`.',
    ],
    [
      'a branch that ended is no reason to go back',
      { ...platformOf('Ruby 3.0'), Gemfile: "ruby '~> 3.3.2'\n" },
      'platform/wrong-ruby-version',
      'Choose the platform branch Ruby 3.3.',
    ],
    [
      'an application listens on the port that every platform tells it',
      {
        '.platform/nginx/conf.d/a.conf':
          'server {\n  listen 5000;\n  location / {\n    proxy_pass http://localhost:5000;\n  }\n}\n',
      },
      'nginx/proxy-loop',
      'Write another port than 5000 in `listen`: the application listens there.',
    ],
    [
      'a command for Apache is no file',
      { ...FLASK, 'a.conf': 'RewriteEngine On\n', ...command('cp a.conf /etc/httpd/conf.d/a.conf') },
      'proxy/unused-program',
      'Write the same for nginx to `.platform/nginx/conf.d/elasticbeanstalk/a.conf` and delete this command, or move the file to `.platform/httpd/conf.d/a.conf` and set `ProxyServer: apache` in `aws:elasticbeanstalk:environment:proxy`.',
    ],
    [
      'django-admin does not find the settings',
      { ...DJANGO, ...command('django-admin.py migrate') },
      'instance/without-virtual-environment',
      'Begin with `source /var/app/venv/*/bin/activate && `, and write `python manage.py` instead of `django-admin.py`.',
    ],
    [
      'a release that another package forbids',
      { ...FLASK, 'requirements.txt': 'flask\nPyYAML==5.4\ndocker-compose==1.29.2\n' },
      'bundle/uninstallable-requirement',
      'Use `pyyaml` 6.0 or later, and delete `docker-compose`, which forbids it.',
    ],
    [
      'an example is no path',
      { ...NODE, ...settings('aws:elbv2:listenerrule:a', 'PathPatterns: value', 'Priority: 1') },
      'routing/pattern-without-slash',
      'Write the path that the rule is for, such as `/api/*`.',
    ],
    [
      'the name that an option has in this namespace',
      { ...NODE, ...settings('aws:autoscaling:asg', 'MinInstances: 1') },
      'settings/unknown-option',
      'Use `MinSize`, its name in this namespace.',
    ],
    [
      'the name that a load balancer of this kind has for it',
      { ...NODE, ...settings('aws:elbv2:loadbalancer', 'ConnectionSettingIdleTimeout: 60') },
      'settings/unknown-option',
      'Use `IdleTimeout`, its name for this kind of load balancer.',
    ],
    [
      'a file of PHP',
      { ...PHP, ...settings('aws:elasticbeanstalk:container:php:phpini', 'upload_max_filesize: 20M') },
      'settings/unknown-option',
      'Delete it, and write `upload_max_filesize = VALUE` to `/etc/php.d/99_project.ini` with `files:`.',
    ],
    [
      'the folder after the build',
      { ...NODE, '.platform/hooks/postbuild/01.sh': '#!/bin/bash\necho\n' },
      'instance/unread-hook',
      'Move it to `.platform/hooks/predeploy/`.',
    ],
    [
      'an installer of Windows has a URL',
      {
        ...platformOf('64bit Windows Server 2022 v2.15.0 running IIS 10.0'),
        [CONFIG]: 'packages:\n  yum:\n    git: []\n',
      },
      'config/unsupported-package-manager',
      'Write `msi` with the URL of an installer for each package, such as `git: https://example.com/git.msi`.',
    ],
  ])('%s', (_, texts, ruleId, help) => {
    expect(foundIn(texts, ruleId)[0]?.help).toBe(help);
  });

  it.each<readonly [what: string, texts: Texts, ruleId: string]>([
    [
      'the default of a variable',
      { ...NODE, ...written('/opt/x.py', 'KEY = os.environ.get("KEY", "your-secret-key")') },
      'project/placeholder',
    ],
    [
      'a text for readers',
      { ...NODE, ...written('/tmp/README', 'curl -H "X-Key: YOUR_API_KEY"') },
      'project/placeholder',
    ],
    [
      'a subcommand in the place of a file that is copied',
      { ...DJANGO, ...command('cp cron /etc/cron.d/app') },
      'instance/missing-file',
    ],
  ])('%s is no reason for one', (_, texts, ruleId) => {
    expect(foundIn(texts, ruleId).filter(({ help }) => !help?.startsWith('Add '))).toEqual([]);
  });
});

it('a start that is missing is reported at the code that nothing starts', () => {
  expect(foundIn(FLASK, 'bundle/nothing-to-start')[0]?.at.file.name).toBe('app.py');
});

it('a main file without includes has one finding for its server', () => {
  const texts = {
    ...FLASK,
    Procfile: 'web: gunicorn --bind 127.0.0.1:8000 app:app\n',
    '.platform/nginx/nginx.conf': 'events {}\nhttp {\n  server {\n    listen 80;\n  }\n}\n',
  };
  expect(foundIn(texts, 'nginx/missing-include')).toHaveLength(1);
  expect(foundIn(texts, 'nginx/server-without-location')).toEqual([]);
});
