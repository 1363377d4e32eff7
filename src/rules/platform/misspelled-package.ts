import { suggestPackage } from '../../knowledge/packages/missing-package.js';
import { yumPackages } from '../../model/bundle/config-files.js';
import { platform } from '../../model/platform/find-platform.js';
import { osOf } from '../../model/platform/platform.js';
import { otherRepository } from '../../model/presence/repositories.js';
import type { Rule } from '../rule.js';
import { rename } from '../support/rename.js';

export const misspelledPackage: Rule = {
  meta: {
    summary: 'The name of a package is unknown and resembles another one',
    why: 'The packages section takes exact names only. With a name that no repository has, the deployment fails: "Yum does not have libjpg-turbo-devel available for installation". The names are those of Amazon Linux 2023.12; a later release may have more.',
    consequence: 'deploy-fails',
    references: [
      'aws:linux/al2023/release-notes/all-packages-AL2023.12',
      'guide:customize-containers-ec2#linux-packages',
    ],
    yieldsTo: ['platform/missing-package'],
  },
  needs: yumPackages,
  *check(project) {
    if (osOf(platform(project)) === 'windows') return;
    for (const { name } of yumPackages(project)) {
      const suggestion = suggestPackage(name.text);
      if (suggestion === undefined) continue;
      yield {
        at: name.place,
        message: `No supported platform has the package "${name.text}"`,
        help: `Did you mean "${suggestion}"?`,
        fix: rename([name.place], suggestion, 'unsafe'),
        doubt: otherRepository(name.place, undefined, project),
      };
    }
  },
};
