import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namespaceFacts, namespaceNames } from '../../src/catalogue/namespaces.js';
import { parseOptions } from '../../src/cli/parse-flags.js';
import { UsageError } from '../../src/cli/usage-error.js';
import { describeOptions } from '../../src/commands/describe-options.js';
import { ReadError } from '../../src/ports/file-system.js';
import type { Ports } from '../../src/ports/ports.js';
import { run } from '../../src/run.js';

async function eblint(argv: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const output = { stdout: '', stderr: '' };
  const ports = {
    cwd: '/project',
    stdout: { isTTY: false, write: (text: string) => void (output.stdout += text) },
    stderr: { write: (text: string) => void (output.stderr += text) },
    files: {
      read(path: string) {
        const text = files[path];
        if (text === undefined) throw new ReadError(path, 'no such file or folder');
        return text;
      },
    },
  } as unknown as Ports;
  return { exitCode: await run(argv, ports), ...output };
}

describe('sub-commands', () => {
  it.each([
    [['options'], { command: 'options', paths: [] }],
    [['options', 'aws:elb:listener'], { command: 'options', paths: ['aws:elb:listener'] }],
    [['--no-color', 'options', 'options'], { command: 'options', paths: ['options'] }],
    [['options', '--help'], { command: 'help' }],
    [['./options'], { command: 'lint', paths: ['./options'] }],
    [['--', 'options'], { command: 'lint', paths: ['options'] }],
    [['api', 'options'], { command: 'lint', paths: ['api', 'options'] }],
    [['Options'], { command: 'lint', paths: ['Options'] }],
    [['catalogue', '--diff', 'a.json'], { command: 'catalogue', paths: [], diff: 'a.json' }],
    [['--diff=a.json', 'catalogue'], { command: 'catalogue', paths: [], diff: 'a.json' }],
  ])('%j', (argv, options) => {
    expect(parseOptions(argv)).toMatchObject(options);
  });

  it.each([[['--diff', 'a.json']], [['./catalogue', '--diff', 'a.json']]])('%j is refused', (argv) => {
    expect(() => parseOptions(argv)).toThrow('Flag --diff works only with a command');
  });
});

