import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSecretName } from '../../../src/knowledge/secrets/secret-names.js';
import { editText } from '../../../src/lint/edit-text.js';
import { lintModel } from '../../../src/lint/lint-project.js';
import type { Project } from '../../../src/model/project.js';
import { mayBeShown } from '../../../src/model/settings/may-be-shown.js';
import { isSameValue } from '../../../src/model/settings/same-value.js';
import { settings } from '../../../src/model/settings/settings.js';
import { findingsOf } from '../../../src/rules/rule.js';
import { propertySize } from '../../../src/rules/settings/environment-too-large.js';
import { misreadScalar } from '../../../src/rules/settings/misread-value.js';
import { nearest } from '../../../src/util/nearest.js';
import { projectOf } from '../../support/fixtures.js';
import { ruleById } from '../../support/rule-by-id.js';

const duplicateKey = ruleById('config/duplicate-key');
const environmentTooLarge = ruleById('settings/environment-too-large');
const invalidPropertyName = ruleById('settings/invalid-property-name');
const misreadValue = ruleById('settings/misread-value');
const overridden = ruleById('settings/overridden');
const overriddenByLaterFile = ruleById('settings/overridden-by-later-file');

const PROPERTIES = 'aws:elasticbeanstalk:application:environment';

const settingOf = (value: string, namespace = PROPERTIES, option = 'X') =>
  settings(
    projectOf({ '.ebextensions/a.config': `option_settings:\n  ${namespace}:\n    ${option}: ${value}\n` }),
  ).all[0]!;

describe('misreadScalar', () => {
  it.each([
    ['off', 'false'],
    ['On', 'true'],
    ['NO', 'false'],
    ['yes # why', 'true'],
    ['010', '8'],
    ['-010', '-8'],
    ['0x10', '16'],
    ['0b11', '3'],
    ['1_000', '1000'],
    ['+5', '5'],
    ['22:22', '1342'],
    ['12:30:00', '45000'],
    ['1.10', '1.1'],
    ['1.00', '1.0'],
    ['01.5', '1.5'],
    ['12e4', '120000.0'],
    ['[a, off]', 'false'],
  ])('sees that a property with %s gets %s', (value, text) => {
    expect(misreadScalar(settingOf(value))?.text).toBe(text);
  });

  it.each([
    ...[
      'true',
      'False',
      'TRUE',
      '80',
      '-1',
      '0',
      '1.0',
      '0.5',
      '1.25',
      '0123456789',
      '0o17',
      'y',
      'N',
      'offline',
    ],
    ...[
      '"off"',
      "'010'",
      '!!str off',
      '!Ref off',
      '~',
      'null',
      '',
      '2027-01-01',
      '1:2:3:x',
      '.inf',
      '|\n      off',
    ],
    ...['Tue:09:00', 'a:22:22', '1.10.2', '${X}', '`off`', '99:99'],
  ])('is silent about a property with %s', (value) => {
    expect(misreadScalar(settingOf(value))).toBeUndefined();
  });

  it.each([
    ['aws:autoscaling:asg', 'MaxSize', '010', true],
    ['aws:autoscaling:asg', 'MaxSize', '1:30', true],
    ['aws:autoscaling:asg', 'MaxSize', '1_0', false],
    ['aws:autoscaling:asg', 'MaxSize', '+4', false],
    ['aws:autoscaling:asg', 'MaxSize', '~', false],
    ['aws:autoscaling:asg', 'MaxSize', 'four', false],
    ['aws:autoscaling:asg', 'MaxSize', '2027-01-01', false],
    ['aws:ec2:instances', 'SpotMaxPrice', '0.10', false],
    ['aws:elasticbeanstalk:cloudwatch:logs', 'StreamLogs', 'yes', false],
    ['aws:elb:loadbalancer', 'LoadBalancerHTTPPort', 'OFF', false],
    ['aws:elasticbeanstalk:container:php:phpini', 'display_errors', 'Off', false],
    ['aws:autoscaling:launchconfiguration', 'EC2KeyName', 'no', true],
    ['aws:unknown:namespace', 'X', 'off', false],
  ])('minds the type of the option: %s %s: %s', (namespace, option, value, expected) => {
    expect(misreadScalar(settingOf(value, namespace, option)) !== undefined).toBe(expected);
  });
});

