import { describe, expect, it } from 'vitest';
import { lintModel } from '../../src/lint/lint-project.js';
import { rules } from '../../src/rules/index.js';
import { projectOf } from '../support/fixtures.js';

const PYTHON = 'Python 3.11 running on 64bit Amazon Linux 2023';
const DOCKER = 'Docker running on 64bit Amazon Linux 2023';
const IIS = 'IIS 10.0 running on 64bit Windows Server 2022';

const config = (text: string) => ({ '.ebextensions/a.config': text });
const property = (value: string) =>
  config(`option_settings:\n  aws:elasticbeanstalk:application:environment:\n    A: ${value}\n`);
const option = (namespace: string, name: string) => (value: string) =>
  config(`option_settings:\n  ${namespace}:\n    ${name}: ${value}\n`);
const resource = (type: string) => config(`Resources:\n  a:\n    Type: ${JSON.stringify(type)}\n`);
const source = (url: string) => config(`sources:\n  /opt/a: ${url}\n`);
const file = (keys: string) => config(`files:\n  /etc/a:\n    ${keys}\n`);
const location = (path: string) => ({
  '.platform/nginx/conf.d/elasticbeanstalk/a.conf': `location ${path} { return 200; }\n`,
});

type Files = (form: string) => Readonly<Record<string, string>>;

