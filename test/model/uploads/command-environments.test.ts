import { describe, expect, it } from 'vitest';
import { platform } from '../../../src/model/platform/find-platform.js';
import { tierOf } from '../../../src/model/platform/tier.js';
import { settings } from '../../../src/model/settings/settings.js';
import { mayBeConfiguredElsewhere, settingsDoubt } from '../../../src/model/settings/settings-elsewhere.js';
import { commandEnvironments } from '../../../src/model/uploads/command-environments.js';
import { textAt } from '../../../src/source/index.js';
import { wholeProjectOf } from '../../support/fixtures.js';

const inScript = (line: string, more: Readonly<Record<string, string>> = {}) =>
  wholeProjectOf({ 'create.sh': `#!/bin/sh\n${line}\n`, ...more });

/** Each setting as its option, its value and what is written there. */
const settingsOf = (line: string, more?: Readonly<Record<string, string>>) =>
  commandEnvironments(inScript(line, more)).flatMap(({ settings: own }) =>
    own.map(({ namespace, option, value }) => [
      `${namespace.value.replace(/^aws:(?:elasticbeanstalk:)?/, '')} ${option.value}`,
      value.kind === 'dynamic' ? undefined : value.text,
      textAt(value.place),
    ]),
  );

describe('what eb create sets', () => {
  it.each([
    ['eb create prod -s', [['environment EnvironmentType', 'SingleInstance', '-s']]],
    [
      'eb create prod --single -i t3.small',
      [
        ['environment EnvironmentType', 'SingleInstance', '--single'],
        ['autoscaling:launchconfiguration InstanceType', 't3.small', 't3.small'],
      ],
    ],
    [
      'eb create --elb-type=application prod --scale 3',
      [
        ['environment LoadBalancerType', 'application', 'application'],
        ['autoscaling:asg MinSize', '3', '3'],
        ['autoscaling:asg MaxSize', '3', '3'],
      ],
    ],
    [
      'sudo eb create prod --envvars "A=1,B=$TOKEN,C=,D"',
      [
        ['application:environment A', '1', '1'],
        ['application:environment B', undefined, '$TOKEN'],
      ],
    ],
    [
      'eb create prod \\\n  --vpc.id vpc-1 --vpc.ec2subnets a,b --vpc.publicip',
      [
        ['ec2:vpc VPCId', 'vpc-1', 'vpc-1'],
        ['ec2:vpc Subnets', 'a,b', 'a,b'],
        ['ec2:vpc AssociatePublicIpAddress', 'true', '--vpc.publicip'],
      ],
    ],
    ['eb create prod -p python-3.13 -c orders --timeout 30', []],
    ['eb deploy prod', []],
    ['echo eb create prod -s', []],
  ])('%s', (line, expected) => {
    expect(settingsOf(line)).toEqual(expected);
  });

  it('names platform and tier', () => {
    const project = inScript(
      'eb create worker -t worker -p "64bit Amazon Linux 2023 v4.3.0 running Python 3.13"',
    );
    expect(platform(project).language).toBe('python');
    expect(tierOf(project)).toBe('worker');
    expect(settingsDoubt(project)).toBeUndefined();
  });

  it.each([
    ['eb create prod $FLAGS', 'a variable may hold flags'],
    ['eb create prod --cfg saved', 'no file describes the template of the environment'],
  ])('is not known of %s', (line, reason) => {
    expect(settingsDoubt(inScript(line))?.reason).toBe(reason);
  });

  it('may be configured by another tool later, unlike one that the tool itself describes', () => {
    const command = { 'create.sh': '#!/bin/sh\neb create prod -s\n' };
    expect(mayBeConfiguredElsewhere(wholeProjectOf(command))).toBe(false);
    const other = { 'main.tf': 'resource "aws_instance" "a" {}\n' };
    expect(mayBeConfiguredElsewhere(wholeProjectOf({ ...command, ...other }))).toBe(true);
  });

  it('takes precedence over configuration files', () => {
    const config = 'option_settings:\n  aws:autoscaling:asg:\n    MaxSize: 2\n';
    const project = inScript('eb create prod --scale 3', { '.ebextensions/a.config': config });
    expect(settings(project).effective('aws:autoscaling:asg', 'MaxSize')).toMatchObject({
      value: { text: '3' },
      overridden: [{ value: { text: '2' } }],
    });
  });
});

