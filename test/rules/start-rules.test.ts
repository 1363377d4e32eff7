import { describe, expect, it } from 'vitest';
import { startFileNotFound } from '../../src/rules/bundle/start-file-not-found.js';
import { undefinedApplication } from '../../src/rules/bundle/undefined-application.js';
import { missingFile } from '../../src/rules/instance/missing-file.js';
import { type EachRule, findingsOf } from '../../src/rules/rule.js';
import { wholeProjectOf } from '../support/fixtures.js';

const PYTHON = 'Python 3.13 running on 64bit Amazon Linux 2023';

const check = (files: Readonly<Record<string, string>>) =>
  ([startFileNotFound, undefinedApplication] as EachRule<object>[])
    .flatMap((rule) => [...findingsOf(rule, wholeProjectOf(files, PYTHON))])
    .map(({ message, help }) => [message, help]);

const start = (command: string, module: string, name = 'main.py') =>
  check({ Procfile: `web: ${command}\n`, [name]: module });

const settings = (module: string, more: Readonly<Record<string, string>> = {}, path?: string) =>
  check({
    '.ebextensions/a.config': `option_settings:\n  aws:elasticbeanstalk:application:environment:\n    DJANGO_SETTINGS_MODULE: ${module}\n${path === undefined ? '' : `    PYTHONPATH: ${path}\n`}`,
    Procfile: 'web: gunicorn shop.wsgi\n',
    'manage.py': '',
    'shop/__init__.py': '',
    'shop/settings.py': '',
    'shop/wsgi.py': 'application = None\n',
    ...more,
  });

describe('bundle/undefined-application', () => {
  it.each([
    ['gunicorn main:app', 'server = Flask()\n', 'app', 'Use `main:server`.'],
    ['gunicorn main', 'app = Flask()\n', 'application', 'Use `main:app`.'],
    ['hypercorn main', 'api = FastAPI()\n', 'app', 'Use `main:api`.'],
    ['gunicorn main:app', 'def create_app():\n    app = Flask()\n', 'app', 'Use `main:create_app()`.'],
    ['gunicorn "main:make()"', 'def create(): pass\n', 'make', 'Use the name of the application in main.py.'],
    ['uvicorn main:app', 'def create_app(): pass\n', 'app', 'Use the name of the application in main.py.'],
    ['uvicorn main:app.api', 'api = 1\n', 'app', 'Use the name of the application in main.py.'],
    [
      'daphne main:app',
      'one = Flask()\ntwo = Flask()\n',
      'app',
      'Use the name of the application in main.py.',
    ],
    ['cd src && gunicorn main:app', 'x = 1\n', 'app', 'Use the name of the application in src/main.py.'],
    ['gunicorn --chdir=src main:app', 'api = Flask()', 'app', 'Use `main:api`.'],
    ['gunicorn --chdir /var/app/current/src main:app', 'api = Flask()', 'app', 'Use `main:api`.'],
    ['uvicorn --app-dir src main:app', 'api = FastAPI()', 'app', 'Use `main:api`.'],
  ])('reports %s of %j', (command, module, name, help) => {
    const file = command.includes('src') ? 'src/main.py' : 'main.py';
    expect(start(command, module, file)).toEqual([[`${file} does not define "${name}"`, help]]);
  });

  it.each([
    ['gunicorn main:app', 'from other import *\n'],
    ['gunicorn main:app', 'def __getattr__(name): pass\n'],
    ['gunicorn main:app', 'def start():\n    global app\n    app = 1\n'],
    ['gunicorn main:app', 'try:\n    from a import app\nexcept ImportError:\n    app = None\n'],
    ['gunicorn main:app', 'app = (\n'],
    ['gunicorn --pythonpath src main:app', ''],
    ['gunicorn --chdir $FOLDER main:app', ''],
    ['daphne main', ''],
    ['test -f x && gunicorn main:app', ''],
  ])('is silent on %s of %j', (command, module) => {
    expect(start(command, module)).toEqual([]);
  });

  it('does not know what another module of the package is imported as', () => {
    expect(start('gunicorn shop:wsgi', '', 'shop/__init__.py')).toHaveLength(1);
    expect(
      check({ Procfile: 'web: gunicorn shop:wsgi\n', 'shop/__init__.py': '', 'shop/wsgi.py': '' }),
    ).toEqual([]);
  });

  it('takes a package before the module beside it', () => {
    const files = { Procfile: 'web: gunicorn main:app\n', 'main.py': 'app = 1', 'main/__init__.py': 'x = 1' };
    expect(check(files).map(([message]) => message)).toEqual(['main/__init__.py does not define "app"']);
  });

  it('is silent where a script may change the module', () => {
    const hook = { '.platform/hooks/predeploy/a.sh': '#!/bin/sh\nsed -i s/api/app/ main.py\n' };
    expect(check({ Procfile: 'web: gunicorn main:app\n', 'main.py': 'api = 1', ...hook })).toEqual([]);
  });
});

