import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findOption, type OptionInfo } from '../src/knowledge/catalogue/find-option.js';
import { namespaceFacts, namespaceNames } from '../src/knowledge/catalogue/namespaces.js';
import type { OptionFacts } from '../src/knowledge/catalogue/option-facts.js';
import type { Language } from '../src/knowledge/platforms.js';
import { valueProblem } from '../src/knowledge/option-value/value-problem.js';

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
function wrongTwin({ type, values, form, open, maxItems, maxLength }: OptionFacts): string | undefined {
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
    expect(valueProblem(option, option.default!, contextOf(option))).toBeUndefined();
    expect(valueProblem(option, option.cliDefault ?? '', contextOf(option))).toBe(
      option.notEmpty ? 'must not be empty' : undefined,
    );
  });

  it.each(titled(options.filter(({ values }) => values)))('%s takes each of its values', (_, option) => {
    for (const value of [...option.values!, ...(option.alsoAccepted ?? [])]) {
      expect(valueProblem(option, value), value).toBeUndefined();
      expect(valueProblem(option, ` ${value} `), value).toBeUndefined();
    }
  });

  it.each(titled(options.filter((option) => isChecked(option) && wrongTwin(option) !== undefined)))(
    '%s refuses a wrong twin',
    (_, option) => {
      expect(valueProblem(option, wrongTwin(option)!, contextOf(option))).toMatch(/^must [^\n.]*\w/);
    },
  );

  const limited = options.filter((option) => isChecked(option) && (option.min ?? option.max) !== undefined);

  it.each(titled(limited.filter(({ type }) => type === 'integer' || type === 'number')))(
    '%s keeps to its range',
    (_, option) => {
      const { min, max, acceptedMin = min, acceptedMax = max } = option;
      for (const limit of [min, max, acceptedMin, acceptedMax]) {
        if (typeof limit === 'number') expect(valueProblem(option, `${limit}`)).toBeUndefined();
      }
      if (typeof acceptedMin === 'number')
        expect(valueProblem(option, `${acceptedMin - 1}`)).toContain(`${acceptedMin}`);
      if (typeof acceptedMax === 'number')
        expect(valueProblem(option, `${acceptedMax + 1}`)).toContain(`${acceptedMax}`);
    },
  );

  it('leaves few options without any check', () => {
    const loose = options.filter((option) => isChecked(option) && wrongTwin(option) === undefined);
    expect(loose.every(({ type }) => ['string', 'list', 'path'].includes(type))).toBe(true);
    expect(options.length - loose.length).toBeGreaterThan(250);
  });
});

const problem = (namespace: string, option: string, text: string, context = {}): string | undefined =>
  valueProblem(findOption(namespace, option)!, text, context);

const PROCESS = 'aws:elasticbeanstalk:environment:process:web';
const LAUNCH = 'aws:autoscaling:launchconfiguration';

