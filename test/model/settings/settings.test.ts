import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lintModel } from '../../../src/lint/lint-project.js';
import { itemsOfSetting, settings } from '../../../src/model/settings/settings.js';
import { projectOf } from '../../support/fixtures.js';

const settingsOf = (...texts: string[]) =>
  settings(
    projectOf(Object.fromEntries(texts.map((text, index) => [`.ebextensions/0${index}.config`, text]))),
  );

const MAP = 'option_settings:\n  aws:elbv2:listener:80:\n    Rules: ws, api\n';
const LIST =
  'option_settings:\n  - namespace: aws:elbv2:listener:80\n    option_name: Rules\n    value: ws, api\n';
const JSON_MAP = '{"option_settings": {"aws:elbv2:listener:80": {"Rules": "ws, api"}}}';
const JSON_LIST =
  '{"option_settings": [{"option_name": "Rules", "namespace": "aws:elbv2:listener:80", "value": "ws, api"}]}';

describe('the forms of a setting', () => {
  it.each([
    ['map', MAP],
    ['list', LIST],
    ['JSON map', JSON_MAP],
    ['JSON list', JSON_LIST],
    ['list of maps', 'option_settings:\n  - aws:elbv2:listener:80:\n      Rules: ws, api\n'],
    ['CRLF', MAP.replaceAll('\n', '\r\n')],
    ['byte order mark', `\uFEFF${MAP}`],
    ['quotes', 'option_settings:\n  "aws:elbv2:listener:80":\n    \'Rules\': "ws, api"\n'],
    ['YAML list', 'option_settings:\n  aws:elbv2:listener:80:\n    Rules: [ws, api]\n'],
  ])('%s', (_, text) => {
    const setting = settingsOf(text).effective('aws:elbv2:listener:80', 'Rules');
    expect(setting?.overridden).toEqual([]);
    const items = itemsOfSetting(setting);
    expect(items.map((item) => item.text)).toEqual(['ws', 'api']);
    for (const { place, text: item } of items)
      expect(place.file.text.slice(place.span.start, place.span.end)).toBe(item);
  });

  it('takes an item without a namespace as an environment property', () => {
    const settings = settingsOf('option_settings:\n  - option_name: PORT\n    value: 8080\n');
    expect(settings.effective('aws:elasticbeanstalk:application:environment', 'PORT')?.value.text).toBe(
      '8080',
    );
  });
});

describe('a name in another case, or with other spaces', () => {
  it('is taken as the intended option, which takes precedence if it is there as well', () => {
    const settings = settingsOf('option_settings:\n  AWS:elbv2:listener:443:\n    protocol: HTTPS\n');
    expect(settings.effective('aws:elbv2:listener:443', 'Protocol')?.value.text).toBe('HTTPS');
    expect(settings.namespaces('aws:elbv2:')).toEqual(['aws:elbv2:listener:443']);
    const both = settingsOf(
      'option_settings:\n  aws:elbv2:listener:443:\n    Protocol: HTTP\n    " protocol": HTTPS\n',
    );
    expect(both.effective('aws:elbv2:listener:443', 'Protocol')?.value.text).toBe('HTTP');
    expect(both.effective('aws:elbv2:listener:443', 'Rules')).toBeUndefined();
    expect(both.effective('aws:elbv2:listener:80', 'Protocol')).toBeUndefined();
  });

  it('is another name where any name is an option', () => {
    const settings = settingsOf(
      'option_settings:\n  aws:elasticbeanstalk:application:environment:\n    port: 1\n',
    );
    expect(settings.effective('aws:elasticbeanstalk:application:environment', 'PORT')).toBeUndefined();
  });

  it('has a rule of its own, and no other rule reports something missing', () => {
    const project = projectOf({
      Procfile: 'web: gunicorn shop.wsgi\nws: daphne -b 0.0.0.0 -p 5000 shop.asgi:application\n',
      '.ebextensions/a.config': `option_settings:
  aws:elasticbeanstalk:environment:
    loadBalancerType: application
  aws:elbv2:listener:443:
    protocol: HTTPS
    rules: default,ws
    SSLCertificateArns: arn:aws:acm:us-east-1:121212121212:certificate/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9
  aws:elbv2:listenerrule:ws:
    pathPatterns: /ws/*
    process: ws
  aws:elasticbeanstalk:environment:process:ws:
    port: 5000
`,
    });
    const { diagnostics } = lintModel(project);
    expect(diagnostics.filter(({ ruleId }) => ruleId !== 'settings/inexact-name')).toEqual([]);
    expect(diagnostics).toHaveLength(6);
  });
});

