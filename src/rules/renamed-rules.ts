import type { RuleId } from './rule.js';

/** Ids that rules had in earlier versions, and the ids of today: several where a rule was split. */
export const RENAMED_RULES: Readonly<Record<string, readonly RuleId[]>> = {
  'https/certificate-arn': ['https/invalid-certificate-arn'],
  'https/listener-protocol': ['https/certificate-on-unencrypted-listener', 'https/https-on-port-80'],
  'load-balancer/classic-websocket': [
    'load-balancer/elbv2-settings-on-classic',
    'load-balancer/websockets-on-classic',
  ],
  'procfile/comment': ['procfile/comment-or-empty-line'],
  'procfile/name': ['procfile/wrong-file-name'],
  'procfile/syntax': ['procfile/invalid-line'],
  'routing/no-enabled-listener': ['routing/all-listeners-disabled', 'routing/rules-on-disabled-listener'],
  'routing/path-pattern': [
    'routing/empty-pattern',
    'routing/invalid-pattern',
    'routing/pattern-without-slash',
    'routing/too-many-patterns',
  ],
  'routing/proxy-port': ['routing/proxy-port-mismatch'],
};

/** The ids of today of a rule that has another name now; none for any other text. */
export const renamedTo = (id: string): readonly RuleId[] =>
  Object.hasOwn(RENAMED_RULES, id) ? RENAMED_RULES[id]! : [];
