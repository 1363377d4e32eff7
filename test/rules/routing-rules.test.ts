import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editProject } from '../../src/lint/edit-text.js';
import { lintModel } from '../../src/lint/lint-project.js';
import { deployedFiles } from '../../src/model/bundle/deployed-files.js';
import { LISTENER_TYPE } from '../../src/model/load-balancer/listener-resources.js';
import { findingsOf } from '../../src/rules/rule.js';
import { projectOf, wholeProjectOf } from '../support/fixtures.js';
import { ruleById } from '../support/rule-by-id.js';

const allListenersDisabled = ruleById('routing/all-listeners-disabled');
const duplicatePriority = ruleById('routing/duplicate-priority');
const listenerWithoutProcess = ruleById('routing/listener-without-process');
const emptyPattern = ruleById('routing/empty-pattern');
const invalidPattern = ruleById('routing/invalid-pattern');
const patternWithoutSlash = ruleById('routing/pattern-without-slash');
const rejectedHealthCheck = ruleById('routing/rejected-health-check');
const ruleMissingOnListener = ruleById('routing/rule-missing-on-listener');
const rulesOnDisabledListener = ruleById('routing/rules-on-disabled-listener');
const tooManyPatterns = ruleById('routing/too-many-patterns');
const unattachedRule = ruleById('routing/unattached-rule');
const unknownProcess = ruleById('routing/unknown-process');
const unknownRule = ruleById('routing/unknown-rule');
const unroutedProcess = ruleById('routing/unrouted-process');
const unroutedServer = ruleById('routing/unrouted-server');

const RULES = [
  allListenersDisabled,
  duplicatePriority,
  emptyPattern,
  invalidPattern,
  listenerWithoutProcess,
  patternWithoutSlash,
  ruleMissingOnListener,
  rulesOnDisabledListener,
  tooManyPatterns,
  unattachedRule,
  unknownProcess,
  unknownRule,
];

const lint = (texts: Record<string, string>) => lintModel(projectOf(texts), {}, RULES).diagnostics;

const idsOf = (texts: Record<string, string>) => [...new Set(lint(texts).map(({ ruleId }) => ruleId))].sort();