describe('settings/misread-value', () => {
  it('keeps what was written, in quotes', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[+-]?0?[0-9_:.xabe]{1,12}$/), (value) => {
        const text = `option_settings:\n  ${PROPERTIES}:\n    X: ${value}\n`;
        for (const { fix } of findingsOf(misreadValue, projectOf({ '.ebextensions/a.config': text })))
          expect(editText(text, fix!.edits)).toBe(text.replace(`X: ${value}`, `X: "${value}"`));
      }),
    );
  });

  it('does not show what may be a secret', () => {
    const project = projectOf({
      '.ebextensions/a.config': `option_settings:\n  ${PROPERTIES}:\n    API_TOKEN: 01234567\n`,
    });
    const [finding] = findingsOf(misreadValue, project);
    expect(finding?.message).toContain('API_TOKEN');
    expect(`${finding?.message} ${finding?.help}`).not.toMatch(/01234567|342391/);
  });
});

describe('isSameValue', () => {
  it.each([
    ['aws:autoscaling:asg', 'MinSize', '2', '"2"', true],
    ['aws:autoscaling:asg', 'MinSize', '2', '" 02 "', true],
    ['aws:autoscaling:asg', 'MinSize', '2', '3', false],
    ['aws:elasticbeanstalk:cloudwatch:logs', 'StreamLogs', 'true', '"True"', true],
    ['aws:elasticbeanstalk:environment', 'LoadBalancerType', 'Application', 'application', true],
    ['aws:ec2:vpc', 'Subnets', 'a,b', '[a, b]', true],
    ['aws:ec2:vpc', 'Subnets', 'a,b', 'b,a', false],
    [PROPERTIES, 'DEBUG', '"True"', '"true"', false],
    [PROPERTIES, 'DEBUG', 'true', '"true"', true],
    ['aws:unknown:namespace', 'X', 'a', 'a', true],
    ['aws:unknown:namespace', 'X', 'a', 'A', false],
    ['aws:unknown:namespace', 'X', 'a', '" a "', true],
    ['aws:unknown:namespace', 'X', '" a "', 'a', true],
  ] as const)('compares %s %s: %s and %s', (...[namespace, option, a, b, expected]) => {
    expect(isSameValue(settingOf(a, namespace, option), settingOf(b, namespace, option))).toBe(expected);
  });
});

it('settings/misread-value puts the value in quotes where it is', () => {
  const text = `option_settings:\n  ${PROPERTIES}:\n    ON: yes # why\n`;
  const [finding] = findingsOf(misreadValue, projectOf({ '.ebextensions/a.config': text }));
  expect(editText(text, finding!.fix!.edits)).toBe(text.replace('yes', '"yes"'));
});

/** In one file or in several. */
const overriddenIn = (project: Project) => [
  ...findingsOf(overridden, project),
  ...findingsOf(overriddenByLaterFile, project),
];

describe('settings/overridden shows no value', () => {
  it.each([
    ['of an environment property', PROPERTIES, 'HOST'],
    ['of a command', 'aws:elasticbeanstalk:container:nodejs', 'NodeCommand'],
    ['of the options of a program', 'aws:elasticbeanstalk:container:tomcat:jvmoptions', 'JVM Options'],
  ])('%s', (_, namespace, option) => {
    const text = (value: string) => `option_settings:\n  ${namespace}:\n    ${option}: ${value}\n`;
    const files = { '.ebextensions/a.config': text('hunter1'), '.ebextensions/b.config': text('hunter2') };
    const findings = overriddenIn(projectOf(files));
    expect(findings).toHaveLength(1);
    expect(JSON.stringify(findings[0]!.message)).not.toContain('hunter');
  });

  it('with a password in the later one', () => {
    const text = (value: string) =>
      `option_settings:\n  aws:elasticbeanstalk:sns:topics:\n    Notification Endpoint: ${value}\n`;
    const files = {
      '.ebextensions/a.config': text('https://example.com'),
      '.ebextensions/b.config': text('https://me:hunter2@example.com'),
    };
    expect(overriddenIn(projectOf(files)).map(({ message }) => message)).toEqual([
      expect.not.stringContaining('hunter2'),
    ]);
  });
});