describe('eblint options', () => {
  it('lists every namespace on a line', async () => {
    const { exitCode, stdout } = await eblint(['options']);
    const lines = stdout.trimEnd().split('\n');
    expect(exitCode).toBe(0);
    expect(lines.map((line) => line.split(' ')[0])).toEqual(namespaceNames());
    expect(lines).toContainEqual(expect.stringMatching(/^aws:elasticbeanstalk:xray +1 option$/));
    expect(lines).toContainEqual(
      expect.stringMatching(/^aws:elasticbeanstalk:eks +2 options +only Cluster environments/),
    );
  });

  it('lists the options of a namespace with what they may be and their defaults', () => {
    const text = describeOptions(['aws:elasticbeanstalk:command']);
    expect(text).toMatch(/^aws:elasticbeanstalk:command\n\n {2}DeploymentPolicy/);
    expect(text).toMatch(/^ {2}Timeout +a whole number from 1 to 3600 \(seconds\) +default 600$/m);
    expect(text).toContain('https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/');
  });

  it('tells all that is known of an option', () => {
    expect(describeOptions(['aws:elbv2:listener:443/Protocol'])).toBe(`aws:elbv2:listener:443/Protocol

Type         enum
Values       HTTP, HTTPS, TCP, TLS
Default      HTTP
             where LoadBalancerType is network: TCP, TLS; default TCP
             where LoadBalancerType is application: HTTP, HTTPS
Requires     not with a shared load balancer
             aws:elasticbeanstalk:environment EnvironmentType=LoadBalanced and LoadBalancerType=application|network
Source       https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-elbv2-listener
`);
  });

  it.each([
    ['aws:autoscaling:asg/MinSize', /^Range +1 to 10000\nAccepted +0 to 10000$/m],
    ['aws:autoscaling:asg/Cooldown', /^Unit +seconds$/m],
    [
      'aws:autoscaling:launchconfiguration/InstanceType',
      /^Deprecated +use aws:ec2:instances InstanceTypes$/m,
    ],
    ['aws:elasticbeanstalk:environment/ExternalExtensionsS3Key', /not allowed in configuration files/],
    ['aws:rds:dbinstance/DBPassword', /a secret/],
    ['aws:elasticbeanstalk:environment:proxy/ProxyServer', /^ +on Go, Java SE, Ruby: nginx$/m],
    ['aws:elasticbeanstalk:environment:proxy/GzipCompression', /^Platforms +Tomcat \(Amazon Linux 1\)$/m],
    ['aws:elasticbeanstalk:application:environment/MY_NAME', /the namespace accepts any name/],
    ['AWS:AutoScaling:ASG/minsize', /^aws:autoscaling:asg\/MinSize$/m],
    ['aws:elbv2:listener:port/protocol', /^aws:elbv2:listener:PORT\/Protocol$/m],
    ['aws:elbv2:listener:listener_port/Protocol', /^aws:elbv2:listener:PORT\/Protocol$/m],
    ['aws:elbv2:listener:port_number/Rules', /^aws:elbv2:listener:PORT\/Rules$/m],
    ['aws:elb:listener:<port>/ListenerProtocol', /^aws:elb:listener:PORT\/ListenerProtocol$/m],
    ['wsgipath', /^aws:elasticbeanstalk:container:python\/WSGIPath$/m],
    ['MinSize', /^aws:autoscaling:asg\/MinSize$[^]*^aws:autoscaling:scheduledaction\/MinSize$/m],
  ])('%s', (name, expected) => {
    expect(describeOptions([name])).toMatch(expected);
  });

  it.each([
    [
      'aws:autoscaling:asgs',
      'There is no namespace "aws:autoscaling:asgs". Did you mean "aws:autoscaling:asg"?',
    ],
    [
      'aws:lambda:function',
      'There is no namespace "aws:lambda:function". See all namespaces with `eblint options`.',
    ],
    [
      'aws:elbv2:listener',
      'There is no namespace "aws:elbv2:listener". Did you mean "aws:elbv2:listener:PORT"?',
    ],
    [
      'AWS:elbv2:Listener/Protocol',
      'There is no namespace "AWS:elbv2:Listener". Did you mean "aws:elbv2:listener:PORT"?',
    ],
    [
      'aws:elasticbeanstalk:environment:process',
      'There is no namespace "aws:elasticbeanstalk:environment:process". Did you mean "aws:elasticbeanstalk:environment:process:NAME"?',
    ],
    ['aws:autoscaling:asg/MinSizes', 'There is no option "MinSizes". Did you mean "MinSize"?'],
    [
      'aws:autoscaling:asg/WSGIPath',
      'There is no option "WSGIPath". See its options with `eblint options aws:autoscaling:asg`.',
    ],
    ['aws:autoscaling:asg/__proto__', 'There is no option "__proto__".'],
    ['constructor', 'There is no option "constructor".'],
  ])('%s exits with 2', async (name, message) => {
    const { exitCode, stdout, stderr } = await eblint(['options', name]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(`eblint: ${message}`);
  });

  it('takes one name', async () => {
    expect((await eblint(['options', 'a', 'b'])).exitCode).toBe(2);
  });

  it('describes everything in the catalogue, without spaces at the end of lines', () => {
    for (const name of namespaceNames()) {
      for (const option of [undefined, ...Object.keys(namespaceFacts(name)!.options)]) {
        const text = describeOptions([option === undefined ? name : `${name}/${option}`]);
        expect(text).toMatch(/^Source {7}https:/m);
        expect(text).not.toMatch(/[ \t]$|undefined|\[object/m);
      }
    }
  });

  it('throws nothing but usage errors', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 2 }), (names) => {
        try {
          expect(describeOptions(names)).toMatch(/\n$/);
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
        }
      }),
    );
  });
});

const described = (...options: object[]): string =>
  JSON.stringify({
    SolutionStackName: '64bit Amazon Linux 2023 v4.3.0 running Python 3.11',
    Options: options,
  });

const diff = (text: string) => eblint(['catalogue', '--diff', 'aws.json'], { '/project/aws.json': text });