/** A project with every mistake that these rules report but disabled listeners. */
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
  aws:elbv2:listenerrule:bare:
    PathPatterns: ''
  aws:elbv2:listenerrule:relative:
    PathPatterns: lost/*
  aws:elbv2:listenerrule:many:
    PathPatterns: /1,/2,/3,/4,/5,/6
  aws:elasticbeanstalk:environment:process:websocket:
    Port: 5000
`;

const ALL = RULES.map(({ id }) => id).filter((id) => !id.includes('disabled'));

const environment = (options: string) =>
  `option_settings:\n  aws:elasticbeanstalk:environment:\n    ${options}\n`;

describe('where a mistake has no effect', () => {
  it('all are found where the kind of load balancer is unknown, and on an application one', () => {
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
    ['a file that cannot be parsed', 'option_settings:\n  aws:elbv2:listener:443: [\n'],
    [
      'a namespace from a template',
      'option_settings:\n  "aws:elbv2:listenerrule:${NAME}":\n    Priority: 3\n',
    ],
  ])('nothing is called missing beside %s', (_, text) => {
    expect(idsOf({ '.ebextensions/a.config': WRONG, '.ebextensions/b.config': text })).toEqual([
      'routing/duplicate-priority',
      'routing/empty-pattern',
      'routing/invalid-pattern',
      'routing/pattern-without-slash',
      'routing/too-many-patterns',
    ]);
  });

  it('a file that cannot be parsed hides nothing where its words cannot be about the load balancer', () => {
    const alone = idsOf({ '.ebextensions/a.config': WRONG });
    const broken = 'packages:\n  yum: [\n';
    expect(idsOf({ '.ebextensions/a.config': WRONG, '.ebextensions/b.config': broken })).toEqual(alone);
    expect(alone).toContain('routing/unknown-process');
  });

  it('a template in the place of a name or pattern is unknown', () => {
    const text = WRONG.replace('http\n', '${P}\n')
      .replace('ws,api,gone', '"ws,${RULES}"')
      .replace('^/api', '"{{ path }}"')
      .replace(/ {2}aws:elbv2:listenerrule:bare[^]*?(?= {2}aws:elasticbeanstalk)/, '');
    expect(idsOf({ '.ebextensions/a.config': text })).toEqual(['routing/listener-without-process']);
  });
});

const idsWithout = (text: string, ...off: string[]) =>
  lintModel(
    projectOf({ '.ebextensions/a.config': text }),
    { severities: new Map(off.map((id) => [id, 'off'])) },
    RULES,
  ).diagnostics.map(({ ruleId }) => ruleId);

it('a rule on a disabled listener is one finding', () => {
  const text = `option_settings:
  aws:elbv2:listener:80:
    ListenerEnabled: false
    Rules: ws
  aws:elbv2:listener:443:
    Protocol: HTTPS
  aws:elbv2:listenerrule:ws:
    PathPatterns: /ws/*
`;
  expect(idsWithout(text)).toEqual(['routing/rules-on-disabled-listener']);
  expect(idsWithout(text, 'routing/rules-on-disabled-listener')).toEqual(['routing/unattached-rule']);
});

it('a rule is one finding where all listeners are disabled, whichever lists it', () => {
  const text = `option_settings:
  aws:elbv2:listener:80:
    ListenerEnabled: false
  aws:elbv2:listener:443:
    ListenerEnabled: false
    Rules: ws
  aws:elbv2:listenerrule:ws:
    PathPatterns: /ws/*
`;
  const [all, some] = ['routing/all-listeners-disabled', 'routing/rules-on-disabled-listener'] as const;
  expect(idsWithout(text)).toEqual([all]);
  expect(idsWithout(text, all)).toEqual([some]);
  expect(idsWithout(text, all, some)).toEqual(['routing/unattached-rule']);
});

it('a rule whose name is misspelled on its listener is one finding', () => {
  const text = (rules: string) => `option_settings:
  aws:elbv2:listener:80:
    Rules: ${rules}
  aws:elbv2:listenerrule:chat:
    PathPatterns: /ws/*
`;
  expect(idsWithout(text('chatt'))).toEqual(['routing/unknown-rule']);
  expect(idsWithout(text('another'))).toEqual(['routing/unknown-rule']);
  expect(idsWithout(text('another,third')).sort()).toEqual([
    'routing/unattached-rule',
    'routing/unknown-rule',
    'routing/unknown-rule',
  ]);
});

it('a pattern that is refused need not begin with a slash as well', () => {
  const text = `option_settings:
  aws:elbv2:listenerrule:a: { PathPatterns: "^/a" }
  aws:elbv2:listener:80: { Rules: a }
`;
  expect(idsWithout(text)).toEqual(['routing/invalid-pattern']);
  expect(idsWithout(text, 'routing/invalid-pattern')).toEqual(['routing/pattern-without-slash']);
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
  const fixed = (listeners: string): string | undefined => {
    const project = projectOf({ '.ebextensions/a.config': `option_settings:\n${RULE}${listeners}` });
    const [finding, ...others] = findingsOf(unattachedRule, project);
    expect(others).toEqual([]);
    if (!finding!.fix) return undefined;
    const [file] = editProject(deployedFiles(project), finding!.fix.edits)!.files;
    return file && 'source' in file ? file.source.text.split(RULE)[1] : undefined;
  };

  it('adds Rules to a listener that has none', () => {
    expect(fixed('  aws:elbv2:listener:80:\n    DefaultProcess: default\n')).toBe(
      '  aws:elbv2:listener:80:\n    Rules: ws\n    DefaultProcess: default\n',
    );
  });

  it('adds the rule to Rules that are there', () => {
    const listener = (rules: string) =>
      `  aws:elbv2:listener:80:\n    DefaultProcess: default\n    Rules: ${rules} # all\n`;
    expect(fixed(listener('""'))).toBe(listener('"ws"'));
  });

  it('extends only the listeners of ports 80 and 443', () => {
    const listener = (port: number, rules = '') =>
      `  aws:elbv2:listener:${port}:\n${rules}    DefaultProcess: default\n`;
    const rules = '    Rules: ws\n';
    expect(fixed(listener(80) + listener(443) + listener(8080))).toBe(
      listener(80, rules) + listener(443, rules) + listener(8080),
    );
    const off = '  aws:elbv2:listener:80:\n    ListenerEnabled: false\n';
    expect(fixed(off + listener(81) + listener(443))).toBe(off + listener(81) + listener(443, rules));
    expect(fixed(off + listener(81) + listener(8080))).toBe(off + listener(81, rules) + listener(8080));
  });

  it.each([
    ['every listener is disabled', '  aws:elbv2:listener:80:\n    ListenerEnabled: false\n'],
    ['the options of the listener share a line', '  aws:elbv2:listener:80: { DefaultProcess: default }\n'],
    [
      'those of one of two listeners do',
      '  aws:elbv2:listener:80:\n    DefaultProcess: default\n  aws:elbv2:listener:443: { Protocol: HTTPS }\n',
    ],
    ['Rules are a list', '  aws:elbv2:listener:80:\n    Rules: []\n'],
  ])('is not offered where %s', (_, listeners) => {
    expect(fixed(listeners)).toBeUndefined();
  });
});

describe('names that are not declared', () => {
  const project = (settings: string) =>
    projectOf({ '.ebextensions/a.config': `option_settings:\n${settings}` });

  const PROCESS = '  aws:elasticbeanstalk:environment:process:websocket: { Port: 5000 }\n';
  const RULE = '  aws:elbv2:listenerrule:chat: { PathPatterns: /chat }\n';

  /** The severity of the only finding, the text that is related, and the settings with its fix. */
  const told = (rule: typeof unknownRule, settings: string) => {
    const before = project(settings);
    const [finding, ...others] = findingsOf(rule, before);
    expect(others).toEqual([]);
    const { warnsBecause, fix, related = [] } = finding!;
    const [file] = fix ? editProject(deployedFiles(before), fix.edits)!.files : [];
    return {
      severity: warnsBecause && 'warning',
      related: related.map(({ at: { file: own, span } }) => own.text.slice(span.start, span.end)),
      fixed: file && 'source' in file ? file.source.text.replace('option_settings:\n', '') : undefined,
    };
  };

  it.each([
    ['a near name', 'Protocol: HTTP', 'websockt', undefined],
    ['another case', 'Protocol: HTTP', 'WebSocket', 'warning'],
    ['a listener that is disabled', 'ListenerEnabled: false', 'websockt', 'warning'],
    ['a listener that may be enabled', 'ListenerEnabled: "${X}"', 'websockt', undefined],
  ])('a process, with %s', (_, options, name, severity) => {
    const text = (process: string) =>
      `${PROCESS}  aws:elbv2:listener:8080: { ${options}, DefaultProcess: "${process}" }\n`;
    expect(told(unknownProcess, text(name))).toEqual({
      severity,
      related: ['aws:elasticbeanstalk:environment:process:websocket'],
      fixed: text('websocket'),
    });
  });

  it.each([
    ['is listed', 'Rules: chat', undefined],
    ['may be listed', 'Rules: "${RULES}"', undefined],
    ['is not listed', 'Protocol: HTTP', 'warning'],
    ['is listed where it has no effect', 'ListenerEnabled: false, Rules: chat', 'warning'],
  ])('a process of a rule that %s', (_, options, severity) => {
    const text = `${PROCESS}  aws:elbv2:listenerrule:chat: { PathPatterns: /chat, Process: websockt }\n  aws:elbv2:listener:80: { ${options} }\n`;
    expect(told(unknownProcess, text).severity).toBe(severity);
  });

  it('a process that is near to none is not declared', () => {
    const text = `${PROCESS}  aws:elbv2:listener:80: { DefaultProcess: gone }\n`;
    expect(told(unknownProcess, text)).toEqual({ severity: undefined, related: [], fixed: undefined });
  });

  it.each([
    ['a near name', 'Protocol: HTTP', 'chatt', undefined],
    ['another case', 'Protocol: HTTP', 'Chat', 'warning'],
    ['a listener that is disabled', 'ListenerEnabled: false', 'chatt', 'warning'],
    ['a listener that may be enabled', 'ListenerEnabled: "${X}"', 'chatt', undefined],
  ])('a rule, with %s', (_, options, name, severity) => {
    const text = (rule: string) => `${RULE}  aws:elbv2:listener:80: { ${options}, Rules: "${rule}" }\n`;
    expect(told(unknownRule, text(name))).toEqual({
      severity,
      related: ['aws:elbv2:listenerrule:chat'],
      fixed: text('chat'),
    });
  });

  it('a rule that is near to none, but the only one that is left', () => {
    const text = `${RULE}  aws:elbv2:listener:80: { Rules: gone }\n`;
    expect(told(unknownRule, text)).toEqual({
      severity: undefined,
      related: ['aws:elbv2:listenerrule:chat'],
      fixed: undefined,
    });
  });

  it('a rule that is near to none is not declared', () => {
    const text = `${RULE}  aws:elbv2:listener:80: { Rules: "chat,gone" }\n`;
    expect(told(unknownRule, text)).toEqual({ severity: undefined, related: [], fixed: undefined });
  });

  it('rules without a comma between them', () => {
    const text = (rules: string) =>
      `${RULE}  aws:elbv2:listenerrule:api: { PathPatterns: /api }\n  aws:elbv2:listener:80: { Rules: "${rules}" }\n`;
    expect(told(unknownRule, text('chat  api'))).toEqual({
      severity: undefined,
      related: [],
      fixed: text('chat,api'),
    });
  });
});