describe('valueProblem', () => {
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
    expect(problem(namespace, option, text)).toBeUndefined();
  });

  it.each([
    ['aws:autoscaling:asg', 'MinSize', '-1', 'must be a whole number from 0 to 10000'],
    ['aws:autoscaling:asg', 'MinSize', '2.5', 'must be a whole number from 0 to 10000'],
    ['aws:autoscaling:asg', 'Cooldown', '10001', 'must be a whole number from 0 to 10000 (seconds)'],
    ['aws:autoscaling:asg', 'Availability Zones', 'us-east-1a', 'must be one of Any, Any 1, Any 2, Any 3'],
    ['aws:autoscaling:trigger', 'LowerThreshold', '-1', 'must be a number of at least 0'],
    [
      'aws:autoscaling:updatepolicy:rollingupdate',
      'Timeout',
      'PT2H',
      'must be an ISO 8601 duration such as PT5M from 300 to 3600 (seconds)',
    ],
    ['aws:elasticbeanstalk:cloudwatch:logs', 'StreamLogs', 'yes', 'must be true or false'],
    [
      'aws:ec2:vpc',
      'Subnets',
      'subnet-0a1b,vpc-1',
      'must be a comma list, each item the id of a subnet such as subnet-0abcd1234',
    ],
    ['aws:ec2:instances', 'SupportedArchitectures', 'arm', 'must be a comma list of arm64, x86_64, i386'],
    [PROCESS, 'MatcherHTTPCode', '', 'must not be empty'],
    [
      PROCESS,
      'MatcherHTTPCode',
      '2xx',
      'must be HTTP status codes such as 200,301, or one range such as 200-299',
    ],
    [
      PROCESS,
      'MatcherHTTPCode',
      '200, 301',
      'must be HTTP status codes such as 200,301, or one range such as 200-299',
    ],
    [PROCESS, 'StickinessType', 'app_cookie', 'must be lb_cookie'],
    [PROCESS, 'HealthCheckPath', 'health', 'must be a path that begins with /'],
    ['aws:elb:listener:443', 'ListenerProtocol', 'https', 'must be one of HTTP, HTTPS, TCP, SSL'],
    [
      'aws:elasticbeanstalk:application:environmentsecrets',
      'TOKEN',
      'secret',
      'must be the ARN of a Secrets Manager secret or an SSM parameter',
    ],
    [
      'aws:elasticbeanstalk:environment',
      'ServiceRole',
      'r'.repeat(501),
      'must be a text of at most 500 characters',
    ],
    ['aws:elasticbeanstalk:eks:alb', 'tags', '[]', 'must be JSON (an object)'],
  ])('%s %s may not be %j', (namespace, option, text, clause) => {
    expect(problem(namespace, option, text)).toBe(clause);
  });

  it.each([
    [PROCESS, 'Protocol', 'TCP', 'LoadBalancerType', 'application', 'must be one of HTTP, HTTPS'],
    [PROCESS, 'Protocol', 'TCP', 'LoadBalancerType', 'network', undefined],
    [PROCESS, 'Protocol', 'HTTP', 'LoadBalancerType', 'network', 'must be TCP'],
    [PROCESS, 'HealthCheckInterval', '15', 'LoadBalancerType', 'network', 'must be one of 10, 30'],
    [
      PROCESS,
      'MatcherHTTPCode',
      '200-404',
      'LoadBalancerType',
      'network',
      'must be HTTP status codes such as 200,301, or one range such as 200-299 from 200 to 399',
    ],
    [
      'aws:elasticbeanstalk:command',
      'BatchSize',
      '101',
      'BatchSizeType',
      'Percentage',
      'must be a whole number from 1 to 100',
    ],
    ['aws:elasticbeanstalk:command', 'BatchSize', '101', 'BatchSizeType', 'Fixed', undefined],
    [LAUNCH, 'RootVolumeIOPS', '2000', 'RootVolumeType', 'gp3', 'must be a whole number from 3000 to 16000'],
    [LAUNCH, 'RootVolumeIOPS', '2000', 'RootVolumeType', 'io1', undefined],
    [LAUNCH, 'RootVolumeSize', '8', 'RootVolumeType', 'gp3', undefined],
    [
      'aws:elb:listener:443',
      'InstanceProtocol',
      'TCP',
      'ListenerProtocol',
      'HTTPS',
      'must be one of HTTP, HTTPS',
    ],
  ])('%s %s %j, where %s is %s: %s', (...[namespace, option, text, other, value, clause]) => {
    const textOf = (_: string, name: string) => (name === other ? value : undefined);
    expect(problem(namespace, option, text, { textOf })).toBe(clause);
    if (clause !== undefined) expect(problem(namespace, option, text)).not.toBe(clause);
  });

  it('asks for other options in the namespace that has them', () => {
    const asked: string[] = [];
    const textOf = (namespace: string, option: string) => void asked.push(`${namespace} ${option}`);
    problem('aws:elb:listener:443', 'InstanceProtocol', 'TCP', { textOf });
    problem(PROCESS, 'Protocol', 'TCP', { textOf });
    expect(new Set(asked)).toEqual(
      new Set(['aws:elb:listener:443 ListenerProtocol', 'aws:elasticbeanstalk:environment LoadBalancerType']),
    );
  });

  it.each([
    ['go', 'apache', 'must be nginx'],
    ['docker', 'none', undefined],
    ['python', 'none', 'must be one of apache, nginx'],
    [undefined, 'none', undefined],
  ])('on %s, ProxyServer %s: %s', (language, text, clause) => {
    expect(problem('aws:elasticbeanstalk:environment:proxy', 'ProxyServer', text, { language })).toBe(clause);
  });

  it('knows what Tomcat took on Amazon Linux 1', () => {
    const proxy = ['aws:elasticbeanstalk:environment:proxy', 'ProxyServer', 'apache/2.2'] as const;
    expect(problem(...proxy, { language: 'tomcat', generation: 'al1' })).toBeUndefined();
    expect(problem(...proxy, { language: 'tomcat', generation: 'al2023' })).toBe(
      'must be one of apache, nginx',
    );
  });

  it('checks a free-form namespace only where the platform does', () => {
    const property = [
      'aws:elasticbeanstalk:application:environment',
      'RAILS_SKIP_MIGRATIONS',
      'yes',
    ] as const;
    expect(problem(...property, { language: 'ruby' })).toBe('must be true or false');
    expect(problem(...property, { language: 'python' })).toBeUndefined();
  });

  it('never throws, and says one clause', () => {
    fc.assert(
      fc.property(fc.constantFrom(...options), fc.string({ unit: 'binary' }), (option, text) => {
        expect(valueProblem(option, text, contextOf(option)) ?? 'must').toMatch(/^must[^\n]*$/);
      }),
    );
  });

  it('takes long texts in little time', () => {
    const started = performance.now();
    for (const option of options)
      for (const unit of ['a', '1', '-', '1,', 'a.', 'PT1', 'a=b', ':'])
        valueProblem(option, unit.repeat(5000), contextOf(option));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
