import type { Formatter } from '../formatter.js';
import { withHelp } from '../lint-result/lint-result.js';
import { seeAlso } from '../see-also.js';
import { jsonText } from '../text/json-text.js';
import { type FlatMessage, flatMessages } from './flat-messages.js';

/**
 * GitLab's Code Quality report, which merge requests show.
 * https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export const gitlab: Formatter = (results, context) => {
  const failsDeployment = new Set(
    context.rules.filter(({ meta }) => meta.consequence === 'deploy-fails').map(({ id }) => id),
  );
  const severityOf = ({ level, ruleId }: FlatMessage): string =>
    level === 'warning' ? 'minor' : failsDeployment.has(ruleId) ? 'critical' : 'major';
  return jsonText(
    flatMessages(results, context).map((message) => ({
      description: withHelp(message) + seeAlso(message, context),
      check_name: message.ruleId,
      fingerprint: message.fingerprint,
      severity: severityOf(message),
      location: { path: message.path, lines: { begin: message.line, end: message.endLine } },
    })),
    2,
  );
};