describe('routing/unattached-rule', () => {
  const rules = (...names: string[]) =>
    names.map((name) => `  aws:elbv2:listenerrule:${name}: { PathPatterns: /${name} }\n`).join('');

  const findings = (text: string) => [
    ...findingsOf(unattachedRule, projectOf({ '.ebextensions/a.config': `option_settings:\n${text}` })),
  ];

  it('shows the disabled listeners only where one lists the rule', () => {
    const text = `${rules('a', 'b', 'c')}  aws:elbv2:listener:80: { Rules: a }\n  aws:elbv2:listener:443: { ListenerEnabled: false, Rules: "a,b" }\n`;
    const notes = findings(text).map(({ related }) =>
      related!.map(({ at, note }) => [at.file.text.slice(at.span.start, at.span.end), note]),
    );
    const open = ['Rules', 'listener 80 lists other rules'];
    expect(notes).toEqual([[open, ['false', 'listener 443 is disabled']], [open]]);
    expect(findings(text).map(({ message }) => message)).toEqual([
      'Rule "b" is attached only to listener 443, which is disabled',
      'Rule "c" is not attached to any listener',
    ]);
  });

  it('says what to do where no listener is enabled', () => {
    const [finding] = findings(`${rules('a')}  aws:elbv2:listener:80: { ListenerEnabled: false }\n`);
    expect(finding!.help).toBe('Add it to `Rules` of an enabled listener.');
  });
});

