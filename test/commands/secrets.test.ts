import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ports } from '../../src/ports/ports.js';
import { formatNames } from '../../src/report/formats.js';
import { change, git, repositoryWith } from '../support/repository.js';
import { runEblint } from '../support/run-eblint.js';
import { temporaryFolder } from '../support/temporary.js';
import { writingPorts } from '../support/writes.js';
import { zipOf } from '../support/zip.js';

const planted: string[] = [];

/** A secret of its own for each place. */
const secret = (): string => {
  const text = `hunter${planted.length}xQ7`;
  planted.push(text);
  return text;
};
/** One that its form tells. */
const token = (): string => {
  const text = `ghp_${String(planted.length).padStart(3, '0')}${'a1B2'.repeat(9)}`;
  planted.push(text);
  return text;
};

/** Secrets wherever they may be, most of them in lines that some rule reports. */
const FILES: Readonly<Record<string, string>> = {
  '.ebextensions/01.config': `# eblint-disable-next-line settings/misread-value -- uses DB_PASSWORD=${secret()} until it is replaced
option_settings:
  aws:elasticbeanstalk:application:environment:
    DB_PASSWORD: ${secret()}
    DB_PASSWORD: ${secret()}
    DBPasword: ${secret()}
    API_TOKEN: "${secret()} \${HOST}"
    SIGNING_KEY: |
      ${secret()}
      ${secret()}
    "QUOTED_SECRET": '${secret()}'
    HARMLESS_NAME: ${token()}
    DATABASE: postgres://u:${secret()}@h.example.net/d
    REPOSITORY: https://${secret()}000@example.com/a.git
    HEADER: Bearer ${secret()}
    SMART_TOKEN: “${secret()}”
    OFF: off # PASSWORD: ${secret()}
    "A B ${token()}": 1
  aws:rds:dbinstance:
    DBPassword: ${secret()}
    DBPasword: ${secret()}
    DBUser: x
    DBEngine: ${token()}
  aws:autoscaling:asg:
    MinSize: ${token()}
    MaxSize: postgres://u:${secret()}@h/d
  aws:elasticbeanstalk:sns:topics:
    Notification Protocol: ${token()}
    Notification Endpoint: https://h.example.net/?token=${secret()}
  aws:unknown:${token()}:
    X: ${token()}
  aws:elbv2:listener:443:
    Protocol: HTTPS
    SSLCertificateArns: ${token()}
`,
  '.ebextensions/02.config': `option_settings:
  - option_name: DB_PASSWORD
    value: ${secret()}
  - namespace: aws:elasticbeanstalk:application:environment
    option_name: API_TOKEN
    vlaue: ${secret()}
  - {namespace: aws:autoscaling:asg, option_name: MinSize, value: ${token()}}
container_commands:
  01_first:
    command: PASSWORD=${secret()} ./run --api-key ${secret()}
    test: curl -u me:${secret()} https://h.example.net
    env: {A_TOKEN: "${secret()}"}
    leader_onyl: true
    ingoreErrors: ${token()}
  02_second:
    comand: mysql -p${secret()} a
files:
  /etc/profile.d/a.sh:
    mode: 755
    content: |
      export DB_PASSWORD=${secret()}
      echo ${token()}
  /opt/elasticbeanstalk/hooks/appdeploy/post/99_get_private_files.sh:
    mode: "000755"
    content: |
      #!/bin/bash
      PASSWORD+=${secret()}
      initctl restart httpd --password ${secret()}
      yum install -y --token ${secret()} python27
  /etc/cron.d/a:
    mode: "000644"
    content: |
      * * * * root DB_PASSWORD=${secret()} /opt/a.sh
  /etc/systemd/system/a.service:
    mode: "000644"
    content: |
      [Service]
      Environment=DB_PASSWORD=${secret()}
      ExecStart=run --password ${secret()}
  /etc/httpd/conf.d/a.conf:
    mode: "000644"
    content: |
      SetEnv DB_PASSWORD ${secret()}
packages:
  yum: {"${token()}": []}
  apt: {a: ${token()}}
commands:
  03_quoted: {command: 'initctl restart a; export DB_PASSWORD=''hunter ${secret()}'''}
  04_escaped: {command: "initctl restart a; export DB_PASSWORD=\\"hunter ${secret()}\\""}
  05_template: {command: "initctl restart a --token {{ a | default('${secret()}') }}"}
Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties: {MasterUserPassword: ${secret()}}
  Other:
    Typ: ${token()}
`,
  '.ebextensions/03.config': `option_settings:\n\taws:elasticbeanstalk:application:environment:\n\t\tDB_PASSWORD:\t${secret()}\n`,
  '.ebextensions/04.config': `{"option_settings": {"aws:autoscaling:asg": {"MinSize": "x"}, "aws:elasticbeanstalk:application:environment": {"TOKEN": "${secret()}", "TOKEN": "${secret()}"}}}`,
  '.ebextensions/TAGGED_SECRET.config': `option_settings:
  aws:elasticbeanstalk:application:environment:
    TAGGED_SECRET: !${secret()} x
`,
  '.ebextensions/ANCHOR_SECRET.config': `option_settings:
  aws:elasticbeanstalk:application:environment:
    ANCHOR_SECRET: &${secret()} x
`,
  '.ebextensions/BACKTICK_SECRET.config': `option_settings:
  aws:elasticbeanstalk:application:environment:
    BACKTICK_SECRET: \`${secret()}\`
`,
  '.platform/hooks/predeploy/a.sh': `#!/bin/bash
PASSWORD+=${secret()}; apt-get install -y a
export API_TOKEN="${secret()}"; yum install -y amazon-linux-extras --token ${secret()}
read -r DB_SECRET <<EOF
${secret()}
EOF
echo $DB_PASSWORD ${token()}
initctl restart a --password ${secret()}
TOKEN=$(echo ${secret()} | base64 -d) initctl restart a
TOKEN=\${A-${secret()}} db_pass=${secret()} DB_PW=${secret()} GH_PAT=${secret()} API_KEY_SERVER=${secret()} initctl restart a
mysqladmin -u root password ${secret()}; initctl restart a
aws configure set aws_secret_access_key ${secret()}; initctl restart a
printf -v PASSWORD ${secret()}; usermod -p ${secret()} a; vault login ${secret()}; initctl restart a
initctl restart a "https://b.s3.amazonaws.com/a?X-Amz-Signature=${secret()}${'a1B2'.repeat(12)}"
initctl restart a; python -c "x(password=os.environ['A'] or '${secret()}')"
`,
  '.platform/nginx/conf.d/a.conf': `set $password ${secret()};
proxy_set_header X-Api-Key ${secret()};
lisen 80 ${token()};
location /a { proxy_set_header Authorization "Bearer ${secret()}"; set $api_token ${secret()} x; proxy_pas http://u:${secret()}@127.0.0.1; }
ssl_certificate ${token()}
`,
  '.platform/httpd/conf.d/a.conf': `SetEnv DB_PASSWORD ${secret()}\nRequestHeader set X-Api-Key ${secret()}\n`,
  Procfile: `web: PASSWORD=${secret()} gunicorn --access-token ${secret()} -b 127.0.0.1:80 a:b\nweb: TOKEN=${secret()} x\nPASSWORD: ${secret()}\n${token()}\n`,
  Dockerfile: `FROM a\nENV DB_PASSWORD ${secret()}\nENV A=b NPM_TOKEN=${secret()} C=d\nARG TOKEN=${secret()}\nEXPOSE ${token()}\n`,
  'docker-compose.yml': `services:\n  web:\n    image: a\n    ports: ["80:x"]\n    environment:\n      - DB_PASSWORD=${secret()}\n      - URL=postgres://u:${secret()}@h.example.net/d\n  db:\n    environment: {MYSQL_ROOT_PASSWORD: ${secret()}, API_TOKEN: ${secret()}}\n`,
  'Dockerrun.aws.json': `{"AWSEBDockerrunVersion": "one", "Authentication": {"token": "${secret()}"}, "containerDefinitions": [{"environment": [{"name": "DB_PASSWORD", "value": "${secret()}"}]}]}`,
  'env.yaml': `AWSConfigurationTemplateVersion: 1\nOptionSettings: {TOKEN: "${secret()}"}\nEnvironmentName: ${token()}\n`,
  'requirements.txt': `django-rest-auth==0.9.1\ngit+https://u:${secret()}@example.com/a.git\n${token()}\n`,
  'package.json': `{"name": "a", "scripts": {"start": "TOKEN=${secret()} node a.js"}, "engines": {"node": "${token()}"}}`,
  'a.js': `require('http').listen(3000, '127.0.0.1'); const password = '${secret()}'; // ${token()}\n`,
  '.env': `API_TOKEN=${secret()}\n`,
  'server.key': `-----BEGIN RSA PRIVATE KEY-----\n${secret()}${'a1B2'.repeat(12)}\n-----END RSA PRIVATE KEY-----\n`,
  '.elasticbeanstalk/config.yml': `global: {default_platform: ${token()}, profile: x}\n`,
  '.elasticbeanstalk/saved_configs/a.cfg.yml': `OptionSettings: {aws:elasticbeanstalk:application:environment: {TOKEN: ${secret()}}}\n`,
  '.ebignore': `!${token()}\n`,
};

