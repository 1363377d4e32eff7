import { describe, expect, it } from 'vitest';
import { intendedNamespace, intendedOption } from '../../src/catalogue/find-intended.js';
import { findNamespace, isTemplate } from '../../src/catalogue/find-namespace.js';
import { findOption } from '../../src/catalogue/find-option.js';
import { namespaceFacts } from '../../src/catalogue/namespaces.js';
import { namespacesWithAll } from '../../src/catalogue/namespaces-with-all.js';
import { suggestNamespaces } from '../../src/catalogue/suggest-namespaces.js';
import { suggestOptions } from '../../src/catalogue/suggest-options.js';
import { suggestedValue } from '../../src/catalogue/values/suggested-value.js';
import { configFiles } from '../../src/model/bundle/config-files.js';
import {
  DISTINCTIVE_OPTIONS,
  ownerOfDistinctive,
  takesAnyName,
} from '../../src/model/settings/misplaced-options.js';
import { namespaceMentions } from '../../src/model/settings/namespace-mentions.js';
import { placeOf, SourceFile } from '../../src/source/index.js';
import { insideQuotes } from '../../src/source/place.js';
import { projectOf } from '../support/fixtures.js';

describe('DISTINCTIVE_OPTIONS', () => {
  it.each(DISTINCTIVE_OPTIONS)('%s has the options', (listedAs, names) => {
    for (const name of names) expect(namespaceFacts(listedAs)?.options, name).toHaveProperty([name]);
  });

  it('names each option once', () => {
    const names = DISTINCTIVE_OPTIONS.flatMap(([, own]) => own);
    expect(names).toHaveLength(new Set(names).size);
  });

  it.each([
    ['EnvironmentType', 'aws:elasticbeanstalk:environment'],
    ['WSGIPath', 'aws:elasticbeanstalk:container:python'],
    ['MinSize', 'aws:autoscaling:asg'],
    ['Port', undefined],
    ['toString', undefined],
  ])('%s belongs to %s', (option, owner) => {
    expect(ownerOfDistinctive(option)).toBe(owner);
  });

  it('counts in namespaces that check nothing', () => {
    expect(takesAnyName('aws:elasticbeanstalk:application:environment')).toBe(true);
    expect(takesAnyName('aws:elasticbeanstalk:customoption')).toBe(false);
    expect(takesAnyName('aws:elasticbeanstalk:application:environmentsecrets')).toBe(false);
    expect(takesAnyName('aws:autoscaling:asg')).toBe(false);
  });
});

describe('intendedNamespace and intendedOption', () => {
  it('find names in another case, and with spaces', () => {
    expect(intendedNamespace(' AWS:autoscaling:asg')?.name).toBe('aws:autoscaling:asg');
    expect(intendedNamespace('aws:elbv2:Listener:443')?.name).toBe('aws:elbv2:listener:443');
    expect(intendedNamespace('aws:autoscaling:asgs')).toBeUndefined();
    const vpc = findNamespace('aws:ec2:vpc')!;
    expect(intendedOption(vpc, 'vpcid')?.name).toBe('VPCId');
    expect(intendedOption(vpc, 'VPC')).toBeUndefined();
  });

  it('let an application name its properties as it likes', () => {
    const properties = findNamespace('aws:elasticbeanstalk:application:environment')!;
    expect(intendedOption(properties, 'port')?.name).toBe('port');
  });
});

describe('namespacesWithAll', () => {
  it.each([
    [['MinSize', 'MaxSize'], 'aws:x', ['aws:autoscaling:asg']],
    [['Rules'], 'aws:alb:listener:443', ['aws:elbv2:listener:443']],
    [['Rules'], 'aws:alb:listener:https', ['aws:elbv2:listener:PORT']],
    [['MatcherHTTPCode'], 'aws:alb:process:web', ['aws:elasticbeanstalk:environment:process:NAME']],
    [['CrossZone', 'IdleTimeout'], 'aws:x', []],
    [['InstancePort'], 'aws:x', ['aws:elb:listener', 'aws:elb:listener:PORT']],
  ])('%j under %s belong to %j', (options, name, expected) => {
    expect(namespacesWithAll(options, name)).toEqual(expected);
  });
});