describe('routing/unrouted-process', () => {
  const PROCESS = '  aws:elasticbeanstalk:environment:process:admin: { Port: 9000 }\n';

  const all = (settings: string, files: Record<string, string> = {}) => [
    ...findingsOf(
      unroutedProcess,
      projectOf({ '.ebextensions/a.config': `option_settings:\n${PROCESS}${settings}`, ...files }),
    ),
  ];
  const findings = (...project: Parameters<typeof all>) => all(...project).filter(({ doubt }) => !doubt);

  const setting = (namespace: string, options: string) => `  ${namespace}: { ${options} }\n`;

  it('reports a process that is named nowhere', () => {
    expect(findings('').map(({ message }) => message)).toEqual([
      'No listener or rule sends requests to process "admin"',
    ]);
  });

  it.each([
    ['a listener', setting('aws:elbv2:listener:9000', 'DefaultProcess: admin')],
    [
      'a disabled listener',
      setting('aws:elbv2:listener:80', 'ListenerEnabled: false, DefaultProcess: admin'),
    ],
    ['a rule that is not attached', setting('aws:elbv2:listenerrule:a', 'Process: admin')],
    ['a value that is not known', setting('aws:elbv2:listener:80', 'DefaultProcess: { Ref: P }')],
    ['a name that is not declared', setting('aws:elbv2:listener:80', 'DefaultProcess: adnim')],
    ['a rule that is not declared', setting('aws:elbv2:listener:80', 'Rules: own')],
    ['rules that are not known', setting('aws:elbv2:listener:80', 'Rules: { Ref: R }')],
    ['no listener of its kind', setting('aws:elasticbeanstalk:environment', 'LoadBalancerType: classic')],
    ['a worker', setting('aws:elasticbeanstalk:sqsd', 'HttpPath: /')],
  ])('is silent beside %s', (_, settings) => {
    expect(findings(settings)).toEqual([]);
  });

  it.each([
    [
      'a command',
      { '.platform/hooks/postdeploy/a.sh': 'aws elbv2 create-rule --actions TargetGroupArn=$A\n' },
    ],
    ['a resource', { '.ebextensions/b.config': 'Resources: { A: { Properties: { TargetGroupArn: a } } }\n' }],
    ['a listener of its own', { '.ebextensions/b.config': `Resources:\n  A: { Type: ${LISTENER_TYPE} }\n` }],
    ['Terraform', { 'main.tf': '' }],
  ])('is silent where %s may name it', (_, files) => {
    expect(findings('', files)).toEqual([]);
  });

  it('does not take the rule "default" from a shared load balancer', () => {
    const [finding] = findings(setting('aws:elbv2:loadbalancer', 'SharedLoadBalancer: arn'));
    expect(finding!.help).toBe(
      'Add `aws:elbv2:listenerrule:admin` with `PathPatterns` and `Process: admin`, and `Rules: default,admin` to `aws:elbv2:listener:80`.',
    );
  });
});

