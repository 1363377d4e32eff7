import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ConfigFile, parseConfigFile } from '../../src/parse/config-file/config-file.js';
import { problemsOf } from '../../src/parse/config-file/problems.js';
import { incompleteItem } from '../../src/rules/settings/incomplete-item.js';
import { invalidShape } from '../../src/rules/settings/invalid-shape.js';
import { missingValue } from '../../src/rules/settings/missing-value.js';
import { mixedForms } from '../../src/rules/settings/mixed-forms.js';
import { wrongLevel } from '../../src/rules/settings/wrong-level.js';
import { SourceFile } from '../../src/source/index.js';
import { projectOf as projectOfFiles } from '../support/fixtures.js';

const parse = (text: string) =>
  parseConfigFile(new SourceFile('/p/a.config', '.ebextensions/a.config', text));

const faultsOf = (file: ConfigFile) => problemsOf([file], 'settings-shape');

const inSettings = (text: string) => parse(`option_settings:\n  ${text}\n`);

const projectOf = (text: string) =>
  projectOfFiles({ '.ebextensions/a.config': `option_settings:\n  ${text}\n` });

const settingsRules = [incompleteItem, invalidShape, missingValue, mixedForms, wrongLevel];

describe('the form of option_settings', () => {
  it.each([
    ['MinSize: 2', { code: 'option-for-namespace', option: 'MinSize', owner: 'aws:autoscaling:asg' }],
    ['MY_KEY: 2', { code: 'option-for-namespace', option: 'MY_KEY', owner: undefined }],
    ['aws:autoscaling:asg: text', { code: 'text-for-options', namespace: 'aws:autoscaling:asg' }],
    ['aws:autoscaling:asg: MinSize:2', { code: 'missing-space', option: 'MinSize' }],
    ['aws:autoscaling:asg: aws:ec2:vpc', { code: 'text-for-options' }],
    ['aws:autoscaling:asg: http://host', { code: 'text-for-options' }],
    ['aws:autoscaling:asg: [MinSize]', { code: 'list-for-options', namespace: 'aws:autoscaling:asg' }],
    [
      'aws:autoscaling:asg: { option_name: MinSize, value: 2 }',
      { code: 'item-in-namespace', option: 'MinSize' },
    ],
    [
      'aws:autoscaling:asg: { option_name: [MinSize], value: 2 }',
      { code: 'item-in-namespace', option: undefined },
    ],
    [
      'aws:autoscaling:asg: { MinSize: { a: 1 } }',
      { code: 'map-for-value', option: 'MinSize', isJson: true },
    ],
    ['aws:autoscaling:asg:\n    MinSize:\n      a: 1', { code: 'map-for-value', isJson: false }],
    [
      'aws:elasticbeanstalk:\n    application:environment:\n      A: 1',
      { code: 'split-namespace', whole: 'aws:elasticbeanstalk:application:environment' },
    ],
    [
      'aws:\n    elbv2:\n      listener:443:\n        Protocol: HTTPS',
      { code: 'split-namespace', parent: 'aws', whole: expect.stringMatching(/^aws:elbv2:l/) },
    ],
    ['aws:autoscaling:asg: { MinSize: [{ a: 1 }] }', { code: 'maps-for-value', option: 'MinSize' }],
    ['aws:autoscaling:asg: { MinSize: }', { code: 'missing-value', option: 'MinSize' }],
    ['aws:autoscaling:asg: { MinSize: ~ }', { code: 'missing-value', option: 'MinSize' }],
    [
      'aws:elasticbeanstalk:application:environment:\n    COLOR: #4f0a9c',
      { code: 'missing-value', option: 'COLOR', lost: 'value' },
    ],
    [
      'aws:elasticbeanstalk:application:environment:\n    HOST: #{host}',
      { code: 'missing-value', option: 'HOST', lost: 'template' },
    ],
    [
      'aws:autoscaling:asg: { "aws:ec2:vpc": { VPCId: vpc-1 } }',
      { code: 'namespace-in-namespace', namespace: 'aws:ec2:vpc', parent: 'aws:autoscaling:asg' },
    ],
    [
      'aws:autoscaling:asg: { files: { /etc/a: {} } }',
      { code: 'section-in-settings', section: 'files', parent: 'aws:autoscaling:asg' },
    ],
    [
      'commands: { a: { command: b } }',
      { code: 'section-in-settings', section: 'commands', parent: 'option_settings' },
    ],
    [
      'option_settings: { "aws:ec2:vpc": { VPCId: vpc-1 } }',
      { code: 'section-in-settings', section: 'option_settings', parent: 'option_settings' },
    ],
    ['namespace: a\n  option_name: b\n  value: c', { code: 'item-without-hyphen' }],
    ['-', { code: 'not-an-item', holds: 'nothing' }],
    ['- text', { code: 'not-an-item', holds: 'a string' }],
    ['- [a]', { code: 'not-an-item', holds: 'a list' }],
    ['- { option_name: A }', { code: 'incomplete-item', missing: 'value', instead: undefined }],
    ['- { value: A }', { code: 'incomplete-item', missing: 'option_name', instead: undefined }],
    ['- { namespace: A }', { code: 'incomplete-item', missing: 'option_name', instead: undefined }],
    ['- { OptionName: A, value: 1 }', { code: 'incomplete-item', instead: 'OptionName' }],
    ['- { option: A, value: 1 }', { code: 'incomplete-item', missing: 'option_name', instead: 'option' }],
    ['- { value: 1, name: A }', { code: 'incomplete-item', missing: 'option_name', instead: 'name' }],
    ['- { option_name: A, val: 1 }', { code: 'incomplete-item', missing: 'value', instead: 'val' }],
    ['- { option-name: A, value: 1 }', { code: 'incomplete-item', instead: 'option-name' }],
    ['- { option_name: A, Value: 1 }', { code: 'incomplete-item', instead: 'Value' }],
    ['- { option_name: [A], value: 1 }', { code: 'option-name-not-text' }],
    ['- { option_name: A, value: { b: 1 } }', { code: 'map-for-value', option: 'A' }],
    [
      '- aws:autoscaling:asg: { MinSize: 2 }',
      { code: 'namespace-in-item', namespace: 'aws:autoscaling:asg' },
    ],
  ])('finds one fault in %s, which one rule reports', (text, expected) => {
    const file = inSettings(text);
    const faults = faultsOf(file);
    expect(faults).toMatchObject([expected]);
    expect(settingsRules.flatMap((rule) => [...rule.check(projectOf(text))])).toHaveLength(1);
  });

  it.each([
    'aws:autoscaling:asg: { MinSize: 2 }',
    'aws:autoscaling:asg:',
    // It has no such option either, which settings/unknown-option reports.
    'aws:autoscaling:asg: { "": }',
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
    expect(faultsOf(inSettings(text))).toEqual([]);
  });

  it('shows no value', () => {
    const text = 'SECRET: s3cret\n  aws:ec2:vpc: s3cret\n  aws:a: { B: { C: s3cret } }';
    const findings = settingsRules.flatMap((rule) => [...rule.check(projectOf(text))]);
    expect(findings).toHaveLength(3);
    expect(findings.map(({ message, help }) => `${message} ${help}`).join()).not.toContain('s3cret');
  });

  it('never throws, and every place lies inside its text', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify({ option_settings: value });
        for (const { at } of faultsOf(parse(text))) expect(at.span.end).toBeLessThanOrEqual(text.length);
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
  ])('leave out what has another form: %s', (text) => {
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
