import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findOption, type OptionInfo } from '../../src/catalogue/find-option.js';
import { namespaceFacts, namespaceNames } from '../../src/catalogue/namespaces.js';
import type { OptionFacts } from '../../src/catalogue/option-facts.js';
import { expectedValue } from '../../src/catalogue/values/expected-value.js';
import type { Language } from '../../src/knowledge/platform/platforms.js';
import { growth, IN_STEP } from '../support/processor-time.js';

const named = (name: string): string => name.replace(/:PORT$/, ':443').replace(/:NAME$/, ':web');

const options: OptionInfo[] = namespaceNames().flatMap((listedAs) =>
  Object.keys(namespaceFacts(listedAs)!.options).map((option) => findOption(named(listedAs), option)!),
);

const titled = (all: readonly OptionInfo[]) =>
  all.map((option) => [`${option.namespace.name} ${option.name}`, option] as const);

/** The platform that checks an option of a free-form namespace, which takes anything elsewhere. */
const contextOf = (option: OptionInfo): { language?: Language } => {
  const language = (option.languages ?? option.namespace.languages)?.[0];
  return language ? { language } : {};
};

const isChecked = (option: OptionInfo): boolean =>
  !option.readOnly &&
  (!option.namespace.freeForm || contextOf(option).language !== undefined) &&
  (!option.open || option.maxItems !== undefined);

/** A value that is wrong for what is known of an option; undefined where anything goes. */
function wrongValue({ type, values, form, open, maxItems, maxLength }: OptionFacts): string | undefined {
  if (maxItems !== undefined)
    return Array(maxItems + 1)
      .fill('t3.micro')
      .join();
  if (open) return undefined;
  if (type === 'boolean') return 'maybe';
  if (type === 'integer' || type === 'number') return '12 apples';
  if (type === 'json') return '{"a": ';
  if (values) return type === 'list' ? `${values[0]!}, zz?` : `${values[0]!}zz?`;
  if (form) return WRONG.find((text) => !form.pattern.test(text));
  return maxLength === undefined ? undefined : 'x'.repeat(maxLength + 1);
}

const WRONG = ['?!', 'a b c', '/@'];

describe('every option of the catalogue', () => {
  const withDefault = options.filter((option) => option.default !== undefined);

  it.each(titled(withDefault))('%s takes its default', (_, option) => {
    expect(expectedValue(option, option.default!, contextOf(option))).toBeUndefined();
    const sent = expectedValue(option, option.cliDefault ?? '', contextOf(option));
    expect(sent !== undefined).toBe(option.notEmpty === true);
  });

  it.each(titled(options.filter(({ values }) => values)))('%s takes each of its values', (_, option) => {
    for (const value of [...option.values!, ...(option.alsoAccepted ?? [])]) {
      expect(expectedValue(option, value), value).toBeUndefined();
      expect(expectedValue(option, ` ${value} `), value).toBeUndefined();
    }
  });

  it.each(titled(options.filter((option) => isChecked(option) && wrongValue(option) !== undefined)))(
    '%s refuses a wrong value',
    (_, option) => {
      expect(expectedValue(option, wrongValue(option)!, contextOf(option))).toMatch(/^[^\n]*\w/);
    },
  );

  const limited = options.filter((option) => isChecked(option) && (option.min ?? option.max) !== undefined);

  it.each(titled(limited.filter(({ type }) => type === 'integer' || type === 'number')))(
    '%s keeps to its range',
    (_, option) => {
      const { min, max, acceptedMin = min, acceptedMax = max } = option;
      for (const limit of [min, max, acceptedMin, acceptedMax]) {
        if (typeof limit === 'number') expect(expectedValue(option, `${limit}`)).toBeUndefined();
      }
      if (typeof acceptedMin === 'number')
        expect(expectedValue(option, `${acceptedMin - 1}`)).toContain(`${acceptedMin}`);
      if (typeof acceptedMax === 'number')
        expect(expectedValue(option, `${acceptedMax + 1}`)).toContain(`${acceptedMax}`);
    },
  );

  it('leaves few options without any check', () => {
    const loose = options.filter((option) => isChecked(option) && wrongValue(option) === undefined);
    expect(loose.every(({ type }) => ['string', 'list', 'path'].includes(type))).toBe(true);
    expect(options.length - loose.length).toBeGreaterThan(250);
  });
});

const expected = (namespace: string, option: string, text: string, context = {}): string | undefined =>
  expectedValue(findOption(namespace, option)!, text, context);

const PROCESS = 'aws:elasticbeanstalk:environment:process:web';
const LAUNCH = 'aws:autoscaling:launchconfiguration';

