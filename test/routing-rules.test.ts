import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editProject } from '../src/lint/edit-text.js';
import { lintModel } from '../src/lint/lint-project.js';
import { duplicatePriority } from '../src/rules/routing/duplicate-priority.js';
import { listenerWithoutProcess } from '../src/rules/routing/listener-without-process.js';
import { noEnabledListener } from '../src/rules/routing/no-enabled-listener.js';
import { pathPattern } from '../src/rules/routing/path-pattern.js';
import { ruleMissingOnListener } from '../src/rules/routing/rule-missing-on-listener.js';
import { unattachedRule } from '../src/rules/routing/unattached-rule.js';
import { unknownProcess } from '../src/rules/routing/unknown-process.js';
import { unknownRule } from '../src/rules/routing/unknown-rule.js';
import { projectOf } from './support/fixtures.js';

const RULES = [
  duplicatePriority,
  listenerWithoutProcess,
  noEnabledListener,
  pathPattern,
  ruleMissingOnListener,
  unattachedRule,
  unknownProcess,
  unknownRule,
];

const lint = (texts: Record<string, string>) => lintModel(projectOf(texts), {}, RULES).diagnostics;

const idsOf = (texts: Record<string, string>) => [...new Set(lint(texts).map(({ ruleId }) => ruleId))].sort();

/** A project with every mistake that these rules know but `no-enabled-listener`. */
const WRONG = `option_settings:
  aws:elbv2:listener:80:
    DefaultProcess: http
    Rules: ws,api,gone
  aws:elbv2:listener:443:
    Protocol: HTTPS
  aws:elbv2:listener:5000:
    Protocol: HTTP
  aws:elbv2:listenerrule:ws:
    PathPatterns: /ws/*
    Process: websocket
  aws:elbv2:listenerrule:api:
    PathPatterns: ^/api
  aws:elbv2:listenerrule:lost:
    PathPatterns: /lost/*
  aws:elasticbeanstalk:environment:process:websocket:
    Port: 5000
`;

const ALL = RULES.map(({ meta }) => meta.id).filter((id) => id !== 'routing/no-enabled-listener');

const environment = (options: string) =>
  `option_settings:\n  aws:elasticbeanstalk:environment:\n    ${options}\n`;

describe('where a mistake does not count', () => {
  it('all are found where nothing is said of the load balancer, and on an application one', () => {
    expect(idsOf({ '.ebextensions/a.config': WRONG })).toEqual(ALL);
    const application = environment('LoadBalancerType: application');
    expect(idsOf({ '.ebextensions/a.config': WRONG, '.ebextensions/b.config': application })).toEqual(ALL);
  });

  it.each(['EnvironmentType: SingleInstance', 'LoadBalancerType: classic'])('none with %s', (options) => {
    expect(
      idsOf({ '.ebextensions/a.config': WRONG, '.ebextensions/b.config': environment(options) }),
    ).toEqual([]);
  });

  it('no listener rules on a network load balancer', () => {
    const network = environment('LoadBalancerType: network');
    expect(idsOf({ '.ebextensions/a.config': WRONG, '.ebextensions/b.config': network })).toEqual([
      'routing/listener-without-process',
      'routing/unknown-process',
    ]);
  });

  it('no default processes of listeners on a shared one', () => {
    const shared = environment('LoadBalancerIsShared: true');
    const diagnostics = lint({ '.ebextensions/a.config': WRONG, '.ebextensions/b.config': shared });
    expect(diagnostics.map(({ ruleId }) => ruleId)).not.toContain('routing/listener-without-process');
    expect(diagnostics.map(({ ruleId }) => ruleId)).not.toContain('routing/unknown-process');
  });

  it.each([
    ['a file that cannot be parsed', 'option_settings:\n  a: [\n'],
    [
      'a namespace from a template',
      'option_settings:\n  "aws:elbv2:listenerrule:${NAME}":\n    Priority: 3\n',
    ],
  ])('nothing is called missing beside %s', (_, text) => {
    expect(idsOf({ '.ebextensions/a.config': WRONG, '.ebextensions/b.config': text })).toEqual([
      'routing/duplicate-priority',
      'routing/path-pattern',
    ]);
  });

  it('a template in the place of a name or pattern is unknown', () => {
    const text = WRONG.replace('http\n', '${P}\n')
      .replace('ws,api,gone', '"ws,${RULES}"')
      .replace('^/api', '"{{ path }}"');
    expect(idsOf({ '.ebextensions/a.config': text })).toEqual(['routing/listener-without-process']);
  });
});

