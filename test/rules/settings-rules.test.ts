import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findNamespace } from '../../src/catalogue/find-namespace.js';
import { findOption, type OptionInfo } from '../../src/catalogue/find-option.js';
import { namespaceFacts, namespaceNames } from '../../src/catalogue/namespaces.js';
import type { OptionCase } from '../../src/catalogue/option-facts.js';
import { rangeOf } from '../../src/catalogue/values/allowed-words.js';
import { fixProject } from '../../src/fix/fix-project.js';
import { isRetired, retiredOption } from '../../src/knowledge/platform/retired-settings.js';
import { lintModel } from '../../src/lint/lint-project.js';
import { deployedFiles } from '../../src/model/bundle/deployed-files.js';
import { type AnyRule, findingsOf } from '../../src/rules/rule.js';
import { projectOf } from '../support/fixtures.js';
import { ruleById } from '../support/rule-by-id.js';

const optionIgnored = ruleById('load-balancer/option-ignored');
const retiredNamespace = ruleById('platform/retired-namespace');
const unsupportedNamespace = ruleById('platform/unsupported-namespace');
const conflictingOptions = ruleById('settings/conflicting-options');
const inconsistentLimits = ruleById('settings/inconsistent-limits');
const inexactName = ruleById('settings/inexact-name');
const invalidValue = ruleById('settings/invalid-value');
const unknownNamespace = ruleById('settings/unknown-namespace');
const unknownOption = ruleById('settings/unknown-option');
const unmetRequirement = ruleById('settings/unmet-requirement');
const wrongNamespace = ruleById('settings/wrong-namespace');

const NAMES = [unknownNamespace, unsupportedNamespace, unknownOption, inexactName];
const DEPENDENCIES = [conflictingOptions, inconsistentLimits, unmetRequirement];
const ALL = [...NAMES, invalidValue, ...DEPENDENCIES, wrongNamespace];

const ENVIRONMENT = 'aws:elasticbeanstalk:environment';

const PLATFORMS: Readonly<Record<string, string>> = {
  docker: 'Docker running on 64bit Amazon Linux 2023',
  dotnet: '.NET 8 running on 64bit Amazon Linux 2023',
  go: 'Go 1 running on 64bit Amazon Linux 2023',
  java: 'Corretto 21 running on 64bit Amazon Linux 2023',
  node: 'Node.js 22 running on 64bit Amazon Linux 2023',
  php: 'PHP 8.4 running on 64bit Amazon Linux 2023',
  python: 'Python 3.13 running on 64bit Amazon Linux 2023',
  ruby: 'Ruby 3.4 running on 64bit Amazon Linux 2023',
  tomcat: 'Tomcat 11 with Corretto 21 running on 64bit Amazon Linux 2023',
  windows: 'IIS 10.0 running on 64bit Windows Server 2022',
};

type Triple = readonly [namespace: string, option: string, value: string];

/** The ids of the rules that speak, in a project that sets the triples and nothing else. */
function idsOf(rules: typeof ALL, triples: readonly Triple[], platform?: string): string[] {
  const settings = triples.map(([namespace, option_name, value]) => ({ namespace, option_name, value }));
  const text = JSON.stringify({ option_settings: settings });
  const project = projectOf({ '.ebextensions/options.config': text }, platform);
  return lintModel(project, {}, rules).diagnostics.map(({ ruleId }) => ruleId);
}

/** A name that a project may use for one in the catalogue. */
const used = (listedAs: string): string => listedAs.replace(/PORT$/, '8443').replace(/NAME$/, 'web');

/** What these rules check: not what Cluster environments have, nor what only Amazon Linux 1 had. */
const options = namespaceNames()
  .map((listedAs) => findNamespace(used(listedAs))!)
  .filter(({ clusterOnly, name, options: listed }) => {
    const isGone = Object.keys(listed).some((option) => isRetired(name, option)) && name.includes('nodejs');
    return !clusterOnly && !isGone;
  })
  .flatMap((namespace) => Object.keys(namespace.options).map((name) => findOption(namespace, name)!));

const named = options.map((option) => [`${option.namespace.name} ${option.name}`, option] as const);

const platformOf = ({ languages, namespace }: OptionInfo): string | undefined =>
  PLATFORMS[(languages ?? namespace.languages)?.[0] ?? ''];

const triple = ({ namespace, name }: OptionInfo, value: string): Triple => [namespace.name, name, value];