const LOG = `ERROR: Command 01_first failed with password=${secret()}
[Instance: i-1] Command failed on instance. Return code: 1 Output: (TRUNCATED)... PASSWORD=${secret()} ${token()}
container_command 01_first in .ebextensions/02.config failed. DB_PASSWORD=${secret()}
Invalid option specification (Namespace: 'aws:x', OptionName: 'TOKEN=${secret()}'): Unknown configuration setting.
No such file or directory: '/a/${token()}'
`;

const BAD_CONFIGURATION = `rules:\n  routing/port-mismatch: ${token()}\n${token()}: 1\napi_token: ${secret()}\nplatform: ${token()}\nignores: 1\n`;
const CONFIGURATION = `platform: 64bit Amazon Linux 2023 v4.0.0 running Python 3.11\noverrides:\n  - files: ["a/${token()}/**"]\n    rules: {routing/port-mismatch: off}\n`;

/** All that is printed and written outside of the project, with where it is from. */
const outputs: { readonly of: string; readonly text: string }[] = [];

async function print(
  root: string,
  argv: readonly string[],
  { stdin, over }: { readonly stdin?: string; readonly over?: Partial<Ports> } = {},
): Promise<void> {
  const written: string[] = [];
  const keep = (...texts: unknown[]): void => void written.push(JSON.stringify(texts));
  const { stdout, stderr } = await runEblint(root, argv, {
    ...(stdin !== undefined && { stdin: { isTTY: false, read: () => Promise.resolve(stdin) } }),
    env: argv[0] === '--preset' ? { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: '/summary' } : {},
    writeReport: keep,
    appendReport: keep,
    loadFormatter: () => Promise.resolve((results) => JSON.stringify(results, null, 1)),
    ...over,
  });
  outputs.push({ of: argv.join(' '), text: [stdout, stderr, ...written].join('\n') });
}

