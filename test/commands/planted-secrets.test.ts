import { describe, expect, it } from 'vitest';
import { formatNames } from '../../src/report/formats.js';
import { runEblint } from '../support/run-eblint.js';
import { temporaryFolder } from '../support/temporary.js';

/** Stands for the value of a secret in a file. */
const HERE = '@@';

const PROPERTIES = 'aws:elasticbeanstalk:application:environment';

/** A file of each kind that is read, with values of secrets, and in the same lines or near them something that a rule reports. */
const KINDS: Readonly<Record<string, string>> = {
  '.ebextensions/map.config': `option_settings:\n  ${PROPERTIES}:\n    DB_PASSWORD: ${HERE}\n    API_TOKEN: "${HERE}"\n  aws:autoscaling:asg: {MinSizes: 1}\n  aws:rds:dbinstance: {DBPassword: ${HERE}, DBPasword: '${HERE}'}\n`,
  '.ebextensions/list.config': `option_settings:\n  - namespace: ${PROPERTIES}\n    option_name: DB_PASSWORD\n    value: ${HERE}\n  - {option_name: API_TOKEN, value: "${HERE}", namespac: a}\n`,
  '.ebextensions/json.config': `{"option_settings": {"${PROPERTIES}": {"DB_PASSWORD": "${HERE}"}, "aws:autoscaling:asg": {"MinSizes": "1"}}}\n`,
  '.ebextensions/json-list.config': `{"option_settings": [{"namespace": "${PROPERTIES}", "option_name": "DB_PASSWORD", "value": "${HERE}"}, {"value": "${HERE}", "option_name": "API_TOKEN", "namespace": "a:b"}]}\n`,
  '.ebextensions/commands.config': `container_commands:\n  01_a:\n    command: initctl restart a --password ${HERE}\n    env: {API_TOKEN: "${HERE}"}\n    leader_onyl: true\nfiles:\n  /opt/a.sh:\n    mode: 755\n    content: |\n      #!/bin/bash\n      DB_PASSWORD=${HERE} initctl restart a\n`,
  Procfile: `web: PASSWORD=${HERE} node a.js --access-token "${HERE}"\nweb: TOKEN='${HERE}' x\n`,
  'env.yaml': `OptionSettings:\n  ${PROPERTIES}: {API_TOKEN: "${HERE}"}\nEnvironmentNam: a\n`,
  Dockerfile: `FROM a\nENV DB_PASSWORD ${HERE}\nENV NPM_TOKEN="${HERE}" A=b\nARG API_TOKEN=${HERE}\nEXPOSE x\n`,
  'docker-compose.yml': `services:\n  web:\n    image: a\n    ports: ["80:x"]\n    environment:\n      - DB_PASSWORD=${HERE}\n  db:\n    environment: {API_TOKEN: "${HERE}"}\n`,
  'Dockerrun.aws.json': `{"AWSEBDockerrunVersion": "one", "Authentication": {"token": "${HERE}"}, "containerDefinitions": [{"environment": [{"name": "DB_PASSWORD", "value": "${HERE}"}]}]}\n`,
  'deploy.sh': `#!/bin/bash\neb create shop --envvars DB_PASSWORD=${HERE},A=b --database.password ${HERE} -db.pass ${HERE}\neb setenv "DB_PASSWORD=${HERE}" -e shop\naws elasticbeanstalk update-environment --environment-name shop --option-settings Namespace=${PROPERTIES},OptionName=DB_PASSWORD,Value=${HERE} Namespace=aws:autoscaling:asg,OptionName=MinSizes,Value=1\naws elasticbeanstalk update-environment --environment-name shop --option-settings '[{"Namespace":"${PROPERTIES}","OptionName":"DB_PASSWORD","Value":"${HERE}"},{"Value":"${HERE}","OptionName":"API_TOKEN","Namespace":"${PROPERTIES}"}]'\n`,
  '.platform/hooks/predeploy/a.sh': `#!/bin/bash\ninitctl restart a --password ${HERE}\nexport API_TOKEN="${HERE}"; yum install -y amazon-linux-extras\n`,
  '.platform/nginx/conf.d/a.conf': `set $password ${HERE};\nlisen 80; proxy_set_header X-Api-Key "${HERE}";\n`,
  Makefile: `deploy:\n\teb setenv DB_PASSWORD=${HERE} BAD-NAME=b\n\teb create x --envvars 'A=b,DB_PASSWORD=${HERE},B-C=d'\n`,
  'package.json': `{"scripts": {"deploy": "eb setenv DB_PASSWORD=${HERE} B-X=1", "create": "eb create x --envvars \\"API_TOKEN=${HERE}\\"", "start": "TOKEN=${HERE} node a.js"}}\n`,
  '.github/workflows/a.yml': `on: push\nenv: {API_TOKEN: "${HERE}"}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: eb create shop --single --envvars "DB_PASSWORD=${HERE}"\n      - run: |\n          aws elasticbeanstalk create-environment --environment-name shop --option-settings Namespace=${PROPERTIES},OptionName=DB_PASSWORD,Value=${HERE}\n      - uses: aws-actions/aws-elasticbeanstalk-deploy@v1\n        with:\n          environment-name: shop\n          option-settings: '[{"Namespace": "${PROPERTIES}", "OptionName": "DB_PASSWORD", "Value": "${HERE}"}]'\n`,
  '.gitlab-ci.yml': `variables: {API_TOKEN: "${HERE}"}\ndeploy:\n  script:\n    - eb create shop --envvars DB_PASSWORD=${HERE}\n    - eb setenv DB_PASSWORD='${HERE}'\n`,
  'bitbucket-pipelines.yml': `pipelines:\n  default:\n    - step:\n        script:\n          - eb create shop --envvars DB_PASSWORD=${HERE}\n`,
  '.circleci/config.yml': `version: 2.1\njobs:\n  a:\n    docker: [{image: a, auth: {password: "${HERE}"}}]\n    steps:\n      - run: eb create shop --envvars DB_PASSWORD=${HERE}\n`,
  'azure-pipelines.yml': `variables: {API_TOKEN: "${HERE}"}\nsteps:\n  - script: eb create shop --envvars DB_PASSWORD=${HERE}\n`,
  '.travis.yml': `deploy:\n  provider: elasticbeanstalk\n  secret_access_key: "${HERE}"\nscript:\n  - eb create shop --envvars DB_PASSWORD=${HERE}\n`,
  'buildspec.yml': `version: 0.2\nenv: {variables: {API_TOKEN: "${HERE}"}}\nphases:\n  build:\n    commands:\n      - eb create shop --envvars DB_PASSWORD=${HERE}\n`,
  'main.tf': `resource "aws_elastic_beanstalk_environment" "s" {\n  name = "shop"\n  setting {\n    namespace = "${PROPERTIES}"\n    name      = "DB_PASSWORD"\n    value     = "${HERE}"\n  }\n  setting {\n    namespace = "aws:autoscaling:asg"\n    name      = "MinSizes"\n    value     = "1"\n  }\n  setting {\n    namespace = "${PROPERTIES}"\n    name      = "API_TOKEN"\n    value     = var.api_token\n  }\n}\nvariable "api_token" {\n  default = "${HERE}"\n}\n`,
  'terraform.tfvars': `api_token = "${HERE}"\n`,
  'plan.json': `{"format_version": "1.2", "planned_values": {"root_module": {"resources": [{"address": "aws_elastic_beanstalk_environment.s", "type": "aws_elastic_beanstalk_environment", "name": "s", "values": {"name": "planned", "setting": [{"namespace": "${PROPERTIES}", "name": "DB_PASSWORD", "value": "${HERE}"}, {"namespace": "aws:autoscaling:asg", "name": "MinSizes", "value": "1"}]}}]}}}\n`,
  'template.yml': `Resources:\n  A:\n    Type: AWS::ElasticBeanstalk::Environment\n    Properties:\n      OptionSettings:\n        - Namespace: ${PROPERTIES}\n          OptionName: DB_PASSWORD\n          Value: ${HERE}\n        - {Namespace: aws:autoscaling:asg, OptionName: MinSizes, Value: 1}\n`,
  'template.json': `{"Resources": {"A": {"Type": "AWS::ElasticBeanstalk::Environment", "Properties": {"OptionSettings": [\n{"Namespace": "${PROPERTIES}", "OptionName": "DB_PASSWORD", "Value": "${HERE}"},\n{"Namespace": "aws:autoscaling:asg", "OptionName": "MinSizes", "Value": "1"}]}}}}\n`,
  'cdk.out/a.template.json': `{\n  "Resources": {\n    "A": {\n      "Type": "AWS::ElasticBeanstalk::Environment",\n      "Properties": {\n        "OptionSettings": [\n          {\n            "Namespace": "${PROPERTIES}",\n            "OptionName": "DB_PASSWORD",\n            "Value": "${HERE}"\n          }\n        ]\n      }\n    }\n  }\n}\n`,
  'answer.json': `{"ConfigurationSettings": [{"ApplicationName": "a", "EnvironmentName": "answered", "SolutionStackName": "64bit Amazon Linux 2023 v6.1.0 running Node.js 20", "OptionSettings": [\n{"Namespace": "${PROPERTIES}", "OptionName": "DB_PASSWORD", "Value": "${HERE}"},\n{"Namespace": "aws:rds:dbinstance", "OptionName": "DBPassword", "Value": "${HERE}"},\n{"Namespace": "aws:autoscaling:asg", "OptionName": "MinSizes", "Value": "1"}]}]}\n`,
  '.elasticbeanstalk/saved_configs/a.cfg.yml': `OptionSettings:\n  ${PROPERTIES}:\n    API_TOKEN: ${HERE}\n  aws:autoscaling:asg: {MinSizes: 1}\n`,
  '.elasticbeanstalk/config.yml': `global:\n  default_platform: Node.js 20 running on 64bit Amazon Linux 2023\n  api_token: ${HERE}\n`,
  'eblint.config.yaml': `platform: 64bit Amazon Linux 2023 v6.1.0 running Node.js 20\napi_token: ${HERE}\n`,
};

