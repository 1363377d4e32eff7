import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { procfilePlaceholder } from '../../src/rules/procfile/placeholder.js';
import { projectPlaceholder } from '../../src/rules/project/placeholder.js';
import { placeholder } from '../../src/rules/settings/placeholder.js';
import { unexpandedVariable } from '../../src/rules/settings/unexpanded-variable.js';
import { projectOf } from '../support/fixtures.js';

const ENVIRONMENT = 'aws:elasticbeanstalk:application:environment';

const projectWith = (namespace: string, option: string, value: string, platform?: string) =>
  projectOf(
    {
      '.ebextensions/a.config': JSON.stringify({ option_settings: { [namespace]: { [option]: value } } }),
      Procfile: 'web: run\n',
    },
    platform,
  );

const placeholders = (namespace: string, option: string, value: string) => [
  ...placeholder.check(projectWith(namespace, option, value)),
];

const variables = (namespace: string, value: string, platform?: string) => [
  ...unexpandedVariable.check(projectWith(namespace, 'X', value, platform)),
];

describe('settings/placeholder', () => {
  it('finds those of ARNs', () => {
    const arn = 'arn:aws:acm:region:account-id:certificate/certificate-id';
    expect(placeholders('aws:elasticbeanstalk:sns:topics', 'X', arn)).toHaveLength(1);
  });

  it('shows no more of a value than the placeholder', () => {
    const [finding] = placeholders(ENVIRONMENT, 'URL', 'postgres://shop:s3cret@<host>/shop');
    expect(finding!.message).not.toContain('s3cret');
    expect(finding!.message).toContain('"<host>"');
  });

  it('cuts a long placeholder', () => {
    const textOf = (length: number) => '<your '.padEnd(length - 1, 'x') + '>';
    const messageOf = (length: number) => placeholders('aws:ec2:vpc', 'VPCId', textOf(length))[0]!.message;
    expect(messageOf(60)).toContain(`"${textOf(60)}"`);
    expect(messageOf(61)).toContain(`"${textOf(61).slice(0, 60)}…"`);
    const [finding] = placeholders('aws:ec2:vpc', 'VPCId', `TODO: ${'ask '.repeat(50)}`);
    expect(finding!.message.length).toBeLessThan(105);
  });

  it('is silent where a template has something to fill in', () => {
    expect(placeholders('aws:ec2:vpc', 'VPCId', '{{ YOUR_VPC }}')).toEqual([]);
    expect(placeholders('aws:ec2:vpc', 'VPCId', '${YOUR_VPC}-xxxxxxxx')).toEqual([]);
  });
});

describe('procfile/placeholder', () => {
  it('finds those of a variable before a command', () => {
    const [finding] = procfilePlaceholder.check(
      projectOf({ Procfile: 'web: KEY=<your_key> gunicorn shop.wsgi\n' }),
    );
    const { file, span } = finding!.at;
    expect(file.text.slice(span.start, span.end)).toBe('<your_key>');
  });

  it('is silent about a Procfile that the platform does not run', () => {
    const files = { Procfile: 'web: gunicorn <your_app>.wsgi\n' };
    expect([...procfilePlaceholder.check(projectOf(files))]).toHaveLength(1);
    expect([
      ...procfilePlaceholder.check(projectOf(files, 'PHP 8.3 running on 64bit Amazon Linux 2023')),
    ]).toEqual([]);
  });
});

describe('a placeholder that a script replaces', () => {
  const project = (script: string, name = 'deploy.sh') =>
    projectOf({
      '.ebextensions/a.config': JSON.stringify({
        option_settings: { 'aws:ec2:vpc': { VPCId: '<vpc-id>' } },
        commands: { a: { command: 'run <your-key>' } },
      }),
      Procfile: 'web: KEY=<your_key> gunicorn shop.wsgi\n',
      [name]: script,
    });

  it.each([
    [placeholder, '<vpc-id>'],
    [procfilePlaceholder, '<your_key>'],
    [projectPlaceholder, '<your-key>'],
  ])('is silent', (rule, text) => {
    const found = (...files: Parameters<typeof project>) =>
      [...rule.check(project(...files))].filter(({ doubt }) => !doubt);
    expect(found(`sed -i 's/${text}/x/' a`)).toEqual([]);
    expect(found(`x.replace("${text}", y)`, 'scripts/deploy.js')).toEqual([]);
    expect(found(`echo ${text}`)).toHaveLength(1);
    expect(found(`sed -i 's/${text}/x/' a`, 'src/a.sh')).toHaveLength(1);
  });
});

