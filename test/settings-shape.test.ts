import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { misshapenSettingsOf } from '../src/model/misshapen-settings.js';
import { parseConfigFile } from '../src/parse/config-file.js';
import { SourceFile } from '../src/source/index.js';

const parse = (text: string) =>
  parseConfigFile(new SourceFile('/p/a.config', '.ebextensions/a.config', text));

const inSettings = (text: string) => parse(`option_settings:\n  ${text}\n`);

describe('misshapenSettingsOf', () => {
  it.each([
    ['MinSize: 2', /^MinSize .* aws:autoscaling:asg\.$/],
    ['MY_KEY: 2', /^MY_KEY .* aws:elasticbeanstalk:application:environment\.$/],
    ['aws:autoscaling:asg: text', /^aws:autoscaling:asg holds a text/],
    [
      'aws:autoscaling:asg: MinSize:2',
      /^A blank is missing behind the colon of MinSize: write "MinSize: VALUE"\.$/,
    ],
    ['aws:autoscaling:asg: aws:ec2:vpc', /^aws:autoscaling:asg holds a text/],
    ['aws:autoscaling:asg: http://host', /^aws:autoscaling:asg holds a text/],
    ['aws:autoscaling:asg: [MinSize]', /^aws:autoscaling:asg holds a list/],
    ['aws:autoscaling:asg: { option_name: MinSize, value: 2 }', /"MinSize:"/],
    ['aws:autoscaling:asg: { option_name: [MinSize], value: 2 }', /"OPTION:"/],
    [
      'aws:autoscaling:asg: { MinSize: { a: 1 } }',
      /^MinSize .* holds a map .*; if it is JSON, put the whole text in quotes/,
    ],
    ['aws:autoscaling:asg:\n    MinSize:\n      a: 1', /^MinSize .* holds a map .* one level too far/],
    [
      'aws:elasticbeanstalk:\n    application:environment:\n      A: 1',
      /write a namespace as one key, such as aws:elasticbeanstalk:application:environment\.$/,
    ],
    ['aws:\n    elbv2:\n      listener:443:\n        Protocol: HTTPS', /one key, such as aws:elbv2:l/],
    ['aws:autoscaling:asg: { MinSize: [{ a: 1 }] }', /^MinSize .* list of maps/],
    ['aws:autoscaling:asg: { MinSize: }', /^MinSize .* no value/],
    ['aws:autoscaling:asg: { MinSize: ~ }', /^MinSize .* no value/],
    ['aws:autoscaling:asg: { "aws:ec2:vpc": { VPCId: vpc-1 } }', /^The namespace aws:ec2:vpc stands inside/],
    ['aws:autoscaling:asg: { files: { /etc/a: {} } }', /^The section files/],
    ['commands: { a: { command: b } }', /^The section commands/],
    ['option_settings: { "aws:ec2:vpc": { VPCId: vpc-1 } }', /inside itself/],
    ['namespace: a\n  option_name: b\n  value: c', /put a hyphen/],
    ['-', /holds nothing/],
    ['- text', /holds a text/],
    ['- [a]', /holds a list/],
    ['- { option_name: A }', /has no value; each item/],
    ['- { value: A }', /has no option_name; each item/],
    ['- { namespace: A }', /has no option_name; each item/],
    ['- { OptionName: A, value: 1 }', /"OptionName"/],
    ['- { option: A, value: 1 }', /has no option_name; write it in place of "option"/],
    ['- { value: 1, name: A }', /has no option_name; write it in place of "name"/],
    ['- { option_name: A, val: 1 }', /has no value; write it in place of "val"/],
    ['- { option-name: A, value: 1 }', /"option-name"/],
    ['- { option_name: A, Value: 1 }', /"Value"/],
    ['- { option_name: [A], value: 1 }', /must be a text/],
    [
      '- { option_name: A, value: { b: 1 } }',
      /^A of aws:elasticbeanstalk:application:environment holds a map/,
    ],
    ['- aws:autoscaling:asg: { MinSize: 2 }', /mixes the two forms/],
  ])('says one thing about %s', (text, expected) => {
    const problems = misshapenSettingsOf(inSettings(text));
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toMatch(expected);
  });

  it.each([
    'aws:autoscaling:asg: { MinSize: 2 }',
    'aws:autoscaling:asg:',
    'aws:ec2:vpc: { Subnets: [a, b], ELBSubnets: [] }',
    'aws:ec2:vpc: { Subnets: [{ Ref: A }, !Ref B] }',
    'aws:ec2:vpc: { VPCId: { Ref: A } }',
    'aws:ec2:vpc: { VPCId: !Sub "x" }',
    'aws:ec2:vpc: { "Fn::Transform": { Name: x } }',
    'aws:ec2:vpc: "{{ options }}"',
    'aws:ec2:vpc: !Include x',
    'aws:elasticbeanstalk:application:environment: { A: , B: "", value: 1 }',
    'aws:elasticbeanstalk:healthreporting:system: { ConfigDocument: { Version: 1 } }',
    'A.aws:elasticbeanstalk:healthreporting:system: { ConfigDocument: { Version: 1 } }',
    '- { option_name: A, value: 1 }',
    '- { option_name: A, value: }',
    '- { namespace: aws:autoscaling:scheduledaction, resource_name: A, option_name: MinSize, value: 1 }',
    '- { namespace: aws:elasticbeanstalk:healthreporting:system, option_name: ConfigDocument, value: { Version: 1 } }',
    '- {}',
    '- !Include x',
    '- "{{ item }}"',
    '{}',
    '[]',
    '"{{ settings }}"',
    '',
  ])('is silent about %s', (text) => {
    expect(misshapenSettingsOf(inSettings(text))).toEqual([]);
  });

  it('only warns of what Elastic Beanstalk may take', () => {
    const severityOf = (text: string) => misshapenSettingsOf(inSettings(text))[0]?.severity;
    expect(severityOf('aws:autoscaling:asg: { MinSize: }')).toBe('warning');
    expect(severityOf('- aws:autoscaling:asg: { MinSize: 2 }')).toBe('warning');
    expect(severityOf('MinSize: 2')).toBeUndefined();
  });

  it('shows no value', () => {
    const text = 'SECRET: s3cret\n  aws:ec2:vpc: s3cret\n  aws:a: { B: { C: s3cret } }';
    const messages = misshapenSettingsOf(inSettings(text)).map(({ message }) => message);
    expect(messages).toHaveLength(3);
    expect(messages.join()).not.toContain('s3cret');
  });

  it('never throws, and every place lies inside its text', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify({ option_settings: value });
        for (const { at } of misshapenSettingsOf(parse(text)))
          expect(at.span.end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe('the settings of a file', () => {
  it.each([
    ['namespace: a\n  option_name: b\n  value: c'],
    ['option_settings: { "aws:ec2:vpc": { VPCId: vpc-1 } }'],
    ['aws:autoscaling:asg: { option_name: MinSize, value: 2 }'],
    ['aws:autoscaling:asg: { MinSize: { a: 1 } }'],
    ['- { option_name: A, value: { b: 1 } }'],
    ['commands: { a: { command: b } }'],
  ])('leave out what is misshapen: %s', (text) => {
    expect(inSettings(text).settings).toEqual([]);
  });

  it.each([
    ['aws:autoscaling:asg: { MinSize: , MaxSize: 2 }', ['MinSize', 'MaxSize']],
    ['- aws:autoscaling:asg: { MinSize: 2 }', ['MinSize']],
    ['aws:autoscaling:asg: { MinSize: { a: 1 }, MaxSize: 2 }', ['MaxSize']],
  ])('keep what can be read: %s', (text, expected) => {
    expect(inSettings(text).settings.map(({ option }) => option.value)).toEqual(expected);
  });
});
