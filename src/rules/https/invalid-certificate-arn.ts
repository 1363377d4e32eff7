import { certificateArnProblems, isCertificateOption } from '../../knowledge/load-balancing/arns.js';
import { placeholderIn } from '../../knowledge/placeholders/placeholders.js';
import { environment, ignoresOption } from '../../model/load-balancer/environment.js';
import { filledInByTool, replacedByTool } from '../../model/presence/mentions.js';
import type { Project } from '../../model/project.js';
import { type EffectiveSetting, settings } from '../../model/settings/settings.js';
import { findInSetting } from '../../parse/index.js';
import { isFalse, type Place } from '../../source/index.js';
import { anySetting } from '../on.js';
import type { Rule } from '../rule.js';
import { quotedPlaceholder } from '../support/placeholder-texts.js';

export const invalidCertificateArn: Rule = {
  meta: {
    summary: 'The value of a certificate option is not the ARN of a certificate',
    why: 'The load balancer looks up the certificate by its ARN when it creates the listener. With a placeholder, a mistyped ARN or the ARN of something else, it finds no certificate (CertificateNotFound), and the update fails.',
    consequence: 'deploy-fails',
    references: [
      'guide:configuring-https-elb',
      'guide:command-options-general#command-options-general-elbv2-listener',
      'aws:acm/latest/APIReference/API_CertificateDetail',
      'aws:elasticloadbalancing/latest/APIReference/API_CreateListener',
    ],
    yieldsTo: ['config/look-alike-character'],
  },
  needs: anySetting,
  *check(project) {
    for (const setting of settings(project).effectiveSettings()) {
      const { namespace, option } = setting;
      if (!isCertificateOption(namespace.value, option.value)) continue;
      const problem = problemOf(setting);
      if (!problem) continue;
      yield {
        at: problem.at,
        doubt: filledInByTool(setting.value.text, project) ?? replacedByTool(problem.text, project),
        message: `Certificate ARN ${problem.clause}`,
        help: 'Use the ARN shown in AWS Certificate Manager.',
        ...(isUnused(project, setting) && { warnsBecause: 'may-not-run' as const }),
      };
    }
  },
};

/** Whether no listener uses the certificate, so that nothing fails yet. */
function isUnused(project: Project, { namespace, option }: EffectiveSetting): boolean {
  const enabled = settings(project).effective(namespace.value, 'ListenerEnabled');
  return ignoresOption(environment(project), namespace.value, option.value) || isFalse(enabled);
}

interface Problem {
  readonly at: Place;
  /** What is wrong, as a clause after "Certificate ARN". */
  readonly clause: string;
  /** The part that is wrong. */
  readonly text: string;
}

const firstProblem = (text: string) => certificateArnProblems(text)[0];

function problemOf(setting: EffectiveSetting): Problem | undefined {
  if (setting.value.kind === 'dynamic') return undefined;
  const placeholder = findInSetting(setting, placeholderIn);
  if (placeholder) {
    return {
      at: placeholder.place,
      text: placeholder.value,
      clause: `contains the placeholder ${quotedPlaceholder(placeholder.value)}`,
    };
  }
  const wrong = findInSetting(setting, firstProblem);
  const detail = wrong && firstProblem(wrong.value)?.detail;
  return wrong && detail !== undefined ? { at: wrong.place, text: wrong.value, clause: detail } : undefined;
}