describe('routing/rule-missing-on-listener', () => {
  const rule = (name: string, patterns: string, process: string) =>
    `  aws:elbv2:listenerrule:${name}: { ${patterns}, Process: ${process} }\n`;
  const PROCESSES =
    '  aws:elasticbeanstalk:environment:process:ws: { Port: 5000 }\n  aws:elasticbeanstalk:environment:process:api: { Port: 5001 }\n';
  const listener = (port: number, options: string) => `  aws:elbv2:listener:${port}: { ${options} }\n`;

  const findings = (...parts: string[]) => [
    ...findingsOf(
      ruleMissingOnListener,
      projectOf({ '.ebextensions/a.config': `option_settings:\n${PROCESSES}${parts.join('')}` }),
    ),
  ];

  const WS = rule('ws', 'PathPatterns: /ws/*', 'ws');
  const ON_80 = listener(80, 'Rules: ws');
  const ON_443 = listener(443, 'Protocol: HTTPS');

  it('marks the very rule on the other listener', () => {
    const [finding, ...others] = findings(
      rule('api', 'PathPatterns: /api/*', 'api'),
      WS,
      listener(80, 'Rules: "api,ws"'),
      listener(443, 'Rules: api'),
    );
    expect(others).toEqual([]);
    const { file, span } = finding!.related![0]!.at;
    expect(file.text.slice(span.start, span.end)).toBe('ws');
  });

  it.each([
    ['the process of the rule', rule('ws', 'PathPatterns: /ws/*', '"${P}"') + ON_80 + ON_443],
    ['the default process', WS + ON_80 + listener(443, 'DefaultProcess: "${P}"')],
    ['the rules of the other listener', WS + ON_80 + listener(443, 'Rules: "${R}"')],
  ])('is silent where only the deployment knows %s', (_, text) => {
    expect(findings(WS + ON_80 + ON_443)).toHaveLength(1);
    expect(findings(text)).toEqual([]);
  });

  it.each([
    ['leads to the same process', rule('other', 'PathPatterns: /live/*', 'ws'), 0],
    ['has the same patterns', rule('other', 'PathPatterns: /ws/*', 'api'), 0],
    ['has other paths and another process', rule('other', 'PathPatterns: /api/*', 'api'), 2],
    [
      'has another host and another process',
      rule('other', 'PathPatterns: /ws/*, HostHeaders: a.b', 'api'),
      2,
    ],
  ])('accepts what the other listener lists instead: it %s', (_, other, count) => {
    expect(findings(WS, other, ON_80, listener(443, 'Rules: other'))).toHaveLength(count);
  });

  it('does not accept what both listeners list as a substitute', () => {
    const other = rule('other', 'PathPatterns: /live/*', 'ws');
    expect(
      findings(WS, other, listener(80, 'Rules: "ws,other"'), listener(443, 'Rules: other')),
    ).toHaveLength(1);
  });

  it('compares only ports 80 and 443', () => {
    const off = listener(80, 'ListenerEnabled: false');
    expect(findings(WS, off, listener(81, 'Rules: ws'), ON_443)).toEqual([]);
  });

  it('misses a rule of which one path is for one protocol', () => {
    const rules = (paths: string) => findings(rule('ws', `PathPatterns: "${paths}"`, 'ws'), ON_80, ON_443);
    expect(rules('/.well-known/*,/ws/*')).toHaveLength(1);
    expect(rules('/.well-known/*,/*')).toEqual([]);
  });
});

describe('routing/duplicate-priority', () => {
  const findings = (priority: string, options: string) => [
    ...findingsOf(
      duplicatePriority,
      projectOf({
        '.ebextensions/a.config': `option_settings:
  aws:elbv2:listenerrule:a: { PathPatterns: /a, Priority: ${priority} }
  aws:elbv2:listenerrule:b: { PathPatterns: /b, Priority: ${priority} }
  aws:elbv2:listener:443: { Rules: "a,b", ${options} }
`,
      }),
    ),
  ];

  it('asks for a priority of the rule that has one by default', () => {
    const project = projectOf({
      '.ebextensions/a.config': `option_settings:
  aws:elbv2:listenerrule:a: { PathPatterns: /a }
  aws:elbv2:listenerrule:b: { PathPatterns: /b, Priority: 1 }
  aws:elbv2:listener:443: { Rules: "a,b" }
`,
    });
    expect([...findingsOf(duplicatePriority, project)]).toMatchObject([
      {
        message: 'Rules "a" and "b" of listener 443 both have priority 1',
        help: 'Add `Priority: 2` to rule "a", which has priority 1 by default.',
      },
    ]);
  });

  it.each([
    ['2', 'Protocol: HTTPS', 1],
    ['2', 'ListenerEnabled: false', 0],
    ['"${PRIORITY}"', 'Protocol: HTTPS', 0],
  ])('priority %s of two rules of a listener with %s', (priority, options, count) => {
    expect(findings(priority, options)).toHaveLength(count);
  });
});