describe('bundle/start-file-not-found, the settings of Django', () => {
  it.each([
    ['shop/settings', 'Use `shop.settings`.'],
    ['shop.settings.py', 'Use `shop.settings`.'],
    ['/var/app/current/shop/settings.py', 'Use `shop.settings`.'],
    ['tutorial/settings', 'Use `shop.settings`.'],
    ['tutorial.settings', 'Use `shop.settings`.'],
    ['shop.production', 'Use the name of a module that is in the project.'],
  ])('reports %s', (module, help) => {
    expect(settings(module)).toEqual([[`The project has no module "${module}"`, help]]);
  });

  it('knows where else modules are looked for', () => {
    expect(settings('common.settings', {}, '/opt/lib:$PYTHONPATH')).toEqual([]);
    expect(settings('common.settings', {}, '/var/app/current:$PYTHONPATH')).toHaveLength(1);
    expect(settings('shop/settings', {}, '/opt/lib')).toHaveLength(1);
    const nested = { 'lib/common/settings.py': '' };
    expect(settings('common.settings', nested, '/var/app/current/lib/:$PYTHONPATH')).toEqual([]);
    expect(settings('common.settings', nested, '/var/app/current/src')).toHaveLength(1);
  });

  it('is silent where the module is there, is installed or is another value', () => {
    expect(settings('shop.settings')).toEqual([]);
    expect(settings('common.settings', { 'setup.py': '' }).length).toBe(1);
    expect(settings('"`{\\"Ref\\": \\"X\\"}`"')).toEqual([]);
    expect(settings('config.production', { '.gitignore': 'config/\n' })).toEqual([]);
  });
});

describe('instance/missing-file', () => {
  const needs = (command: string, files: Readonly<Record<string, string>> = {}) =>
    [
      ...missingFile.check(
        wholeProjectOf({
          '.ebextensions/a.config': `container_commands:\n  a:\n    command: ${JSON.stringify(command)}\n`,
          'tools/load.sh': '',
          'tools/data.csv': '',
          ...files,
        }),
      ),
    ].filter(({ doubt }) => !doubt);

  it.each([
    ['bash load.sh', 'Use `tools/load.sh`.', undefined],
    ['./load.sh', 'Use `./tools/load.sh`.', undefined],
    ['sudo -u webapp ./load.sh now', 'Use `./tools/load.sh`.', undefined],
    ['/var/app/staging/load.sh', 'Use `/var/app/staging/tools/load.sh`.', undefined],
    ['bash tools/laod.sh', 'Use `tools/load.sh`.', undefined],
    ['bash tools/import.sh', 'Add tools/import.sh to the project.', undefined],
    ['cp data.csv /opt/data.csv', 'Use `tools/data.csv`.', undefined],
    ['chmod +x load.sh', 'Use `tools/load.sh`.', undefined],
    ['chmod +x load.sh; ./load.sh', 'Use `tools/load.sh`.', 'warning'],
    ['if [ "$A" = 1 ]; then bash load.sh; fi', 'Use `tools/load.sh`.', 'warning'],
    ['bash load.sh || exit 1', 'Use `tools/load.sh`.', undefined],
    [
      'curl -O https://example.com/a && bash tools/import.sh',
      'Add tools/import.sh to the project.',
      'warning',
    ],
    ['curl -O https://example.com/a && bash load.sh', 'Use `tools/load.sh`.', 'warning'],
  ])('reports %j', (command, help, severity) => {
    expect(needs(command).map((finding) => [finding.help, finding.warnsBecause && 'warning'])).toEqual([
      [help, severity],
    ]);
  });

  it.each([
    'bash tools/load.sh',
    'load.sh',
    'bash -c load.sh',
    'cd tools && bash load.sh',
    'bash load.sh || true',
    'bash tools/load.sh || bash load.sh',
    'test -f load.sh && bash load.sh',
    'cp tools/load.sh load.sh && bash load.sh',
    'aws s3 cp s3://bucket/load.sh . && bash load.sh',
    'git pull && bash tools/import.sh',
    'bash build/load.sh',
    'bash $FOLDER/load.sh',
    'bash ../load.sh',
    'rm -f load.sh',
    'python -m load.sh',
    'cat data.json',
    'touch data.csv && cp data.csv /opt/data.csv',
  ])('is silent on %j', (command) => {
    expect(needs(command)).toEqual([]);
  });

  it('knows what else may bring the file', () => {
    const source = 'sources:\n  /var/app/staging: https://example.com/a.zip\n';
    expect(needs('bash load.sh', { '.ebextensions/b.config': source })).toEqual([]);
    const file = 'files:\n  /var/app/staging/load.sh: {content: x}\n';
    expect(needs('bash load.sh', { '.ebextensions/b.config': file })).toEqual([]);
    expect(needs('bash load.sh', { '.gitignore': 'load.sh\n' })).toEqual([]);
    const hook = { '.platform/hooks/prebuild/a.sh': '#!/bin/sh\n# load.sh is in tools\nmake load.sh\n' };
    expect(needs('bash load.sh', hook)).toEqual([]);
    const comment = { '.platform/hooks/prebuild/a.sh': '#!/bin/sh\n# load.sh is in tools\ntrue\n' };
    expect(needs('bash load.sh', comment)).toHaveLength(1);
    const artifact = { '.elasticbeanstalk/config.yml': 'deploy:\n  artifact: a.zip\n' };
    expect(needs('bash load.sh', artifact)).toEqual([]);
  });

  it('does not know where a script runs that another one runs', () => {
    const script = { 'bin/all.sh': '#!/bin/sh\nbash load.sh\n' };
    expect(needs('bash bin/all.sh', script)).toEqual([]);
  });
});