describe('expectedValue', () => {
  it.each([
    ['aws:autoscaling:asg', 'MinSize', '0'],
    ['aws:autoscaling:asg', 'MinSize', ' 2 '],
    // Unquoted, it is a whole number to some readers.
    ['aws:autoscaling:asg', 'MinSize', '2.0'],
    ['aws:autoscaling:asg', 'Custom Availability Zones', 'us-west-2-lax-1a'],
    ['aws:autoscaling:trigger', 'LowerBreachScaleIncrement', '-1'],
    ['aws:autoscaling:trigger', 'UpperThreshold', '20000001'],
    ['aws:autoscaling:trigger', 'UpperThreshold', '0.75'],
    ['aws:autoscaling:trigger', 'MeasureName', 'UnHealthyHostCount'],
    ['aws:autoscaling:updatepolicy:rollingupdate', 'PauseTime', 'PT1H'],
    [LAUNCH, 'SecurityGroups', 'my-group, sg-0abc'],
    [LAUNCH, 'BlockDeviceMappings', '/dev/sdj=:100,/dev/sdh=snap-51eef269,/dev/sdb=ephemeral0'],
    [LAUNCH, 'EC2KeyName', ''],
    ['aws:ec2:instances', 'SpotMaxPrice', 'null'],
    ['aws:ec2:vpc', 'Subnets', 'subnet-0a1b, subnet-2c3d,'],
    ['aws:ec2:vpc', 'ELBScheme', 'internet-facing'],
    ['aws:elasticbeanstalk:command', 'IgnoreHealthCheck', 'TRUE'],
    ['aws:elasticbeanstalk:container:python', 'NumThreads', '0'],
    ['aws:elasticbeanstalk:environment', 'LoadBalancerType', 'Application'],
    ['aws:elasticbeanstalk:environment:proxy:staticfiles', '/static', '/static'],
    ['aws:elasticbeanstalk:healthreporting:system', 'ConfigDocument', '{"Version": 1, "Rules": {}}'],
    ['aws:elasticbeanstalk:managedactions', 'PreferredStartTime', 'TUE:05:15'],
    [PROCESS, 'MatcherHTTPCode', '200'],
    [PROCESS, 'MatcherHTTPCode', '200,301,302'],
    [PROCESS, 'MatcherHTTPCode', '200-499'],
    ['aws:elb:loadbalancer', 'LoadBalancerHTTPPort', 'false'],
    ['aws:rds:dbinstance', 'DBEngine', 'aurora'],
    ['aws:rds:dbinstance', 'DBAllocatedStorage', '16384'],
    ['aws:elasticbeanstalk:application:environment', 'PORT', 'unix:/run/x.sock'],
    ['aws:elasticbeanstalk:application:environment', 'RAILS_SKIP_MIGRATIONS', 'yes'],
    ['aws:cloudformation:template:parameter', 'InstancePort', 'x'],
  ])('%s %s may be %j', (namespace, option, text) => {
    expect(expected(namespace, option, text)).toBeUndefined();
  });

  it.each([
    ['aws:autoscaling:asg', 'MinSize', '-1', 'a whole number from 0 to 10000'],
    ['aws:autoscaling:asg', 'MinSize', '2.5', 'a whole number from 0 to 10000'],
    ['aws:autoscaling:asg', 'Cooldown', '10001', 'a whole number from 0 to 10000 (seconds)'],
    ['aws:autoscaling:asg', 'Availability Zones', 'us-east-1a', 'Any, Any 1, Any 2, or Any 3'],
    ['aws:autoscaling:trigger', 'LowerThreshold', '-1', 'a number of at least 0'],
    [
      'aws:autoscaling:updatepolicy:rollingupdate',
      'Timeout',
      'PT2H',
      'an ISO 8601 duration such as PT5M, from 300 to 3600 (seconds)',
    ],
    [
      'aws:autoscaling:updatepolicy:rollingupdate',
      'PauseTime',
      'PT',
      'an ISO 8601 duration such as PT5M, from 0 to 3600 (seconds)',
    ],
    ['aws:elasticbeanstalk:cloudwatch:logs', 'StreamLogs', 'yes', 'true or false'],
    [
      'aws:ec2:vpc',
      'Subnets',
      'subnet-0a1b,vpc-1',
      'a comma-separated list, each item the ID of a subnet such as subnet-0abcd1234',
    ],
    [
      'aws:ec2:instances',
      'SupportedArchitectures',
      'arm',
      'a comma-separated list of arm64, x86_64, or i386',
    ],
    [
      PROCESS,
      'MatcherHTTPCode',
      '',
      'HTTP status codes such as 200,301, or one range such as 200-299, from 200 to 499',
    ],
    [
      PROCESS,
      'MatcherHTTPCode',
      '2xx',
      'HTTP status codes such as 200,301, or one range such as 200-299, from 200 to 499',
    ],
    [
      PROCESS,
      'MatcherHTTPCode',
      '200, 301',
      'HTTP status codes such as 200,301, or one range such as 200-299, from 200 to 499',
    ],
    [
      PROCESS,
      'MatcherHTTPCode',
      '200-503',
      'HTTP status codes such as 200,301, or one range such as 200-299, from 200 to 499',
    ],
    [PROCESS, 'StickinessType', 'app_cookie', 'lb_cookie'],
    [PROCESS, 'HealthCheckPath', 'health', 'a path that begins with /'],
    ['aws:elb:listener:443', 'ListenerProtocol', 'https', 'HTTP, HTTPS, TCP, or SSL'],
    [
      'aws:elasticbeanstalk:application:environmentsecrets',
      'TOKEN',
      'secret',
      'the ARN of a Secrets Manager secret or an SSM parameter',
    ],
    [
      'aws:elasticbeanstalk:environment',
      'ServiceRole',
      'r'.repeat(501),
      'the name or the ARN of an IAM role',
    ],
    ['aws:elasticbeanstalk:eks:alb', 'tags', '[]', 'a JSON object'],
  ])('%s %s may not be %j', (namespace, option, text, words) => {
    expect(expected(namespace, option, text)).toBe(words);
  });

  it.each([
    [PROCESS, 'Protocol', 'TCP', 'LoadBalancerType', 'application', 'HTTP or HTTPS'],
    [PROCESS, 'Protocol', 'TCP', 'LoadBalancerType', 'network', undefined],
    [PROCESS, 'Protocol', 'HTTP', 'LoadBalancerType', 'network', 'TCP'],
    [PROCESS, 'HealthCheckInterval', '15', 'LoadBalancerType', 'network', '10 or 30'],
    [
      PROCESS,
      'MatcherHTTPCode',
      '200-404',
      'LoadBalancerType',
      'network',
      'HTTP status codes such as 200,301, or one range such as 200-299, from 200 to 399',
    ],
    [
      'aws:elasticbeanstalk:command',
      'BatchSize',
      '101',
      'BatchSizeType',
      'Percentage',
      'a whole number from 1 to 100',
    ],
    ['aws:elasticbeanstalk:command', 'BatchSize', '101', 'BatchSizeType', 'Fixed', undefined],
    [LAUNCH, 'RootVolumeIOPS', '2000', 'RootVolumeType', 'gp3', 'a whole number from 3000 to 16000'],
    [LAUNCH, 'RootVolumeIOPS', '2000', 'RootVolumeType', 'io1', undefined],
    [LAUNCH, 'RootVolumeSize', '8', 'RootVolumeType', 'gp3', undefined],
    ['aws:elb:listener:443', 'InstanceProtocol', 'TCP', 'ListenerProtocol', 'HTTPS', 'HTTP or HTTPS'],
  ])('%s %s %j, where %s is %s: %s', (...[namespace, option, text, other, value, words]) => {
    const textOf = (_: string, name: string) => (name === other ? value : undefined);
    expect(expected(namespace, option, text, { textOf })).toBe(words);
    if (words !== undefined) expect(expected(namespace, option, text)).not.toBe(words);
  });

  it('asks for other options in the namespace that has them', () => {
    const asked: string[] = [];
    const textOf = (namespace: string, option: string) => void asked.push(`${namespace} ${option}`);
    expected('aws:elb:listener:443', 'InstanceProtocol', 'TCP', { textOf });
    expected(PROCESS, 'Protocol', 'TCP', { textOf });
    expect(new Set(asked)).toEqual(
      new Set(['aws:elb:listener:443 ListenerProtocol', 'aws:elasticbeanstalk:environment LoadBalancerType']),
    );
  });

  it.each([
    ['go', 'apache', 'nginx'],
    ['docker', 'none', undefined],
    ['python', 'none', 'apache or nginx'],
    [undefined, 'none', undefined],
  ])('on %s, ProxyServer %s: %s', (language, text, words) => {
    expect(expected('aws:elasticbeanstalk:environment:proxy', 'ProxyServer', text, { language })).toBe(words);
  });

  it('knows what Tomcat took on Amazon Linux 1', () => {
    const proxy = ['aws:elasticbeanstalk:environment:proxy', 'ProxyServer', 'apache/2.2'] as const;
    expect(expected(...proxy, { language: 'tomcat', generation: 'al1' })).toBeUndefined();
    expect(expected(...proxy, { language: 'tomcat', generation: 'al2023' })).toBe('apache or nginx');
  });

  it('checks a free-form namespace only where the platform does', () => {
    const property = [
      'aws:elasticbeanstalk:application:environment',
      'RAILS_SKIP_MIGRATIONS',
      'yes',
    ] as const;
    expect(expected(...property, { language: 'ruby' })).toBe('true or false');
    expect(expected(...property, { language: 'python' })).toBeUndefined();
  });

  it('never throws, and says one phrase', () => {
    fc.assert(
      fc.property(fc.constantFrom(...options), fc.string({ unit: 'binary' }), (option, text) => {
        expect(expectedValue(option, text, contextOf(option)) ?? 'x').toMatch(/^\w[^\n]*$/);
      }),
    );
  });

  it('takes time in step with a text', async () => {
    const power = await growth(5000, (size) => {
      for (const option of options)
        for (const unit of ['a', '1', '-', '1,', 'a.', 'PT1', 'a=b', ':'])
          expectedValue(option, unit.repeat(size), contextOf(option));
    });
    expect(power).toBeLessThan(IN_STEP);
  });
});
