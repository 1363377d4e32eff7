import { installedRequirements } from '../../model/packages/installed-requirements.js';
import { fixedVersion } from '../../parse/requirements.js';
import { groupBy } from '../../util/collections.js';
import { source } from '../on.js';
import type { Rule } from '../rule.js';

export const conflictingRequirements: Rule = {
  meta: {
    summary: 'The file requirements.txt asks for two versions of one package',
    why: 'The Python platform installs requirements.txt with pip, which installs one version of a package. It refuses a file with two ("Cannot install shop==1.0 and shop==1.1 because these package versions have conflicting dependencies"), and the deployment fails.',
    consequence: 'deploy-fails',
    references: [
      'guide:python-configuration-requirements',
      'https://pip.pypa.io/en/stable/topics/dependency-resolution/',
    ],
    needsPlatform: true,
  },
  needs: source('requirements.txt'),
  *check(project) {
    const { packages = [] } = installedRequirements(project) ?? {};
    const fixed = packages.filter((requirement) => fixedVersion(requirement) !== undefined);
    for (const [first, ...others] of groupBy(fixed, ({ name }) => [name]).values()) {
      const other = first && others.find((one) => fixedVersion(one) !== fixedVersion(first));
      if (!other) continue;
      const [one, two] = [first.written, other.written];
      yield {
        at: two.place,
        message: `${two.value} conflicts with ${one.value}`,
        help: 'Delete one of the two lines.',
        related: [{ at: one.place, note: 'the other version' }],
      };
    }
  },
};