describe('project/placeholder', () => {
  const found = (script: string) =>
    [...projectPlaceholder.check(projectOf({ '.platform/hooks/prebuild/a.sh': `#!/bin/bash\n${script}\n` }))]
      .length;

  it.each([
    'echo "Set YOUR_API_KEY first"',
    'die() { echo "Set YOUR_API_KEY first" >&2; exit 1; }',
    '[ -n "$KEY" ] || printf "%s" "Set YOUR_API_KEY first"',
    "logger -t app 'YOUR_API_KEY is missing'",
    'cat <<E\nUsage: $0 [-h] NAME\n\n  --key <API_KEY>\nE',
    'cat <<E\n$0 [--key <API_KEY>]\nE',
    'case $KEY in CHANGEME) exit 1;; esac',
    'case $KEY in\n  "" | CHANGEME) exit 1 ;;\nesac',
    'X=${X//YOUR_API_KEY/$KEY}',
    ': "${KEY:?set it to <API_KEY>}"',
    'python3 -c "print(x.replace(\'YOUR_API_KEY\', y))"',
  ])('is silent about %j', (script) => {
    expect(found(script)).toBe(0);
  });

  it.each([
    'echo "KEY=YOUR_API_KEY" > /etc/app',
    'echo "KEY=YOUR_API_KEY" >> /etc/app',
    'echo YOUR_API_KEY | login',
    'cat <<E\nUsage: $0\nE\nlogin YOUR_API_KEY',
    'login YOUR_API_KEY',
    'X=$(login YOUR_API_KEY) y',
  ])('reports %j', (script) => {
    expect(found(script)).toBe(1);
  });

  it('takes a long line for more than a message', () => {
    const line = (length: number) => `echo YOUR_API_KEY ${'x'.repeat(length - 18)}`;
    expect([found(line(500)), found(line(501))]).toEqual([0, 1]);
  });
});

describe('settings/unexpanded-variable', () => {
  it.each(['Python 3.12', 'Node.js 22', 'PHP 8.3', 'Ruby 3.4', 'Go 1', '.NET 8'])(
    'reports properties on %s',
    (branch) => {
      expect(variables(ENVIRONMENT, '${STAGE}', `${branch} running on 64bit Amazon Linux 2023`)).toHaveLength(
        1,
      );
    },
  );

  it.each(['Corretto 21', 'Tomcat 10 Corretto 21', 'Docker', 'ECS', undefined])(
    'is silent about properties on %s, where something may expand them',
    (branch) => {
      const platform = branch && `${branch} running on 64bit Amazon Linux 2023`;
      expect(variables(ENVIRONMENT, '${STAGE}', platform)).toEqual([]);
      expect(variables('aws:ec2:vpc', '${STAGE}', platform)).toHaveLength(1);
    },
  );

  it.each(['$STAGE', '${}', '${1}', '$${STAGE}', '$(STAGE)', '{STAGE}', '`{"Ref": "${STAGE}"}`'])(
    'is silent about %s',
    (value) => {
      expect(variables('aws:ec2:vpc', value)).toEqual([]);
    },
  );

  it.each([
    'aws:elasticbeanstalk:container:php:phpini',
    'aws:elasticbeanstalk:container:tomcat:jvmoptions',
    'aws:elasticbeanstalk:customoption',
  ])('is silent in %s, which others read', (namespace) => {
    expect(variables(namespace, '${STAGE}')).toEqual([]);
  });
});

describe('all of them', () => {
  it('never throw, and every place lies inside its text', () => {
    const piece = fc.constantFrom(
      '${A}',
      '<your_app>',
      'xxxxxxxx',
      "'",
      '"',
      '\\',
      '\n',
      ' ',
      '`{',
      'é',
      '$',
      'arn:aws:x:region:1:y',
    );
    fc.assert(
      fc.property(fc.array(piece), fc.array(piece), (inSetting, inCommand) => {
        const project = projectOf({
          '.ebextensions/a.config': JSON.stringify({ option_settings: { 'a:b': { c: inSetting.join('') } } }),
          '.ebextensions/b.config': `option_settings:\n  a:b:\n    d: ${inSetting.join('').replaceAll('\n', '\n      ')}\n`,
          Procfile: `web: ${inCommand.join('')}\n`,
        });
        for (const rule of [placeholder, procfilePlaceholder, unexpandedVariable])
          for (const { at } of rule.check(project)) {
            expect(at.span.start).toBeGreaterThanOrEqual(0);
            expect(at.span.start).toBeLessThan(at.span.end);
            expect(at.span.end).toBeLessThanOrEqual(at.file.text.length);
          }
      }),
    );
  });
});