/** The values that the documentation itself names. */
const documentedValues = ({ values = [], default: usual }: OptionInfo | OptionCase): string[] => [
  ...(usual === undefined ? [] : [usual]),
  ...values,
];

describe('what the catalogue lists', () => {
  it('is a great deal', () => {
    expect(options.length).toBeGreaterThan(230);
  });

  it.each(named)('%s: every documented value passes', (_, option) => {
    for (const value of documentedValues(option).filter(
      (own) => !retiredOption(option.namespace.name, option.name, own),
    )) {
      const platform = option.cases?.some(({ languages }) => languages) ? undefined : platformOf(option);
      expect(idsOf([...NAMES, invalidValue], [triple(option, value)], platform), value).toEqual([]);
    }
  });

  const cases = named.flatMap(([name, option]) =>
    (option.cases ?? []).map((own, index) => [`${name} ${index}`, option, own] as const),
  );

  it.each(cases)('%s: every value of a special case passes', (_, option, { when = {}, ...limits }) => {
    if (limits.generations?.includes('al1')) return;
    const { namespace } = option;
    const others = Object.entries(when).map(([name, [value]]): Triple => [
      Object.hasOwn(namespace.options, name) ? namespace.name : ENVIRONMENT,
      name,
      value!,
    ]);
    const platform = limits.languages ? PLATFORMS[limits.languages[0]!] : platformOf(option);
    for (const value of documentedValues(limits))
      expect(idsOf([...NAMES, invalidValue], [...others, triple(option, value)], platform), value).toEqual(
        [],
      );
  });
});

/** A value that an option cannot take; undefined where it takes every text. */
function wrongValue(option: OptionInfo): string | undefined {
  const { type, values, open, form, maxLength } = option;
  const { min, max } = rangeOf(option);
  if (option.readOnly || option.namespace.freeForm || (open && option.maxItems === undefined))
    return undefined;
  if (type === 'integer' || type === 'number') {
    const outside = min !== undefined ? min - 1 : max !== undefined ? max + 1 : undefined;
    return outside === undefined ? 'many' : String(outside);
  }
  if (type === 'list' && open) return 'a,'.repeat(option.maxItems! + 1);
  if (type === 'json') return '{';
  if (type === 'boolean' || values) return 'no such thing';
  if (form) return ['? ?', '/ @'].find((text) => !form.pattern.test(text));
  return maxLength === undefined ? undefined : 'ab'.repeat(maxLength);
}

describe('what is not quite what the catalogue lists', () => {
  const wrongValues = named.flatMap(([name, option]) => {
    const wrong = wrongValue(option);
    return wrong === undefined ? [] : [[name, option, wrong] as const];
  });

  it('exists for most options', () => {
    expect(wrongValues.length).toBeGreaterThan(150);
  });

  it.each(wrongValues)('%s: a wrong value is found', (_, option, wrong) => {
    const isGone = isRetired(option.namespace.name, option.name);
    expect(idsOf([...NAMES, invalidValue], [triple(option, wrong)])).toEqual(
      isGone ? [] : ['settings/invalid-value'],
    );
  });

  const closed = named.filter(([, { namespace }]) => !namespace.freeForm);

  it.each(closed)('%s: its name is found with a letter too many, and in another case', (_, option) => {
    const { namespace, name } = option;
    const value = option.default ?? 'x';
    expect(idsOf(NAMES, [[namespace.name, `${name}zz`, value]])).toEqual(['settings/unknown-option']);
    const swapped = name.replace(/^./, (first) => first.toLowerCase());
    if (swapped !== name && !Object.hasOwn(namespace.options, swapped))
      expect(idsOf(NAMES, [[namespace.name, swapped, value]])).toEqual(['settings/inexact-name']);
    expect(idsOf(NAMES, [[namespace.name, ` ${name}`, value]])).toEqual(['settings/inexact-name']);
  });

  const namespaces = [...new Set(options.map(({ namespace }) => namespace))].map(
    (namespace) => [namespace.name, namespace] as const,
  );

  it.each(namespaces)('%s: its name is found with a letter too many, and in another case', (name) => {
    const [option = 'x'] = Object.keys(findNamespace(name)!.options);
    const longer = name.replace(/^aws:/, 'aws:zz');
    expect(idsOf(NAMES, [[longer, option, '1']])).toEqual(['settings/unknown-namespace']);
    const capitals = name.replace(/^aws:./, (start) => start.toUpperCase().replace('AWS', 'aws'));
    expect(idsOf(NAMES, [[capitals, option, '1']])).toEqual(['settings/inexact-name']);
  });

  it('does not look into namespaces that no environment with configuration files has', () => {
    expect(idsOf(ALL, [['aws:elasticbeanstalk:container:nodejs', 'NodeComand', 'npm start']])).toEqual([]);
    expect(idsOf(ALL, [['aws:elasticbeanstalk:container:custom:shop', 'Anything', 'x']])).toEqual([]);
    const [cluster] = namespaceNames().filter((name) => namespaceFacts(name)?.clusterOnly);
    expect(idsOf(ALL, [[cluster!, 'Anything', 'x']])).toEqual([]);
  });
});

