import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactNamespace, exactOption } from '../../src/catalogue/exact-names.js';
import { findNamespace } from '../../src/catalogue/find-namespace.js';
import { findOption, namespacesWithOption } from '../../src/catalogue/find-option.js';
import { CATALOGUE_DATE, namespaceFacts, namespaceNames } from '../../src/catalogue/namespaces.js';
import { parseNamespace, splitTable } from '../../src/catalogue/namespaces.js';
import { nearestNamespace } from '../../src/catalogue/nearest-name.js';
import type { NamespaceFacts, OptionFacts } from '../../src/catalogue/option-facts.js';

/** Every fact there is, with what it must look like: a misspelled one in a table is a mistake that no compiler finds. */
const OPTION_FACTS: Readonly<Record<keyof OptionFacts, (value: unknown) => boolean>> = {
  type: (value) => TYPES.includes(value as string),
  values: isTextList,
  min: isNumber,
  max: isNumber,
  default: isText,
  unit: isWords,
  alsoAccepted: isTextList,
  open: isTrue,
  othersIgnored: isTrue,
  caseSensitive: isTrue,
  notEmpty: isTrue,
  form: isForm,
  maxItems: isNumber,
  maxLength: isNumber,
  acceptedMin: isLimit,
  acceptedMax: isLimit,
  json: (value) => value === 'array' || value === 'object',
  cases: (value) => Array.isArray(value) && value.every(isCase),
  cliDefault: isWords,
  clientsOverride: isTrue,
  deprecated: isWords,
  requires: isWords,
  note: isWords,
  since: isDay,
  generations: isGenerations,
  languages: isLanguages,
  sensitive: isTrue,
  readOnly: isTrue,
  required: isTrue,
  undocumented: isTrue,
  apiOnly: isTrue,
};

const NAMESPACE_FACTS: Readonly<Record<keyof NamespaceFacts, (value: unknown) => boolean>> = {
  doc: (value) => /^(?:dg|api)\/[\w.-]+\.html(?:#[\w.-]+)?$/.test(value as string),
  options: (value) => typeof value === 'object',
  segment: (value) => value instanceof RegExp,
  freeForm: isTrue,
  nameForm: isForm,
  valueType: (value) => TYPES.includes(value as string),
  valueForm: isForm,
  generations: isGenerations,
  languages: isLanguages,
  requires: isWords,
  replacedBy: (value) => findNamespace(value as string) !== undefined,
  since: isDay,
  undocumented: isTrue,
  perResource: isTrue,
  clusterOnly: isTrue,
};

const TYPES = 'arn boolean duration enum integer json list number path string'.split(' ');
const GENERATIONS = ['al1', 'al2', 'al2023', 'windows'];
const LANGUAGES = 'python node ruby php go java tomcat dotnet docker ecs windows'.split(' ');

function isTrue(value: unknown): boolean {
  return value === true;
}
function isNumber(value: unknown): boolean {
  return Number.isFinite(value);
}
function isLimit(value: unknown): boolean {
  return value === null || isNumber(value);
}
function isText(value: unknown): boolean {
  return typeof value === 'string';
}
function isWords(value: unknown): boolean {
  return typeof value === 'string' && /^\S(?:.*\S)?$/.test(value);
}
function isDay(value: unknown): boolean {
  return /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/.test(value as string);
}
function isTextList(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(isWords);
}
function isForm(value: unknown): boolean {
  const { pattern, words } = value as { pattern: unknown; words: unknown };
  return pattern instanceof RegExp && !pattern.global && isWords(words);
}
function isGenerations(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => GENERATIONS.includes(item as string));
}
function isLanguages(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => LANGUAGES.includes(item as string));
}
function isCase(value: unknown): boolean {
  const { when, ...facts } = value as { readonly when?: Record<string, unknown> };
  const isKnown = (name: string) =>
    ['min', 'max', 'values', 'default', 'languages', 'generations'].includes(name);
  return (
    Object.values(when ?? {}).every(isTextList) &&
    Object.entries(facts).every(
      ([name, fact]) => isKnown(name) && OPTION_FACTS[name as keyof OptionFacts](fact),
    )
  );
}

const allOptions = namespaceNames().flatMap((name) =>
  Object.entries(namespaceFacts(name)!.options).map(
    ([option, facts]) => [`${name} ${option}`, facts] as const,
  ),
);

