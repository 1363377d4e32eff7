import { describe, expect, it } from 'vitest';
import { missingHeaders } from '../../src/rules/bundle/missing-headers.js';
import { uninstallableRequirement } from '../../src/rules/bundle/uninstallable-requirement.js';
import type { Rule } from '../../src/rules/rule.js';
import { projectOf } from '../support/fixtures.js';

const check = (
  rule: Rule,
  requirements: string,
  { python = '3.12', ...others }: Readonly<Record<string, string>> = {},
) =>
  [
    ...rule.check(
      projectOf({
        'requirements.txt': `${requirements}\n`,
        '.elasticbeanstalk/config.yml': `global:\n  default_platform: Python ${python} running on 64bit Amazon Linux 2023\n`,
        ...others,
      }),
    ),
  ].filter(({ doubt }) => !doubt);

const messages = (...args: Parameters<typeof check>) => check(...args).map(({ message }) => message);

describe('bundle/uninstallable-requirement', () => {
  it.each([
    ['pywin32==306', 'pip cannot install pywin32==306 on Linux'],
    ['PyWin32', 'pip cannot install PyWin32 on Linux'],
    ['pypiwin32>=223', 'pip cannot install pypiwin32>=223 on Linux'],
    ['twisted_iocpsupport==1.0.4 --hash=sha256:00', 'pip cannot install twisted_iocpsupport==1.0.4 on Linux'],
    ['aws-cfn-bootstrap==2.0', 'The package index has no aws-cfn-bootstrap==2.0'],
    ['torch==1.13.1', 'torch==1.13.1 has no wheel for Python 3.12 or later'],
    ['tensorflow==2.15.0', 'tensorflow==2.15.0 has no wheel for Python 3.12 or later'],
    ['PyYAML==6.0', 'PyYAML==6.0 has no wheel for Python 3.12 or later'],
    ['pyyaml == 5.4.1', 'pyyaml == 5.4.1 has no wheel for Python 3.12 or later'],
    ['MarkupSafe==1.0', 'MarkupSafe==1.0 has no wheel for Python 3.12 or later'],
    ['greenlet==2.0.2', 'greenlet==2.0.2 has no wheel for Python 3.12 or later'],
    ['numpy==1.24.3', 'numpy==1.24.3 has no wheel for Python 3.12 or later'],
    ['scipy==1.10.1', 'scipy==1.10.1 has no wheel for Python 3.12 or later'],
    ['pandas==2.0.3', 'pandas==2.0.3 has no wheel for Python 3.12 or later'],
    ['pywinpty==2.0.10', 'pip cannot install pywinpty==2.0.10 on Linux'],
    ['pyobjc_framework_Quartz==10.0', 'pip cannot install pyobjc_framework_Quartz==10.0 on Linux'],
    ['python-apt==2.4.0+ubuntu1', 'The package index has no python-apt==2.4.0+ubuntu1'],
    ['ubuntu-advantage-tools==8001', 'The package index has no ubuntu-advantage-tools==8001'],
    ['command-not-found==0.3', 'The package index has no command-not-found==0.3'],
    ['cloud_init==23.1', 'The package index has no cloud_init==23.1'],
    ['pkg_resources==0.0.0', 'The package index has no pkg_resources==0.0.0'],
    ['a @ file:///C:/b/abs_1/croot/a_1/work', 'a comes from a path that no instance has'],
    ['a @ file:///Users/eva/a', 'a comes from a path that no instance has'],
    ['a@file://localhost/home/conda/feedstock_root/a', 'a comes from a path that no instance has'],
    [
      'a @ file:///croot/a\nb\nc @ file:///croot/c\nd @ file:///tmp/build/80754af9/d',
      'a and 2 more come from paths that no instance has',
    ],
  ])('reports %j', (lines, message) => {
    expect(messages(uninstallableRequirement, `Django\n${lines}`)).toEqual([message]);
  });

  it.each([
    'pywin32==306 ; sys_platform == "win32"',
    'pywin32 @ https://wheels.example.com/pywin32-306.whl',
    'pywin32-ctypes==0.2.3',
    'torch==2.2.0',
    'torch>=1.13',
    'torch==1.13.1 ; python_version < "3.12"',
    'torch @ https://wheels.example.com/torch-1.13.1.whl',
    'tensorflow==2.16.1',
    'psycopg2-binary==2.8.6',
    'PyYAML==5.3.1',
    'PyYAML==6.0.1',
    'PyYAML>=5.4',
    'MarkupSafe==1.1.1',
    'greenlet==3.0.3',
    'numpy==1.26.4',
    'pandas==2.1.0',
    'pandas>=1.1',
    'scipy==1.11.1',
    'pyobjc-core==10.0; sys_platform == "darwin"',
    'python-apt==0.7.8',
    'ufw',
    'constructor==1',
    '# pywin32==306',
    'aws-cfn-bootstrap==3.0',
    'pkg-resources',
    '--find-links https://wheels.example.com\npywin32',
    'a @ file:///var/app/staging/wheels/a.whl',
    'a @ file:///home/webapp/a.whl',
    'a @ file:///home/${USER}/a.whl',
    'a @ https://example.com/Users/a.whl',
  ])('is silent about %j', (lines) => {
    expect(messages(uninstallableRequirement, lines)).toEqual([]);
  });

  it('is silent where another platform installs, and not where a Pipfile is beside it', () => {
    expect(messages(uninstallableRequirement, 'pywin32', { Pipfile: '' })).toHaveLength(1);
    const docker = {
      '.elasticbeanstalk/config.yml':
        'global:\n  default_platform: Docker running on 64bit Amazon Linux 2023\n',
    };
    expect(messages(uninstallableRequirement, 'pywin32', docker)).toEqual([]);
  });

  it('offers no fix where the file is in UTF-16', () => {
    const [bytes, text] = [Buffer.from('\ufeffpywin32\r\n', 'utf16le'), 'pywin32'];
    const found = (requirements: string) =>
      check(uninstallableRequirement, '', { 'requirements.txt': requirements });
    expect(found(bytes.toString('utf8'))).toMatchObject([{ message: 'pip cannot install pywin32 on Linux' }]);
    expect(found(bytes.toString('utf8'))[0]?.fix).toBeUndefined();
    expect(found(text)).toMatchObject([{ fix: { safety: 'safe' } }]);
  });

  it('takes the oldest Python that the project may get', () => {
    const requirements = 'PyYAML==5.4.1\nPyYAML==6.0\ngreenlet==2.0.2\nnumpy==1.24.3';
    expect(messages(uninstallableRequirement, requirements, { python: '3.11' })).toEqual([
      'PyYAML==5.4.1 has no wheel for Python 3.11 or later',
    ]);
  });

  it('is silent about old versions where pip is configured', () => {
    const pip = {
      '.ebextensions/a.config': 'option_settings:\n  - option_name: PIP_CONSTRAINT\n    value: c.txt\n',
    };
    expect(messages(uninstallableRequirement, 'PyYAML==5.4.1', pip)).toEqual([]);
    const command = 'pip install --no-build-isolation -r requirements.txt';
    const hook = { '.platform/hooks/prebuild/a.sh': `#!/bin/bash\n${command}\n` };
    expect(messages(uninstallableRequirement, 'PyYAML==5.4.1', hook)).toEqual([]);
    expect(messages(uninstallableRequirement, 'pywin32', pip)).toHaveLength(1);
  });

  it('adds the marker before the hashes', () => {
    const [finding] = check(uninstallableRequirement, 'pywin32==306 \\\n --hash=sha256:00');
    expect(finding?.fix?.edits).toMatchObject([
      { span: { start: 12, end: 12 }, text: ' ; sys_platform == "win32"' },
    ]);
  });
});

