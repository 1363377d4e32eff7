import type { Log, Notification, ReportingDescriptor, Run } from 'sarif';
import type { NamedRule, RuleId } from '../../rules/rule.js';
import { ruleInfo } from '../../rules/rule-info.js';
import { VERSION } from '../../version.js';
import { HOME_URL } from '../../web-addresses.js';
import { errorsFirst } from '../ci/flat-messages.js';
import type { FormatContext, Formatter } from '../formatter.js';
import { repositoryPath } from '../repository-path.js';
import { counted } from '../text/counted.js';
import { jsonText } from '../text/json-text.js';
import { markdownProse } from '../text/markdown.js';
import { BASE_ID, folderUri } from './locations.js';
import { findingsOf, resultOf } from './results.js';

/** GitHub accepts no longer description. */
const MAX_SARIF_DESCRIPTION_CHARACTERS = 1024;

/** GitHub shows no more results of a run, and chooses freely among them. */
const MAX_SARIF_RESULTS = 5000;

/**
 * SARIF 2.1.0, as GitHub's code scanning and other services read it.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html
 * https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
export const sarif: Formatter = (results, context) => {
  const findings = errorsFirst(findingsOf(results, context));
  const kept = findings.slice(0, MAX_SARIF_RESULTS);
  const ids = [...new Set(kept.map(({ ruleId }) => ruleId))].sort();
  const rulesById = new Map(context.rules.map((rule) => [rule.id, rule]));
  const hasBaseline = kept.some(({ suppressions = [] }) => suppressions.some(({ kind }) => kind === 'file'));
  const run: Run = {
    tool: {
      driver: {
        name: 'eblint',
        version: VERSION,
        semanticVersion: VERSION,
        informationUri: HOME_URL,
        rules: ids.map((id) => descriptorOf(id, rulesById.get(id), context)),
      },
    },
    automationDetails: { id: automationId(context) },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [BASE_ID]: { uri: folderUri(context.workspace) } },
    invocations: [
      {
        executionSuccessful: context.exitCode !== 2,
        exitCode: context.exitCode,
        toolExecutionNotifications: notifications(findings.length - kept.length, context),
      },
    ],
    results: kept.map((finding) => resultOf(finding, ids.indexOf(finding.ruleId), { context, hasBaseline })),
  };
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [run],
  };
  return jsonText(log, 2);
};

/** GitHub compares a run with the one before that has the same id up to its last slash. */
function automationId({ projectRoots, ...context }: FormatContext): string {
  const [root, ...others] = projectRoots;
  const path = root === undefined || others.length > 0 ? '.' : repositoryPath(root, context);
  return path === '.' ? 'eblint/' : `eblint/${path}/`;
}

function notifications(leftOut: number, { failures, notes }: FormatContext): Notification[] {
  const left = `${counted(leftOut, 'more finding')} left out: services show no more than ${MAX_SARIF_RESULTS}.`;
  return [
    ...failures.map((text) => ({ level: 'error' as const, message: { text } })),
    ...(leftOut > 0 ? [{ level: 'warning' as const, message: { text: left } }] : []),
    ...notes.map((text) => ({ level: 'note' as const, message: { text } })),
  ];
}

/** What GitHub orders alerts of security by, from 0.0 to 10.0: above 7 is "high". */
const SECURITY_SEVERITY = '7.5';

/** A rule as SARIF describes it. Only the id is known of one that a library's user has made. */
function descriptorOf(
  id: RuleId,
  rule: NamedRule | undefined,
  { rulesMeta }: Pick<FormatContext, 'rulesMeta'>,
): ReportingDescriptor {
  const url = rulesMeta[id]?.docs.url;
  const descriptor = { id, name: pascalCase(id), ...(url !== undefined && { helpUri: url }) };
  if (!rule) return descriptor;
  const { summary, why, severity, preset, consequence, references, controls } = ruleInfo(rule);
  const [group = ''] = id.split('/');
  return {
    ...descriptor,
    shortDescription: { text: summary },
    fullDescription: { text: why.slice(0, MAX_SARIF_DESCRIPTION_CHARACTERS) },
    help: {
      text: `${summary}.\n\n${why}\n\nSources: ${references.join(', ')}`,
      markdown: `${markdownProse(summary)}.\n\n${markdownProse(why)}\n\nSources: ${references.map((page) => `<${page}>`).join(', ')}`,
    },
    defaultConfiguration: { level: severity },
    properties: {
      tags: ['elastic-beanstalk', group, consequence],
      precision: preset === 'recommended' ? 'very-high' : 'high',
      'problem.severity': severity,
      ...(controls && { controls }),
      ...(group === 'secrets' && { 'security-severity': SECURITY_SEVERITY }),
    },
  };
}

const pascalCase = (id: string): string =>
  id
    .split(/[^a-z\d]/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
