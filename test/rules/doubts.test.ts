import { describe, expect, it } from 'vitest';
import { lintModel } from '../../src/lint/lint-project.js';
import type { RuleId } from '../../src/rules/rule.js';
import { wholeProjectOf } from '../support/fixtures.js';
import { ruleById } from '../support/rule-by-id.js';

const NODE = 'Node.js 22 running on 64bit Amazon Linux 2023';
const PYTHON = 'Python 3.13 running on 64bit Amazon Linux 2023';
const DOCKER = 'Docker running on 64bit Amazon Linux 2023';

type Texts = Readonly<Record<string, string>>;

/** What a rule makes of a project: it speaks, it is silent for a reason, or it has nothing to say. */
function outcomeOf(id: string, texts: Texts, platform: string): string {
  const { diagnostics, silences = [] } = lintModel(
    wholeProjectOf(Object.fromEntries(Object.entries(texts).sort()), platform),
    { preset: 'strict', explainsSilence: id as RuleId },
    [ruleById(id)],
  );
  if (diagnostics.length > 0) return 'speaks';
  return silences[0]?.doubt.reason ?? 'has nothing to say';
}

const hook = (script: string, stage = 'predeploy', name = '20_other') => ({
  [`.platform/hooks/${stage}/${name}.sh`]: `#!/bin/bash\nset -e\n${script}\n`,
});
const config = (text: string, name = 'z') => ({ [`.ebextensions/${name}.config`]: text });
const settings = (text: string, name = 's') => config(`option_settings:\n${text}`, name);

/** A mistake, what is a reason to be silent about it, and something of the same kind that is none. */
interface Pair {
  readonly rule: string;
  readonly platform: string;
  readonly mistake: Texts;
  readonly because: string;
  readonly reason: Texts;
  readonly noReason: Texts;
}

const SEED: Texts = {
  'manage.py': '',
  'tools/other.sh': '',
  ...hook('bash tools/seed.sh', 'predeploy', '50_seed'),
};
const missingSeed = (because: string, reason: Texts, noReason: Texts): Pair => ({
  rule: 'instance/missing-file',
  platform: PYTHON,
  mistake: SEED,
  ...{ because, reason, noReason },
});

const SERVER: Texts = {
  Procfile: 'web: gunicorn --bind :8000 app\n',
  ...settings('  aws:elasticbeanstalk:environment:process:default:\n    Port: 9000\n'),
};
const nothingListens = (because: string, reason: Texts, noReason: Texts): Pair => ({
  rule: 'routing/nothing-listens',
  platform: PYTHON,
  mistake: SERVER,
  ...{ because, reason, noReason },
});

const PROCESS: Texts = {
  ...settings('  aws:elasticbeanstalk:environment:process:admin:\n    Port: 9000\n'),
};
const unrouted = (because: string, reason: Texts, noReason: Texts): Pair => ({
  rule: 'routing/unrouted-process',
  platform: PYTHON,
  mistake: PROCESS,
  ...{ because, reason, noReason },
});

const SERVICE: Texts = config('services:\n  systemd:\n    awslogsd:\n      ensureRunning: true\n', 'a');
const noUnit = (because: string, reason: Texts, noReason: Texts): Pair => ({
  rule: 'platform/retired-service',
  platform: PYTHON,
  mistake: SERVICE,
  ...{ because, reason, noReason },
});

const properties = (text: string) =>
  settings(`  aws:elasticbeanstalk:application:environment:\n    ${text}\n`);

const packageJson = (dependencies: string) => ({
  'package.json': `{"scripts": {"start": "ts-node a.ts"}, "dependencies": {${dependencies}}, "devDependencies": {"ts-node": "10.9.2"}}`,
});
const notInstalled = (because: string, reason: Texts, noReason: Texts): Pair => ({
  rule: 'bundle/uninstalled-dev-dependency',
  platform: NODE,
  mistake: packageJson(''),
  ...{ because, reason, noReason },
});
const notOfNpm = (because: string, reason: Texts, noReason: Texts): Pair => ({
  rule: 'bundle/uninstallable-dependency',
  platform: NODE,
  mistake: packageJson('"prices": "workspace:*"'),
  ...{ because, reason, noReason },
});