describe('bundle/missing-headers', () => {
  it.each([
    ['psycopg2', 'psycopg2 is compiled, and nothing installs pg_config'],
    ['psycopg2>=2.9,<3', 'psycopg2 is compiled, and nothing installs pg_config'],
    ['psycopg[c,pool]==3.2.9', 'psycopg is compiled, and nothing installs pg_config'],
    ['psycopg-c==3.2.9', 'psycopg-c is compiled, and nothing installs pg_config'],
    [
      'psycopg2-binary==2.8.6',
      'psycopg2-binary==2.8.6 has no wheel for Python 3.12 or later, and nothing installs pg_config',
    ],
    ['MySQLclient==2.2.7', 'mysqlclient is compiled, and nothing installs the headers of MariaDB or MySQL'],
    ['python-ldap', 'python-ldap is compiled, and nothing installs the headers of OpenLDAP'],
  ])('reports %j', (line, message) => {
    expect(messages(missingHeaders, `Django\n${line}`)).toEqual([message]);
  });

  it.each([
    ['3.11', '2.9.4', true],
    ['3.11', '2.9.5', false],
    ['3.12', '2.9.8', true],
    ['3.12', '2.9.9', false],
    ['3.13', '2.9.9', true],
    ['3.13', '2.9.10', false],
    ['3.14', '2.9.10', true],
    ['3.14', '2.9.11', false],
    // Who has it has to move to 3.11 or later.
    ['3.8', '2.9.4', true],
    ['3.8', '2.9.5', false],
    // What it has is not known yet.
    ['3.15', '2.9.13', false],
  ])('on Python %s, psycopg2-binary %s is compiled: %s', (python, version, isCompiled) => {
    expect(messages(missingHeaders, `psycopg2-binary==${version}`, { python })).toHaveLength(
      isCompiled ? 1 : 0,
    );
  });

  it.each([
    'psycopg2-binary',
    'psycopg2-binary>=2.8',
    'psycopg2-binary==2.*',
    'psycopg[binary]==3.2.9',
    'psycopg',
    'psycopg2 ; sys_platform == "win32"',
    'psycopg2 @ https://wheels.example.com/psycopg2.whl',
    '-f https://wheels.example.com\npsycopg2',
    'mysql-connector-python',
    'PyMySQL',
    'ldap3',
  ])('is silent about %j', (line) => {
    expect(messages(missingHeaders, line)).toEqual([]);
  });

  it.each([
    ['.ebextensions/a.config', 'packages:\n  yum:\n    libpq-devel: []\n'],
    ['.ebextensions/a.config', 'packages:\n  yum:\n    postgresql15-server-devel: []\n'],
    ['.ebextensions/a.config', 'commands:\n  a:\n    command: dnf -y install "postgresql*"\n'],
    ['.platform/hooks/prebuild/a.sh', '#!/bin/sh\nyum install -y postgresql-devel\n'],
    ['.platform/hooks/prebuild/a.sh', '#!/bin/sh\nexport PATH=$PATH:$(dirname "$PG_CONFIG")\n'],
    [
      '.ebextensions/a.config',
      'option_settings:\n  aws:autoscaling:launchconfiguration:\n    ImageId: ami-0abcdef1234567890\n',
    ],
    [
      '.ebextensions/a.config',
      'option_settings:\n  aws:elasticbeanstalk:application:environment:\n    PIP_FIND_LINKS: https://wheels.example.com\n',
    ],
    ['.ebextensions/a.config', 'files:\n  /etc/pip.conf:\n    content: |\n      [global]\n'],
  ])('is silent beside %s: %j', (name, text) => {
    expect(messages(missingHeaders, 'psycopg2', { [name]: text })).toEqual([]);
  });

  it.each([
    ['README.md', 'Install libpq-dev first.'],
    ['Dockerfile', 'FROM python:3.12\nRUN apt-get install libpq-dev\n'],
    ['.github/workflows/test.yml', 'on: push\njobs: {a: {steps: [{run: apt-get install libpq-dev}]}}\n'],
  ])('does not take %s for the instance', (name, text) => {
    expect(messages(missingHeaders, 'psycopg2', { [name]: text })).toHaveLength(1);
  });
});
