import { groupBy, lookUp } from '../util/collections.js';
import { lazily } from '../util/memo.js';
import type { RuleId } from './rule.js';

/** Ids that rules had in earlier versions, and the ids of today: several where a rule was split. */
export const RENAMED_RULES: Readonly<Record<string, readonly RuleId[]>> = {
  'bundle/invalid-dockerrun': [
    'bundle/missing-compose-file',
    'bundle/missing-dockerrun-key',
    'bundle/missing-dockerrun-version',
    'bundle/undeclared-dockerrun-name',
    'bundle/unquoted-container-value',
    'bundle/wrong-dockerrun-type',
  ],
  'bundle/missing-start-file': [
    'bundle/nothing-to-start',
    'bundle/other-build-output',
    'bundle/start-file-not-found',
    'bundle/undefined-application',
    'bundle/wrong-main-class',
  ],
  'config/command': [
    'config/command-line-in-list',
    'config/ignored-leader-only',
    'config/ignored-test',
    'config/ignored-wait',
    'config/missing-command',
    'config/unquoted-test',
  ],
  'config/command-order': ['config/misordered-commands'],
  'config/encoding': ['config/control-character', 'config/irregular-whitespace', 'config/typographic-quotes'],
  'config/file-entry': [
    'config/content-and-source',
    'config/ignored-encoding',
    'config/missing-content',
    'config/relative-file-path',
    'config/unknown-authentication',
  ],
  'config/file-mode': ['config/unquoted-mode'],
  'config/packages': ['config/unsupported-package-manager'],
  'config/section-shape': ['config/section-not-a-map'],
  'config/syntax': ['config/syntax-error'],
  'https/certificate-arn': ['https/invalid-certificate-arn'],
  'https/listener-protocol': ['https/certificate-on-unencrypted-listener', 'https/https-on-port-80'],
  'instance/lost-folder-change': ['instance/lost-shell-change'],
  'instance/refused-arguments': [
    'instance/comment-as-command',
    'instance/folder-without-recursion',
    'instance/list-for-link',
    'instance/lost-words',
    'instance/missing-operand',
    'instance/quoted-command',
    'instance/sourced-program',
    'instance/unknown-flag',
    'instance/unknown-subcommand',
    'instance/unquoted-version',
    'instance/wrong-argument',
  ],
  'load-balancer/classic-websocket': [
    'load-balancer/elbv2-settings-on-classic',
    'load-balancer/websockets-on-classic',
  ],
  'platform/ignored-wsgi-path': ['platform/overridden-by-procfile'],
  'platform/wsgi-path': ['platform/wrong-wsgi-path'],
  'procfile/comment': ['procfile/comment-line'],
  'procfile/comment-or-empty-line': ['procfile/comment-line', 'procfile/empty-line'],
  'procfile/name': ['procfile/wrong-file-name'],
  'procfile/refused-command': [
    'procfile/conflicting-addresses',
    'procfile/unknown-flag',
    'procfile/wrong-application-argument',
    'procfile/wrong-flag-value',
  ],
  'procfile/syntax': ['procfile/invalid-line'],
  'resources/shape': [
    'resources/invalid-id',
    'resources/misplaced-namespace',
    'resources/missing-type',
    'resources/not-a-map',
    'resources/unknown-key',
  ],
  'routing/no-enabled-listener': ['routing/all-listeners-disabled', 'routing/rules-on-disabled-listener'],
  'routing/path-pattern': [
    'routing/empty-pattern',
    'routing/invalid-pattern',
    'routing/pattern-without-slash',
    'routing/too-many-patterns',
  ],
  'routing/proxy-port': ['routing/proxy-port-mismatch'],
  'settings/dependency': [
    'settings/conflicting-options',
    'settings/inconsistent-limits',
    'settings/unmet-requirement',
  ],
  'settings/environment-size': ['settings/environment-too-large', 'settings/invalid-property-name'],
  'settings/name-case': ['settings/inexact-name'],
  'settings/plain-scalar': ['settings/misread-value'],
  'settings/refused-in-files': ['settings/api-only-option'],
  'settings/shape': [
    'settings/incomplete-item',
    'settings/invalid-shape',
    'settings/missing-value',
    'settings/mixed-forms',
    'settings/wrong-level',
  ],
};

const formerIds = lazily(() => groupBy(Object.keys(RENAMED_RULES), (former) => renamedTo(former)));

/** The ids that a rule had in earlier versions. */
export const renamedFrom = (id: RuleId): readonly string[] => formerIds().get(id) ?? [];

/** The ids of today of a rule that has another name now; none for any other text. */
export const renamedTo = (id: string): readonly RuleId[] => lookUp(RENAMED_RULES, id) ?? [];
