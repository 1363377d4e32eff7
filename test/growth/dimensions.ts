/** What can be large in a project, as a project of size `n`: names of files and their texts. */
export interface Dimension {
  readonly files: (n: number) => Readonly<Record<string, string>>;
  /** What is done with it; to lint it where nothing else is said. */
  readonly action?: 'lint' | 'report' | 'fix' | 'graph' | 'steps';
  /** The smallest of the three sizes. */
  readonly size?: number;
}

const times = (n: number, line: (index: number) => string, separator = ''): string =>
  Array.from({ length: n }, (_, index) => line(index)).join(separator);

const config = (text: string) => ({ '.ebextensions/a.config': text });
const procfile = (text: string) => ({ Procfile: text });
const settings = (text: string) => config(`option_settings:\n${text}`);
const resources = (text: string) => config(`Resources:\n${text}`);
const property = (name: string, value: string) =>
  settings(`  aws:elasticbeanstalk:application:environment:\n    ${name}: ${value}\n`);

const RULES = (n: number) =>
  settings(
    `  aws:elbv2:listener:443: {Rules: "${times(n, (i) => `r${i}`, ',')}"}\n${times(n, (i) => `  aws:elbv2:listenerrule:r${i}: {PathPatterns: /p${i}/*, Process: p${i}, Priority: ${i + 1}}\n`)}`,
  );
const SERVERS = (n: number) =>
  procfile(times(n, (i) => `p${i}: gunicorn -b 127.0.0.1:${5000 + i} app:app\n`));
const FIXABLE = (n: number) => config(`files:\n${times(n, (i) => `  /f${i}: {mode: 0755, content: x}\n`)}`);
const BROKEN = (n: number) => config(times(n, (i) => `a${i}: b: c\n`));
const FINDINGS = (n: number) => settings(times(n, (i) => `  aws:elbv2:listener:${i + 1}: {Rules: nobody}\n`));

/** Commands of CI around an archive that it deploys, with `n` files that might be in it. */
const ARCHIVE = (n: number, commands: string) => ({
  'deploy.sh': `${commands}aws s3 cp a.zip s3://b/a.zip\naws elasticbeanstalk create-application-version --source-bundle S3Bucket=b,S3Key=a.zip\n`,
  ...Object.fromEntries(
    Array.from({ length: n }, (_, i) => [`.platform/hooks/predeploy/${i}.sh`, '#!/bin/sh\n']),
  ),
});

const PYTHON = {
  '.elasticbeanstalk/config.yml':
    'global:\n  default_platform: Python 3.13 running on 64bit Amazon Linux 2023\n',
};

const DJANGO = {
  ...PYTHON,
  'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "a.settings")\n',
  'requirements.txt': 'django\ngunicorn\n',
  'a/wsgi.py': 'application = 1\n',
  Procfile: 'web: gunicorn a.wsgi\n',
};

/** What opens something in a script, or is read in a way of its own. */
const SHELL_PIECES = [
  '$a ',
  "'",
  '"$',
  '${',
  '$(',
  '`',
  '\\',
  '<a',
  'sh -c ',
  '* ',
  'A=1 ',
  'env ',
  '; ',
  '$a/',
  "sh -c '",
  '((',
  '( ',
  '((a) (',
  'A=(',
  "$'\\'",
  'if a; then ',
  'case x in a) ',
  'while a; do ',
  'a && ',
  'a || b && ',
  'if a; then b; elif ',
  'f() ',
  'f() { ',
  '! ',
  '[[ ',
  'a <<E\n',
  'for ',
  '<(',
  'coproc ',
  'a | ',
  ';; ',
  '$(echo "',
];

/** What a search for secrets may begin at, or end with, many times in one line. */
const SECRET_PIECES: Readonly<Record<string, string>> = {
  'equals signs': 'a=',
  colons: 'a: ',
  quotes: '"\'',
  'names of secrets': 'DB_PASSWORD="',
  'flags for secrets': '--password $(',
  'brackets after a secret': ')',
  'keys of values': 'value=',
  'names before values': 'OptionName=PASSWORD,Value={{',
};

/** A hook with a line of pieces, of which something is reported, and a broken template with the same. */
const SECRET_SEARCHES = Object.fromEntries(
  Object.entries(SECRET_PIECES).flatMap(([name, piece]): [string, Dimension][] => {
    const line = (n: number) => `password=${times(20 * n, () => piece)}`;
    return [
      [
        `${name} in a line that is searched for secrets`,
        {
          action: 'report',
          files: (n) => ({ '.platform/hooks/predeploy/a.sh': `initctl restart a ${line(n)}\n` }),
        },
      ],
      [
        `${name} in a text that cannot be parsed`,
        {
          action: 'report',
          files: (n) => ({
            'Dockerrun.aws.json': `{"AWSEBDockerrunVersion": 1 ${line(n)}\n${times(n, (i) => `"PASSWORD${i}" "value"\n`)}`,
          }),
        },
      ],
    ];
  }),
);

export const DIMENSIONS: Readonly<Record<string, Dimension>> = {
  ...SECRET_SEARCHES,
  'files that an archive may have': { files: (n) => ARCHIVE(n, 'zip -r a.zip *\n') },
  'files of a folder that a script fills': {
    files: (n) => ARCHIVE(n, 'mkdir b\ncp -r src b\ncd b\nzip -r ../a.zip .\ncd ..\n'),
  },
  'commands that fill archives': {
    files: (n) =>
      ARCHIVE(
        1,
        times(n, (i) => `mkdir b${i}\ncd b${i}\nzip -r ../a.zip * -x '*.${i}'\ncd ..\n`),
      ),
  },
  'commands that create environments': {
    files: (n) => ({ 'a.sh': times(n, (i) => `eb create e${i} --single --envvars "A${i}=1,B=2"\n`) }),
  },
  'jobs of a workflow': {
    files: (n) => ({
      '.github/workflows/a.yml': `jobs:\n${times(n, (i) => `  a${i}:\n    steps:\n      - run: zip -r a${i}.zip *\n      - uses: a/beanstalk@v1\n        with: { file: a${i}.zip }\n`)}`,
    }),
  },
  'jobs of GitLab that all begin with the same commands': {
    files: (n) => ({
      ...config('commands: {}\n'),
      '.gitlab-ci.yml': `default:\n  before_script:\n${times(n, (i) => `    - mkdir d${i} && cd d${i} && cd ..\n`)}${times(n, (i) => `j${i}:\n  script: [zip -r a${i}.zip ., eb deploy]\n`)}`,
    }),
  },
  'jobs of a workflow that repeat the same steps by an alias': {
    // More would be repeated than aliases may repeat.
    size: 40,
    files: (n) => ({
      ...config('commands: {}\n'),
      '.github/workflows/a.yml': `x: &x\n${times(n, (i) => `  - run: zip -r a${i}.zip *\n`)}jobs:\n${times(n, (i) => `  a${i}: {steps: *x}\n`)}`,
    }),
  },
  'recipes of a Makefile': {
    files: (n) => ({
      ...config('commands: {}\n'),
      Makefile: times(
        n,
        (i) => `t${i}:\n\t@zip -r a${i}.zip * \\\n\t\t-x b${i}\n\t-cd d${i} && eb deploy e${i}\n`,
      ),
    }),
  },
  'recipes that run one long script': {
    files: (n) => ({
      ...config('commands: {}\n'),
      Makefile: times(n, (i) => `t${i}:\n\tsh deploy.sh\n`),
      'deploy.sh': times(n, (i) => `zip -r a${i}.zip *\n`),
    }),
  },
  'jobs that run scripts that run scripts': {
    files: (n) => ({
      ...config('commands: {}\n'),
      '.github/workflows/a.yml': `jobs:\n${times(n, (i) => `  a${i}:\n    steps:\n      - run: sh scripts/a.sh\n`)}`,
      'scripts/a.sh': 'sh scripts/b.sh\n'.repeat(n),
      'scripts/b.sh': 'sh scripts/c.sh\n'.repeat(n),
      'scripts/c.sh': times(n, (i) => `eb deploy e${i}\n`),
    }),
  },
  'commands that create environments from one file of options': {
    files: (n) => ({
      ...config('commands: {}\n'),
      'a.sh': times(
        n,
        (i) =>
          `aws elasticbeanstalk create-environment --environment-name e${i} --option-settings file://options.json\n`,
      ),
      'options.json': `[${times(n, (i) => `{"Namespace": "aws:elbv2:listener:${i}", "OptionName": "Rules", "Value": "r${i}"}`, ',')}]`,
    }),
  },
  'archives of one job that others take': {
    files: (n) => ({
      ...config('commands: {}\n'),
      '.github/workflows/a.yml': `jobs:\n  k:\n    steps:\n      - run: |\n${times(n, (i) => `          zip -r a${i}.zip *\n`)}      - uses: actions/upload-artifact@v4\n        with:\n          path: |\n${times(n, (i) => `            b${i}.zip\n`)}            a0.zip\n${times(n, (i) => `  t${i}:\n    steps:\n      - uses: actions/download-artifact@v4\n      - uses: a/beanstalk@v1\n        with: { file: a${i}.zip }\n`)}`,
    }),
  },
  'artifacts that one job takes by their names': {
    files: (n) => ({
      ...config('commands: {}\n'),
      '.github/workflows/a.yml': `jobs:\n${times(n, (i) => `  k${i}:\n    steps:\n      - uses: actions/upload-artifact@v4\n        with: { name: a${i}, path: b }\n`)}${times(n, (i) => `  t${i}:\n    steps:\n      - uses: actions/download-artifact@v4\n        with: { name: a${i} }\n      - run: zip -r b.zip .\n`)}`,
    }),
  },
  'uploads of archives that are deployed': {
    files: (n) => ({
      ...config('commands: {}\n'),
      'deploy.sh': `${times(n, (i) => `zip -r a.zip *\naws s3 cp a.zip s3://b/a${i}.zip\n`)}${times(n, (i) => `aws elasticbeanstalk create-application-version --source-bundle S3Bucket=b,S3Key=a${n - i}.zip\n`)}`,
    }),
  },
  'phases of a buildspec': {
    files: (n) => ({
      ...config('commands: {}\n'),
      'buildspec.yml': `version: 0.2\nenv:\n  variables:\n${times(n, (i) => `    V${i}: "a${i}"\n`)}phases:\n  build:\n    commands:\n${times(n, (i) => `      - zip -r $V${i}.zip *\n      - eb deploy $V${i}\n`)}`,
    }),
  },
  'modules of Terraform that call themselves': {
    files: (n) => ({
      ...config('commands: {}\n'),
      'main.tf': `${times(n, (i) => `module "m${i}" {\n  source = "./"\n}\nlocals {\n  l${i} = local.l${i + 1}\n}\n`)}resource "aws_elastic_beanstalk_environment" "e" {\n${times(n, (i) => `  setting {\n    namespace = "aws:autoscaling:asg"\n    name = "MaxSize"\n    value = local.l${i}\n  }\n`)}}\n`,
    }),
  },
  'web.config with sections that nothing ends': {
    files: (n) => ({
      ...config('commands: {}\n'),
      '.elasticbeanstalk/config.yml':
        'global:\n  default_platform: IIS 10.0 running on 64bit Windows Server 2025\n',
      'web.config': `<configuration>${'<?a <![CDATA['.repeat(n)}`,
    }),
    size: 600,
  },
  'redirects of Apache': {
    files: (n) => ({
      ...config(
        'option_settings:\n  aws:elasticbeanstalk:environment:proxy: {ProxyServer: apache}\n  aws:elasticbeanstalk:environment: {LoadBalancerType: application}\n',
      ),
      '.elasticbeanstalk/config.yml':
        'global:\n  default_platform: PHP 8.4 running on 64bit Amazon Linux 2023\n',
      'index.php': '<?php\n',
      '.htaccess': `RewriteEngine On\n${times(n, (i) => `RewriteCond %{HTTPS} off${i % 2 ? ' [OR]' : ''}\nRewriteRule ^ https://%{HTTP_HOST}/${i} [R]\n`)}`,
    }),
  },
  'pins that exclude each other': {
    files: (n) => ({
      ...config('commands: {}\n'),
      '.elasticbeanstalk/config.yml':
        'global:\n  default_platform: Python 3.13 running on 64bit Amazon Linux 2023\n',
      'requirements.txt': times(n, (i) => `p${i}==1.${i}\nboto3==1.34.${i}\nbotocore==1.29.${i}\n`),
    }),
  },
  'jobs that take what earlier ones keep': {
    // Beyond 100,000 characters, no keys are looked for.
    size: 60,
    files: (n) => ({
      ...config('commands: {}\n'),
      '.github/workflows/a.yml': `jobs:\n${times(n, (i) => `  k${i}:\n    steps:\n      - run: zip -r a${i}.zip *\n      - uses: actions/upload-artifact@v4\n        with: { name: a${i}, path: "*" }\n`)}${times(n, (i) => `  t${i}:\n    steps:\n      - uses: actions/download-artifact@v4\n      - uses: actions/download-artifact@v4\n        with: { name: a${i} }\n      - run: zip -r b.zip .\n      - uses: a/beanstalk@v1\n        with: { file: b.zip }\n`)}`,
    }),
  },
  files: {
    files: (n) =>
      Object.fromEntries(
        Array.from({ length: n }, (_, i) => [
          `.ebextensions/${i}.config`,
          `option_settings:\n  aws:elbv2:listener:${i}: {Rules: r${i}}\n`,
        ]),
      ),
  },
  hooks: {
    files: (n) =>
      Object.fromEntries(
        Array.from({ length: n }, (_, i) => [`.platform/hooks/predeploy/${i}.sh`, '#!/bin/sh\nexit\n']),
      ),
  },
  'tasks of cron.yaml': {
    files: (n) => ({
      'cron.yaml': `version: 1\ncron:\n${times(n, (i) => `  - {name: t${i}, url: /t, schedule: "61 * * * *"}\n`)}`,
    }),
  },
  'containers of Dockerrun.aws.json': {
    files: (n) => ({
      'Dockerrun.aws.json': `{"AWSEBDockerrunVersion": 2, "containerDefinitions": [${times(n, (i) => `{"name": "c${i}", "links": ["c${i + 1}"]}`, ',')}]}`,
    }),
  },
  'patterns of .ebignore': {
    files: (n) => ({ '.ebignore': times(n, (i) => `*${i}/\n`), ...config('commands: {}\n') }),
  },
  'instructions of a Dockerfile': {
    files: (n) => ({
      Dockerfile: `FROM a\n${times(n, (i) => `RUN a${i} \\\n b\n`)}`,
      'env.yaml': 'SolutionStack: 64bit Amazon Linux 2023 v4.1.1 running Docker\n',
    }),
  },
  'settings of Terraform': {
    files: (n) => ({
      ...config('commands: {}\n'),
      'main.tf': `resource "aws_elastic_beanstalk_environment" "a" {\n${times(n, (i) => `  setting {\n    namespace = "aws:elbv2:listener:${i}"\n    name = "Rules"\n    value = "r${i}"\n  }\n`)}}\n`,
    }),
  },
  'environments of Terraform with templates': {
    files: (n) => ({
      ...config('commands: {}\n'),
      'main.tf': times(
        n,
        (i) =>
          `resource "aws_elastic_beanstalk_environment" "e${i}" {\n  template_name = aws_elastic_beanstalk_configuration_template.t${i}.name\n}\nresource "aws_elastic_beanstalk_configuration_template" "t${i}" {\n  setting {\n    namespace = "aws:autoscaling:asg"\n    name = "MaxSize"\n    value = "${i}"\n  }\n}\n`,
      ),
    }),
  },
  'comments that Terraform never closes': {
    files: (n) => ({ ...config('commands: {}\n'), 'main.tf': `a = b ${'/*/'.repeat(n)}\n` }),
  },
  'items of OptionSettings': {
    files: (n) => ({
      ...config('commands: {}\n'),
      'a.template': `Resources:\n  A:\n    Type: AWS::ElasticBeanstalk::Environment\n    Properties:\n      OptionSettings:\n${times(n, (i) => `        - {Namespace: "aws:x:${i}", OptionName: A, Value: !Ref B}\n`)}`,
    }),
  },
  'settings of a plan of Terraform': {
    files: (n) => ({
      ...config('commands: {}\n'),
      'plan.json': `{"format_version": "1.2", "planned_values": {"root_module": {"resources": [{"address": "a.b", "mode": "managed", "type": "aws_elastic_beanstalk_environment", "name": "b", "values": {"name": "e", "setting": [${times(n, (i) => `{"namespace": "aws:elbv2:listener:${i}", "name": "Rules", "resource": "", "value": "r${i}"}`, ',')}]}}]}}}`,
    }),
  },
  'modules of a plan of Terraform': {
    files: (n) => ({
      ...config('commands: {}\n'),
      'plan.json': `{"format_version": "1.2", "planned_values": {"root_module": {"child_modules": [${times(n, (i) => `{"resources": [{"address": "m${i}.b", "mode": "managed", "type": "aws_elastic_beanstalk_environment", "name": "b", "values": {"name": "e${i}", "setting": [{"namespace": "aws:autoscaling:asg", "name": "MaxSize", "value": "${i}"}]}}]}`, ',')}]}}, "resource_changes": [${times(n, (i) => `{"address": "m${i}.b", "change": {"after_unknown": {"setting": [{}]}}}`, ',')}]}`,
    }),
  },
  'settings that the API describes': {
    files: (n) => ({
      ...settings(times(n, (i) => `  aws:elbv2:listener:${i}: {Rules: s${i}}\n`)),
      'settings.json': `{"ConfigurationSettings": [{"EnvironmentName": "e", "DeploymentStatus": "deployed", "OptionSettings": [${times(n, (i) => `{"Namespace": "aws:elbv2:listener:${i}", "OptionName": "Rules", "Value": "r${i}"}`, ',')}]}]}`,
    }),
  },
  'values of Terraform that nothing can read': {
    files: (n) => ({
      ...config('commands: {}\n'),
      'main.tf': `resource "aws_elastic_beanstalk_environment" "a" {\n${times(n, (i) => `  x${i} = { (a) = [for b in c : { d = "\${e[${i}]}" }], f = <<-G\n    h\n    G\n  }\n`)}}\n`,
    }),
  },
  'environments of Terraform with the same settings': {
    files: (n) => ({
      ...settings(`  aws:autoscaling:asg: {MaxSize: 2}\n`),
      'main.tf': times(
        n,
        (i) =>
          `resource "aws_elastic_beanstalk_environment" "e${i}" {\n  tier = "Worker"\n  setting {\n    namespace = "aws:elbv2:listener:${i}"\n    name = "Rules"\n    value = "{\\"Ref\\": \\"A\\"}"\n  }\n}\n`,
      ),
    }),
  },
  'credentials in an environment of Terraform': {
    files: (n) => ({
      ...config('commands: {}\n'),
      'main.tf': `resource "aws_elastic_beanstalk_environment" "a" {\n${times(n, (i) => `  setting {\n    namespace = "aws:elasticbeanstalk:application:environment"\n    name = "SECRET_KEY_${i}"\n    value = "k${i}X9v-2mQ7rT"\n  }\n`)}}\n`,
    }),
  },
  'lines of settings': { files: (n) => settings(times(n, (i) => `  aws:x:${i}: {A: b}\n`)) },
  'empty lines': { files: (n) => config('\n'.repeat(n)) },
  'lines that end in CR LF': { files: (n) => settings(times(n, (i) => `  aws:x:${i}: {A: b}\r\n`)) },
  'settings as a list': {
    files: (n) =>
      settings(
        times(n, (i) => `  - {namespace: "aws:elbv2:listener:${i}", option_name: Port, value: ${i}}\n`),
      ),
  },
  'options of one namespace': {
    files: (n) => settings(`  aws:autoscaling:asg:\n${times(n, (i) => `    MaxSze${i}: 1\n`)}`),
  },
  'environment properties': {
    files: (n) =>
      settings(
        `  aws:elasticbeanstalk:application:environment:\n${times(n, (i) => `    P${i}: "$P${i + 1}"\n`)}`,
      ),
  },
  'one setting many times': {
    files: (n) => settings(times(n, (i) => `  - {option_name: A, value: ${i}}\n`)),
  },
  listeners: {
    files: (n) =>
      settings(times(n, (i) => `  aws:elbv2:listener:${i + 1}: {Protocol: HTTPS, DefaultProcess: p${i}}\n`)),
  },
  'classic listeners': {
    files: (n) =>
      settings(
        times(n, (i) => `  aws:elb:listener:${i + 1}: {ListenerProtocol: HTTPS, InstancePort: ${i}}\n`),
      ),
  },
  rules: { files: RULES },
  'names in Rules': {
    files: (n) => settings(`  aws:elbv2:listener:80: {Rules: "${times(n, (i) => `r${i}`, ',')}"}\n`),
  },
  'patterns of a rule': {
    files: (n) =>
      settings(`  aws:elbv2:listenerrule:a: {PathPatterns: "${times(n, (i) => `/p${i}/*`, ',')}"}\n`),
  },
  'wildcards of a pattern': {
    files: (n) => settings(`  aws:elbv2:listenerrule:a: {PathPatterns: "/${'*a?'.repeat(n)}"}\n`),
  },
  'hosts of a rule': {
    files: (n) =>
      settings(`  aws:elbv2:listenerrule:a: {HostHeaders: "${times(n, (i) => `h${i}.example.com`, ',')}"}\n`),
  },
  processes: {
    files: (n) =>
      settings(times(n, (i) => `  aws:elasticbeanstalk:environment:process:p${i}: {Port: ${i}}\n`)),
  },
  'lines of a Procfile': { files: (n) => procfile(times(n, (i) => `p${i}: run x\n`)) },
  'one process many times': { files: (n) => procfile('web: run x\n'.repeat(n)), size: 600 },
  servers: { files: SERVERS },
  'servers with unknown ports': { files: (n) => procfile(times(n, (i) => `p${i}: rails server -p $X\n`)) },
  'servers beside processes': {
    files: (n) => ({
      ...SERVERS(n),
      ...settings(times(n, (i) => `  aws:elasticbeanstalk:environment:process:p${i}: {Port: ${6000 + i}}\n`)),
    }),
  },
  'servers on one port': {
    files: (n) => procfile(times(n, (i) => `p${i}: PORT=${i} node a.js\nq${i}: cd d${i}; gunicorn a:b\n`)),
  },
  'servers and processes on one port': {
    files: (n) => ({
      ...procfile(times(n, (i) => `s${i}: daphne -b 127.0.0.1 -p 5000 x\n`)),
      ...settings(times(n, (i) => `  aws:elasticbeanstalk:environment:process:p${i}: {Port: 5000}\n`)),
    }),
    size: 300,
  },
  'listeners without a process beside processes and servers': {
    files: (n) => ({
      ...procfile(times(n, (i) => `s${i}: daphne -p ${6000 + i} x\n`)),
      ...settings(
        times(
          n,
          (i) =>
            `  aws:elasticbeanstalk:environment:process:q${i}: {Port: ${9000 + i}}\n  aws:elbv2:listener:${20_000 - i}: {ListenerEnabled: true}\n`,
        ),
      ),
    }),
    size: 300,
  },
  'servers on one port of many addresses': {
    files: (n) => procfile(times(n, (i) => `p${i}: daphne -b 10.0.${i >> 8}.${i % 256} -p 5000 a:b\n`)),
  },
  'folders that a command changes to': { files: (n) => procfile(`web: ${times(n, (i) => `cd d${i};`)} x\n`) },
  'one folder that a command changes to': {
    files: (n) => procfile(`web: ${'pushd d;'.repeat(n)} x\n`),
    size: 1500,
  },
  'a loop that changes folders': {
    files: (n) => procfile(`web: ${'for i in a b; do cd d; gunicorn a:b & done;'.repeat(n)} x\n`),
  },
  'a long folder': {
    files: (n) => procfile(`web: cd ${'d/'.repeat(n)}; ${'cd .;x;'.repeat(n)}\n`),
    size: 500,
  },
  'equal scripts': {
    files: (n) => {
      const text = `#!/bin/bash\n${times(n, (i) => `yum install a${i}\n`)}`;
      return { '.platform/hooks/prebuild/a.sh': text, '.platform/hooks/prebuild/b.sh': text };
    },
  },
  'many equal scripts': {
    files: (n) =>
      Object.fromEntries(
        Array.from({ length: n }, (_, i) => [
          `.platform/hooks/prebuild/${i}.sh`,
          '#!/bin/bash\ncp a /etc/nginx/conf.d/\n',
        ]),
      ),
  },
  'flags of a server': { files: (n) => procfile(`web: gunicorn ${'-b 127.0.0.1:80 '.repeat(n)} app:app\n`) },
  'words of a command': { files: (n) => procfile(`web: ${'a '.repeat(n)}\n`) },
  'statements of a command': { files: (n) => procfile(`web: ${'a;'.repeat(n)}\n`) },
  'pipes of a command': { files: (n) => procfile(`web: ${'a | '.repeat(n)} b\n`) },
  'wrappers of a command': { files: (n) => procfile(`web: ${'env A=b nice '.repeat(n)} daphne x\n`) },
  'parentheses of a command': { files: (n) => procfile(`web: ${'('.repeat(n)}a${')'.repeat(n)}\n`) },
  'substitutions of a command': { files: (n) => procfile(`web: ${'$(a '.repeat(n)}${')'.repeat(n)}\n`) },
  'variables of a command': { files: (n) => procfile(`web: ${'${A:-b} '.repeat(n)}\n`) },
  'open quotes of a command': { files: (n) => procfile(`web: ${'"a" \'b\' '.repeat(n)}"\n`) },
  ...Object.fromEntries(
    SHELL_PIECES.map((piece): [string, Dimension] => [
      `${JSON.stringify(piece)} in a script`,
      { files: (n) => ({ '.platform/hooks/predeploy/a.sh': `#!/bin/bash\n${piece.repeat(n)}` }) },
    ]),
  ),
  'a long command': { files: (n) => procfile(`web: ${'a'.repeat(n)}\n`), size: 4000 },
  'variables of Fn::Sub': {
    files: (n) =>
      resources(
        `  A:\n    Type: AWS::SNS::Topic\n    Properties: {T: {"Fn::Sub": "${times(n, (i) => `\${V${i}}`)}"}}\n`,
      ),
  },
  'variables of Fn::Sub in a block': {
    files: (n) =>
      resources(
        `  A:\n    Type: AWS::SNS::Topic\n    Properties:\n      T:\n        Fn::Sub: |\n${times(n, (i) => `          \${V${i}}\n`)}`,
      ),
  },
  'functions in backticks': { files: (n) => property('A', `'${'`{"Ref": "X"}`'.repeat(n)}'`) },
  aliases: { files: (n) => settings(`  aws:x: &a {A: b}\n${times(n, (i) => `  aws:x:${i}: *a\n`)}`) },
  'merge keys': {
    files: (n) => settings(`  aws:x: &a {A: b}\n${times(n, (i) => `  aws:x:${i}: {<<: *a}\n`)}`),
  },
  'merge keys of one map': {
    files: (n) => config(`a: &a {A: b}\nc:\n  <<: [${times(n, () => '*a', ', ')}]\n`),
  },
  'merge keys of texts': { files: (n) => config(`a: {<<: [${'b, '.repeat(n)}]}\n`) },
  anchors: { files: (n) => settings(times(n, (i) => `  aws:x:${i}: &a${i} {A: b}\n`)) },
  'nesting in brackets': { files: (n) => config(`a: ${'['.repeat(n)}${']'.repeat(n)}\n`), size: 40 },
  'nesting by indentation': {
    files: (n) => config(times(n, (i) => `${' '.repeat(i)}a:\n`)),
    size: 40,
  },
  'nesting beyond the limit': { files: (n) => config(`a: ${'{a: '.repeat(n)}${'}'.repeat(n)}\n`), size: 300 },
  'brackets that never close': { files: (n) => config(`{"a": [${','.repeat(n)}`) },
  'brackets over lines': { files: (n) => config(`a: {\n${times(n, (i) => `b${i}: c,\n`)}}\n`) },
  'comments between brackets': { files: (n) => config(`a: {\n${times(n, (i) => `# c\nb${i}: c,\n`)}}\n`) },
  'quotes over lines': { files: (n) => config(`a:\n  b: "${'c\n'.repeat(n)}"\n`) },
  'quotes that never close': { files: (n) => config(times(n, (i) => `a${i}: "b\n`)) },
  // The library takes each such line for a map inside of the one before.
  'lines that are broken': { files: BROKEN, size: 45 },
  'broken lines beyond the limit of nesting': { files: BROKEN, size: 300 },
  'keys with question marks': { files: (n) => config(times(n, (i) => `? a${i}\n: b\n`)) },
  'maps as keys': { files: (n) => config(times(n, (i) => `? {a${i}: b}\n: c\n`)) },
  'question marks in brackets': { files: (n) => config(`a: [${'b?c, '.repeat(n)}]\n`) },
  tabs: { files: (n) => config(times(n, (i) => `a${i}:\n\tb: c\n`)) },
  'blanks that are none': { files: (n) => config(times(n, (i) => `a${i}:\n\u00a0b: c\n`)) },
  'line breaks of Unicode': { files: (n) => settings(times(n, (i) => `  aws:x:${i}: {A: b}\u2028`)) },
  'suppression comments': {
    files: (n) => settings(times(n, (i) => `  # eblint-disable-next-line\n  aws:x:${i}: {A: b}\n`)),
  },
  'names per comment': {
    files: (n) => config(`# eblint-disable ${times(n, (i) => `config/x${i}`, ', ')}\noption_settings: {}\n`),
  },
  'ranges of suppression': {
    files: (n) =>
      FINDINGS(n) &&
      settings(
        times(
          n,
          (i) => `  # eblint-disable\n  aws:elbv2:listener:${i + 1}: {Rules: nobody}\n  # eblint-enable\n`,
        ),
      ),
  },
  'duplicate keys': { files: (n) => config('a: {b: c}\n'.repeat(n)) },
  'pairs of duplicate keys': { files: (n) => settings(times(n, (i) => `  aws:x:${i >> 1}: {A: b}\n`)) },
  sections: { files: (n) => config(times(n, (i) => `option_setting${i}: {}\n`)) },
  resources: {
    files: (n) => resources(times(n, (i) => `  R${i}: {Type: "AWS::SNS::Topic", Properties: {A: b}}\n`)),
  },
  references: {
    files: (n) =>
      resources(times(n, (i) => `  R${i}: {Type: "AWS::SNS::Topic", Properties: {A: {Ref: R${i + 1}}}}\n`)),
  },
  'references of one resource': {
    files: (n) =>
      resources(
        `  A: {Type: "AWS::SNS::Topic", Properties: {A: [${times(n, (i) => `{Ref: R${i}}`, ', ')}]}}\n`,
      ),
  },
  'listener resources': {
    files: (n) =>
      resources(
        times(
          n,
          (i) =>
            `  L${i}: {Type: "AWS::ElasticLoadBalancingV2::Listener", Properties: {Port: ${i}, Protocol: HTTPS}}\n`,
        ),
      ),
  },
  commands: {
    files: (n) =>
      config(`commands:\n${times(n, (i) => `  ${i}_c: {command: "yum install x; pip install y"}\n`)}`),
  },
  'container commands': {
    files: (n) =>
      config(`container_commands:\n${times(n, (i) => `  c${i}: {command: "python manage.py migrate"}\n`)}`),
  },
  'lines of a command': {
    files: (n) =>
      config(`commands:\n  a:\n    command: |\n${times(n, (i) => `      yum install x${i} && ls\n`)}`),
  },
  'files entries': { files: FIXABLE },
  packages: { files: (n) => config(`packages:\n  yum:\n${times(n, (i) => `    p${i}: []\n`)}`) },
  'long plain scalars': { files: (n) => property('A', 'a b '.repeat(n)), size: 2000 },
  'long quoted scalars': { files: (n) => property('A', `"${'a\\n '.repeat(n)}"`), size: 2000 },
  'long block scalars': {
    files: (n) => config(`files:\n  /a:\n    mode: "000644"\n    content: |\n${'      a b\n'.repeat(n)}`),
  },
  'long keys': { files: (n) => config(`${'a'.repeat(n)}: b\n`), size: 2000 },
  'long namespaces': { files: (n) => settings(`  aws:${'elbv2:'.repeat(n)}: {A: b}\n`) },
  'long names of files': {
    files: (n) => config(`files:\n  ${'/a'.repeat(n)}: {mode: "000644", content: x}\n`),
    size: 1000,
  },
  'folders in each other': { files: (n) => ({ [`.platform/${'a/'.repeat(n)}b.conf`]: 'x' }) },
  'placeholders of a value': { files: (n) => property('A', `"${'<your_a> '.repeat(n)}"`) },
  'templates of a value': { files: (n) => property('A', `"${'{{ a '.repeat(n)}"`) },
  'blocks of nginx': {
    files: (n) => ({
      '.platform/nginx/conf.d/a.conf': times(
        n,
        (i) => `location /p${i} { proxy_pass http://127.0.0.1:${i}; }\n`,
      ),
    }),
  },
  'servers of nginx that pass to each other': {
    files: (n) => ({
      '.platform/nginx/conf.d/a.conf': times(
        n,
        (i) =>
          `server { listen ${8000 + (i % 500)}; location / { proxy_pass http://127.0.0.1:${8001 + (i % 500)}; } }\n`,
      ),
    }),
  },
  'locations of nginx for WebSockets': {
    files: (n) => ({
      Procfile: 'web: gunicorn app:app\nlive: daphne -p 8010 app:app\n',
      '.platform/nginx/conf.d/elasticbeanstalk/a.conf': `${'proxy_set_header a b;\n'.repeat(n)}${times(n, (i) => `location /p${i}/ws { proxy_pass http://127.0.0.1:8010; }\n`)}`,
    }),
  },
  'calls in a source of Go': {
    files: (n) => ({
      Procfile: 'web: application\n',
      'application.go': `package main\n${times(n, (i) => `a${i} := ":1"\nr.Run(a${i})\n`)}`,
    }),
  },
  'configurations of Spring Boot': {
    files: (n) => ({
      ...procfile('web: java -jar target/a.jar\n'),
      'src/main/resources/application.yml': times(n, () => 'server:\n  port: 8080\n'),
      'src/main/resources/application.properties': 'server.port    '.repeat(n),
    }),
  },
  'unknown directives of nginx': {
    files: (n) => ({ '.platform/nginx/conf.d/a.conf': times(n, (i) => `client_max_bodysize${i} $x${i};\n`) }),
  },
  'files that are written for nginx': {
    files: (n) =>
      config(
        `files:\n${times(n, (i) => `  /etc/nginx/conf.d/${i}.conf: {content: "location / { proxy_pass http://nodejs; }"}\n`)}`,
      ),
  },
  'copies to the folder of nginx': {
    files: (n) =>
      config(`commands:\n${times(n, (i) => `  a${i}: {command: "cp a /etc/nginx/conf.d/${i}.conf"}\n`)}`),
  },
  'names in configurations of nginx': {
    files: (n) =>
      config(
        `files:\n${times(n, (i) => `  /etc/nginx/conf.d/${i}.conf: {content: "log_format a${i} x; access_log /a b${i}; map $a $b${i} {}"}\n`)}`,
      ),
  },
  'files that nginx gets from elsewhere': {
    files: (n) =>
      config(
        `files:\n${times(n, (i) => `  /tmp/${i}: {content: "gzip on;"}\n`)}commands:\n${times(n, (i) => `  a${i}: {command: "cp /tmp/${i} /etc/nginx/conf.d/${i}.conf"}\n`)}`,
      ),
  },
  'links of nginx': {
    files: (n) =>
      config(
        `files:\n${times(n, (i) => `  /etc/nginx/sites-available/${i}: {content: "gzip on;"}\n`)}commands:\n${times(n, (i) => `  a${i}: {command: "ln -s /etc/nginx/sites-available/${i} /etc/nginx/sites-enabled/${i}"}\n`)}`,
      ),
  },
  'headers of nginx': {
    files: (n) =>
      config(
        `files:\n${times(n, (i) => `  /etc/nginx/conf.d/${i}.conf: {content: "proxy_set_header Upgrade $http_upgrade;"}\n`)}`,
      ),
  },
  'backups of cron': {
    files: (n) =>
      config(
        `files:\n${times(n, (i) => `  /etc/cron.d/${i}: {content: x}\n`)}commands:\n${times(n, (i) => `  a${i}: {command: "rm -f x${i}.bak"}\n`)}`,
      ),
  },
  'clients that the leader installs': {
    files: (n) =>
      config(
        `container_commands:\n  a: {leader_only: true, command: "yum install${' postgresql15'.repeat(n)}"}\n${times(n, (i) => `  b${i}: {leader_only: true, command: psql}\n`)}`,
      ),
  },
  'configuration in .platform': {
    files: (n) =>
      Object.fromEntries(
        Array.from({ length: n }, (_, i) => [`.platform/${i}.config`, `commands: {a: {command: b${i}}}\n`]),
      ),
  },
  'files that two configuration files write': {
    files: (n) => ({
      '.ebextensions/a.config': `files:\n${times(n, (i) => `  /a/f${i}: {content: a}\n`)}commands:\n${times(n, (i) => `  c${i}: {command: "b${i} c"}\n`)}  z: {command: ls /a}\n`,
      '.ebextensions/b.config': `files:\n${times(n, (i) => `  /a/f${i}: {content: b}\n`)}`,
    }),
  },
  'links that a script makes': {
    files: (n) => ({ '.platform/hooks/predeploy/a.sh': `#!/bin/sh\nset -e\n${'ln -s a b\n'.repeat(n)}` }),
  },
  'files of nginx with placeholders': {
    files: (n) =>
      Object.fromEntries(
        Array.from({ length: n }, (_, i) => [
          `.platform/nginx/f${i}/a${i}.conf`,
          'server_name <your_domain>;\n',
        ]),
      ),
  },
  'files of nginx in both places': {
    files: (n) => ({
      ...Object.fromEntries(
        Array.from({ length: n }, (_, i) => [`.platform/nginx/conf.d/a${i}.conf`, '# empty\n']),
      ),
      ...config(`files:\n${times(n, (i) => `  /etc/nginx/conf.d/a${i}.conf: {content: "# empty"}\n`)}`),
    }),
  },
  'hooks that write files of nginx, beside hooks of configuration deployments': {
    files: (n) =>
      Object.fromEntries(
        Array.from({ length: n }, (_, i) => [
          [`.platform/hooks/postdeploy/a${i}.sh`, `#!/bin/sh\ncp a${i} /etc/nginx/nginx.conf\n`],
          [`.platform/confighooks/postdeploy/b${i}.sh`, '#!/bin/sh\nls\n'],
        ]).flat(),
      ),
  },
  'hooks of Amazon Linux 1': {
    files: (n) =>
      config(
        `files:\n${times(n, (i) => `  /opt/elasticbeanstalk/hooks/appdeploy/post/a${i}.sh: {mode: "000755", content: "#!/bin/sh\\nls"}\n`)}commands:\n${times(n, (i) => `  c${i}: {command: "chmod +x /opt/elasticbeanstalk/hooks/appdeploy/post/a${i}.sh"}\n`)}`,
      ),
  },
  'files in the folder of the application': {
    files: (n) =>
      config(
        `files:\n${times(n, (i) => `  /var/app/current/a${i}: {content: x}\n`)}commands:\n${times(n, (i) => `  c${i}: {command: "chmod 644 a${i}"}\n`)}`,
      ),
  },
  'scripts that are not executable': {
    files: (n) =>
      config(
        `files:\n${times(n, (i) => `  /opt/a${i}.sh: {mode: "000644", content: "#!/bin/sh\\nls"}\n`)}commands:\n${times(n, (i) => `  c${i}: {command: "/opt/a${i}.sh"}\n`)}`,
      ),
  },
  'files of the bundle that a script runs': {
    files: (n) => ({
      '.platform/hooks/predeploy/a.sh': `#!/bin/sh\n${times(n, (i) => `scripts/a${i}.sh\n`)}`,
      'scripts/a0.sh': '#!/bin/sh\nls\n',
    }),
  },
  'scripts that run one another': {
    files: (n) => ({
      '.platform/hooks/predeploy/a.sh': '#!/bin/sh\nscripts/a0.sh\n',
      ...Object.fromEntries(
        Array.from({ length: n }, (_, i) => [`scripts/a${i}.sh`, `#!/bin/sh\nscripts/a${i + 1}.sh\n`]),
      ),
    }),
  },
  'retired services, beside files': {
    files: (n) => ({
      '.platform/hooks/predeploy/a.sh': `#!/bin/sh\n${'service supervisord restart\n'.repeat(n)}`,
      ...config(`files:\n${times(n, (i) => `  /opt/a${i}: {content: x}\n`)}`),
    }),
  },
  'tests of variables that are set before them': {
    files: (n) => ({
      '.platform/hooks/postdeploy/a.sh': `#!/bin/bash\n${times(n, (i) => `A${i}=$(cat /a | jq -r .a)\nif [ -z "$A${i}" ]; then a "$A${i}"; fi\n`)}`,
    }),
  },
  'properties and variables of commands': {
    files: (n) =>
      config(
        `option_settings:\n  aws:elasticbeanstalk:application:environment:\n${times(n, (i) => `    ABC${i}: a\n`)}commands:\n${times(n, (i) => `  c${i}: {command: "a $ABC${i}"}\n`)}`,
      ),
  },
  'scripts that set variables and jobs that run them': {
    files: (n) =>
      config(
        `files:\n${times(n, (i) => `  /opt/s${i}.sh: {content: "export A=b"}\n  /etc/cron.d/j${i}: {content: "0 4 * * * root /opt/s${i}.sh && a > /proc/a${i}.pid\\n"}\n`)}`,
      ),
  },
  'folders of a container and paths in its command': {
    files: (n) => ({
      'docker-compose.yml': `services:\n  a:\n    entrypoint: [sh, -c, "a"]\n    command: "${times(n, (i) => `/var/app/current/f${i}/g `)}"\n    volumes: [${times(n, (i) => `"./f${i}:/f${i}"`, ', ')}]\n`,
    }),
  },
  'parameters and the properties that refer to them': {
    files: (n) =>
      config(
        `Parameters:\n${times(n, (i) => `  P${i}: {Type: String}\n`)}Resources:\n${times(n, (i) => `  R${i}: {Type: AWS::RDS::DBSubnetGroup, Properties: {SubnetIds: {Ref: P${i}}}}\n`)}`,
      ),
  },
  'variables in names and contents of files beside commands': {
    files: (n) =>
      config(
        `files:\n${times(n, (i) => `  "/home/u${i}/.aws/config": {content: "\${A${i}}"}\n  "/f\${B${i}}": {content: a}\n`)}commands:\n${times(n, (i) => `  c${i}: {command: cat /f${i}}\n`)}`,
      ),
  },
  // From where names are compared with 500 others at most.
  'names of docker-compose.yml and hosts of nginx in a container': {
    size: 800,
    files: (n) => ({
      'env.yaml': 'SolutionStack: 64bit Amazon Linux 2023 v4.1.1 running Docker\n',
      'docker-compose.yml': `services:\n  a: {image: nginx, volumes: ["./a.conf:/etc/nginx/conf.d/a.conf"]}\n${times(n, (i) => `  s${i}: {image: a, volumes: ["v${i}:/v"], depends_on: [t${i}]}\n`)}`,
      'a.conf': `server {\n${times(n, (i) => `location /${i} { proxy_pass http://h${i}; }\n`)}}\n`,
    }),
  },
  'properties beside services of docker-compose.yml': {
    files: (n) => ({
      'env.yaml': 'SolutionStack: 64bit Amazon Linux 2023 v4.1.1 running Docker\n',
      'docker-compose.yml': `services:\n${times(n, (i) => `  s${i}: {image: a}\n`)}`,
      ...settings(`  aws:elasticbeanstalk:application:environment:\n${times(n, (i) => `    P${i}: a\n`)}`),
    }),
  },
  'data files of .ebextensions': {
    files: (n) =>
      Object.fromEntries(
        Array.from({ length: n }, (_, i) => [
          [`.ebextensions/a${i}.yaml`, 'files: {}\n'],
          [`.ebextensions/b${i}.config`, 'commands: {a: {command: ls}}\n'],
        ]).flat(),
      ),
  },
  'keys beside names': { files: (n) => config(`files:\n${times(n, () => '  mode: 1\n')}`) },
  'unknown keys of settings': {
    files: (n) => settings(times(n, (i) => `  - {option_name: A, value: b, k${i}: c}\n`)),
  },
  'texts of Python without an end': {
    files: (n) => ({
      ...procfile('web: python app.py\n'),
      'app.py': `import uvicorn\nuvicorn.run(app, '${"\\'".repeat(n)}`,
    }),
  },
  'assignments of Python': {
    files: (n) => ({
      ...procfile('web: python app.py\n'),
      'app.py': `uvicorn.run(app, port=p)\n${times(n, (i) => `  a${i} = os.getenv("X") or 1\nfor b${i} in c:\n`)}`,
    }),
  },
  'braces of nginx': { files: (n) => ({ '.platform/nginx/conf.d/a.conf': `${'{'.repeat(n)}\n` }) },
  'lines of .elasticbeanstalk/config.yml': {
    files: (n) => ({ '.elasticbeanstalk/config.yml': `global:\n${times(n, (i) => `  a${i}: b\n`)}` }),
  },
  'branches of .elasticbeanstalk/config.yml': {
    files: (n) => ({
      '.elasticbeanstalk/config.yml': `branch-defaults:\n${times(n, (i) => `  b${i}: {environment: e${i}}\n`)}`,
    }),
  },
  'processes that nothing names': {
    files: (n) =>
      settings(times(n, (i) => `  aws:elasticbeanstalk:environment:process:p${i}: {Port: ${i + 1}}\n`)),
  },
  'listeners beside processes that nothing names': {
    files: (n) =>
      settings(
        times(
          n,
          (i) =>
            `  aws:elasticbeanstalk:environment:process:p${i}: {Port: ${i + 1}}\n  aws:elbv2:listener:${i + 1}: {Rules: r${i}}\n  aws:elbv2:listenerrule:r${i}: {PathPatterns: /r${i}}\n`,
        ),
      ),
  },
  'settings of Django': {
    files: (n) => ({
      ...DJANGO,
      'a/settings.py': `${times(n, (i) => `S${i} = "${i}"\n`)}DEBUG = False\nALLOWED_HOSTS = [${times(n, (i) => `"h${i}"`, ', ')}]\n`,
    }),
  },
  'a setting of Django many times': {
    files: (n) => ({
      ...DJANGO,
      'a/settings.py': times(n, () => 'ALLOWED_HOSTS = []\n# STATIC_ROOT STATIC_URL\n'),
    }),
  },
  'rules in a picture': { files: RULES, action: 'graph' },
  'servers in a picture': {
    files: (n) => ({
      ...SERVERS(n),
      ...settings(
        times(
          n,
          (i) =>
            `  aws:elasticbeanstalk:environment:process:p${i}: {Port: ${5000 + i}}\n  aws:elbv2:listener:${i + 1}: {DefaultProcess: p${i}}\n`,
        ),
      ),
    }),
    action: 'graph',
  },
  'locations in a picture': {
    files: (n) => ({
      ...SERVERS(n),
      '.platform/nginx/conf.d/elasticbeanstalk/a.conf': times(
        n,
        (i) => `location /l${i} { proxy_pass http://127.0.0.1:${5000 + i}; }\n`,
      ),
    }),
    action: 'graph',
  },
  'containers in a picture': {
    files: (n) => ({
      'docker-compose.yml': `services:\n${times(n, (i) => `  s${i}: {image: a, ports: ["${i + 80}:80"]}\n`)}`,
      ...settings(times(n, (i) => `  aws:elb:listener:${i + 80}: {InstancePort: ${i + 80}}\n`)),
    }),
    action: 'graph',
  },
  'containers of Amazon ECS in a picture': {
    files: (n) => ({
      'Dockerrun.aws.json': `{"AWSEBDockerrunVersion": 2, "containerDefinitions": [${times(n, (i) => `{"name": "c${i}", "portMappings": [{"hostPort": ${i + 80}, "containerPort": 80}]}`, ',')}]}`,
    }),
    action: 'graph',
  },
  'files and commands in the steps': {
    files: (n) =>
      config(
        `files:\n${times(n, (i) => `  /etc/f${i}: {content: x}\n`)}container_commands:\n${times(n, (i) => `  c${i}: {command: "rm -f /etc/f${i}; echo a > /etc/f${i + 1}"}\n`)}`,
      ),
    action: 'steps',
  },
  'writes of one file in the steps': {
    files: (n) =>
      config(`container_commands:\n${times(n, (i) => `  c${i}: {command: "echo ${i} > /etc/a"}\n`)}`),
    action: 'steps',
  },
  'hooks in the steps': {
    files: (n) =>
      Object.fromEntries(
        Array.from({ length: n }, (_, i) => [
          `.platform/hooks/predeploy/${i}.sh`,
          `#!/bin/bash\ncp a /etc/f${i}\nbash scripts/${i}.sh\n`,
        ]).concat(Array.from({ length: n }, (_, i) => [`scripts/${i}.sh`, 'rm -rf /etc/f0\n'])),
      ),
    action: 'steps',
  },
  'options in the steps': {
    files: (n) => ({
      ...property('A', '1'),
      '.ebextensions/b.config': `option_settings:\n${times(n, (i) => `  aws:x:${i}: {A: b}\n`)}`,
      '.ebextensions/c.config': `option_settings:\n${times(n, (i) => `  aws:x:${i}: {A: c}\n`)}`,
    }),
    action: 'steps',
  },
  'findings at no step': {
    files: (n) =>
      Object.fromEntries(
        Array.from({ length: n }, (_, i) => [
          `.ebextensions/${i}.config.txt`,
          'commands:\n  a: {command: b}\n',
        ]),
      ),
    action: 'steps',
  },
  'findings in the steps': { files: FINDINGS, action: 'steps' },
  'findings in every format': { files: FINDINGS, action: 'report' },
  'findings in one long line, in every format': {
    files: (n) =>
      settings(`  {${times(n, (i) => `"aws:elbv2:listener:${i + 1}": {Rules: nobody}`, ', ')}}\n`),
    action: 'report',
  },
  'fixes of one file': { files: FIXABLE, action: 'fix', size: 20 },
  'fixes of many files': {
    files: (n) =>
      Object.fromEntries(
        Array.from({ length: n }, (_, i) => [
          `.ebextensions/${i}.config`,
          `files:\n  /f${i}: {mode: 0755, content: x}\n`,
        ]),
      ),
    action: 'fix',
    size: 20,
  },
  'marks that a script looks for': {
    files: (n) => ({
      '.platform/hooks/prebuild/a.sh': `#!/bin/bash\n${times(n, (i) => `[ -f /x${i} ] || apt-get install a${i}\n`)}`,
    }),
  },
  'updates of Composer': {
    files: (n) => ({
      '.platform/hooks/prebuild/a.sh': `#!/bin/bash\necho COMPOSER_HOME\n${'/usr/bin/composer.phar self-update\n'.repeat(n)}`,
    }),
  },
  'runs of a function with the name of a tool': {
    files: (n) => ({
      '.platform/hooks/prebuild/a.sh': `#!/bin/bash\n${'apt-get install x\n'.repeat(n)}apt-get() { yum "$@"; }\n`,
    }),
  },
  'written files of nginx beside those of the bundle': {
    files: (n) => ({
      ...config(
        `files:\n${times(n, (i) => `  "/etc/nginx/conf.d/w${i}.conf":\n    content: |\n      send_timeout ${i}s;\n`)}`,
      ),
      ...Object.fromEntries(
        Array.from({ length: n }, (_, i) => [`.platform/nginx/conf.d/p${i}.conf`, `# ${i}\n`.repeat(5)]),
      ),
    }),
    size: 60,
  },
  'settings of a unit': {
    files: (n) =>
      config(
        `files:\n  /etc/systemd/system/a.service:\n    content: |\n      [Service]\n      Type=oneshot\n${times(n, (i) => `      ExecStart=/bin/a ${i}\n`)}`,
      ),
  },
  'requirements that are compiled': {
    files: (n) => ({
      'requirements.txt': 'psycopg2\nmysqlclient\npywin32\na @ file:///croot/a\n'.repeat(n),
      ...config(`commands:\n${times(n, (i) => `  c${i}: {command: echo ${i}}\n`)}`),
      '.elasticbeanstalk/config.yml':
        'global:\n  default_platform: Python 3.13 running on 64bit Amazon Linux 2023\n',
    }),
  },
  'folders that commands make': {
    files: (n) =>
      config(
        `commands:\n  a:\n    command: |\n${times(n, (i) => `      mkdir a${i}\n      mv b${i} c\n      ln -s /d${i} e${i}\n`)}`,
      ),
  },
  'crontabs that scripts write': {
    files: (n) => ({
      '.platform/hooks/prebuild/a.sh': `#!/bin/bash\n${times(n, (i) => `echo '* * * * * root x' >> /etc/cron.d/a${i}\nchmod 644 /etc/cron.d/a${i}\necho 'x' | tee /etc/cron.d/b${i}\n`)}`,
    }),
  },
  'loops with a substitution in their heads': {
    files: (n) => ({
      '.platform/hooks/prebuild/a.sh': `#!/bin/bash\n${'for x in $(cat a); do yum install "$x"; done\n'.repeat(n)}`,
    }),
  },
  'packages in variables': {
    files: (n) => ({
      '.platform/hooks/prebuild/a.sh': `#!/bin/bash\n${times(n, (i) => `P${i}="a b c"\nyum install -y $P${i}\n`)}`,
    }),
  },
  'packages in a long loop': {
    files: (n) => ({
      '.platform/hooks/prebuild/a.sh': `#!/bin/bash\nfor p in ${times(n, (i) => `a${i}`, ' ')}; do\n${'yum install -y $p\n'.repeat(n)}done\n`,
    }),
  },
  'packages that are given to a function': {
    files: (n) => ({
      '.platform/hooks/prebuild/a.sh': `#!/bin/bash\nf() {\n${'yum install -y "$@" "$1"\n'.repeat(n)}}\n${times(n, (i) => `f a${i}\n`)}`,
    }),
  },
  'services that scripts copy': {
    files: (n) => ({
      '.platform/hooks/predeploy/a.sh': `#!/bin/bash\n${times(n, (i) => `cp a${i}.service /etc/systemd/system/\nsystemctl start a${i}\n`)}`,
      ...Object.fromEntries(
        Array.from({ length: n }, (_, i) => [
          `a${i}.service`,
          '[Service]\nExecStart=/opt/python/run/venv/a\n',
        ]),
      ),
    }),
  },
  'crontabs that are removed': {
    files: (n) =>
      config(
        `files:\n${times(n, (i) => `  /etc/cron.d/a${i}: {content: x}\n`)}commands:\n${times(n, (i) => `  a${i}: {command: "rm /etc/cron.d/b${i}"}\n`)}`,
      ),
  },
  'units, and commands that misspell them': {
    files: (n) =>
      config(
        `files:\n${times(n, (i) => `  /etc/systemd/system/worker${i}.service:\n    content: |\n      [Service]\n      ExecStart=/bin/a\n`)}commands:\n  a:\n    command: |\n${times(n, (i) => `      systemctl start worker-${i}\n`)}`,
      ),
    // More than the candidates that a name is compared with.
    size: 600,
  },
  'services that are started early': {
    files: (n) =>
      config(
        `files:\n${times(n, (i) => `  /etc/systemd/system/a${i}.service:\n    content: |\n      [Service]\n      ExecStart=/var/app/current/a\n`)}commands:\n  a:\n    command: |\n${times(n, (i) => `      systemctl start a${i}\n`)}`,
      ),
  },
  'files of an agent that is gone': {
    files: (n) =>
      config(
        `files:\n${times(n, (i) => `  /etc/awslogs/a${i}.conf: {content: x}\n`)}commands:\n${times(n, (i) => `  c${i}: {command: echo ${i}}\n`)}`,
      ),
  },
  'processes that run a script': {
    files: (n) => ({
      'start.sh': `#!/bin/bash\n${'python2.7 app.py &\n'.repeat(20)}`,
      ...procfile(times(n, (i) => `p${i}: python2.7 app.py\nq${i}: bash start.sh\n`)),
    }),
    size: 60,
  },
  'upstreams that nothing defines': {
    files: (n) => ({
      '.platform/nginx/conf.d/elasticbeanstalk/a.conf': times(
        n,
        (i) => `location /a${i}/ { proxy_pass http://name${i}; }\n`,
      ),
      '.platform/hooks/prebuild/a.sh': `#!/bin/bash\n${'echo hello\n'.repeat(n)}`,
    }),
  },
  'servers of Node.js, and locations that pass requests to them': {
    files: (n) => ({
      Procfile: times(n, (i) => `${i === 0 ? 'web' : `p${i}`}: node server.js\n`),
      'server.js': `http.listen(8080);\n${times(n, (i) => `app.ws('/p${i}', a);\n`)}`,
      '.platform/nginx/conf.d/elasticbeanstalk/a.conf': times(
        n,
        (i) => `location /a${i}/ { proxy_pass http://127.0.0.1:8081; }\n`,
      ),
    }),
  },
  'names in braces': { files: (n) => settings(`  a:\n${times(n, (i) => `    P${i}: "\${A${i}}"\n`)}`) },
  'dates in a job of cron': {
    files: (n) =>
      config(
        `files:\n  /etc/cron.d/a:\n    mode: "000644"\n    content: |\n      * * * * * root ${'date '.repeat(n)}x%F\n`,
      ),
    size: 1000,
  },
  'credentials in a written file': {
    files: (n) =>
      config(
        `files:\n  /etc/a.env:\n    mode: "000600"\n    content: |\n${times(n, (i) => `      DB_PASSWORD${i}: q8Zr${i}xTw9\n      a${i} postgres://u:p4ss${i}W@db${i}.acme.io/x\n`)}`,
      ),
  },
  'temporary files that commands remove': {
    files: (n) => config(`container_commands:\n${times(n, (i) => `  c${i}: {command: rm /tmp/a${i}}\n`)}`),
  },
  'one command that removes temporary files': {
    files: (n) =>
      config(`container_commands:\n  c:\n    command: |\n${times(n, (i) => `      rm /tmp/a${i}\n`)}`),
  },
  'processes that commands stop': {
    files: (n) => config(`commands:\n${times(n, (i) => `  c${i}: {command: pkill a${i}}\n`)}`),
  },
  'commands that need files': {
    files: (n) => ({
      'manage.py': 'import sys\n',
      ...config(`container_commands:\n${times(n, (i) => `  c${i}: {command: python b${i}.py}\n`)}`),
    }),
  },
  'one command that needs files': {
    files: (n) => ({
      'manage.py': 'import sys\n',
      ...config(
        `container_commands:\n  c:\n    command: |\n${times(n, (i) => `      python b${i}.py || echo ${i}\n      python c${i}.py\n`)}`,
      ),
    }),
  },
  'commands that need files beside others': {
    files: (n) => ({
      ...Object.fromEntries(Array.from({ length: n }, (_, i) => [`a${i}.py`, ''])),
      ...config(`container_commands:\n${times(n, (i) => `  c${i}: {command: python b${i}.py}\n`)}`),
    }),
  },
  'folders in which a file may be': {
    files: (n) => ({
      ...Object.fromEntries(Array.from({ length: n }, (_, i) => [`f${i}/a${i}.py`, ''])),
      ...config(`container_commands:\n${times(n, (i) => `  c${i}: {command: python a${i}.py}\n`)}`),
    }),
  },
  'scripts under another name': {
    files: (n) =>
      config(
        `files:\n${times(n, (i) => `  /srv/a${i}/x.sh: {content: x}\n`)}container_commands:\n${times(n, (i) => `  c${i}: {command: /srv/a${i}/y.sh}\n`)}`,
      ),
  },
  'files that are run as folders': {
    files: (n) =>
      config(
        `files:\n${times(n, (i) => `  /srv/a${i}: {content: x}\n`)}container_commands:\n${times(n, (i) => `  c${i}: {command: run-parts /srv/a${i}}\n`)}`,
      ),
  },
  'resources without what they need': {
    files: (n) => resources(times(n, (i) => `  A${i}: {Type: AWS::EC2::SecurityGroup}\n`)),
  },
  'rules of security groups': {
    files: (n) =>
      resources(
        times(
          n,
          (i) =>
            `  A${i}: {Type: AWS::EC2::SecurityGroupIngress, Properties: {GroupId: a, GroupName: b, CidrIp: c, CidrIpv6: d}}\n`,
        ),
      ),
  },
  'functions as text': {
    files: (n) =>
      resources(
        times(n, (i) => `  A${i}: {Type: AWS::SNS::Topic, Properties: {TopicName: 'Fn::GetAtt "A"'}}\n`),
      ),
  },
  'scripts that package.json does not have': {
    files: (n) => ({
      'package.json': `{"scripts": {${times(n, (i) => `"s${i}": "node ${i}"`, ',')}}}`,
      ...config(`container_commands:\n${times(n, (i) => `  c${i}: {command: npm run x${i}}\n`)}`),
    }),
    // More than the candidates that a name is compared with.
    size: 600,
  },
  'folders that are misspelled': {
    files: (n) => config(`files:\n${times(n, (i) => `  /otp/elasticbeanstlak${i}/a: {content: x}\n`)}`),
  },
  'command lines that are refused': {
    files: (n) =>
      config(
        `container_commands:\n${times(n, (i) => `  c${i}: {command: "chmod 644; rake rake a${i}; aws s3 cp -r a b; python -m a.py; sh -c npm start"}\n`)}`,
      ),
  },
  'questions of commands': {
    files: (n) =>
      config(`container_commands:\n${times(n, (i) => `  c${i}: {command: pip uninstall a${i}}\n`)}`),
  },
  'processes of modules of Python': {
    files: (n) => ({
      'a.py': times(n, (i) => `x${i} = Flask(__name__)\n`),
      ...procfile(times(n, (i) => `p${i}: uvicorn a:y${i}\n`)),
    }),
    // More than the candidates that a name is compared with.
    size: 600,
  },
  'strings of a Python module that do not end': {
    files: (n) => ({ 'a.py': `x = ${'""" \\""" '.repeat(n)}`, ...procfile('web: uvicorn a:app\n') }),
  },
  'modules that a Python module imports': {
    files: (n) => ({
      '.elasticbeanstalk/config.yml':
        'global:\n  default_platform: Python 3.13 running on 64bit Amazon Linux 2023\n',
      'requirements.txt': `flask\n${times(n, () => 'stripe\n')}`,
      'app.py': `${times(n, (i) => `import stripe, m${i}, flask_cors\n`)}INSTALLED_APPS = [${times(n, (i) => `'a${i}', `)}]\napp = Flask()\n`,
      ...procfile('web: gunicorn app:app\n'),
    }),
  },
  'packages that a script of Node.js requires': {
    files: (n) => ({
      '.elasticbeanstalk/config.yml':
        'global:\n  default_platform: Node.js 22 running on 64bit Amazon Linux 2023\n',
      'package.json': `{"scripts": {"start": "node a.js"}, "dependencies": {${times(n, (i) => `"d${i}": "1"`, ',')}}}`,
      'package-lock.json': `{"packages": {${times(n, (i) => `"node_modules/d${i}": {"dev": true}`, ',')}}}`,
      'a.js': `${times(n, (i) => `const a${i} = require('a${i}');\n`)}${times(n, () => "export * from './b'\n")}${'=/[ `${ '.repeat(n)}`,
    }),
  },
  'packages of a Pipfile': {
    files: (n) => ({
      '.elasticbeanstalk/config.yml':
        'global:\n  default_platform: Python 3.13 running on 64bit Amazon Linux 2023\n',
      Pipfile: `[packages]\n${times(n, (i) => `flask = {version = "*", extras = ["a${i}"]}\n`)}flask = {${'extras = [ '.repeat(n)}}\n`,
      'app.py': 'import flask\napp = Flask()\n',
      ...procfile('web: gunicorn app:app\n'),
    }),
  },
  'gems of groups': {
    files: (n) => ({
      '.elasticbeanstalk/config.yml':
        'global:\n  default_platform: Ruby 3.4 running on 64bit Amazon Linux 2023\n',
      Gemfile: times(n, (i) => `group :test do\n  gem 'g${i}'\nend\n`),
      'Gemfile.lock': times(n, (i) => `      g${i}\n`),
      ...procfile(times(n, (i) => `p${i}: bundle exec g${i}\n`)),
    }),
  },
  'names that files of Go define and use': {
    files: (n) => ({
      '.elasticbeanstalk/config.yml':
        'global:\n  default_platform: Go 1 running on 64bit Amazon Linux 2023\n',
      'application.go': `package main\n${times(n, (i) => `import (\n"a${i}.com/b${i}"\n`)}${times(n, (i) => `var v${i} = f${i}(a, b)\n`)}`,
      'go.mod': `module a\ngo 1.22\n${times(n, (i) => `require c${i}.com/d v1.0.0\n`)}`,
      'handlers.go': `package main\n${times(n, (i) => `func g${i}() {}\n`)}`,
    }),
  },
  'libraries of a web application': {
    files: (n) => ({
      '.elasticbeanstalk/config.yml':
        'global:\n  default_platform: Tomcat 10 with Corretto 17 running on 64bit Amazon Linux 2023\n',
      'pom.xml': `<packaging>war</packaging>\n${times(n, (i) => `<dependency><groupId>a</groupId><artifactId>b${i}</artifactId><version>\${v}</version></dependency><plugin>\n`)}${'<!-- '.repeat(n)}`,
      ...Object.fromEntries(
        Array.from({ length: n }, (_, i) => [
          `src/main/java/a/B${i}.java`,
          times(n / 10, () => 'import java.util.List;\n'),
        ]),
      ),
    }),
  },
  'names that a Python module imports in brackets': {
    files: (n) => ({
      'a.py': `from b import (\n${times(n, (i) => `  x${i} as y${i},\n`)})\n${'(a,\n'.repeat(n)}`,
      ...procfile('web: uvicorn a:app\n'),
    }),
  },
  'options that are ignored beside those of a manifest': {
    files: (n) => ({
      'env.yaml': `AWSConfigurationTemplateVersion: 1.1.0.0\nOptionSettings:\n${times(n, (i) => `  aws:elb:listener:${i + 1}: {InstancePort: 80}\n`)}`,
      ...settings(
        `  aws:elasticbeanstalk:environment: {LoadBalancerType: application}\n${times(n, (i) => `  aws:elb:listener:${i + 1}: {InstancePort: 80}\n`)}`,
      ),
    }),
  },
  'servers that share one port': {
    files: (n) => procfile(times(n, (i) => `p${i}: gunicorn -b :8000 app:app\n`)),
  },
};