it('speaks once of a rule that only a listener lists which is switched off', () => {
  const text = `option_settings:
  aws:elbv2:listener:80:
    ListenerEnabled: false
    Rules: ws
  aws:elbv2:listener:443:
    Protocol: HTTPS
  aws:elbv2:listenerrule:ws:
    PathPatterns: /ws/*
`;
  expect(lint({ '.ebextensions/a.config': text }).map(({ ruleId }) => ruleId)).toEqual([
    'routing/no-enabled-listener',
  ]);
});

it.each([
  ['  aws:elbv2:listener:80:\n    Protocol: HTTP\n', 1],
  ['', 0],
])('a rule of 443 is missed only on a declared listener 80: %j', (listener, count) => {
  const text = `option_settings:
${listener}  aws:elbv2:listener:443:
    Rules: ws
  aws:elbv2:listenerrule:ws:
    PathPatterns: /ws/*
    Process: websocket
  aws:elasticbeanstalk:environment:process:websocket:
    Port: 5000
`;
  expect(lint({ '.ebextensions/a.config': text })).toHaveLength(count);
});

describe('the fix that lists a rule', () => {
  const RULE = `  aws:elbv2:listenerrule:ws:
    PathPatterns: /ws/*
    Process: websocket
  aws:elasticbeanstalk:environment:process:websocket:
    Port: 5000
`;

  /** The listeners once the fix of the only finding is made; undefined where none is offered. */
  const mended = (listeners: string): string | undefined => {
    const project = projectOf({ '.ebextensions/a.config': `option_settings:\n${RULE}${listeners}` });
    const [finding, ...others] = unattachedRule.check(project);
    expect(others).toEqual([]);
    if (!finding!.fix) return undefined;
    const [file] = editProject(project.files, finding!.fix.edits)!.files;
    return file && 'source' in file ? file.source.text.split(RULE)[1] : undefined;
  };

  it('adds Rules to a listener that has none', () => {
    expect(mended('  aws:elbv2:listener:80:\n    DefaultProcess: default\n')).toBe(
      '  aws:elbv2:listener:80:\n    Rules: ws\n    DefaultProcess: default\n',
    );
  });

  it('adds the rule to Rules that are there', () => {
    const listener = (rules: string) =>
      `  aws:elbv2:listener:80:\n    DefaultProcess: default\n    Rules: ${rules} # all\n`;
    expect(mended(listener('""'))).toBe(listener('"ws"'));
  });

  it.each([
    ['every listener is switched off', '  aws:elbv2:listener:80:\n    ListenerEnabled: false\n'],
    ['the options of the listener share a line', '  aws:elbv2:listener:80: { DefaultProcess: default }\n'],
    [
      'those of one of two listeners do',
      '  aws:elbv2:listener:80:\n    DefaultProcess: default\n  aws:elbv2:listener:443: { Protocol: HTTPS }\n',
    ],
    ['Rules are a list', '  aws:elbv2:listener:80:\n    Rules: []\n'],
  ])('is not offered where %s', (_, listeners) => {
    expect(mended(listeners)).toBeUndefined();
  });
});

it('never throws, writes one line each, and every place lies inside its text', () => {
  const text = fc
    .array(
      fc.constantFrom(
        ...WRONG.split('\n').slice(1),
        '    Priority: 1',
        '    ListenerEnabled: false',
        '    Rules:',
      ),
    )
    .map((lines) => `option_settings:\n${lines.join('\n')}\n`);
  fc.assert(
    fc.property(text, (config) => {
      for (const { ruleId, at, message, related } of lint({ '.ebextensions/a.config': config })) {
        expect(ruleId).not.toBe('eblint/crash');
        expect(message).toMatch(/^[A-Z][^\n]*[.?]$/);
        expect(message).not.toContain('  ');
        for (const { file, span } of [at, ...related.map((other) => other.at)]) {
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeGreaterThanOrEqual(span.start);
          expect(span.end).toBeLessThanOrEqual(file.text.length);
        }
      }
    }),
  );
});