const COMMANDS: readonly (readonly string[])[] = [
  ...formatNames.map((format) => ['-f', format, '--preset', 'strict']),
  ['-f', 'json', '--quiet'],
  ['-f', 'somebodys-formatter', '--preset', 'strict'],
  ['-f', 'frames', '-o', '/report.txt', '--output', 'sarif:/a.sarif', '--output', 'somebodys:/b'],
  ['--preset', 'strict'],
  ['--fix-dry-run'],
  ['--fix-dry-run', '--unsafe-fixes'],
  ['--fix'],
  ['--fix', '--unsafe-fixes', '-f', 'json'],
  ['--suppress-all'],
  ['--report-suppressions'],
  ['--report-suppressions', '-f', 'json'],
  ['--print-config'],
  ['--list-rules'],
  ['resolve'],
  ['resolve', '-f', 'json'],
  ['migrate'],
  ['migrate', '-f', 'json'],
  ['migrate', '-f', 'markdown'],
  ['migrate', '--dry-run'],
  ['migrate', '--write', '--unsafe-fixes'],
  ['completion', 'bash'],
  ['options', 'aws:rds:dbinstance'],
];

/** What shows most of the lines. */
const SHOWING: readonly (readonly string[])[] = [
  ['--preset', 'strict', '-f', 'frames'],
  ['--preset', 'strict', '-f', 'json'],
];

