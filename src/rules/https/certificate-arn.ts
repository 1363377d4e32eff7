import { certificateArnProblems } from '../../knowledge/arns.js';
import { isCertificateOption } from '../../knowledge/certificate-options.js';
import { whyIgnored } from '../../knowledge/load-balancers.js';
import { placeholderIn } from '../../knowledge/placeholders.js';
import { findInSetting } from '../../model/find-in-setting.js';
import type { Project } from '../../model/project.js';
import type { EffectiveSetting } from '../../model/settings.js';
import { literalBoolean, type Place } from '../../source/index.js';
import type { Rule } from '../rule.js';

export const certificateArn: Rule = {
  meta: {
    id: 'https/certificate-arn',
    summary: 'A certificate option holds something that is not the ARN of a certificate',
    why: 'The load balancer looks the certificate up by its ARN when the listener is made. A placeholder, a mistyped ARN or the ARN of something else is not found, the listener cannot be made, and Elastic Beanstalk rolls the update back.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/configuring-https-elb.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-elbv2-listener',
      'https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateDetail.html',
    ],
    since: '0.1.0',
  },
  *check(project) {
    for (const setting of project.settings.effectiveSettings()) {
      const { namespace, option } = setting;
      if (!isCertificateOption(namespace.value, option.value)) continue;
      const problem = problemOf(setting);
      if (!problem) continue;
      yield {
        at: problem.at,
        message: `${option.value} of ${namespace.value} ${problem.text}.`,
        ...(isUnused(project, setting) && { severity: 'warning' as const }),
      };
    }
  },
};

/** Whether no listener looks at the certificate, so that nothing fails yet. */
function isUnused({ settings, environment }: Project, { namespace, option }: EffectiveSetting): boolean {
  const enabled = settings.effective(namespace.value, 'ListenerEnabled');
  const kind = environment.loadBalancer;
  const isIgnored = kind !== undefined && whyIgnored(kind, namespace.value, option.value) !== undefined;
  return isIgnored || literalBoolean(enabled?.value) === false;
}

interface Problem {
  readonly at: Place;
  /** What is wrong, as the rest of a sentence that begins with the option. */
  readonly text: string;
}

function problemOf(setting: EffectiveSetting): Problem | undefined {
  if (setting.value.kind === 'dynamic') return undefined;
  const leftover = findInSetting(setting, placeholderIn);
  if (leftover) return { at: leftover.place, text: placeholderText(leftover.value) };
  const wrong = findInSetting(setting, (text) => certificateArnProblems(text)[0]);
  if (!wrong) return undefined;
  const [problem] = certificateArnProblems(wrong.value);
  return {
    at: wrong.place,
    text: `is "${shown(problem!.arn)}" where the ARN of a certificate belongs: ${problem!.detail}`,
  };
}

const placeholderText = (leftover: string): string =>
  `still holds the placeholder "${leftover}"; put the ARN of your certificate in its place, as AWS Certificate Manager shows it`;

/** Little of what is no ARN: it may be the text of a private key. */
const shown = (arn: string): string => {
  const word = arn.split(/\s/, 1)[0]!;
  const length = word.startsWith('arn:') ? 200 : 40;
  return word.length > length ? `${word.slice(0, length)}…` : word;
};