describe('what aws elasticbeanstalk create-environment sets', () => {
  const create = 'aws elasticbeanstalk create-environment --environment-name prod';

  it.each([
    [
      `${create} --option-settings Namespace=aws:autoscaling:asg,OptionName=MaxSize,Value=4 Namespace=aws:autoscaling:asg,OptionName=MinSize,Value="$MIN" --region a`,
      [
        ['autoscaling:asg MaxSize', '4', '4'],
        ['autoscaling:asg MinSize', undefined, '$MIN'],
      ],
    ],
    [
      `${create} --option-settings '[{"Namespace":"aws:autoscaling:asg","OptionName":"MaxSize","Value":"4"}]'`,
      [
        [
          'autoscaling:asg MaxSize',
          '4',
          '[{"Namespace":"aws:autoscaling:asg","OptionName":"MaxSize","Value":"4"}]',
        ],
      ],
    ],
    [`${create} --option-settings file://options.json`, [['autoscaling:asg MaxSize', '4', '"4"']]],
    [`${create} --option-settings Namespace=a:b,OptionName=C,Value=1,2`, []],
    [`${create} --tier Name=Worker,Type=SQS/HTTP`, []],
  ])('%s', (line, expected) => {
    const options = '[{"Namespace":"aws:autoscaling:asg","OptionName":"MaxSize","Value":"4"}]';
    expect(settingsOf(line, { 'options.json': options })).toEqual(expected);
  });

  it.each(['file://none.json', '"$OPTIONS"', '"[{$X}]"'])('is not known of %s', (options) => {
    expect(settingsDoubt(inScript(`${create} --option-settings ${options}`))?.reason).toBe(
      'not all of its options are in the text',
    );
  });

  it('is found in what the action of AWS is told', () => {
    const workflow = `jobs:
  a:
    steps:
      - uses: aws-actions/aws-elasticbeanstalk-deploy@v1
        with:
          environment-name: prod
          option-settings: '[{"Namespace":"aws:autoscaling:asg","OptionName":"MaxSize","Value":"4"}]'
`;
    const project = wholeProjectOf({ '.github/workflows/a.yml': workflow });
    expect(settings(project).effective('aws:autoscaling:asg', 'MaxSize')?.value.text).toBe('4');
    expect(settingsDoubt(project)).toBeUndefined();
    const open = wholeProjectOf({
      '.github/workflows/a.yml': workflow.replace(/'\[.*\]'/, '${{ vars.OPTIONS }}'),
    });
    expect(settingsDoubt(open)?.reason).toBe('the pipeline fills in the options');
  });
});

describe('what aws elasticbeanstalk update-environment sets', () => {
  const update = (...options: string[]) =>
    `aws elasticbeanstalk update-environment --environment-name prod --option-settings ${options
      .map((text) => {
        const [namespace, option, value] = text.split(' ');
        return `Namespace=aws:${namespace},OptionName=${option},Value=${value}`;
      })
      .join(' ')}`;
  const MIN = { namespace: 'aws:autoscaling:asg', option: 'MinSize' };
  const minSize = (project: ReturnType<typeof inScript>) => {
    const value = settings(project).effective(MIN.namespace, MIN.option)?.value;
    return value?.kind === 'literal' ? value.text : value && '?';
  };

  it('is known, and what it does not set is not', () => {
    const project = inScript(update('autoscaling:asg MinSize 2'));
    expect(minSize(project)).toBe('2');
    expect(settingsDoubt(project)?.reason).toBe('an update leaves other options as they are');
    expect(tierOf(project)).toBe('web');
    expect(settingsOf('aws elasticbeanstalk update-environment --version-label 1')).toEqual([]);
    expect(
      settingsDoubt(inScript('aws elasticbeanstalk update-environment --version-label 1')),
    ).toBeUndefined();
  });

  it('takes precedence over configuration files', () => {
    const project = inScript(update('autoscaling:asg MinSize 2'), {
      '.ebextensions/a.config': 'option_settings: {aws:autoscaling:asg: {MinSize: 3}}\n',
    });
    expect(minSize(project)).toBe('2');
  });

  it.each([
    ['the same', 'eb create prod --scale 2', '2'],
    ['another value', 'eb create prod --scale 3', '?'],
    ['nothing', 'eb create prod', '?'],
  ])('beside what creates the environment with %s', (_, create, expected) => {
    const project = inScript(`${create}\n${update('autoscaling:asg MinSize 2')}`);
    expect(minSize(project)).toBe(expected);
    expect(settingsDoubt(project)).toBeUndefined();
  });

  it('is not known where several differ, or where a file is not there', () => {
    const lines = ['1', '2'].map((size) => update(`autoscaling:asg MinSize ${size}`));
    expect(minSize(inScript(lines.join('\n')))).toBe('?');
    const project = inScript(
      'eb create prod\naws elasticbeanstalk update-environment --option-settings file://a.json',
    );
    expect(settingsDoubt(project)?.reason).toBe('not all of its options are in the text');
  });
});