describe('suggestNamespaces', () => {
  it.each([
    ['aws:autoscaling:asgs', ['MinSize'], ['aws:autoscaling:asg'], true],
    [
      'aws:elasticbeanstalk:environment:proces:web',
      ['Port'],
      ['aws:elasticbeanstalk:environment:process:web'],
      true,
    ],
    [
      'aws:elasticbeanstalk:container:tomcat',
      ['Xmx', 'MaxRAM'],
      ['aws:elasticbeanstalk:container:tomcat:jvmoptions'],
      true,
    ],
    [
      'aws:elasticbeanstalk:container:php',
      ['document_root', 'post_max_size'],
      ['aws:elasticbeanstalk:container:php:phpini'],
      true,
    ],
    [
      'aws:elasticbeanstalk:container:ruby',
      ['RAILS_ENV'],
      ['aws:elasticbeanstalk:application:environment'],
      false,
    ],
    ['aws:elasticbeanstalk:environment:nginx', ['ClientMaxBodySize'], [], false],
    ['aws:elb:loadbalancers', ['IdleTimeout'], ['aws:elbv2:loadbalancer'], false],
    ['aws:elb:loadbalancers', ['NoSuchOption'], ['aws:elb:loadbalancer'], true],
    ['aws:elb:loadbalancers', [], ['aws:elb:loadbalancer'], true],
    ['myapp:features', ['NewCheckout'], [], false],
    ['aws:elbv2:listener', ['Protocol'], ['aws:elbv2:listener:PORT'], true],
    ['aws:elbv2:listener', ['ListenerEnabled'], ['aws:elbv2:listener:PORT'], true],
    ['myapp:features', [], [], false],
  ])('%s with %j: %j', (name, options, names, isNear) => {
    expect(suggestNamespaces(name, options)).toEqual({ names, isNear });
  });

  it('knows which names still have a part to be filled in', () => {
    expect(isTemplate('aws:elbv2:listener:PORT')).toBe(true);
    expect(isTemplate('aws:elbv2:listener:443')).toBe(false);
  });
});

describe('suggestOptions', () => {
  const PROCESS = 'aws:elasticbeanstalk:environment:process:web';
  const LAUNCH = 'aws:autoscaling:launchconfiguration';
  const SQSD = 'aws:elasticbeanstalk:sqsd';
  const BALANCER = 'aws:elbv2:loadbalancer';

  it.each([
    ['aws:autoscaling:asg', 'MinSizes', undefined, ['MinSize']],
    ['aws:elasticbeanstalk:application', 'HealthCheckURL', '/', ['Application Healthcheck URL']],
    // The value decides between options with similar names.
    [PROCESS, 'Stickiness', 'true', ['StickinessEnabled']],
    [PROCESS, 'Stickiness', 'yes', ['StickinessEnabled']],
    [PROCESS, 'Stickiness', 'lb_cookie', ['StickinessType']],
    [PROCESS, 'Stickiness', '300', ['StickinessLBCookieDuration']],
    [LAUNCH, 'RootVolume', 'gp3', ['RootVolumeType']],
    [LAUNCH, 'RootVolume', '30', ['RootVolumeSize']],
    [
      LAUNCH,
      'RootVolume',
      undefined,
      ['RootVolumeType', 'RootVolumeSize', 'RootVolumeIOPS', 'RootVolumeThroughput'],
    ],
    [BALANCER, 'AccessLogs', 'true', ['AccessLogsS3Enabled']],
    [BALANCER, 'AccessLogs', 'my-bucket', ['AccessLogsS3Bucket', 'AccessLogsS3Prefix']],
    // A part of a name means the option of this namespace, even if another one has it as a whole.
    [PROCESS, 'Timeout', '5', ['HealthCheckTimeout']],
    [PROCESS, 'Interval', '15', ['HealthCheckInterval']],
    [PROCESS, 'HealthyThreshold', '3', ['HealthyThresholdCount']],
    [PROCESS, 'Threshold', '3', ['HealthyThresholdCount', 'UnhealthyThresholdCount']],
    [BALANCER, 'SecurityGroup', 'sg-0abcd123', ['SecurityGroups']],
    ['aws:elbv2:listener:443', 'Process', 'web', ['DefaultProcess']],
    [SQSD, 'QueueURL', 'https://sqs.example.com/q', ['WorkerQueueURL']],
    [SQSD, 'URL', 'https://sqs.example.com/q', ['WorkerQueueURL']],
    // Two letters are swapped.
    [SQSD, 'Queeu', 'https://sqs.example.com/q', ['WorkerQueueURL']],
    ['aws:autoscaling:asg', 'MiznSie', '1', ['MinSize']],
    // Slips are recognized with any value.
    ['aws:autoscaling:asg', 'MinSzie', 'two', ['MinSize']],
    ['aws:ec2:vpc', 'VPC', 'vpc-0abcd123', ['VPCId']],
    [LAUNCH, 'Sec', 'x', []],
    [SQSD, '', '', []],
    [SQSD, '-', '1', []],
  ])('%s %s: %s is %j', (namespace, name, text, names) => {
    expect(suggestOptions(findNamespace(namespace)!, name, text)).toEqual({ names, owners: [] });
  });

  it.each([
    ['aws:elbv2:loadbalancer', 'Port', '5000', ['aws:elasticbeanstalk:environment:process:NAME']],
    ['aws:autoscaling:asg', 'Timeout', 'PT30M', ['aws:autoscaling:updatepolicy:rollingupdate']],
    ['aws:autoscaling:asg', 'Timeout', '90', ['aws:elasticbeanstalk:command']],
    [
      'aws:autoscaling:asg',
      'ListenerEnabled',
      'maybe',
      ['aws:elb:listener', 'aws:elb:listener:PORT', 'aws:elbv2:listener:PORT'],
    ],
  ])('%s %s: %s belongs to %j', (namespace, name, text, owners) => {
    expect(suggestOptions(findNamespace(namespace)!, name, text)).toEqual({ names: [], owners });
  });
});