/** All files are new. */
function staged(): string {
  const root = repositoryWith({ 'README.md': '' });
  change(root, FILES);
  git(root, ['add', '-A', '-f']);
  return root;
}

/** The user stops `--watch` after its first report. */
const endingAtOnce: Partial<Ports> = {
  onStop: (stop) => {
    setTimeout(stop);
    return Promise.resolve(() => undefined);
  },
};

/** Commands that make files of their own, with their names. */
const WRITING: readonly (readonly [argv: readonly string[], file: string])[] = [
  [['--suppress-all', '--preset', 'strict'], 'eblint-suppressions.json'],
  [['--init'], 'eblint.config.yaml'],
  ...SHOWING.map((argv) => [[...argv, '--output-file', 'report.txt'], 'report.txt'] as const),
];

async function printWritten([argv, file]: (typeof WRITING)[number]): Promise<void> {
  const root = temporaryFolder(FILES);
  await print(root, argv, { over: writingPorts(root) });
  outputs.push({ of: `${argv.join(' ')}: ${file}`, text: readFileSync(join(root, file), 'utf8') });
}

const textOf = (command: string): string => outputs.find(({ of }) => of === command)?.text ?? '';

const lineWith = (text: string, part: string): string =>
  text
    .split('\n')
    .find((line) => line.includes(part))
    ?.slice(0, 200) ?? '';

describe('no secret of a project is in anything that is printed or reported', () => {
  beforeAll(async () => {
    const root = temporaryFolder(FILES);
    for (const argv of COMMANDS) await print(root, argv);
    for (const text of [LOG, ...LOG.trim().split('\n')]) {
      await print(root, ['why', '-'], { stdin: text });
      await print(root, ['why', '-', '-f', 'json'], { stdin: text });
    }
    for (const text of [CONFIGURATION, BAD_CONFIGURATION]) {
      const configured = temporaryFolder({ ...FILES, 'eblint.config.yaml': text });
      for (const argv of [[], ['--print-config'], ['resolve'], ['migrate']]) await print(configured, argv);
    }
    const repository = staged();
    for (const argv of [...SHOWING, ['--changed=HEAD', ...SHOWING[0]!], ['--fix-dry-run', '--unsafe-fixes']])
      await print(repository, ['--staged', ...argv]);
    writeFileSync(
      join(root, 'app.zip'),
      zipOf(Object.entries(FILES).map(([name, text]) => ({ name, text }))),
    );
    for (const argv of SHOWING) await print(root, ['app.zip', ...argv]);
    for (const argv of SHOWING) await print(root, ['--watch', ...argv], { over: endingAtOnce });
    for (const argv of WRITING) await printWritten(argv);
  }, 240_000);

  it('by any command, in any format', () => {
    const shown = outputs.flatMap(({ of, text }) =>
      planted.filter((one) => text.includes(one)).map((one) => ({ of, line: lineWith(text, one) })),
    );
    expect(shown).toEqual([]);
  });

  it('although many lines with one are reported', () => {
    expect(textOf('-f frames --preset strict').split('***').length).toBeGreaterThan(20);
    for (const place of ['--staged', '--staged --changed=HEAD', 'app.zip', '--watch'])
      expect(textOf(`${place} --preset strict -f frames`).split('***').length, place).toBeGreaterThan(20);
    for (const file of ['frames', 'json'])
      expect(textOf(`--preset strict -f ${file} --output-file report.txt: report.txt`)).toContain('***');
    expect(planted.length).toBeGreaterThan(90);
    expect(outputs.filter(({ text }) => text.length > 100).length).toBeGreaterThan(COMMANDS.length);
  });
});