const ASGI: Texts = {
  'shop/asgi.py':
    'from django.core.asgi import get_asgi_application\n\napplication = get_asgi_application()\n',
  ...settings('  aws:elasticbeanstalk:container:python:\n    WSGIPath: shop.asgi:application\n', 'a'),
};
const wrongWorker = (because: string, reason: Texts, noReason: Texts): Pair => ({
  rule: 'procfile/wrong-interface',
  platform: PYTHON,
  mistake: ASGI,
  ...{ because, reason, noReason },
});

const PAIRS: readonly Pair[] = [
  missingSeed(
    'this may bring it',
    hook('git clone https://example.com/seeds.git .'),
    hook('git clone https://example.com/seeds.git /opt/seeds'),
  ),
  missingSeed(
    'this may bring it',
    hook('rsync -a /opt/seeds/ /var/app/staging'),
    hook('rsync -a /opt/seeds/ /var/app/staging/seeds'),
  ),
  missingSeed(
    'this may bring it',
    config('container_commands:\n  a:\n    command: git clone https://example.com/seeds.git .\n'),
    config('commands:\n  a:\n    command: git clone https://example.com/seeds.git /var/app/staging\n'),
  ),
  missingSeed(
    'seed.sh is named here as well',
    hook('echo seed.sh'),
    hook('# seed.sh comes from another project'),
  ),
  missingSeed(
    'the archive may have it',
    config('sources:\n  /var/app/staging/tools: https://example.com/tools.zip\n'),
    config('sources:\n  /opt/tools: https://example.com/tools.zip\n'),
  ),
  missingSeed(
    'a later step makes it',
    hook('cp /opt/a.sh tools/seed.sh', 'postdeploy'),
    hook('cp /opt/a.sh /opt/tools/seed.sh', 'postdeploy'),
  ),
  nothingListens(
    'this names the number 9000',
    hook('nohup /opt/agent 9000 &', 'postdeploy'),
    hook('curl http://127.0.0.1:9000/', 'postdeploy'),
  ),
  nothingListens(
    'it is not known where all programs listen',
    { Procfile: 'web: gunicorn --bind :8000 app\nagent: ./agent\n' },
    { Procfile: 'web: gunicorn --bind :8000 app\nagent: celery -A app worker\n' },
  ),
  nothingListens(
    'a file of the proxy or a resource names the port',
    { '.platform/nginx/conf.d/a.conf': 'server {\n  listen 9000;\n}\n' },
    { '.platform/nginx/conf.d/a.conf': 'server {\n  listen 9001;\n}\n' },
  ),
  unrouted(
    'it is not known which process this leads to',
    settings('  aws:elbv2:listener:80:\n    DefaultProcess: adnim\n', 't'),
    settings('  aws:elbv2:listener:80:\n    DefaultProcess: default\n', 't'),
  ),
  unrouted(
    'this resource sends requests as well',
    config('Resources:\n  Own:\n    Type: AWS::ElasticLoadBalancingV2::ListenerRule\n'),
    config('Resources:\n  Own:\n    Type: AWS::SQS::Queue\n'),
  ),
  unrouted(
    'this names target groups',
    hook('aws elbv2 register-targets --target-group-arn "$ARN"'),
    hook('# the target-group comes from Elastic Beanstalk'),
  ),
  unrouted('another tool of the project configures environments', { 'main.tf': '' }, { 'main.tfx': '' }),
  noUnit(
    'this may make the unit',
    hook('cp awslogsd.conf /etc/systemd/system/awslogsd.service', 'prebuild'),
    hook('cp agent.conf /etc/systemd/system/agent.service', 'prebuild'),
  ),
  noUnit(
    'a file of the project is named awslogsd.service',
    { 'units/awslogsd.service': '' },
    { 'units/agent.service': '' },
  ),
  {
    rule: 'bundle/missing-copy-source',
    platform: DOCKER,
    mistake: { Dockerfile: 'FROM node:22\nCOPY dist /app\n', '.dockerignore': 'dist\n', 'dist/a.js': '' },
    because: 'this takes something in the folder in again',
    reason: { '.dockerignore': 'dist\n!dist/a.js\n' },
    noReason: { '.dockerignore': 'dist\n!src/a.js\n' },
  },
  notInstalled('ts-node brings it', packageJson('"ts-node": "10.9.2"'), packageJson('"express": "5.1.0"')),
  notInstalled(
    'this sets NPM_USE_PRODUCTION',
    properties('NPM_USE_PRODUCTION: false'),
    properties('NPM_USE_PRODUCTION: true'),
  ),
  notInstalled(
    'the value of NPM_USE_PRODUCTION is not known',
    properties('NPM_USE_PRODUCTION: {Ref: Production}'),
    properties('NPM_TOKEN: {Ref: Token}'),
  ),
  notInstalled('this configures npm', properties('npm_config_omit: none'), properties('NPM_CONFIGURED: yes')),
  notInstalled('this configures npm', { '.npmrc': 'omit=none\n' }, { '.nvmrc': '22\n' }),
  notInstalled(
    'this may install packages as well',
    hook('npm install --include=dev', 'prebuild'),
    hook('# npm install is left to the platform', 'prebuild'),
  ),
  notOfNpm(
    'this may install packages as well',
    hook('pnpm install', 'prebuild'),
    properties('NPM_USE_PRODUCTION: false'),
  ),
  wrongWorker(
    'this sets GUNICORN_CMD_ARGS',
    properties('GUNICORN_CMD_ARGS: -k uvicorn_worker.UvicornWorker'),
    properties('GUNICORN_CMD_ARGS: --timeout 60 --keep-alive 5'),
  ),
  wrongWorker(
    '.ebextensions/z.config cannot be read as a whole',
    config('options:\n  GUNICORN_CMD_ARGS: -k a\n'),
    config('options:\n  GUNICORN: -k a\n'),
  ),
  wrongWorker(
    'env.yaml may have settings as well',
    { 'env.yaml': 'OptionSettings:\n  aws:autoscaling:asg:\n    MinSize: 1\n' },
    { 'env.yaml': 'EnvironmentName: shop\n' },
  ),
  {
    rule: 'routing/nothing-listens',
    platform: DOCKER,
    mistake: { 'docker-compose.yml': 'services:\n  web:\n    image: nginx\n    ports: ["8080:80"]\n' },
    because: 'this sends requests to a port of its own',
    reason: settings('  aws:elasticbeanstalk:environment:process:default:\n    Port: 8080\n'),
    noReason: properties('Port: 8080'),
  },
  {
    rule: 'instance/unanswered-prompt',
    platform: 'PHP 8.4 running on 64bit Amazon Linux 2023',
    mistake: hook('php artisan migrate', 'predeploy', '10_migrate'),
    because: 'this sets APP_ENV',
    reason: properties('APP_ENV: staging'),
    noReason: properties('APP_ENV: production'),
  },
  {
    rule: 'instance/missing-interpreter',
    platform: PYTHON,
    mistake: { 'seed.py': '', ...hook('seed.py', 'predeploy', '10_seed') },
    because: 'this sets PATH',
    reason: properties('PATH: /var/app/staging:/usr/bin'),
    noReason: properties('PATHS: /var/app/staging'),
  },
  {
    rule: 'instance/not-repeatable',
    platform: PYTHON,
    mistake: hook('mkdir /opt/shop', 'prebuild', '10_make'),
    because: 'this may remove it before',
    reason: hook('rm -rf /opt/shop', 'prebuild', '05_clear'),
    noReason: hook('rm -rf /opt/other # and not /opt/shop', 'prebuild', '05_clear'),
  },
  {
    rule: 'instance/nothing-to-remove',
    platform: PYTHON,
    mistake: hook('rm /tmp/shop.lock', 'prebuild', '10_clear'),
    because: 'this may make it before',
    reason: hook('touch /tmp/shop.lock', 'prebuild', '05_make'),
    noReason: hook('# /tmp/shop.lock is of another release', 'prebuild', '05_make'),
  },
  {
    rule: 'instance/unconfirmed-install',
    platform: PYTHON,
    mistake: hook('dnf install libjpeg-turbo', 'prebuild', '10_install'),
    because: 'something in this script is piped into another program',
    reason: hook('echo y | tee /tmp/answer\ndnf install libjpeg-turbo', 'prebuild', '10_install'),
    noReason: hook('# echo y | tee\ndnf install libjpeg-turbo', 'prebuild', '10_install'),
  },
  {
    rule: 'instance/unconfirmed-install',
    platform: PYTHON,
    mistake: hook('dnf install libjpeg-turbo', 'prebuild', '10_install'),
    because: 'the configuration of dnf answers',
    reason: hook('echo assumeyes=1 >> /etc/dnf/dnf.conf', 'prebuild', '05_dnf'),
    noReason: hook('# assumeyes is not set', 'prebuild', '05_dnf'),
  },
  {
    rule: 'instance/overwritten-file',
    platform: PYTHON,
    mistake: config('files:\n  /var/app/staging/a.json:\n    content: "{}"\n', 'a'),
    because: 'this may use the file before',
    reason: config('commands:\n  a:\n    command: cp /var/app/staging/a.json /opt/a.json\n', 'b'),
    noReason: config('commands:\n  a:\n    command: cp /opt/b.json /opt/a.txt\n', 'b'),
  },
  {
    rule: 'instance/without-virtual-environment',
    platform: PYTHON,
    mistake: { 'manage.py': '', ...hook('python manage.py migrate', 'predeploy', '10_migrate') },
    because: 'this script names a virtual environment or the PATH',
    reason: hook('. /opt/venv.sh\npython manage.py migrate', 'predeploy', '10_migrate'),
    noReason: hook('# without venv\npython manage.py migrate', 'predeploy', '10_migrate'),
  },
  {
    rule: 'instance/windows-line-ends',
    platform: PYTHON,
    mistake: { 'tools/a.sh': '#!/bin/bash\r\necho a\r\n', ...hook('bash tools/a.sh', 'predeploy', '10_a') },
    because: 'this may remove the carriage returns',
    reason: hook("sed -i 's/\\r//' tools/a.sh", 'prebuild'),
    noReason: hook("# sed -i 's/\\r//' tools/a.sh", 'prebuild'),
  },
  {
    rule: 'config/unexpanded-variable',
    platform: PYTHON,
    mistake: config('files:\n  /root/.netrc:\n    content: password ${TOKEN_OF_GIT}\n', 'a'),
    because: 'this script may fill the file in',
    reason: hook('sed -i "s/x/y/" /root/.netrc', 'prebuild'),
    noReason: hook('# nothing fills /root/.netrc in', 'prebuild'),
  },
  {
    rule: 'settings/unexpanded-variable',
    platform: PYTHON,
    mistake: settings('  aws:ec2:vpc:\n    VPCId: ${VPC_ID}\n'),
    because: 'this may replace it before the deployment',
    reason: { 'deploy.sh': 'sed -i "s/\\${VPC_ID}/$ID/" a\n' },
    noReason: { 'deploy.sh': 'echo "${VPC_ID}"\n' },
  },
  {
    rule: 'https/missing-certificate',
    platform: PYTHON,
    mistake: settings('  aws:elbv2:listener:443:\n    Protocol: HTTPS\n'),
    because: 'this resource may give it a certificate',
    reason: config(
      'Resources:\n  Own:\n    Type: AWS::ElasticLoadBalancingV2::ListenerCertificate\n    Properties: {ListenerArn: a}\n',
    ),
    noReason: config(
      'Resources:\n  AWSEBV2LoadBalancerListener443:\n    Properties: {SslPolicy: ELBSecurityPolicy-TLS13-1-2-2021-06}\n',
    ),
  },
  {
    rule: 'https/http-on-port-443',
    platform: PYTHON,
    mistake: settings('  aws:elbv2:listener:443:\n    ListenerEnabled: true\n'),
    because: 'a process with TCP may be that of a Network Load Balancer',
    reason: settings('  aws:elasticbeanstalk:environment:process:default:\n    Protocol: TCP\n', 't'),
    noReason: settings('  aws:elasticbeanstalk:environment:process:default:\n    Protocol: HTTP\n', 't'),
  },
  {
    rule: 'routing/all-listeners-disabled',
    platform: PYTHON,
    mistake: settings('  aws:elbv2:listener:default:\n    ListenerEnabled: false\n'),
    because: 'this resource may be another listener',
    reason: config('Resources:\n  Own:\n    Type: AWS::ElasticLoadBalancingV2::Listener\n'),
    noReason: config('Resources:\n  Own:\n    Type: AWS::ElasticLoadBalancingV2::TargetGroup\n'),
  },
  {
    rule: 'routing/unattached-rule',
    platform: PYTHON,
    mistake: settings('  aws:elbv2:listenerrule:a:\n    PathPatterns: /a/*\n'),
    because: 'it is not known which rules this lists',
    reason: settings('  aws:elbv2:listener:80:\n    Rules: {Ref: Rules}\n', 't'),
    noReason: settings('  aws:elbv2:listener:80:\n    Rules: default\n', 't'),
  },
  {
    rule: 'nginx/unknown-directive',
    platform: PYTHON,
    mistake: { '.platform/nginx/conf.d/a.conf': 'brotli on;\n' },
    because: 'this loads a module',
    reason: hook('echo "load_module modules/a.so;" > /usr/share/nginx/modules/a.conf', 'prebuild'),
    noReason: hook('echo "loaded" > /usr/share/nginx/a.conf', 'prebuild'),
  },
  {
    rule: 'nginx/overridden-directive',
    platform: PYTHON,
    mistake: { '.platform/nginx/conf.d/elasticbeanstalk/a.conf': 'proxy_set_header X-Shop a;\n' },
    because: 'this location inherits it',
    reason: {
      '.platform/nginx/conf.d/elasticbeanstalk/b.conf':
        'location /api/ {\n  proxy_pass http://127.0.0.1:8000;\n}\n',
    },
    noReason: {
      '.platform/nginx/conf.d/elasticbeanstalk/b.conf': 'location = /robots.txt {\n  return 204;\n}\n',
    },
  },
  {
    rule: 'platform/missing-package',
    platform: PYTHON,
    mistake: config('packages:\n  yum:\n    supervisor: []\n', 'm'),
    because: 'this adds packages from elsewhere',
    reason: config('commands:\n  a:\n    command: dnf install -y spal-release\n', 'a'),
    noReason: config('commands:\n  a:\n    command: rm -f /etc/yum.repos.d/supervisor.repo\n', 'a'),
  },
  {
    rule: 'platform/missing-tool',
    platform: PYTHON,
    mistake: hook('amazon-linux-extras enable redis6', 'prebuild', '10_redis'),
    because: 'another command runs where it fails',
    reason: hook(
      'if [ -f app.py ]; then amazon-linux-extras enable redis6 || dnf install -y redis6; fi',
      'prebuild',
      '10_redis',
    ),
    noReason: hook(
      'if [ -f app.py ]; then amazon-linux-extras enable redis6 || exit 1; fi',
      'prebuild',
      '10_redis',
    ),
  },
  {
    rule: 'nginx/unread-file',
    platform: PYTHON,
    mistake: { '.platform/nginx/extra/a.conf': 'gzip on;\n' },
    because: 'a.conf is named here as well, which may copy it',
    reason: hook('cp .platform/nginx/extra/a.conf /opt/nginx/', 'predeploy'),
    noReason: hook('cp .platform/nginx/extras/b.conf /opt/nginx/', 'predeploy'),
  },
];

describe.each(PAIRS)('$rule is silent because $because', ({ rule, platform, ...pair }) => {
  const { mistake, because, reason, noReason } = pair;

  it('speaks without it', () => {
    expect(outcomeOf(rule, mistake, platform)).toBe('speaks');
  });

  it('says so', () => {
    const said = outcomeOf(rule, { ...mistake, ...reason }, platform);
    expect(because === 'this may bring it' ? said.replace(/^\w+ may/, 'this may') : said).toBe(because);
  });

  it('speaks beside something like it', () => {
    expect(outcomeOf(rule, { ...mistake, ...noReason }, platform)).toBe('speaks');
  });
});