describe('routing/listener-without-process', () => {
  const findings = (settings: string, command = 'daphne -p 5000 app') => [
    ...findingsOf(
      listenerWithoutProcess,
      projectOf({
        '.ebextensions/a.config': `option_settings:\n${settings}`,
        Procfile: `web: gunicorn app\nws: ${command}\n`,
      }),
    ),
  ];

  it.each([
    ['', 'Protocol: HTTP', 1],
    ['', 'ListenerEnabled: false', 0],
    ['', 'ListenerEnabled: "${X}"', 0],
    ['  aws:elasticbeanstalk:environment:process:default: { Port: "${PORT}" }\n', 'Protocol: HTTP', 0],
  ])('beside %j, a listener with %s', (process, options, count) => {
    expect(findings(`${process}  aws:elbv2:listener:5000: { ${options} }\n`)).toHaveLength(count);
  });

  it.each([
    [
      '',
      'hypercorn in "ws" listens on port 5000',
      'ws',
      'Add `Port: 5000` to `aws:elasticbeanstalk:environment:process:ws`, and ',
    ],
    [
      '  aws:elasticbeanstalk:environment:process:live: { Port: 5000 }\n',
      'process "live" has port 5000',
      'aws:elasticbeanstalk:environment:process:live',
      'Add ',
    ],
  ])('names what has the port, with %j', (process, note, marked, help) => {
    const [finding] = findings(
      `${process}  aws:elbv2:listener:5000: { Protocol: HTTP }\n`,
      'hypercorn -b unix:/run/a.sock -b :5001 -b :5000 app',
    );
    const [related] = finding!.related!;
    const { file, span } = related!.at;
    expect([related!.note, file.text.slice(span.start, span.end)]).toEqual([note, marked]);
    const name = process === '' ? 'ws' : 'live';
    expect(finding!.help).toBe(`${help}\`DefaultProcess: ${name}\` to \`aws:elbv2:listener:5000\`.`);
  });

  it.each(['', '  aws:elasticbeanstalk:environment:process:ws: { Port: 5000 }\n'])(
    'is the one finding about the server that gets no requests, with %j',
    (process) => {
      const project = projectOf({
        '.ebextensions/a.config': `option_settings:\n${process}  aws:elbv2:listener:5000: { Protocol: HTTP }\n`,
        Procfile: 'web: gunicorn app\nws: daphne -b 0.0.0.0 -p 5000 app\n',
      });
      const both = [listenerWithoutProcess, unroutedServer];
      expect(lintModel(project, {}, both).diagnostics.map(({ ruleId }) => ruleId)).toEqual([
        'routing/listener-without-process',
      ]);
      expect(lintModel(project, {}, [unroutedServer]).diagnostics).toHaveLength(1);
    },
  );
});

it('routing/rules-on-disabled-listener is silent about a load balancer without rules', () => {
  const text = (kind: string) =>
    `option_settings:
  aws:elasticbeanstalk:environment: { LoadBalancerType: ${kind} }
  aws:elbv2:listenerrule:a: { PathPatterns: /a }
  aws:elbv2:listener:80: { DefaultProcess: default }
  aws:elbv2:listener:443: { ListenerEnabled: false, Rules: a }
`;
  const found = (kind: string) => [
    ...findingsOf(rulesOnDisabledListener, projectOf({ '.ebextensions/a.config': text(kind) })),
  ];
  expect(found('application')).toHaveLength(1);
  expect(found('network')).toEqual([]);
});