describe('settings/overridden', () => {
  const found = (...texts: readonly string[]) => {
    const files = texts.map((text, index) => [
      `.ebextensions/${index}.config`,
      `option_settings:\n${text}\n`,
    ]);
    return overriddenIn(projectOf(Object.fromEntries(files)));
  };

  it.each([
    ['an option', ' aws:autoscaling:asg:\n  MinSize: 1\n  MinSize: 2'],
    ['a namespace', ' aws:autoscaling:asg: { MinSize: 1 }\n aws:autoscaling:asg: { MinSize: 2 }'],
    [
      'the section',
      ' aws:autoscaling:asg: { MinSize: 1 }\noption_settings:\n aws:autoscaling:asg: { MinSize: 2 }',
    ],
  ])('yields to config/duplicate-key where %s appears twice', (_, text) => {
    const project = projectOf({ '.ebextensions/a.config': `option_settings:\n${text}\n` });
    const reported = (severities?: ReadonlyMap<string, 'off'>) =>
      lintModel(project, severities ? { severities } : {}, [duplicateKey, overridden]).diagnostics.map(
        ({ ruleId }) => ruleId,
      );
    expect(reported()).toEqual([duplicateKey.id]);
    expect(reported(new Map([[duplicateKey.id, 'off']]))).toEqual([overridden.id]);
  });

  it.each([
    ['before both', ' aws:ec2:vpc: { VPCId: a, VPCId: a }\n', ''],
    ['after both', '', '\n aws:ec2:vpc: { VPCId: a, VPCId: a }'],
  ])('does not name a duplicate key %s', (_, before, after) => {
    const inOneFile =
      ' aws:elbv2:listener:80: { Protocol: HTTP }\n aws:elbv2:listener:default: { Protocol: HTTPS }';
    const [finding, ...others] = found(before + inOneFile + after);
    expect(finding?.related).toHaveLength(1);
    expect(others).toEqual([]);
  });

  it('does not look for duplicate keys in other files', () => {
    const [finding, ...others] = found(
      ' aws:autoscaling:asg: { MinSize: 1 }',
      ' aws:ec2:vpc: {}\n aws:ec2:vpc: {}\n aws:autoscaling:asg: { MinSize: 2 }',
    );
    expect(finding?.related).toHaveLength(1);
    expect(others).toEqual([]);
  });

  it('calls an empty value empty', () => {
    const [finding] = found(
      ' aws:autoscaling:asg: { MinSize: " " }',
      ' aws:autoscaling:asg: { MinSize: " 2 " }',
    );
    expect(finding!.message).toBe('MinSize is empty here, but a later setting makes it 2');
  });

  it('sees two names of one listener in one file', () => {
    expect(
      found(' aws:elbv2:listener:80: { Protocol: HTTP }\n aws:elbv2:listener:default: { Protocol: HTTPS }'),
    ).toHaveLength(1);
  });

  it('is silent where a value is known only later', () => {
    expect(
      found(' aws:autoscaling:asg: { MinSize: 1 }', ' aws:autoscaling:asg: { MinSize: "${MIN}" }'),
    ).toEqual([]);
    expect(
      found(' aws:autoscaling:asg: { MinSize: YOUR_NUMBER }', ' aws:autoscaling:asg: { MinSize: 1 }'),
    ).toEqual([]);
  });

  it.each([
    [PROPERTIES, 'DATABASE_URL'],
    ['aws:rds:dbinstance', 'DBPassword'],
    ['aws:elasticbeanstalk:customoption', 'Key'],
  ])('shows no value of %s %s', (namespace, option) => {
    const [finding] = found(` ${namespace}: { ${option}: s3cret1 }`, ` ${namespace}: { ${option}: s3cret2 }`);
    expect(finding?.message).toContain(option);
    expect(JSON.stringify([finding?.message, finding?.related?.[0]?.note])).not.toContain('s3cret');
  });

  it('may show the values of the other options', () => {
    expect(mayBeShown(settingOf('2', 'aws:autoscaling:asg', 'MinSize'))).toBe(true);
    expect(mayBeShown(settingOf('2', 'aws:unknown:namespace', 'X'))).toBe(false);
    const endpoint = (value: string) =>
      settingOf(value, 'aws:elasticbeanstalk:sns:topics', 'Notification Endpoint');
    expect(mayBeShown(endpoint('https://example.com/hook'))).toBe(true);
    expect(mayBeShown(endpoint('https://me:hunter2@example.com/hook'))).toBe(false);
    expect(mayBeShown(endpoint('https://example.com/hook?token=hunter2'))).toBe(false);
  });
});