/** What rules find in `.config` files by name, or in one. */
function diagnosticsOf(
  rules: readonly AnyRule[],
  texts: string | Readonly<Record<string, string>>,
  platform?: string,
) {
  const files = typeof texts === 'string' ? { '.ebextensions/a.config': texts } : texts;
  return lintModel(projectOf(files, platform), {}, rules).diagnostics;
}

const messagesOf = (rule: AnyRule, ...input: Rest<Parameters<typeof diagnosticsOf>>): string[] =>
  diagnosticsOf([rule], ...input).map(({ message }) => message);

const helpsOf = (rule: AnyRule, ...input: Rest<Parameters<typeof diagnosticsOf>>): (string | undefined)[] =>
  diagnosticsOf([rule], ...input).map(({ help }) => help);

type Rest<T extends readonly unknown[]> = T extends readonly [unknown, ...infer R] ? R : never;

describe('settings/unknown-namespace', () => {
  const python = 'option_settings:\n  aws:elasticbeanstalk:container:python:\n    NumThreads: 5\n';

  it('reports once for each file, whatever the file sets', () => {
    const text = 'option_settings:\n  aws:foo:\n    A: 1\n    B: 2\n';
    expect(
      messagesOf(unknownNamespace, { '.ebextensions/a.config': text, '.ebextensions/b.config': text }),
    ).toHaveLength(2);
  });

  it('has a namespace of another platform', () => {
    expect(messagesOf(unknownNamespace, python, PLATFORMS['node'])).toEqual([]);
  });

  it('only lacks the last part of a template', () => {
    const text = 'option_settings:\n  aws:elbv2:listener:\n    ListenerEnabled: true\n';
    const [diagnostic] = diagnosticsOf([unknownNamespace], text);
    expect(diagnostic).toMatchObject({ help: 'Did you mean "aws:elbv2:listener:PORT"?' });
    expect(diagnostic).not.toHaveProperty('fix');
  });
});

describe('platform/unsupported-namespace', () => {
  const python = 'option_settings:\n  aws:elasticbeanstalk:container:python:\n    NumThreads: 5\n';

  it('yields to the rule about namespaces of Amazon Linux 1', () => {
    const node = python.replace('python', 'nodejs');
    const idsIn = (...rules: readonly AnyRule[]) =>
      diagnosticsOf(rules, node, PLATFORMS['python']).map(({ ruleId }) => ruleId);
    expect(idsIn(unsupportedNamespace)).toEqual(['platform/unsupported-namespace']);
    expect(idsIn(unsupportedNamespace, retiredNamespace)).toEqual(['platform/retired-namespace']);
  });

  it('refuses the namespace of another platform, if the platform is named', () => {
    expect(diagnosticsOf([unsupportedNamespace], python, PLATFORMS['node'])).toMatchObject([
      {
        message: 'Namespace aws:elasticbeanstalk:container:python belongs to another platform',
        help: 'Remove it: the platform is Node.js 22 running on 64bit Amazon Linux 2023.',
      },
    ]);
    expect(messagesOf(unsupportedNamespace, python, PLATFORMS['python'])).toEqual([]);
    expect(
      messagesOf(unsupportedNamespace, python, 'arn:aws:elasticbeanstalk:eu-central-1::platform/Own/1.0'),
    ).toEqual([]);
    expect(messagesOf(unsupportedNamespace, python, 'Packer 1.0.3')).toEqual([]);
    expect(
      messagesOf(unsupportedNamespace, python, '64bit Amazon Linux 2018.03 v4.17.0 running Node.js'),
    ).toHaveLength(1);
    expect(
      messagesOf(unsupportedNamespace, {
        '.ebextensions/a.config': python,
        'Dockerrun.aws.json': '{"AWSEBDockerrunVersion": "1"}',
      }),
    ).toEqual([]);
  });
});