describe('patterns', () => {
  const PATTERN_RULES = [emptyPattern, invalidPattern, patternWithoutSlash, tooManyPatterns];

  const findings = (options: string) => {
    const text = `option_settings:\n  aws:elbv2:listenerrule:a: { ${options} }\n`;
    const project = projectOf({ '.ebextensions/a.config': text });
    return PATTERN_RULES.flatMap((rule) => [...findingsOf(rule, project)]);
  };

  it.each([
    ['PathPatterns: ""', 1],
    ['PathPatterns: " , "', 1],
    ['PathPatterns: "", HostHeaders: ""', 1],
    ['PathPatterns: "", HostHeaders: a.b', 0],
    ['PathPatterns: { "Fn::Join": [",", [a, b]] }', 0],
    ['PathPatterns: "/1,/2,/3,/4,/5"', 0],
    ['PathPatterns: "/1,/2,/3,/4,/5,/6"', 1],
    ['HostHeaders: "a.a,b.b,c.c,d.d,e.e,f.f"', 1],
    ['PathPatterns: "/1,/2,/3", HostHeaders: "a.a,b.b,c.c"', 1],
    ['PathPatterns: [/1, /2, /3, /4, /5, /6]', 1],
    ['PathPatterns: [/1, /2, /3, /4, /5, "${MORE}"]', 0],
  ])('%s: %i', (options, count) => {
    expect(findings(options)).toHaveLength(count);
  });

  it.each([
    ['HostHeaders: " ,"', 'HostHeaders of rule "a" is empty', 'Add a pattern such as `chat.example.com`.'],
    ['PathPatterns: "/a b"', 'Path pattern "/a b" contains a space, which is not allowed', undefined],
    [
      'HostHeaders: example',
      'Host pattern "example" has no dot',
      'Use a domain name such as `chat.example.com`.',
    ],
    [
      'HostHeaders: 10.0.0.1',
      'Host pattern "10.0.0.1" does not end in a top-level domain',
      'Use a domain name such as `chat.example.com`.',
    ],
    [
      `PathPatterns: /${'a'.repeat(200)}`,
      `Path pattern "/${'a'.repeat(39)}…" has 201 characters (maximum 128)`,
      undefined,
    ],
    ['PathPatterns: "ws/*"', 'Path pattern "ws/*" does not begin with a slash', 'Write `/ws/*`.'],
    [
      'PathPatterns: "a.example.com/ws"',
      'Path pattern "a.example.com/ws" does not begin with a slash',
      'Move the host to `HostHeaders` of the rule, and leave only the path here.',
    ],
    ['PathPatterns: "/*,/*,/*,/*,/*?*"', 'Rule "a" has 7 wildcards (maximum 6)', undefined],
  ])('%s: %s', (options, message, help) => {
    expect(findings(options)).toMatchObject([{ message, ...(help !== undefined && { help }) }]);
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
      for (const { ruleId, at, message, help, related } of lint({ '.ebextensions/a.config': config })) {
        expect(ruleId).not.toBe('eblint/crash');
        expect(message).toMatch(/^[A-Z][^\n]*[^.;?]$/);
        expect(help).toMatch(/^[A-Z][^\n]*[.?]$/);
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

describe('settings that reject the health check', () => {
  const HEALTH =
    'option_settings:\n  aws:elasticbeanstalk:environment:process:default:\n    HealthCheckPath: ';
  const rejected = (texts: Record<string, string>) =>
    lintModel(wholeProjectOf(texts), {}, [rejectedHealthCheck]).diagnostics.map(({ help }) => help);
  const MIDDLEWARE = [
    'django.middleware.security.SecurityMiddleware',
    'django.middleware.common.CommonMiddleware',
  ];
  const django = (settings: string, others: Record<string, string> = {}) =>
    rejected({
      'env.yaml': 'SolutionStack: 64bit Amazon Linux 2023 v4.1.1 running Python 3.13\n',
      '.ebextensions/a.config': `${HEALTH}/health/\n`,
      Procfile: 'web: gunicorn shop.wsgi\n',
      'shop/__init__.py': '',
      'shop/wsgi.py':
        'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\napplication = get_wsgi_application()\n',
      'shop/settings.py': `${settings}\nMIDDLEWARE = ${JSON.stringify(MIDDLEWARE)}\n`,
      ...others,
    });
  const rails = (lines: string, others: Record<string, string> = {}) =>
    rejected({
      'env.yaml': 'SolutionStack: 64bit Amazon Linux 2023 v4.1.1 running Ruby 3.4\n',
      '.ebextensions/a.config': `${HEALTH}/up\n`,
      Gemfile: 'gem "rails"\n',
      'config.ru': 'run Rails.application\n',
      'config/application.rb': 'module Shop\n  class Application\n    config.load_defaults 8.0\n  end\nend\n',
      'config/environments/production.rb': `Rails.application.configure do\n  config.eager_load = true\n  ${lines}\nend\n`,
      ...others,
    });

  it.each([
    ['["shop.example.com"]', 1],
    ['["localhost", "127.0.0.1", ".example.com:8000"]', 1],
    ['(\n    "a.example.com",\n)  # all of them', 1],
    ['["*"]', 0],
    ['["10.0.3.17", "example.com"]', 0],
    ['["example.com"] + HOSTS', 0],
    ['["example.com", *HOSTS]', 0],
    ['["example.com" if x else "*"]', 0],
    ['[h for h in ("example.com",)]', 0],
    ['["example.com"]\nALLOWED_HOSTS.append(address)', 0],
    ['["example.com"]\nfrom .local import *', 0],
    ['["example.com"]\ntry:\n    from .local import *\nexcept ImportError:\n    pass', 0],
    ['["example.com"]\nimport django_heroku\ndjango_heroku.settings(locals())', 0],
  ])('reads %s of Django', (hosts, count) => {
    expect(django(`ALLOWED_HOSTS = ${hosts}`)).toHaveLength(count);
  });

  it.each([
    ['SECURE_SSL_REDIRECT = True', 1],
    ['# SECURE_SSL_REDIRECT = False\nSECURE_SSL_REDIRECT = True  # always', 1],
    ['SECURE_SSL_REDIRECT = False', 0],
    ['SECURE_SSL_REDIRECT = True\nSECURE_SSL_REDIRECT = HTTPS', 0],
    ['DEBUG = False\nif not DEBUG:\n    SECURE_SSL_REDIRECT = True', 1],
    ['DEBUG = True\nif not DEBUG:\n    SECURE_SSL_REDIRECT = True', 0],
    ['DEBUG = False\nDEBUG = bool(X)\nif not DEBUG:\n    SECURE_SSL_REDIRECT = True', 0],
    ['DEBUG = False\nif not DEBUG:\n    if X:\n        SECURE_SSL_REDIRECT = True', 0],
    ['if X:\n    SECURE_SSL_REDIRECT = True', 0],
  ])('reads %s', (text, count) => {
    expect(django(text)).toHaveLength(count);
  });

  it('knows other settings that a server may use', () => {
    const redirect = 'SECURE_SSL_REDIRECT = True';
    expect(django(redirect, { 'shop/settings_production.py': '' })).toEqual([]);
    expect(django(redirect, { Procfile: 'web: gunicorn other.wsgi\n' })).toEqual([]);
    expect(
      django(redirect, { 'shop/wsgi.py': 'application = HealthCheck(get_wsgi_application())\n' }),
    ).toEqual([]);
  });

  it.each([
    ['config.hosts << "example.com"', 1],
    ['config.hosts = ["example.com", ".example.org"]', 1],
    ['config.hosts << /.*\\.example\\.com/', 0],
    ['config.hosts << ENV["HOST"]', 0],
    ['config.hosts << "10.0.3.17"', 0],
    ['config.hosts << "example.com" if x', 0],
    ['config.hosts << "example.com"\n  config.hosts.clear', 0],
    ['config.hosts << "example.com"\n  config.host_authorization = { exclude: health }', 0],
    ['# config.hosts << "example.com"', 0],
  ])('reads %s of Rails', (line, count) => {
    expect(rails(line)).toHaveLength(count);
  });

  it.each<[string, Record<string, string>, number]>([
    ['config.force_ssl = true # always', {}, 1],
    ['config.force_ssl = ENV["SSL"] == "1"', {}, 0],
    ['config.force_ssl = true', { Procfile: 'web: bundle exec puma -e staging\n' }, 0],
    ['config.force_ssl = true', { Procfile: 'web: RAILS_ENV=production bundle exec puma\n' }, 1],
    [
      'config.force_ssl = true',
      { 'config/puma.rb': 'environment ENV.fetch("RAILS_ENV") { "development" }\n' },
      0,
    ],
    ['config.force_ssl = true', { Gemfile: 'gem "rails"\ngem "rack-health"\n' }, 0],
    [
      'config.force_ssl = true',
      { 'config/initializers/ssl.rb': 'Rails.configuration.ssl_options = OPTIONS\n' },
      0,
    ],
  ])('reads %s beside %j', (line, others, count) => {
    expect(rails(line, others)).toHaveLength(count);
  });

  it('names each path that may be asked for', () => {
    const both = '  aws:elasticbeanstalk:application:\n    Application Healthcheck URL: /ready\n';
    expect(
      django('SECURE_SSL_REDIRECT = True', { '.ebextensions/b.config': `option_settings:\n${both}` }),
    ).toEqual(['Write `SECURE_REDIRECT_EXEMPT = [r"^ready$", r"^health/$"]` below it.']);
    expect(
      rails('config.force_ssl = true', { '.ebextensions/b.config': `option_settings:\n${both}` }),
    ).toEqual([
      'Write `config.ssl_options = { redirect: { exclude: ->(request) { ["/ready", "/up"].include?(request.path) } } }` below it.',
    ]);
  });

  it.each(['/static/health.txt', '/health.html', '`{"Ref": "Path"}`'])('leaves %s to others', (path) => {
    expect(
      django('SECURE_SSL_REDIRECT = True', { '.ebextensions/a.config': `${HEALTH}'${path}'\n` }),
    ).toEqual([]);
  });
});
