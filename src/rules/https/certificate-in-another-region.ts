import { certificateRegions, isCertificateOption } from '../../knowledge/load-balancing/arns.js';
import { region } from '../../model/platform/find-platform.js';
import { settings } from '../../model/settings/settings.js';
import { findInSetting } from '../../parse/index.js';
import { literalText } from '../../source/index.js';
import { anySetting } from '../on.js';
import type { Rule } from '../rule.js';

export const certificateInAnotherRegion: Rule = {
  meta: {
    summary: 'A certificate is in another region than the environment',
    why: 'A load balancer can only use certificates of its own region. default_region in .elasticbeanstalk/config.yml is where the EB CLI creates the environment, unless a command names another region. There, Elastic Load Balancing does not find the certificate (CertificateNotFound), and the update fails.',
    consequence: 'deploy-fails',
    references: [
      'aws:elasticloadbalancing/latest/application/https-listener-certificates',
      'guide:eb-cli3-configuration',
      'aws:elasticloadbalancing/latest/APIReference/API_CreateListener',
    ],
  },
  needs: anySetting,
  *check(project) {
    const chosen = region(project);
    const here = literalText(chosen);
    if (!chosen || here === undefined) return;
    for (const setting of settings(project).effectiveSettings()) {
      if (!isCertificateOption(setting.namespace.value, setting.option.value)) continue;
      if (setting.value.kind !== 'literal') continue;
      const other = findInSetting(setting, (text) =>
        certificateRegions(text).find((certificate) => certificate.region !== here),
      );
      if (!other) continue;
      yield {
        at: other.place,
        message: `The certificate is in ${other.value}, but default_region is ${here}`,
        help: `Use the ARN of a certificate in \`${here}\`.`,
        related: [{ at: chosen.place, note: 'default_region of the EB CLI' }],
      };
    }
  },
};