describe('suggestedValue', () => {
  const suggestion = (namespace: string, option: string, text: string) =>
    suggestedValue(findOption(namespace, option)!, text, {});

  it.each([
    ['aws:elasticbeanstalk:cloudwatch:logs', 'StreamLogs', 'Yes', 'true'],
    ['aws:elasticbeanstalk:command', 'DeploymentPolicy', 'all-at-once', 'AllAtOnce'],
  ])('%s %s %s: %s, probably', (namespace, option, text, value) => {
    expect(suggestion(namespace, option, text)).toEqual({ value, isCaseVariant: false });
  });

  it.each([
    ['aws:elb:listener', 'ListenerProtocol', ' http ', 'HTTP'],
    ['aws:autoscaling:launchconfiguration', 'RootVolumeType', 'Gp2', 'gp2'],
  ])('%s %s %s: %s, certainly', (namespace, option, text, value) => {
    expect(suggestion(namespace, option, text)).toEqual({ value, isCaseVariant: true });
  });

  it.each([
    ['aws:elasticbeanstalk:cloudwatch:logs', 'StreamLogs', 'constructor'],
    ['aws:elasticbeanstalk:cloudwatch:logs', 'RetentionInDays', '15'],
    ['aws:autoscaling:launchconfiguration', 'RootVolumeType', 'gp4'],
    ['aws:elasticbeanstalk:command', 'DeploymentPolicy', 'BlueGreen'],
    ['aws:autoscaling:asg', 'MinSize', 'two'],
  ])('%s %s %s: unknown', (namespace, option, text) => {
    expect(suggestion(namespace, option, text)).toBeUndefined();
  });
});

describe('namespaceMentions', () => {
  const mentionsIn = (text: string) =>
    namespaceMentions(configFiles(projectOf({ '.ebextensions/a.config': text }))[0]!);

  it('gather what a file says of a namespace, in both forms', () => {
    const [list] = mentionsIn(
      'option_settings:\n  - {namespace: aws:x, option_name: A, value: 1}\n  - {namespace: "aws:x", option_name: B, value: 1}\n',
    );
    expect(list?.places).toHaveLength(2);
    expect(list?.settings).toHaveLength(2);
    const [map] = mentionsIn('option_settings:\n  aws:x:\n    A: 1\n    B: 2\n');
    expect(map?.places).toHaveLength(1);
    expect(map?.settings).toHaveLength(2);
  });

  it('leave out what only a template engine or the deployment knows', () => {
    const text =
      'option_settings:\n  "aws:{{ x }}":\n    A: 1\n  aws:x:\n    "{{ a }}": 1\n    Fn::If: x\n    B: 1\n';
    expect(mentionsIn(text).map(({ settings }) => settings.map(({ option }) => option.value))).toEqual([
      ['B'],
    ]);
  });
});

describe('insideQuotes', () => {
  it.each([
    ['plain', 'plain'],
    ['"double"', 'double'],
    ["'single'", 'single'],
    ["'it''s'", "it''s"],
    ["it's", "it's"],
  ])('%s', (text, inside) => {
    const file = new SourceFile('/a', 'a', `- ${text} # "`);
    const { span } = insideQuotes(placeOf(file, 2, 2 + text.length));
    expect(file.text.slice(span.start, span.end)).toBe(inside);
  });
});
