import type { ReportingDescriptor } from 'sarif';
import type { FormatContext } from '../formatter.js';
import { markdownProse } from '../text/markdown.js';
import type { RuleId, RuleMeta } from '../../rules/rule.js';
import { MAX_SARIF_DESCRIPTION_CHARACTERS } from '../../knowledge/limits.js';

/** What GitHub orders alerts of security by, from 0.0 to 10.0: above 7 is "high". */
const SECURITY_SEVERITY = '7.5';

/** A rule as SARIF describes it. Only the id is known of one that a library's user has made. */
export function descriptorOf(
  id: RuleId,
  rule: RuleMeta | undefined,
  { rulesMeta }: Pick<FormatContext, 'rulesMeta'>,
): ReportingDescriptor {
  const url = rulesMeta[id]?.docs.url;
  const descriptor = { id, name: pascalCase(id), ...(url !== undefined && { helpUri: url }) };
  if (!rule) return descriptor;
  const { summary, why, severity, preset, consequence, references } = rule;
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
      precision: preset === 'strict' ? 'high' : 'very-high',
      'problem.severity': severity,
      ...(group === 'secrets' && { 'security-severity': SECURITY_SEVERITY }),
    },
  };
}

const pascalCase = (id: string): string =>
  id
    .split(/[^a-z\d]/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