describe('the tables', () => {
  it('are complete: nothing got lost', () => {
    expect(namespaceNames()).toHaveLength(63);
    expect(new Set(namespaceNames()).size).toBe(63);
    expect(allOptions).toHaveLength(343);
    expect(CATALOGUE_DATE).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it.each(namespaceNames())('%s has facts that mean something', (name) => {
    for (const [fact, value] of Object.entries(namespaceFacts(name)!)) {
      expect(NAMESPACE_FACTS[fact as keyof NamespaceFacts]?.(value), `${fact}: ${String(value)}`).toBe(true);
    }
  });

  it.each(allOptions)('%s has facts that mean something', (name, option) => {
    expect(name).toMatch(/^\S+ \S(?:.*\S)?$/);
    for (const [fact, value] of Object.entries(option)) {
      expect(OPTION_FACTS[fact as keyof OptionFacts]?.(value), `${fact}: ${String(value)}`).toBe(true);
    }
    expect(option.min ?? -Infinity).toBeLessThanOrEqual(option.max ?? Infinity);
    if (option.type === 'enum') expect(option.values).toBeDefined();
  });
});

describe('parseNamespace', () => {
  const [[name, lines] = ['', ''], ...others] = splitTable(`
aws:a:b | dg/a.html | requires: c: d | clusterOnly
  # a remark
  My Option | integer | min: -1 | acceptedMax: null | where Kind=x/y & language=go: default=1; values=1, 2

aws:a:c | dg/b.html
`);

  it('reads heads, cells, cases and remarks', () => {
    expect(name).toBe('aws:a:b');
    expect(parseNamespace(lines)).toEqual({
      doc: 'dg/a.html',
      requires: 'c: d',
      clusterOnly: true,
      options: {
        'My Option': {
          type: 'integer',
          min: -1,
          acceptedMax: null,
          cases: [{ when: { Kind: ['x', 'y'] }, languages: ['go'], default: '1', values: ['1', '2'] }],
        },
      },
    });
    expect(others.map(([other]) => other)).toEqual(['aws:a:c']);
  });
});

describe('findNamespace', () => {
  it.each([
    ['aws:autoscaling:asg', 'aws:autoscaling:asg'],
    ['aws:elb:listener', 'aws:elb:listener'],
    ['aws:elb:listener:443', 'aws:elb:listener:PORT'],
    ['aws:elbv2:listener:443', 'aws:elbv2:listener:PORT'],
    ['aws:elbv2:listener:default', 'aws:elbv2:listener:PORT'],
    ['aws:elbv2:listenerrule:ws', 'aws:elbv2:listenerrule:NAME'],
    ['aws:elasticbeanstalk:environment:process:default', 'aws:elasticbeanstalk:environment:process:NAME'],
    ['aws:elasticbeanstalk:environment:process:5000', 'aws:elasticbeanstalk:environment:process:NAME'],
    ['aws:elb:policies', 'aws:elb:policies'],
    ['aws:elb:policies:backend', 'aws:elb:policies:NAME'],
    ['aws:elasticbeanstalk:container:custom:my:app', 'aws:elasticbeanstalk:container:custom:NAME'],
  ])('%s is %s', (name, listedAs) => {
    expect(findNamespace(name)).toMatchObject({ name, listedAs });
  });

  it.each([
    '',
    'aws',
    'aws:autoscaling:ASG',
    ' aws:autoscaling:asg',
    'aws:elbv2:listener',
    'aws:elbv2:listener:',
    'aws:elbv2:listener:https',
    'aws:elbv2:listener:443443',
    'aws:elbv2:listener:PORT',
    'aws:elb:listener:default',
    'aws:elasticbeanstalk:environment:process',
    'aws:elasticbeanstalk:environment:process:',
    '__proto__',
    'constructor',
    'hasOwnProperty',
    'toString',
  ])('%j is not one', (name) => {
    expect(findNamespace(name)).toBeUndefined();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        findNamespace(name);
        findNamespace(`aws:elbv2:listener:${name}`);
        exactNamespace(name);
        nearestNamespace(name);
        findOption('aws:autoscaling:asg', name);
      }),
    );
  });
});