/** How a value, or the text around it, may be wrong. */
const MISTAKES: Readonly<Record<string, (text: string) => string>> = {
  none: (text) => text,
  'stars before the value': (text) => text.replaceAll(HERE, `***${HERE}`),
  'lines end as on Windows': (text) => text.replaceAll('\n', '\r\n'),
  'a mark at the start': (text) => `\uFEFF${text}`,
  'no sign before the value': (text) => text.replace(/[:=](\s*["'])@@/g, '$1@@'),
  'two signs before the value': (text) => text.replace(/([:=])(\s*["']?)@@/g, '$1$1$2@@'),
  'no quote before the value': (text) => text.replace(/["']@@/g, '@@'),
  'no quote after the value': (text) => text.replace(/@@["']/g, '@@'),
  'more after the value': (text) => text.replace(/@@(["']?)/g, '@@$1 x: y'),
  'no comma before the name of the value': (text) => text.replace(/,(\s*["']?value)/gi, '$1'),
  'no brackets at the end': (text) => text.replace(/[\]}]+\s*$/, ''),
  'a tab at the start of lines': (text) => text.replace(/^ +/gm, '\t'),
  'the value below its key': (text) => text.replace(/([:=]) *(["']?)@@/g, '$1\n          $2@@'),
};

const FORMATS = formatNames.map((format) => ['-f', format, '--preset', 'strict', '--no-config']);
const COMMANDS: readonly (readonly string[])[] = [
  ...FORMATS,
  ['--preset', 'strict'],
  ['--fix-dry-run', '--unsafe-fixes', '--no-config'],
  ['--explain-silence', '--no-config'],
  ['--environment', 'plan.json', '--no-config'],
  ['--environment', 'answer.json', '--no-config'],
  ...['resolve', 'graph', 'steps', 'migrate'].flatMap((command) => [
    [command, '--no-config'],
    [command, '--no-config', '-f', 'json'],
  ]),
  ['resolve', '--environment', 'answer.json', '--no-config'],
  ['request', '/', '--no-config'],
];

const LOGS = [
  `ERROR: eb setenv DB_PASSWORD=${HERE} failed`,
  `Command failed on instance. Return code: 1 Output: (TRUNCATED)... DB_PASSWORD ="${HERE}"`,
  `container_command 01_a in .ebextensions/commands.config failed. {"name": "API_TOKEN" "value" "${HERE}"}`,
  `Invalid option specification (Namespace: '${PROPERTIES}', OptionName: 'DB_PASSWORD', Value: '${HERE}'): Unknown configuration setting.`,
];

interface Shown {
  readonly command: string;
  readonly file: string;
  readonly line: string;
}

interface Planted {
  readonly files: Record<string, string>;
  /** What was planted, with the file that it is in. */
  readonly markers: ReadonlyMap<string, string>;
}

/** The files with a value of its own in each place. */
function plant(files: Readonly<Record<string, string>>, mistake: (text: string) => string): Planted {
  const markers = new Map<string, string>();
  const planted = Object.entries(files).map(([name, text]) => [
    name,
    mistake(text).replaceAll(HERE, () => {
      const marker = `Zx${String(markers.size).padStart(3, '0')}Qv7`;
      markers.set(marker, name);
      return marker;
    }),
  ]);
  return { files: Object.fromEntries(planted) as Record<string, string>, markers };
}

const shownIn = (command: string, text: string, markers: ReadonlyMap<string, string>): Shown[] =>
  text.split('\n').flatMap((line) =>
    [...(line.match(/Zx\d{3}Qv7/g) ?? [])].map((marker) => ({
      command,
      file: markers.get(marker) ?? '',
      line: line.trim().slice(Math.max(0, line.indexOf(marker) - 120), line.indexOf(marker) + 20),
    })),
  );

describe('the value of a secret is printed nowhere', () => {
  let stars = 0;

  async function printed(root: string, argv: readonly string[], stdin?: string): Promise<string> {
    const { stdout, stderr } = await runEblint(root, argv, {
      ...(stdin !== undefined && { stdin: { isTTY: false, read: () => Promise.resolve(stdin) } }),
    });
    stars += stdout.split('***').length - 1;
    return `${stdout}\n${stderr}`;
  }

  it.each(Object.entries(MISTAKES))(
    'with this mistake near it: %s',
    async (_, mistake) => {
      const { files, markers } = plant(KINDS, mistake);
      const root = temporaryFolder({ '.git/HEAD': '', ...files });
      const shown: Shown[] = [];
      for (const argv of COMMANDS) shown.push(...shownIn(argv.join(' '), await printed(root, argv), markers));
      for (const log of LOGS) {
        const pasted = plant({ log }, mistake);
        for (const argv of [
          ['why', '-'],
          ['why', '-', '-f', 'json'],
        ])
          shown.push(
            ...shownIn(argv.join(' '), await printed(root, argv, pasted.files['log']), pasted.markers),
          );
      }
      expect(shown).toEqual([]);
    },
    120_000,
  );

  it('although many lines with one are printed', () => {
    expect(stars).toBeGreaterThan(500);
  });
});