describe('names that only a template knows', () => {
  it.each([
    '${NAMESPACE}',
    'aws:elasticbeanstalk:{{ part }}',
    'aws:<your-namespace>',
    '<%= name %>',
    'Fn::Transform',
  ])('is silent about %s', (name) => {
    expect(messagesOf(unknownNamespace, `option_settings:\n  '${name}':\n    A: 1\n`)).toEqual([]);
  });
});

describe('settings/invalid-value', () => {
  const size = (value: string) => `option_settings:\n  aws:autoscaling:asg:\n    MaxSize: ${value}\n`;

  it('only checks the effective value', () => {
    expect(
      messagesOf(invalidValue, {
        '.ebextensions/1.config': size('four'),
        '.ebextensions/2.config': size('4'),
      }),
    ).toEqual([]);
    expect(
      messagesOf(invalidValue, {
        '.ebextensions/1.config': size('4'),
        '.ebextensions/2.config': size('four'),
      }),
    ).toHaveLength(1);
  });

  it.each([
    '\'`{"Ref": "Size"}`\'',
    '!Ref Size',
    '"${SIZE}"',
    '"{{ size }}"',
    '<your-size>',
    '{ Ref: Size }',
    '[!Ref A, 2]',
  ])('is silent about %s', (value) => {
    expect(messagesOf(invalidValue, size(value))).toEqual([]);
  });

  it.each(['4', "'4'", '" 4 "', '0x4', '[4]', '0', '10000'])('takes %s', (value) => {
    expect(messagesOf(invalidValue, size(value))).toEqual([]);
  });

  it.each(['10001', '-1', '4.5', "'four'", '1,2', '[1, 2]', 'true'])('refuses %s', (value) => {
    expect(messagesOf(invalidValue, size(value))).toHaveLength(1);
  });

  it.each([
    ['"four\\n  \\n fields "', 'does not accept "four fields"'],
    [`'${'ab'.repeat(30)}'`, `does not accept "${'ab'.repeat(30)}"`],
    [`'${'ab'.repeat(31)}'`, `does not accept "${'ab'.repeat(30)}…"`],
  ])('shows %s on one line', (value, expected) => {
    expect(messagesOf(invalidValue, size(value)).join()).toContain(expected);
  });

  it('shows a list as a whole where one value is expected', () => {
    expect(messagesOf(invalidValue, size('[1, 2]'))).toEqual(['MaxSize does not accept "1,2"']);
    expect(helpsOf(invalidValue, size('[1, 2]'))).toEqual(['Use a whole number from 0 to 10000.']);
  });

  it('names another option only where the value is wrong because of it', () => {
    const messageOf = (size: number) =>
      messagesOf(
        invalidValue,
        `option_settings:\n  aws:elasticbeanstalk:command:\n    BatchSizeType: Percentage\n    BatchSize: ${size}\n`,
      ).join();
    expect(messageOf(100)).toBe('');
    expect(messageOf(200)).toBe('BatchSize does not accept "200" when BatchSizeType is Percentage');
    expect(messageOf(0)).toContain('BatchSize');
    expect(messageOf(0)).not.toContain('BatchSizeType');
  });

  it('heeds the platform where it is named, not where it is only guessed', () => {
    const text =
      'option_settings:\n  aws:elasticbeanstalk:container:tomcat:jvmoptions:\n    Xmx: as much as there is\n';
    expect(messagesOf(invalidValue, text, PLATFORMS['tomcat'])).toHaveLength(1);
    expect(messagesOf(invalidValue, text, PLATFORMS['node'])).toEqual([]);
    expect(messagesOf(invalidValue, text)).toEqual([]);
  });

  it.each(['TOKEN', 'PathPatterns'])('refuses a secret %s that is no ARN', (name) => {
    const text = `option_settings:\n  aws:elasticbeanstalk:application:environmentsecrets:\n    ${name}: hunter2\n`;
    expect(messagesOf(invalidValue, text)).toHaveLength(1);
  });

  it('never shows a secret', () => {
    const text = [
      'option_settings:',
      '  aws:rds:dbinstance:',
      '    DBPassword: hunter/2',
      '  aws:elasticbeanstalk:application:environmentsecrets:',
      '    TOKEN: hunter2',
    ].join('\n');
    expect(messagesOf(invalidValue, text)).toHaveLength(2);
    expect(JSON.stringify([messagesOf(invalidValue, text), helpsOf(invalidValue, text)])).not.toContain(
      'hunter',
    );
  });
});