describe('which setting counts', () => {
  it('is the one in the later file, in byte order of the names, and the losers are kept', () => {
    const texts: Record<string, string> = {};
    for (const name of ['b', 'a', 'Z', '10', '9'])
      texts[`.ebextensions/${name}.config`] = `option_settings:\n  aws:a:b:\n    X: ${name}\n`;
    const setting = settings(projectOf(texts)).effective('aws:a:b', 'X');
    expect(setting?.value.text).toBe('b');
    expect(setting?.overridden.map(({ value }) => value.text)).toEqual(['10', '9', 'Z', 'a']);
  });

  it('is the later one in one file, whatever the form', () => {
    const twice = 'option_settings:\n  aws:a:b:\n    X: 1\n  aws:a:b:\n    X: 2\n    Y: 3\n';
    const settings = settingsOf(twice);
    expect(settings.effective('aws:a:b', 'X')?.value.text).toBe('2');
    expect(settings.effective('aws:a:b', 'X')?.overridden.map(({ value }) => value.text)).toEqual(['1']);
    expect(settings.effective('aws:a:b', 'Y')?.value.text).toBe('3');
  });

  it('adds up over files where the options differ', () => {
    const settings = settingsOf(MAP, 'option_settings:\n  aws:elbv2:listener:default:\n    Protocol: HTTP\n');
    expect(settings.of('aws:elbv2:listener:80').map(({ option }) => option.value)).toEqual([
      'Rules',
      'Protocol',
    ]);
  });
});

describe('names of namespaces', () => {
  it('listener:default is listener:80, and is called as it is written first', () => {
    const settings = settingsOf(MAP.replace('80', 'default'), MAP.replace('ws, api', 'ws'));
    expect(settings.namespaces('aws:elbv2:')).toEqual(['aws:elbv2:listener:80']);
    expect(settings.mentions('aws:elbv2:').map(({ writtenAs }) => writtenAs.value)).toEqual([
      'aws:elbv2:listener:default',
    ]);
    const setting = settings.effective('aws:elbv2:listener:default', 'Rules');
    expect(setting?.value.text).toBe('ws');
    expect(setting?.overridden).toHaveLength(1);
  });

  it('a prefix changes nothing where Elastic Beanstalk has one such resource', () => {
    const settings = settingsOf(
      'option_settings:\n  AWSEBV2LoadBalancerTargetGroup.aws:elasticbeanstalk:environment:process:default:\n    Port: 5000\n',
    );
    const namespace = 'aws:elasticbeanstalk:environment:process:default';
    expect(settings.effective(namespace, 'Port')?.value.text).toBe('5000');
  });

  it('scheduled actions are told apart by their prefix or resource_name', () => {
    const settings = settingsOf(
      [
        'option_settings:',
        '  - {namespace: aws:autoscaling:scheduledaction, resource_name: Up, option_name: MinSize, value: 4}',
        '  - {namespace: aws:autoscaling:scheduledaction, resource_name: Down, option_name: MinSize, value: 1}',
        '  - Down.aws:autoscaling:scheduledaction:',
        '      MinSize: 2',
      ].join('\n'),
    );
    const actions = settings.of('aws:autoscaling:scheduledaction');
    expect(actions.map(({ resource, value }) => [resource, value.text])).toEqual([
      ['Up', '4'],
      ['Down', '2'],
    ]);
  });

  it('a scheduled action without a name is found by its option', () => {
    const settings = settingsOf('option_settings:\n  aws:autoscaling:scheduledaction:\n    MinSize: 4\n');
    expect(settings.effective('aws:autoscaling:scheduledaction', 'MinSize')?.value.text).toBe('4');
  });

  it.each([
    ['aws:elasticbeanstalk:environment:process:${NAME}', true],
    ['aws:elbv2:listener:{{ port }}', true],
    ['aws:elbv2:listener:<YOUR_PORT>', true],
    ['aws:elbv2:listener:443', false],
  ])('%s is unknown: %s', (namespace, unknown) => {
    const settings = settingsOf(`option_settings:\n  "${namespace}":\n    Port: 1\n`);
    expect(settings.hasUnknownNamespaces).toBe(unknown);
  });
});

it('never throws, and every place lies inside its text', () => {
  const line = fc.constantFrom(
    'option_settings:',
    '  aws:elbv2:listener:80:',
    '  - namespace: aws:a:b',
    '    option_name: Rules',
    '    value: a,b',
    '    Rules: |',
    '      a,',
    '    Rules: "a,\\u0062',
    '\t',
    '    Rules: [a, {b: c}]',
  );
  fc.assert(
    fc.property(fc.array(line), fc.constantFrom('\n', '\r\n', '\r'), (lines, lineEnd) => {
      const settings = settingsOf(lines.join(lineEnd));
      for (const setting of settings.effectiveSettings())
        for (const { place } of [setting.value, ...itemsOfSetting(setting)]) {
          expect(place.span.start).toBeGreaterThanOrEqual(0);
          expect(place.span.end).toBeGreaterThanOrEqual(place.span.start);
          expect(place.span.end).toBeLessThanOrEqual(place.file.text.length);
        }
    }),
  );
});