/** The forms that a rule reports, each once, and those that it does not. */
const FORMS: readonly [
  rule: string,
  Files,
  wrong: readonly string[],
  right: readonly string[],
  platform?: string,
][] = [
  [
    'config/not-a-boolean',
    (value) => config(`commands:\n  a: {command: b, ignoreErrors: ${value}}\n`),
    ['never', 'tru', 'falsey', '2', '10', 'yess', 'onn', 'maybe'],
    ['true', '" False "', 'YES', 'no', 'y', 'N', 'on', 'off', 't', 'f', '1', '0', '""', '{Ref: A}'],
  ],
  [
    'resources/invalid-type',
    resource,
    [
      'AWS::SNS',
      'SNS::Topic',
      'AWS::',
      'AWS:SNS:Topic',
      'AWS::SNS::Topic::A::B::C',
      'Custom::',
      'Custom::a b',
      'X',
    ],
    ['AWS::SNS::Topic', 'Custom::A-b@c', 'A::B::C::D::E', 'My::Own::Thing::MODULE', ' AWS::SNS::Topic ', ''],
  ],
  [
    'config/source-not-an-archive',
    source,
    [
      ...['https://github.com/a/b', 'http://www.github.com/a.b/c.git', 'https://github.com/a/b/'],
      ...['https://github.com/a/b/tree/main/c', 'https://github.com/a/b/blob/main/c.zip'],
      ...['7z', 'deb', 'exe', 'gz', 'htm', 'html', 'msi', 'RAR', 'rpm'].map(
        (end) => `https://a.com/b.${end}`,
      ),
    ],
    [
      ...[
        'https://github.com/a/b/archive/HEAD.zip',
        'https://github.com/a/b/tarball/main',
        'https://github.com/a',
      ],
      ...['https://gist.github.com/a/b', 'https://github.community/a/b', 'https://a.com/b.html?c=d.zip'],
      ...['tar', 'tar.gz', 'tgz', 'tbz2', 'zip', 'htmlx', 'xgz'].map((end) => `https://a.com/b.${end}`),
    ],
  ],
  [
    'config/source-not-an-archive',
    source,
    ['tar', 'tar.gz', 'tar.bz2', 'tgz', 'tbz', 'TBZ2', 'rpm'].map((end) => `https://a.com/b.${end}`),
    ['zip', 'tarx', 'tgz2'].map((end) => `https://a.com/b.${end}`),
    IIS,
  ],
  [
    'config/source-not-a-url',
    (path) => file(`source: ${JSON.stringify(path)}`),
    ['a/b', './a/b.txt', '../a', '/a/b', 'a.txt', 'a-b.conf', './a', '/a', 'a.b/c-d/e.f'],
    ['a', 'https://a.com/b', 's3://a/b', '<a>/b', 'a b/c', 'a.1', '.../a', '${A}/b', ''],
  ],
  [
    'config/url-as-version',
    (version) => config(`packages:\n  yum:\n    a: ${version}\n`),
    [
      'http://a.com/b.rpm',
      '[HTTPS://a.com/b.rpm]',
      'ftp://a/b',
      's3://a/b',
      'file:///a',
      '[1.0, "http://a"]',
    ],
    ['[]', '1.0', '[1.0]', 'a http://b', 'gopher://a', 'https'],
  ],
  [
    'config/relative-file-path',
    (path) => config(`files:\n  ${JSON.stringify(path)}: {content: a}\n`),
    ['etc/a', 'a', './a', 'C:a', 'c:\\a', '~/a'],
    ['/a', '\\a', '/etc/a'],
    PYTHON,
  ],
  [
    'config/relative-file-path',
    (path) => config(`files:\n  ${JSON.stringify(path)}: {content: a}\n`),
    ['etc/a', 'c:a', 'cc:/a'],
    ['c:/a', 'C:\\a', '/a'],
    IIS,
  ],
  [
    'bundle/invalid-manifest',
    (name) => ({
      'env.yaml': `AWSConfigurationTemplateVersion: 1.1.0.0\nEnvironmentName: ${JSON.stringify(name)}\n`,
    }),
    ['abc', 'a'.repeat(41), '-abc', 'abc-', 'ab_cd', 'a b c', '+', '-+', `${'a'.repeat(39)}+`, 'abc++', ''],
    ['abcd', 'a'.repeat(40), 'a--b', '1234', 'a+', 'a-+', `${'a'.repeat(38)}+`, '{{name}}'],
  ],
  [
    'bundle/invalid-manifest',
    (key) => ({ 'env.yaml': `AWSConfigurationTemplateVersion: 1.1.0.0\n${key}\n` }),
    [
      ...[
        'CNAME: a',
        'Tier: {}',
        'option_settings: {}',
        'OptionSettings: []',
        'EnvironmentTier: {Name: Web}',
      ],
      'EnvironmentTier: {Name: WebServer, Type: SQS/HTTP}',
      'EnvironmentTier: {Name: Worker, Type: Standard}',
    ],
    [
      ...[
        'CName: a',
        'Description: a',
        'EnvironmentLinks: {}',
        'EnvironmentConfigurationMetadata: {}',
        'Tags: {}',
      ],
      ...[
        'Platform: {}',
        'SolutionStack: a',
        'OptionSettings: {}',
        'EnvironmentTier: {}',
        'EnvironmentTier: a',
      ],
      'EnvironmentTier: {Name: WebServer, Type: Standard}',
      'EnvironmentTier: {Name: Worker, Type: SQS/HTTP}',
      'EnvironmentTier: {Name: WebServer, Type: {Ref: A}}',
      'EnvironmentTier: {Type: Standard}',
    ],
  ],
  [
    'bundle/uninstallable-requirement',
    (line) => ({ 'requirements.txt': `${line}\n` }),
    [
      ...[
        'aws-cfn-bootstrap==2.0',
        'pkg-resources == 0.0.0',
        'pypiwin32',
        'PyWin32>=1',
        'twisted-iocpsupport==1',
      ],
      ...['C:/a', 'Users/a/b', 'croot/a', 'private/a', 'home/me/a', 'opt/concourse/a', 'opt/conda/a'].map(
        (path) => `a @ file:///${path}`,
      ),
      ...['tmp/build/a', 'work/ci_py311/a', 'work/perseverance-python/a', 'work/recipes/a'].map(
        (path) => `a @ file://localhost/${path}`,
      ),
      ...['x/conda-bld/a', 'x/feedstock_root/a'].map((path) => `a @ FILE:///${path}`),
    ],
    [
      ...[
        'aws-cfn-bootstrap==2.1',
        'pkg-resources',
        'pywin32; sys_platform == "win32"',
        'my-pywin32',
        'pywin32x',
      ],
      ...[
        'home/ec2-user/a',
        'home/webapp/a',
        'opt/a',
        'tmp/a',
        'work/a',
        'var/app/a',
        'x/Users/a',
        'Users/$A/b',
      ].map((path) => `a @ file:///${path}`),
      'pywin32 @ https://a.com/b.whl',
      '-i https://a.com/simple\npywin32',
      'a @ https://a.com/Users/b',
    ],
    PYTHON,
  ],
  [
    'secrets/world-readable',
    (mode) =>
      config(`files:\n  /etc/a.ini:\n    mode: ${mode}\n    content: |\n      password = kX9v-2mQ7rT\n`),
    ['"000644"', '"644"', '"0664"', '" 755 "', '"000604"', '"777"', '"000645"', '"666"', '"0064"'],
    ['"000600"', '"640"', '"000"', '"641"', '"643"', '"01644"', '"u=rw"', '{Ref: A}'],
  ],
  [
    'settings/unexpanded-variable',
    property,
    [
      ...['${A}', '"x ${A_1}y"', '"{{ A_B }}"', '"{{env.a}}"', '"{{ secrets.A }}"', '"{{ vars.a }}"'],
      ...['<%= ENV["A"] %>', '"<%= A_B %>"', '"#{A_B}"', '__A__', 'x-__A_1B__-y', '$(openssl rand -hex 16)'],
      ...['$(date)', '$(hostname)', '$(pwd)', '$(whoami)', '"`date`"', '"`openssl rand`"'],
    ],
    [
      ...[
        '$A',
        '"$${A}"',
        '${a}',
        '${A.b}',
        '"{{ a }}"',
        '"{{A}}"',
        '"{{resolve:ssm:a}}"',
        '"<%= a %>"',
        '"#{a}"',
      ],
      ...[
        '"#{A}"',
        '__a__',
        'x__A__',
        '__A__x',
        '__A_',
        '$(A)',
        '$(date -u)x',
        'x$(date)',
        '$(Date)',
        '"`{}`"',
      ],
      '"@@A@@"',
    ],
    PYTHON,
  ],
  [
    'settings/unexpanded-variable',
    option('aws:autoscaling:launchconfiguration', 'EC2KeyName'),
    ['${a.b-c:d}', '"{{ a }}"', '"<% a %>"', '"#{a}"', '"@@a@@"', '__A__', '${_A}', '$(pwd)'],
    ['"{{resolve:ssm:a}}"', '"$${A}"', '${1}', '"{{}}"', '"#{1}"', 'a@@b', '"<%%>"'],
    PYTHON,
  ],
  [
    'secrets/world-readable',
    (content) =>
      config(`files:\n  /etc/a.ini:\n    mode: "000644"\n    content: ${JSON.stringify(content)}\n`),
    [
      ...['PASSWORD=kX9v2mQ7rT', 'x\n \tpassword : "kX9v2mQ7rT"', "export API_TOKEN='9d0ee1b2c3d4'"],
      ...['Environment=DB_PASSWORD=kX9v2mQ7rT', '"password": "kX9v2mQ7rT",', 'API_TOKEN=`{"Ref": "A"}`'],
    ],
    [
      'PASSWORD',
      'PASSWORD=',
      'user=kX9v2mQ7rT',
      '# password=kX9v2mQ7rT',
      'PASSWORD=<your_password>',
      'x PASSWORD=a1b2c3',
    ],
  ],
  [
    'secrets/world-readable',
    (name) =>
      config(
        `files:\n  ${name}:\n    mode: "000644"\n    source: https://a.com/b\n    authentication: S3Auth\n`,
      ),
    [
      ...[
        '/opt/.env',
        '/etc/a.credentials',
        '/etc/a-credential',
        '/etc/secrets.json',
        '/etc/my-secret',
        '/etc/a_secret',
      ],
      ...['/etc/a.key', '/etc/a.P12', '/etc/a.pfx'],
    ],
    ['/opt/env', '/etc/a.pem', '/etc/mysecret', '/etc/a.key.pub', '/etc/secretary', '/opt/.envrc'],
  ],
  [
    'secrets/world-readable',
    (name) => config(`files:\n  ${name}:\n    mode: "000644"\n    content: "password = 'kX9v2mQ7rT'"\n`),
    ['/a.ini', '/a.tsx', '/py', '/a.json'],
    ['go', 'java', 'js', 'php', 'pl', 'py', 'rb', 'ts'].map((end) => `/a.${end}`),
  ],
  [
    'secrets/plain-text-in-script',
    (command) => config(`container_commands:\n  a: {command: ${JSON.stringify(command)}}\n`),
    [
      ...['declare', 'env', 'export', 'local', 'readonly', 'typeset'].map(
        (set) => `${set} API_TOKEN=9d0ee1b2c3d4 x`,
      ),
      ...['docker build --build-arg', 'a --env', 'a --set', 'docker run -e', 'podman run -e'].map(
        (flag) => `${flag} API_TOKEN=9d0ee1b2c3d4`,
      ),
      ...['docker login -p', 'podman login -p', 'redis-cli -a'].map((flag) => `${flag} kX9v2mQ7rT`),
      ...['mariadb', 'mariadb-dump', 'mysql', 'mysqladmin', 'mysqldump'].map(
        (name) => `${name} -pkX9v2mQ7rT`,
      ),
      ...['-u', '-su', '--user', '--proxy-user'].map((flag) => `curl ${flag} shop:kX9v2mQ7rT https://a.com`),
      ...['rabbitmqctl add_user a kX9v2mQ7rT', 'rabbitmqctl -n b change_password a kX9v2mQ7rT'],
      "curl -H 'Authorization: Bearer 9d0ee1b2c3d4e5f60718' https://a.com",
      "wget '--header=Authorization: Bearer 9d0ee1b2c3d4e5f60718' https://a.com",
    ],
    [
      ...[
        'unset API_TOKEN=9d0ee1b2c3d4',
        'docker run -p 80:80 a',
        'podman push -p kX9v2mQ7rT',
        'mysql -p kX9v2mQ7rT',
      ],
      ...['redis-cli -h kX9v2mQ7rT', 'rabbitmqctl add_user a', 'rabbitmqctl set_permissions a kX9v2mQ7rT'],
      ...[
        'curl -u shop https://a.com',
        'curl -u shop:$P https://a.com',
        'curl -A shop:kX9v2mQ7rT https://a.com',
      ],
      ...[
        "curl -H 'Authorization: Bearer $T' https://a.com",
        "echo -H 'Authorization: Bearer 9d0ee1b2c3d4e5f60718'",
      ],
      'export API_TOKEN=$T',
    ],
    PYTHON,
  ],
  [
    'secrets/plain-text-in-container',
    (image) => ({
      'docker-compose.yml': `services:\n  db:\n    image: ${image}\n    environment: {DB_PASSWORD: kX9v2mQ7rT}\n`,
    }),
    ['shop', 'shop/mysql-backup', 'mysqld', 'a/redis-commander', 'mssql/servers'],
    [
      ...[
        'arangodb',
        'azure-sql-edge',
        'cassandra',
        'clickhouse',
        'cockroach',
        'couchbase',
        'couchdb',
        'dragonfly',
      ],
      ...[
        'dynamodb-local',
        'elasticsearch',
        'influxdb',
        'keydb',
        'localstack',
        'mariadb',
        'meilisearch',
        'memcached',
      ],
      ...[
        'minio',
        'mongo',
        'mongodb',
        'mssql-server',
        'mysql',
        'neo4j',
        'opensearch',
        'oracle-free',
        'oracle-xe',
      ],
      ...['percona', 'pgvector', 'postgis', 'postgres', 'postgresql', 'rabbitmq', 'redis', 'redis-stack'],
      ...[
        'redis-stack-server',
        'rethinkdb',
        'scylla',
        'timescaledb',
        'timescaledb-ha',
        'typesense',
        'valkey',
      ],
      ...['a.com/b/mysql:8', 'mysql@sha256:00', 'mcr.microsoft.com/mssql/server:2022'],
    ],
    DOCKER,
  ],
  [
    'secrets/plain-text-in-container',
    (version) => ({
      'Dockerrun.aws.json': `{"AWSEBDockerrunVersion": ${version}, "containerDefinitions": [{"name": "a", "image": "a", "environment": [{"name": "DB_PASSWORD", "value": "kX9v2mQ7rT"}]}]}`,
    }),
    ['2', '"2"'],
    ['1', '"1"', '3'],
  ],
  [
    'settings/mixed-architectures',
    (types) => option('aws:ec2:instances', 'InstanceTypes')(types),
    ['"t3.a, t4g.a"', '"a1.a,t2.a"', '"T4G.a,t3a.a"', '"hpc7g.a,g5.a"', '"x2gd.a, mac2.a, m5.a"'],
    [
      '"t3.a, g4dn.a"',
      '"t4g.a"',
      '"t3.a, mac2-m2.a"',
      '"p6e-gb200.a, t4g.a, im4gn.a"',
      '"m7i-flex.a, t4g.a"',
      '"t3.a, ${A}"',
    ],
  ],
  [
    'settings/misread-value',
    property,
    [
      ...[
        'yes',
        'No',
        'ON',
        'off',
        '012',
        '0x1f',
        '0b11',
        '1:30',
        '1_000',
        '1.10',
        '+1.5',
        '1e3',
        '01.5',
        '12e03',
        '+12',
      ],
      ...['1.50', '-010', 'True', 'False'],
    ],
    [
      'true',
      'false',
      'TRUE',
      '12',
      '1.5',
      '"yes"',
      'y',
      'n',
      '2024-01-01',
      '-1',
      '0',
      'null',
      '~',
      'yesterday',
      '1.0.0',
    ],
    PYTHON,
  ],
  [
    'settings/misread-value',
    property,
    ['yes'],
    ['True', 'False'],
    'Node.js 20 running on 64bit Amazon Linux 2023',
  ],
  [
    'instance/unconfirmed-install',
    (flags) => config(`container_commands:\n  a: {command: yum install ${flags} git}\n`),
    [
      ...['', '-q', '--setopt=a=b', '--assume', '-Y', '--no-y', '-e', '--skip-broken'],
      '-c a -d 1 -e 1 -x a -R 1',
      '--config a --debuglevel 1 --errorlevel 1 --exclude a --randomwait 1',
      '--enablerepo a --disablerepo b --installroot / --releasever 1 --setopt a=b --repo a --repoid a',
    ],
    ['-y', '-qy', '-yq', '--assumeyes', '--assumeno', '--setopt=assumeyes=1', '$FLAGS'],
    PYTHON,
  ],
  [
    'secrets/private-key',
    (text) => ({ 'a.txt': text }),
    [
      ...['', 'RSA ', 'EC ', 'OPENSSH ', 'ENCRYPTED '].map(
        (kind) => `x\n \t-----BEGIN ${kind}PRIVATE KEY----- \r\n\t MIIE\n`,
      ),
      ...['"', "'", '='].map((sign) => `a ${sign}-----BEGIN PRIVATE KEY-----\\nMIIE+/09azAZ+/09`),
      'a="-----BEGIN RSA PRIVATE KEY-----\\r\\nMIIEowIBAAKCAQEA"',
    ],
    [
      ...[
        '-----BEGIN PUBLIC KEY-----\nMIIE\n',
        '-----BEGIN PRIVATE KEY-----\n',
        '-----BEGIN PRIVATE KEY-----\n-----END',
      ],
      ...[
        '-----BEGIN PRIVATE KEY-----\n \n',
        'grep -e -----BEGIN PRIVATE KEY-----\nMIIE\n',
        '-----BEGIN rsa PRIVATE KEY-----\nMIIE',
      ],
      ...['"-----BEGIN PRIVATE KEY-----\\nMIIE"', 'x-----BEGIN PRIVATE KEY-----\\nMIIEowIBAAKCAQEA'],
      '-----BEGIN ABCDEFGHIJ PRIVATE KEY-----\nMIIE\n',
    ],
  ],
  [
    'settings/invalid-static-path',
    (path) =>
      config(
        `option_settings:\n  aws:elasticbeanstalk:environment:proxy:staticfiles:\n    ${JSON.stringify(path)}: static\n`,
      ),
    [
      'http://a.com',
      'https://a.com/b',
      '/a*',
      '/a?',
      '^/a',
      '/a$',
      '/a\\b',
      '/a|b',
      '/(a',
      '/a)',
      'a',
      'static/',
      './a',
    ],
    ['/a', '/', '/a.b-c_d/', '/a b', '/a[b]', '/httpsx', '/{a}'],
  ],
  [
    'settings/invalid-static-path',
    option('aws:elasticbeanstalk:environment:proxy:staticfiles', '/static'),
    ['/var/a', '/opt/a', '/home/a', '/usr/a/', '" /var/app/current/a "'],
    ['static', '/static', '/variable/a', 'var/a', '/var', '${A}/var/a', './opt/a'],
  ],
  [
    'instance/unread-hook',
    (name) => ({ [name]: '#!/bin/bash\nx\n' }),
    [
      ...[
        '.platform/a.sh',
        '.platform/prebuild/a',
        '.platform/Predeploy/a',
        '.platform/postdeploy/a',
        '.platform/hooks/a',
      ],
      ...['pre', 'enact', 'post', 'preinit', 'postinit', 'appdeploy/pre', 'configdeploy/post'].map(
        (folder) => `.platform/hooks/${folder}/a`,
      ),
      ...[
        'build',
        'deploy',
        'init',
        'install',
        'restart',
        'setup',
        'start',
        'Start',
        'pre-build',
        'post_deploy',
      ].map((folder) => `.platform/hooks/${folder}/a`),
      ...['.platform/hook/prebuild/a', '.platform/config_hooks/predeploy/a', '.platform/conf_hook/a'],
      ...[
        '.ebextensions/hooks/prebuild/a',
        '.ebextensions/.platform/hooks/a',
        '.ebextensions/platform/hooks/post/a',
      ],
      ...['.platform/Hooks/prebuild/a', '.platform/confighooks/a'],
    ],
    [
      ...[
        '.platform/hooks/prebuild/a',
        '.platform/confighooks/postdeploy/a',
        '.platform/hooks/predeploy/a/b',
      ],
      ...[
        '.platform/hooks/lib/a',
        '.platform/nginx/a',
        '.platform/nginx/prebuild/a',
        'hooks/prebuild/a',
        '.platform/x/y/a',
      ],
      ...['.ebextensions/a', '.ebextensions/x/hooks/a', '.platform/myhooks/a', 'x/.platform/hooks/a'],
    ],
    PYTHON,
  ],
  [
    'instance/hook-without-shebang',
    (text) => ({ '.platform/hooks/prebuild/a.sh': text }),
    [
      'x\n',
      '#! bin/bash\n',
      '#!bash\n',
      '#!\tenv bash\n',
      '\n#!/bin/bash\n',
      ' #!/bin/bash\n',
      '\ufeff#!/bin/bash\n',
      '# !/bin/sh\n',
    ],
    ['#!/bin/bash\n', '#! /bin/sh\n', '#!\t/usr/bin/env node\n', '', ' \n', '\0ELF'],
  ],
  [
    'instance/hook-without-shebang',
    (name) => ({ [`.platform/hooks/prebuild/${name}`]: 'x\n' }),
    ['a', 'a.sh', 'a.mdx', 'a.txt.sh', 'md', 'x.y'],
    ['.gitkeep', 'a.md', 'a.txt', 'README.md', '.a.sh'],
  ],
  [
    'instance/not-repeatable',
    (command) => config(`commands:\n  a: {command: ${JSON.stringify(command)}}\n`),
    [
      ...[
        'mkdir /opt/a',
        'mkdir -m 755 /opt/a',
        'mkdir a',
        'sudo mkdir -v /opt/a',
        'ln -s /a /opt/b',
        'ln /a /opt/b',
      ],
      ...[
        'useradd a',
        'adduser -m a',
        'groupadd -r a',
        'mkfs /dev/xvdf',
        'mkfs.ext4 /dev/xvdf',
        'swapon /swap',
      ],
      ...[
        'git clone https://a.com/b.git /opt/b',
        'git clone git@a.com:b /opt/b',
        'cd /opt && git clone https://a.com/b',
      ],
      'cd /opt; mkdir a',
    ],
    [
      ...[
        'mkdir -p /opt/a',
        'mkdir -vp /opt/a',
        'mkdir --parents /opt/a',
        'mkdir /opt/$A',
        'ln -sf /a /opt/b',
        'ln -s /a',
      ],
      ...[
        'ln --force -s /a /opt/b',
        'useradd -D a',
        'groupadd -f a',
        'groupadd --force a',
        'adduser --defaults a',
      ],
      ...[
        'swapon -a',
        'swapon -s /swap',
        'swapon --all',
        'swapon --show /swap',
        'swapon --summary /swap',
        'mkfs',
      ],
      ...[
        'git pull https://a.com/b.git /opt/b',
        'git clone a b',
        'git clone https://a.com/b .',
        'mkdirs /opt/a',
      ],
      ...[
        'mkdir /var/app/staging/a',
        'mkdir /var/app/current/a',
        'mkdir /opt/a || true',
        'rm -rf /opt/a; mkdir /opt/a',
      ],
      ...[
        '[ -d /opt/a ] || mkdir /opt/a',
        'mkdir /opt/a && mv /opt/a /opt/b',
        'useradd a; userdel a',
        'swapoff /swap; swapon /swap',
      ],
    ],
    PYTHON,
  ],
  [
    'secrets/written-to-log',
    (command) => config(`container_commands:\n  a: {command: ${JSON.stringify(command)}}\n`),
    [
      ...[
        'echo $DB_PASSWORD',
        'printf "%s" "${API_TOKEN}"',
        'echo "x: $DB_PASSWORD"',
        'echo $DB_PASSWORD >> /var/log/a',
      ],
      ...[
        'echo $DB_PASSWORD > /tmp/a.log',
        'echo $DB_PASSWORD > /dev/stderr',
        'echo $DB_PASSWORD &> /dev/console',
      ],
      ...['echo $DB_PASSWORD >| /dev/stdout', 'echo $DB_PASSWORD 1> /var/log/a', 'x; echo $DB_PASSWORD'],
      'echo $(/opt/elasticbeanstalk/bin/get-config environment -k DB_PASSWORD)',
      'echo $(/opt/elasticbeanstalk/bin/get-config environment --key DB_PASSWORD)',
      ...['get-parameter', 'get-parameters', 'get-parameters-by-path'].map(
        (action) => `echo $(aws ssm ${action} --name a --with-decryption)`,
      ),
      'echo $(aws secretsmanager get-secret-value --secret-id a)',
      'echo $(aws secretsmanager get-secret-value --secret-id a --query SecretString)',
    ],
    [
      ...[
        'echo $DB_HOST',
        "echo '$DB_PASSWORD'",
        'echo $DB_PASSWORD > /etc/a',
        'echo $DB_PASSWORD | a',
        'a $DB_PASSWORD',
      ],
      ...[
        'echo ${DB_PASSWORD:+set}',
        'echo ${#DB_PASSWORD}',
        '(echo $DB_PASSWORD)',
        'f() { echo $DB_PASSWORD; }',
      ],
      ...['{ echo $DB_PASSWORD; } > /etc/a', 'exec > /etc/a; echo $DB_PASSWORD', 'echo $DB_PASSWORD < a'],
      ...[
        'if x; then echo $DB_PASSWORD; fi > a',
        'for x in y; do echo $DB_PASSWORD; done > a',
        'echo $DB_PASSWORD > $A',
      ],
      'echo $(get-config environment -k DB_HOST)',
      'echo $(get-config container -k DB_PASSWORD)',
      'echo $(aws ssm get-parameter --name a)',
      'echo $(aws ssm describe-parameters --with-decryption)',
      'echo $(aws secretsmanager get-secret-value --secret-id a --query ARN)',
      'echo $(aws secretsmanager list-secrets)',
      'echo $(aws secretsmanager get-secret-value --secret-id a | md5sum)',
    ],
    PYTHON,
  ],
  [
    'secrets/written-to-log',
    (command) => ({
      '.ebextensions/a.config': `option_settings:\n  aws:elasticbeanstalk:application:environment: {DB_PASSWORD: "x"}\ncontainer_commands:\n  a: {command: ${JSON.stringify(command)}}\n`,
    }),
    [
      'env',
      'printenv',
      'set',
      'export',
      'export -p',
      '/opt/elasticbeanstalk/bin/get-config environment',
      'cat /opt/elasticbeanstalk/deployment/env',
      'env > /var/log/a.log',
    ],
    [
      'env a',
      'printenv A',
      'set -e',
      'export A=b',
      'sudo env',
      'env > /etc/a',
      'env | grep A',
      'get-config environment -k A',
      'get-config environment --key=A',
      'get-config container',
      'cat /opt/elasticbeanstalk/deployment/envx',
    ],
    PYTHON,
  ],
  ...[
    DOCKER,
    'ECS running on 64bit Amazon Linux 2023',
    'Tomcat 10 with Corretto 17 running on 64bit Amazon Linux 2023',
    IIS,
  ].map((name): (typeof FORMS)[number] => [
    'procfile/unread-procfile',
    (file) => ({ [file]: 'web: x\n' }),
    ['Procfile', ...(name.startsWith('Tomcat') ? [] : ['Buildfile'])],
    ['procfile', 'x/Procfile', ...(name.startsWith('Tomcat') ? ['Buildfile'] : [])],
    name,
  ]),
  [
    'procfile/unread-procfile',
    (file) => ({ [file]: 'web: x\n' }),
    [],
    ['Procfile', 'Buildfile'],
    'PHP 8.3 running on 64bit Amazon Linux 2023',
  ],
  [
    'instance/invalid-unit',
    (lines) =>
      config(
        `files:\n  /etc/systemd/system/a.service:\n    content: ${JSON.stringify(`[Unit]\nA=b\n[Service]\n${lines}\n`)}\n`,
      ),
    [
      ...[
        'User=a',
        'ExecStart=',
        'ExecStart=/a\nExecStart=/b',
        'ExecStart=/a\nRestart=never',
        'ExecStart=/a\nRestart=Always',
      ],
      ...['ExecStartPre', 'ExecStartPost', 'ExecStop', 'ExecStopPost', 'ExecReload', 'ExecCondition'].map(
        (name) => `ExecStart=/a\n${name}=/b/*/c`,
      ),
      ...['/a*', '-/a?b', '@/a/*', ':/*', '+/a*', '!/a*', '|/a*', '"/a b*"', "'/a b?'", '-+/a*'].map(
        (program) => `ExecStart=${program}`,
      ),
      ...['always', 'on-success'].map((restart) => `Type=oneshot\nExecStart=/a\nRestart=${restart}`),
    ],
    [
      ...[
        'ExecStart=/a',
        'ExecStop=/a',
        'ExecStart=/a\nExecStart=\nExecStart=/b',
        'Type=oneshot\nExecStart=/a\nExecStart=/b',
      ],
      ...['no', 'on-success', 'on-failure', 'on-abnormal', 'on-watchdog', 'on-abort', 'always'].map(
        (restart) => `ExecStart=/a\nRestart=${restart}`,
      ),
      ...[
        'ExecStart=/a *',
        'ExecStart="/a b" *',
        'ExecStart=a*',
        'ExecStart=/a\nExecStarts=/b*',
        'ExecStart=/a*\nExecStart=\nExecStart=/b',
      ],
      ...['no', 'on-failure', 'on-abnormal'].map(
        (restart) => `Type=oneshot\nExecStart=/a\nRestart=${restart}`,
      ),
      ...['ExecStart=/a\nRestart=', 'ExecStart=/a\nRestart=x\nRestart=no', '[Unit]\nSuccessAction=exit'],
    ],
    PYTHON,
  ],
  [
    'instance/invalid-unit',
    (path) => config(`files:\n  ${path}:\n    content: "[Service]\\nUser=a\\n"\n`),
    [
      '/etc/systemd/system/a.service',
      '/usr/lib/systemd/system/a@b.service',
      '/lib/systemd/system/a.b.service',
    ],
    [
      '/etc/systemd/system/a.timer',
      '/etc/systemd/system/x/a.service',
      '/opt/a.service',
      '/x/etc/systemd/system/a.service',
      '/etc/systemd/user/a.service',
    ],
    PYTHON,
  ],
  [
    'nginx/missing-certificate-file',
    (line) => ({ '.platform/nginx/conf.d/a.conf': `server {\n  listen 443 ssl;\n  ${line}\n}\n` }),
    ['ssl_certificate /etc/a.crt;', 'ssl_certificate_key /etc/pki/a.key;', 'ssl_certificate "/opt/a b.pem";'],
    [
      ...[
        'ssl_certificate $a;',
        'ssl_certificate /etc/$a.crt;',
        'ssl_certificate /etc/localhost.crt;',
        'ssl_certificate a.crt;',
      ],
      ...[
        'ssl_certificate /etc/pki/tls/certs/ca-bundle.crt;',
        'ssl_trusted_certificate /etc/a.crt;',
        'ssl_dhparam /etc/a.pem;',
      ],
    ],
    PYTHON,
  ],
  [
    'bundle/ignored-start-file',
    (command) => ({ Procfile: `web: ${command}\n`, '.ebignore': 'dist\n' }),
    [
      ...[
        'node dist/a.js',
        'node ./dist/a.js',
        'java -jar dist/a.jar',
        'python dist/a.py',
        'python3 dist/a.py',
      ],
      ...[
        'ruby dist/a.rb',
        'bash dist/a',
        'sh dist/a',
        'A=1 B=c node dist/a.js',
        'node --inspect -r=a dist/a.js',
      ],
      ...['node dist/@a/b-c.d/e.js --port 1', 'A= node dist/a.js'],
    ],
    [
      ...[
        'node src/a.js',
        'node a/distx/a.js',
        'nodejs dist/a.js',
        'a=1 node dist/a.js',
        'java dist/a.jar',
        'cat dist/a',
      ],
      ...['node dist/a.js$B', 'exec node dist/a.js', 'node /dist/a.js', 'xnode dist/a.js'],
    ],
    PYTHON,
  ],
  [
    'bundle/missing-requirement',
    (line) => ({ 'requirements.txt': `flask\n${line}\n`, Procfile: 'web: uvicorn a:b\n' }),
    ['', '# uvicorn', 'starlette'],
    [
      'uvicorn',
      'uvicornx',
      'my-uvicorn',
      'uvicorn[standard]==0.30',
      'uvicorn-worker',
      'Uvicorn',
      '-r more.txt',
      './uvicorn.whl',
    ],
    PYTHON,
  ],
  [
    'bundle/missing-requirement',
    (command) => ({
      'requirements.txt': 'flask\n',
      Procfile: 'web: daphne a:b\n',
      ...config(`container_commands:\n  a: {command: ${JSON.stringify(command)}}\n`),
    }),
    [
      'true',
      'pip list',
      'pip uninstall daphne',
      '/var/app/venv/bin/python a.py',
      'xpip installs',
      'npm install',
    ],
    [
      ...[
        'pip install daphne',
        'pip3 install -r x',
        'pip3.11  install x',
        'easy_install install x',
        'conda x',
        'pdm sync',
        'pipenv x',
      ],
      ...['pipx x', 'poetry install', 'uv sync', 'uvx x', 'venv/bin/python x', '/opt/venv/bin/x'],
    ],
    PYTHON,
  ],
  [
    'bundle/missing-requirement',
    (command) => ({ 'requirements.txt': 'gunicorn==23.0.0\n', Procfile: `web: ${command}\n` }),
    [
      ...['daphne a:b', 'hypercorn a:b', 'uwsgi --http :8000', 'waitress-serve a:b', 'uvicorn a:b'],
      ...['eventlet', 'gevent', 'uvicorn.workers.UvicornWorker', 'uvicorn_worker.UvicornWorker'].map(
        (worker) => `gunicorn -k ${worker} a:b`,
      ),
      'gunicorn -k geventwebsocket.gunicorn.workers.GeventWebSocketWorker a:b',
    ],
    [
      'gunicorn a:b',
      'gunicorn -k sync a:b',
      'gunicorn -k gthread a:b',
      'gunicorn -k my.Worker a:b',
      'python a.py',
    ],
    PYTHON,
  ],
  [
    'procfile/background-command',
    (command) => ({ Procfile: `web: ${command}\n` }),
    ['a &', 'a&', 'a && b &', '(a) &', 'docker run -d a', 'pm2 start a'],
    [
      'a',
      'a &&',
      'a \\&',
      'a "&"',
      "a '&'",
      'a & b',
      'a & wait',
      'docker run a',
      'pm2-runtime start a',
      'a &>x',
    ],
    PYTHON,
  ],
  [
    'bundle/missing-requirement',
    (name) => ({
      'requirements.txt': 'flask\n',
      Procfile: 'web: daphne a:b\n',
      [name]: '#!/bin/sh\npip install daphne\n',
    }),
    [
      'Dockerfile',
      'Dockerfile.dev',
      'x/Dockerfile',
      'docker-compose.yml',
      'README.md',
      'x/a.md',
      '.github/workflows/a.yml',
    ],
    ['a.sh', '.platform/hooks/prebuild/a.sh', 'Makefile', 'a.mdx', 'x/.github/a', 'myDockerfile'],
    PYTHON,
  ],
  [
    'instance/not-repeatable',
    (keys) => config(`commands:\n  a: {command: mkdir a, ${keys}}\n`),
    ['ignoreErrors: false'],
    ['cwd: /var/app/staging', 'cwd: /var/app/current/', 'cwd: "{{folder}}"', 'ignoreErrors: true'],
    PYTHON,
  ],
  [
    'instance/not-repeatable',
    (section) => config(`${section}:\n  a: {command: mkdir a}\n`),
    ['commands'],
    ['container_commands'],
    PYTHON,
  ],
  [
    'instance/foreground-process',
    (command) => config(`container_commands:\n  a: {command: ${JSON.stringify(command)}}\n`),
    ['tail -f a', 'celery -A a worker', 'x && tail -f a', 'cd a; celery -A a worker'],
    [
      ...[
        'tail -f a &',
        'tail -f a | b',
        'f() { tail -f a; }',
        'timeout 5 tail -f a',
        'x || tail -f a',
        'tail a',
      ],
      ...[
        'if x; then tail -f a; fi',
        'nohup celery -A a worker &',
        'celery -A a inspect ping',
        'echo tail -f a',
      ],
    ],
    PYTHON,
  ],
  [
    'secrets/written-to-log',
    (namespace) => ({
      '.ebextensions/a.config': `option_settings:\n  ${namespace}: {DB_PASSWORD: x}\ncontainer_commands:\n  a: {command: env}\n`,
    }),
    ['aws:elasticbeanstalk:application:environment', 'aws:elasticbeanstalk:application:environmentsecrets'],
    ['aws:elasticbeanstalk:customoption', 'aws:elasticbeanstalk:container:tomcat:jvmoptions'],
    PYTHON,
  ],
  ['settings/unexpanded-variable', property, [], ['${A}', '"{{ A_B }}"'], DOCKER],
  [
    'settings/unexpanded-variable',
    (name) => ({ ...property('${A}'), Dockerfile: 'FROM a\n', [name]: '' }),
    ['Gemfile', 'composer.json', 'go.mod', 'manage.py', 'package.json', 'requirements.txt'],
    ['a.txt', 'x/go.mod', 'xgo.mod', 'go.modx'],
    DOCKER,
  ],
  [
    'settings/unexpanded-variable',
    (name) => ({ ...property('${A}'), Dockerfile: 'FROM a\n', 'package.json': '{}', [name]: '' }),
    ['x/pom.xml', 'build.gradlex', 'xmvnw'],
    ['build.gradle', 'build.gradle.kts', 'build.sbt', 'gradlew', 'mvnw', 'pom.xml', 'docker-compose.yml'],
    DOCKER,
  ],
  [
    'nginx/literal-pattern',
    location,
    ['^/a', '/a*', '/a$', '/a\\.b', '/(a|b)', '*.php', '/a.*', '/a/*.png'],
    [
      '/a',
      '^~ /a',
      '/(a)',
      '/[a]',
      '~ ^/a',
      '/a${b}$',
      '/{{a}}*',
      '/__A__$',
      '"/$a*"',
      '= /a',
      '/a.b',
      '/(a',
    ],
    PYTHON,
  ],
  [
    'instance/misplaced-brace',
    (word) => config(`container_commands:\n  a: {command: ${JSON.stringify(`cp a ${word}`)}}\n`),
    ['/{$A}/b', '{$A}', '/b-{$A_1}'],
    ['/${$A}', '/x{$A}', '/{$A', '/{$1}', "'/{$A}'", '/}{$A}', '/{a,$A}', '\\{\\$A}'],
    PYTHON,
  ],
];

describe.each(FORMS)('%s', (...row) => {
  const [id, files, wrong, right, platform] = row;
  const rule = rules.find((one) => one.id === id);
  const found = (form: string) =>
    lintModel(projectOf(files(form), platform), { preset: 'strict' }, rule ? [rule] : []).diagnostics.filter(
      ({ ruleId }) => ruleId === id,
    ).length;

  it.skipIf(wrong.length === 0).each(wrong)('reports %s', (form) => {
    expect(found(form)).toBe(1);
  });

  it.each(right)('is silent about %s', (form) => {
    expect(found(form)).toBe(0);
  });
});