describe('rules about two settings', () => {
  const config = 'option_settings:\n  aws:autoscaling:asg:\n    MinSize: 3\n    MaxSize: 2\n';

  it('are silent where another file may say otherwise', () => {
    expect(messagesOf(inconsistentLimits, config)).toHaveLength(1);
    expect(
      messagesOf(inconsistentLimits, { '.ebextensions/a.config': config, '.ebextensions/b.config': 'a: [' }),
    ).toEqual([]);
  });

  it('yield to the rule about values where one of the two is refused', () => {
    const logs =
      'option_settings:\n  aws:elasticbeanstalk:cloudwatch:logs:\n    StreamLogs: "perhaps"\n    RetentionInDays: 30\n';
    const idsIn = (rules: readonly AnyRule[]) => diagnosticsOf(rules, logs).map(({ ruleId }) => ruleId);
    expect(idsIn([unmetRequirement, invalidValue])).toEqual(['settings/invalid-value']);
    expect(idsIn([unmetRequirement])).toEqual(['settings/unmet-requirement']);
  });

  it('do not ask anything of an option that the load balancer ignores', () => {
    const sticky = (type: string) =>
      `option_settings:\n  aws:elasticbeanstalk:environment:\n    LoadBalancerType: ${type}\n  aws:elasticbeanstalk:environment:process:default:\n    StickinessLBCookieDuration: 60\n`;
    expect(messagesOf(unmetRequirement, sticky('application'))).toHaveLength(1);
    expect(messagesOf(unmetRequirement, sticky('network'))).toEqual([]);
    expect(messagesOf(optionIgnored, sticky('network'))).toHaveLength(1);
  });
});

it.each([unknownOption, inexactName])('$id does not look into retired namespaces', (rule) => {
  const text = (name: string) => `option_settings:\n  ${name}: { nodeversion: 1 }\n`;
  expect(messagesOf(rule, text('aws:elasticbeanstalk:container:nodejs'), PLATFORMS['python'])).toEqual([]);
  expect(messagesOf(rule, text('aws:elasticbeanstalk:container:nodejs:staticfiles'))).toEqual([]);
  expect(messagesOf(rule, text('aws:elasticbeanstalk:container:custom:shop'))).toEqual([]);
});

describe('settings/wrong-namespace', () => {
  const property = (line: string) =>
    `option_settings:\n  aws:elasticbeanstalk:application:environment:\n    ${line}\n`;

  it.each([
    'MinSize: 2',
    'LoadBalancerType: application',
    'WSGIPath: shop.wsgi',
    'Application Healthcheck URL: /up',
    'ListenerEnabled: false',
  ])('reports %s', (line) => {
    expect(messagesOf(wrongNamespace, property(line))).toHaveLength(1);
  });

  it.each([
    'MinSize: small',
    'MinSize: ""',
    "MinSize: ' '",
    'MinSize: ${SIZE}',
    'MINSIZE: 2',
    'Port: 80',
    'DBUser: shop',
    'constructor: 1',
  ])('is silent about %s', (line) => {
    expect(messagesOf(wrongNamespace, property(line))).toEqual([]);
  });

  it('is silent where the option is set as well, whatever its case', () => {
    const set = '  aws:autoscaling:asg:\n    Minsize: 2\n';
    expect(messagesOf(wrongNamespace, property('MinSize: 2') + set)).toEqual([]);
    expect(messagesOf(wrongNamespace, property('MinSize: 2') + set + '    MaxSize: 4\n')).toEqual([]);
  });

  it.each(['  aws:autoscaling:asg:\n    MaxSize: 4\n    Minimum: 2\n', '  shop:features:\n    MinSize: 2\n'])(
    'reports it beside other settings: %j',
    (others) => {
      expect(diagnosticsOf([wrongNamespace], property('MinSize: 2') + others)).toMatchObject([
        {
          message: 'MinSize has no effect in aws:elasticbeanstalk:application:environment',
          help: 'Move it to `aws:autoscaling:asg`.',
        },
      ]);
    },
  );
});

