import { expect, it } from 'vitest';
import { lintModel } from '../../src/lint/lint-project.js';
import { readProject } from '../../src/model/project.js';
import { SourceFile } from '../../src/source/index.js';
import { wholeProjectOf } from '../support/fixtures.js';
import { ruleById } from '../support/rule-by-id.js';

type Texts = Readonly<Record<string, string>>;

const PYTHON = 'Python 3.13 running on 64bit Amazon Linux 2023';
const NODE = 'Node.js 22 running on 64bit Amazon Linux 2023';
const DOCKER = 'Docker running on 64bit Amazon Linux 2023';

/** How many findings a rule has, in files of the project and in those that describe its environments. */
function count(id: string, texts: Texts, platform: string, environments: Texts = {}): number {
  const project = wholeProjectOf(texts, platform);
  const files = Object.entries(environments).map(([name, text]) => {
    const path = `/project/${name}`;
    return { name, path, source: new SourceFile(path, name, text) };
  });
  const whole = readProject({ ...project.files, environments: { files } }, project.options);
  return lintModel(whole, { preset: id.startsWith('controls/') ? 'controls' : 'strict' }, [ruleById(id)])
    .diagnostics.length;
}

const setting = (namespace: string, name: string, value: string) =>
  `setting {\nnamespace = "${namespace}"\nname = "${name}"\nvalue = "${value}"\n}\n`;
const environment = (body: string): Texts => ({
  'main.tf': `resource "aws_elastic_beanstalk_environment" "a" {\nsolution_stack_name = "64bit Amazon Linux 2023 v4.0.1 running Python 3.13"\n${body}}\n`,
});
const balanced = setting('aws:elasticbeanstalk:environment', 'LoadBalancerType', 'application');
const idle = setting('aws:elbv2:loadbalancer', 'IdleTimeout', '120');
const config = (text: string): Texts => ({ '.ebextensions/a.config': text });
const hook = (script: string): Texts => ({ '.platform/hooks/predeploy/a.sh': `#!/bin/bash\n${script}\n` });
const nginx = (text: string): Texts => ({ '.platform/nginx/conf.d/elasticbeanstalk/a.conf': text });
const LOOP = 'if ($scheme = http) {\n  return 301 https://$host$request_uri;\n}\n';
const parameter = (type: string, property: string) =>
  config(
    `Parameters:\n  P: {Type: "${type}"}\nResources:\n  G:\n    Type: AWS::AutoScaling::AutoScalingGroup\n    Properties:\n      ${property}: {Ref: P}\n`,
  );
const subnets = (name: string): Texts => ({
  [name]:
    'Resources:\n  E:\n    Type: AWS::ElasticBeanstalk::Environment\n    Properties:\n      OptionSettings:\n        - {Namespace: "aws:ec2:vpc", OptionName: Subnets, Value: var.subnets}\n',
});

it.each<[rule: string, texts: Texts, findings: number, platform?: string, environments?: Texts]>([
  ['environment/classic-by-default', {}, 1, PYTHON, environment(idle)],
  ['environment/classic-by-default', {}, 0, PYTHON, environment(`tier = "Worker"\n${idle}`)],
  ['environment/classic-by-default', {}, 0, PYTHON, environment(`${balanced}${idle}`)],
  ['environment/classic-by-default', {}, 0, PYTHON, environment(`setting = var.all\n${idle}`)],
  [
    'environment/reference-as-text',
    {},
    1,
    PYTHON,
    environment(setting('aws:ec2:vpc', 'Subnets', 'var.subnets')),
  ],
  ['environment/reference-as-text', {}, 0, PYTHON, subnets('template.yaml')],
  ['controls/no-https-listener', {}, 1, PYTHON, environment(balanced)],
  [
    'controls/no-https-listener',
    {},
    1,
    PYTHON,
    environment(balanced + setting('aws:elbv2:listener:default', 'Protocol', 'HTTP')),
  ],
  [
    'controls/no-https-listener',
    {},
    0,
    PYTHON,
    environment(balanced + setting('aws:elbv2:listener:443', 'Protocol', 'HTTPS')),
  ],
  ['controls/no-https-listener', { 'create.sh': '#!/bin/sh\neb create prod --elb-type application\n' }, 0],
  ['controls/short-cooldown', config('option_settings:\n  aws:autoscaling:asg:\n    Cooldown: 59\n'), 1],
  ['controls/short-cooldown', config('option_settings:\n  aws:autoscaling:asg:\n    Cooldown: 60\n'), 0],
  ['nginx/redirect-loop', nginx(LOOP), 1],
  [
    'nginx/redirect-loop',
    { ...nginx(LOOP), '.platform/nginx/conf.d/a.conf': 'server {\n  listen 127.0.0.1:8081;\n}\n' },
    1,
  ],
  [
    'nginx/redirect-loop',
    { ...nginx(LOOP), '.platform/nginx/conf.d/a.conf': 'server {\n  listen 8081;\n}\n' },
    0,
  ],
  [
    'bundle/missing-package-manager',
    { Dockerfile: 'FROM node:22-alpine AS Base\nFROM base\nRUN yum install a\n' },
    1,
    DOCKER,
  ],
  [
    'bundle/missing-package-manager',
    { Dockerfile: 'FROM own AS Base\nFROM base\nRUN yum install a\n' },
    0,
    DOCKER,
  ],
  ['resources/wrong-parameter-type', parameter('List<AWS::EC2::Subnet::Id>', 'VPCZoneIdentifier'), 0],
  ['resources/wrong-parameter-type', parameter('String', 'VPCZoneIdentifier'), 1],
  ['resources/wrong-parameter-type', parameter('CommaDelimitedList', 'LaunchConfigurationName'), 1],
  ['instance/inverted-test', hook('if [ -z "$ID" ]; then aws ec2 stop "$ID"; fi'), 1],
  ['instance/inverted-test', hook('if [ -n "$ID" ]; then echo; else aws ec2 stop "$ID"; fi'), 1],
  ['instance/inverted-test', hook('if [ -n "$ID" ]; then aws ec2 stop "$ID"; fi'), 0],
  ['instance/inverted-test', hook('if [ -z "$ID" ]; then echo; else aws ec2 stop "$ID"; fi'), 0],
  [
    'bundle/incomplete-archive',
    {
      'package.json': '{"scripts": {"start": "node dist/a.js"}}',
      'deploy.sh':
        'zip -r a.zip src\naws s3 cp a.zip s3://b/a.zip\naws elasticbeanstalk create-application-version --source-bundle S3Bucket=b,S3Key=a.zip\n',
    },
    1,
    NODE,
  ],
  [
    'bundle/incomplete-archive',
    {
      'package.json': '{"scripts": {"prestart": "tsc", "start": "node dist/a.js"}}',
      'deploy.sh':
        'zip -r a.zip src\naws s3 cp a.zip s3://b/a.zip\naws elasticbeanstalk create-application-version --source-bundle S3Bucket=b,S3Key=a.zip\n',
    },
    0,
    NODE,
  ],
])('%s, in %j: %i', (rule, texts, findings, ...[platform = PYTHON, environments = {}]) => {
  expect(count(rule, texts, platform, environments)).toBe(findings);
});