const projectWithProperties = (properties: Readonly<Record<string, string>>) =>
  projectOf({
    '.ebextensions/a.config': JSON.stringify({ option_settings: { [PROPERTIES]: properties } }),
  });

describe('settings/environment-too-large', () => {
  const found = (properties: Readonly<Record<string, string>>) => [
    ...findingsOf(environmentTooLarge, projectWithProperties(properties)),
  ];

  it('counts bytes, with the name and the equals sign', () => {
    expect(propertySize(settingOf('ü'))).toBe('X='.length + 2);
    expect(propertySize(settingOf('\'`{"Ref": "A"}`\''))).toBe('X='.length);
  });

  it('allows 4,096 bytes and no more', () => {
    expect(found({ A: 'ab'.repeat(2047) })).toEqual([]);
    expect(found({ A: 'ab'.repeat(2047), B: '' })).toHaveLength(1);
  });

  it('marks the longest property and shows the three after it', () => {
    const [finding] = found({
      B: 'b'.repeat(900),
      C: 'c'.repeat(800),
      A: 'a'.repeat(3000),
      E: 'e',
      D: 'd'.repeat(700),
    });
    const marked = [finding!, ...finding!.related!].map(({ at: { file, span } }) =>
      file.text.slice(span.start, span.end),
    );
    expect(marked).toEqual(['"A"', '"B"', '"C"', '"D"']);
  });

  it('does not show values', () => {
    const [finding] = found({ A: 'hunter2'.repeat(600) });
    expect(`${finding?.message} ${finding?.help}`).not.toContain('hunter2');
  });
});

describe('settings/invalid-property-name', () => {
  const found = (properties: Readonly<Record<string, string>>) => [
    ...findingsOf(invalidPropertyName, projectWithProperties(properties)),
  ];

  it('calls an empty name empty', () => {
    const [finding, ...others] = found({ '': 'x' });
    expect(finding?.message).toBe('The name of an environment property is empty');
    expect(others).toEqual([]);
  });

  it('names each strange character of a name once', () => {
    expect(found({ 'A $B$ ': '1' })[0]!.message).toContain('has a space and "$" in its name');
  });

  it.each(['A B', 'A=B', 'A[0]', 'A$', 'A,B', 'A{B}'])('refuses the name %s', (name) => {
    expect(found({ [name]: '1' })).toHaveLength(1);
  });

  it.each(['A', 'a.b', 'A:B', 'A/B', 'A+B', 'A\\B', 'A-B', 'A@B', '_', '1', 'Größe', '${NAME}'])(
    'takes the name %s',
    (name) => {
      expect(found({ [name]: '1' })).toEqual([]);
    },
  );
});

describe('isSecretName', () => {
  it.each(['DB_PASSWORD', 'ApiToken', 'SECRET_KEY', 'PIN', 'AUTH', 'credentials'])('knows %s', (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  it.each(['PORT', 'NODE_ENV', 'VERSION', 'DEBUG'])('does not mean %s', (name) => {
    expect(isSecretName(name)).toBe(false);
  });
});

describe('nearest with a limit', () => {
  it('takes no more edits than it may', () => {
    expect(nearest('AWSEBSecrtyGruop', ['AWSEBSecurityGroup'], 2)).toBeUndefined();
    expect(nearest('AWSEBSecurtyGroup', ['AWSEBSecurityGroup'], 2)).toBe('AWSEBSecurityGroup');
  });
});