describe('fixes of names and values', () => {
  const fixed = (texts: Readonly<Record<string, string>>): string[] => {
    const { files } = fixProject(deployedFiles(projectOf(texts)), { unsafe: true }, ALL).files;
    return files.flatMap((file) => ('source' in file ? [file.source.written] : []));
  };

  it('keep quotes, comments, line ends and the byte order mark', () => {
    const text = [
      '\uFEFFoption_settings:',
      '  - namespace: "aws:autoscaling:ASG" # one',
      "    option_name: 'Minsize' # two",
      '    value: 2',
      '  - { namespace: aws:elb:listener, option_name: "ListenerProtocol", value: \'http\' }',
      '',
    ].join('\r\n');
    expect(fixed({ '.ebextensions/a.config': text })).toEqual([
      text.replace('ASG', 'asg').replace('Minsize', 'MinSize').replace("'http'", "'HTTP'"),
    ]);
  });

  it('touch nothing that is used elsewhere through an alias', () => {
    const text =
      'option_settings:\n  - namespace: &size aws:autoscaling:ASG\n    option_name: MinSize\n    value: 2\n  - namespace: *size\n    option_name: MaxSize\n    value: 4\n';
    expect(fixed({ '.ebextensions/a.config': text })).toEqual([text]);
  });

  it('rename a misspelled option', () => {
    const text = (option: string) => `option_settings:\n  aws:autoscaling:asg:\n    "${option}": 2 # two\n`;
    expect(fixed({ '.ebextensions/a.config': text('MinSiz') })).toEqual([text('MinSize')]);
  });

  it('move an option to its namespace', () => {
    const text = (namespace: string) =>
      `option_settings:\n  - { namespace: "${namespace}", option_name: MinSize, value: 2 }\n`;
    expect(fixed({ '.ebextensions/a.config': text('aws:elasticbeanstalk:application:environment') })).toEqual(
      [text('aws:autoscaling:asg')],
    );
  });

  it('choose a namespace only where no other one has the options', () => {
    const fixesOf = (options: string) =>
      [
        ...findingsOf(
          unknownNamespace,
          projectOf({ '.ebextensions/a.config': `option_settings:\n  shop:settings: { ${options} }\n` }),
        ),
      ].map(({ fix }) => fix?.edits.map(({ text }) => text));
    expect(fixesOf('MinSize: 1, Cooldown: 2')).toEqual([['aws:autoscaling:asg']]);
    expect(fixesOf('InstancePort: 80')).toEqual([undefined]);
    expect(fixesOf('Unheard: 1')).toEqual([undefined]);
  });

  it('replace the one item of a list that is wrong', () => {
    const text = (items: string) =>
      `option_settings:\n  aws:ec2:instances:\n    SupportedArchitectures: ${items}\n`;
    expect(fixed({ '.ebextensions/a.config': text('arm64, x86-64 # both') })).toEqual([
      text('arm64, x86_64 # both'),
    ]);
    expect(fixed({ '.ebextensions/a.config': text('[arm64, "x86-64"]') })).toEqual([
      text('[arm64, "x86_64"]'),
    ]);
  });

  it('leave a list where one word is expected', () => {
    const text =
      'option_settings:\n  aws:elasticbeanstalk:environment:\n    LoadBalancerType: [aplication]\n';
    expect(fixed({ '.ebextensions/a.config': text })).toEqual([text]);
  });

  it('do not set an option a second time', () => {
    const text = 'option_settings:\n  aws:ec2:vpc:\n    VPCId: vpc-0abc1234\n    VPCIds: vpc-0abc1234\n';
    expect(fixed({ '.ebextensions/a.config': text })).toEqual([text]);
  });
});

describe('any settings at all', () => {
  const word = fc.oneof(
    fc.string(),
    fc.constantFrom(
      ...namespaceNames().map(used),
      ...options.map(({ name }) => name),
      'aws:',
      '.aws:',
      '__proto__',
    ),
    fc
      .constantFrom('aws:autoscaling:asg', 'constructor', 'toString')
      .map((text) => ` ${text.toUpperCase()} `),
  );

  it('never make a rule fail, and every place lies in its text', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(word, word, word), { maxLength: 6 }), fc.boolean(), (triples, isMap) => {
        const text = isMap
          ? JSON.stringify({
              option_settings: Object.fromEntries(
                triples.map(([name, option, value]) => [name, { [option]: value }]),
              ),
            })
          : JSON.stringify({
              option_settings: triples.map(([namespace, option_name, value]) => ({
                namespace,
                option_name,
                value,
              })),
            });
        const { diagnostics, crashed } = lintModel(projectOf({ '.ebextensions/a.config': text }), {}, ALL);
        expect(crashed).toBe(false);
        for (const { at, related, fix, message, help } of diagnostics) {
          const spans = [at, ...related.map((other) => other.at), ...(fix?.edits ?? [])].map(
            ({ span }) => span,
          );
          for (const { start, end } of spans) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThanOrEqual(start);
            expect(end).toBeLessThanOrEqual(text.length);
          }
          expect(`${message} ${help}`).not.toContain('undefined');
        }
      }),
    );
  });
});