describe('findOption', () => {
  it('finds an option of a plain and of a filled-in namespace', () => {
    expect(findOption('aws:autoscaling:asg', 'MinSize')).toMatchObject({ type: 'integer', default: '1' });
    const option = findOption('aws:elbv2:listener:443', 'Protocol');
    expect(option).toMatchObject({
      type: 'enum',
      isFreeForm: false,
      namespace: { name: 'aws:elbv2:listener:443' },
    });
  });

  it('takes any name in a free-form namespace', () => {
    const properties = 'aws:elasticbeanstalk:application:environment';
    expect(findOption(properties, 'MY_NAME')).toMatchObject({ type: 'string', isFreeForm: true });
    expect(findOption(properties, '__proto__')).toMatchObject({ name: '__proto__', isFreeForm: true });
    expect(findOption(properties, 'RACK_ENV')).toMatchObject({ isFreeForm: false, default: 'production' });
    const secrets = findOption(`${properties}secrets`, 'TOKEN');
    expect(secrets).toMatchObject({
      type: 'arn',
      form: { words: 'the ARN of a Secrets Manager secret or an SSM parameter' },
    });
  });

  it.each(['minsize', 'MinSize ', '__proto__', 'constructor', 'hasOwnProperty', 'toString', ''])(
    'finds no %j among listed options',
    (name) => {
      expect(findOption('aws:autoscaling:asg', name)).toBeUndefined();
    },
  );

  it('finds nothing in an unknown namespace', () => {
    expect(findOption('aws:autoscaling:nothing', 'MinSize')).toBeUndefined();
  });

  it('tells the namespaces that list a name', () => {
    expect(namespacesWithOption('MinSize')).toEqual([
      'aws:autoscaling:asg',
      'aws:autoscaling:scheduledaction',
    ]);
    expect(namespacesWithOption('WSGIPath')).toEqual(['aws:elasticbeanstalk:container:python']);
    expect(namespacesWithOption('constructor')).toEqual([]);
  });
});

describe('exact names of inexact ones', () => {
  it.each([
    ['AWS:AutoScaling:ASG', 'aws:autoscaling:asg'],
    [' aws:autoscaling:asg\t', 'aws:autoscaling:asg'],
    ['aws: autoscaling: asg', 'aws:autoscaling:asg'],
    ['aws:ELBv2:Listener:443', 'aws:elbv2:listener:443'],
    ['aws:elbv2:listener: 443 ', 'aws:elbv2:listener:443'],
    ['aws:elbv2:listenerRule:MyRule', 'aws:elbv2:listenerrule:MyRule'],
    ['aws:autoscaling:asg', undefined],
    ['aws:elbv2:listener:443', undefined],
    ['aws:elbv2:LISTENER:https', undefined],
    ['aws:autoscaling:asgs', undefined],
  ])('%j is %j', (name, exact) => {
    expect(exactNamespace(name)).toBe(exact);
  });

  it.each([
    ['aws:autoscaling:asg', 'minsize', 'MinSize'],
    ['aws:autoscaling:asg', ' MinSize', 'MinSize'],
    ['aws:autoscaling:asg', 'AvailabilityZones', 'Availability Zones'],
    ['aws:elasticbeanstalk:application', 'Application HealthCheck URL', 'Application Healthcheck URL'],
    ['aws:elasticbeanstalk:container:python', 'WSGIPATH', 'WSGIPath'],
    ['aws:autoscaling:asg', 'MinSize', undefined],
    ['aws:autoscaling:asg', 'MinSizes', undefined],
  ])('%s %j is %j', (namespace, option, exact) => {
    expect(exactOption(findNamespace(namespace)!, option)).toBe(exact);
  });
});

describe('nearest names', () => {
  it.each([
    ['aws:autoscaling:asgs', 'aws:autoscaling:asg'],
    ['aws:elbv2:listner:443', 'aws:elbv2:listener:443'],
    ['aws:elb:listenerrule:ws', 'aws:elbv2:listenerrule:ws'],
    ['aws:elbv2:listener:listener_port', 'aws:elbv2:listener:PORT'],
    ['aws:elasticbeanstalk:environment:proxy:proxy', 'aws:elasticbeanstalk:environment:proxy'],
    ['aws:elasticbeanstalk:enviroment', 'aws:elasticbeanstalk:environment'],
    ['aws:elasticbeanstalk:envrionment:process:web', 'aws:elasticbeanstalk:environment:process:web'],
    ['aws:elasticbeanstalk:container:rust', undefined],
    ['aws:lambda:function', undefined],
    ['namespace', undefined],
  ])('%s: %s', (name, near) => {
    expect(nearestNamespace(name)).toBe(near);
  });
});