describe('eblint catalogue', () => {
  it('tells its size and date', async () => {
    const { exitCode, stdout } = await eblint(['catalogue']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^63 namespaces and 343 options, as of \d{4}-\d{2}-\d{2}\.\n1\d{3} types of resources, as of \d{4}-\d{2}-\d{2}\.\n$/,
    );
  });

  it('is 0 where AWS has nothing else', async () => {
    const { exitCode, stdout } = await diff(
      described(
        {
          Namespace: 'aws:autoscaling:asg',
          Name: 'Cooldown',
          DefaultValue: '360',
          ChangeSeverity: 'NoInterruption',
          UserDefined: false,
          ValueType: 'Scalar',
          MinValue: 0,
          MaxValue: 10000,
        },
        {
          Namespace: 'aws:elasticbeanstalk:environment:process:default',
          Name: 'HealthCheckInterval',
          DefaultValue: '30',
        },
        {
          Namespace: 'aws:elasticbeanstalk:cloudwatch:logs',
          Name: 'StreamLogs',
          ValueType: 'Boolean',
          ValueOptions: ['true', 'false'],
        },
        { Namespace: 'aws:elasticbeanstalk:application:environment', Name: 'MINE', ValueType: 'Scalar' },
        { Namespace: 'aws:nobody', Name: 'Mine', UserDefined: true },
        { Namespace: 'aws:autoscaling:asg', Name: 'MinSize', MinValue: 0, Regex: null, DefaultValue: null },
      ),
    );
    expect(stdout).toBe(
      '6 options (64bit Amazon Linux 2023 v4.3.0 running Python 3.11) compared with the catalogue of 2026-11-24: no differences.\n',
    );
    expect(exitCode).toBe(0);
  });

  it('is 1 and tells what AWS has and what differs', async () => {
    const { exitCode, stdout } = await diff(
      described(
        { Namespace: 'aws:new:namespace', Name: 'Any', ValueType: 'List' },
        { Namespace: 'aws:autoscaling:asg', Name: 'Warmup', ValueType: 'Scalar', DefaultValue: '60' },
        {
          Namespace: 'aws:autoscaling:asg',
          Name: 'Cooldown',
          DefaultValue: '300',
          ValueType: 'Boolean',
          MinValue: 10,
          MaxValue: 20000,
          MaxLength: 5,
          Regex: { Pattern: '^\\d+$', Label: 'digits' },
        },
        {
          Namespace: 'aws:elasticbeanstalk:managedactions:platformupdate',
          Name: 'UpdateLevel',
          ValueOptions: ['minor', 'major'],
        },
      ),
    );
    expect(stdout.split('\n').slice(0, -2)).toEqual([
      '+ aws:new:namespace Any: unknown namespace (List, default none)',
      '+ aws:autoscaling:asg Warmup: unknown option (Scalar, default 60)',
      '~ aws:autoscaling:asg Cooldown: type Boolean in AWS, integer here',
      '~ aws:autoscaling:asg Cooldown: default 300 in AWS, 360 here',
      '~ aws:autoscaling:asg Cooldown: min 10 in AWS, 0 here',
      '~ aws:autoscaling:asg Cooldown: max 20000 in AWS, 10000 here',
      '~ aws:autoscaling:asg Cooldown: maximum length 5 in AWS, none here',
      '~ aws:autoscaling:asg Cooldown: pattern ^\\d+$ in AWS, none here',
      '~ aws:elasticbeanstalk:managedactions:platformupdate UpdateLevel: values major in AWS only',
      '~ aws:elasticbeanstalk:managedactions:platformupdate UpdateLevel: values patch here only',
    ]);
    expect(exitCode).toBe(1);
  });

  it('reads a file with a byte order mark', async () => {
    expect((await diff(`\uFEFF${described()}`)).exitCode).toBe(0);
  });

  it.each([
    ['', 'it is not JSON in UTF-8'],
    ['{"Options": [', 'it is not JSON in UTF-8'],
    ['[]', 'it has no list of Options'],
    ['null', 'it has no list of Options'],
    ['{"Options": {}}', 'it has no list of Options'],
    ['{"Options": [1]}', 'its option 1 is not described as expected'],
    [
      described({ Namespace: 'a', Name: 'b' }, { Namespace: 'a' }),
      'its option 2 is not described as expected',
    ],
    [described({ Namespace: 'a', Name: 'b', MinValue: '1' }), 'its option 1 is not described as expected'],
    [
      described({ Namespace: 'a', Name: 'b', ValueOptions: 'x' }),
      'its option 1 is not described as expected',
    ],
  ])('refuses %j', async (text, reason) => {
    const { exitCode, stdout, stderr } = await diff(text);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(`eblint: Cannot compare with aws.json: ${reason}.`);
  });

  it('names a file that is not there as it was written', async () => {
    const { exitCode, stderr } = await eblint(['catalogue', '--diff', 'no/such.json']);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: 'eblint: Cannot read no/such.json: no such file or folder.\n',
    });
  });

  it('takes no names', async () => {
    const { exitCode, stderr } = await eblint(['catalogue', 'aws:elb:listener']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('eblint options aws:elb:listener');
  });

  it('survives whatever the file holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const { exitCode, stderr } = await diff(JSON.stringify({ Options: [value] }));
        expect(exitCode).toBe(2);
        expect(stderr).not.toContain('fault');
      }),
    );
  });
});
