import { isTaken, laterTaking, neededVersions } from '../../knowledge/packages/needed-versions.js';
import { installedRequirements } from '../../model/packages/installed-requirements.js';
import { fixedVersion, type Requirement } from '../../parse/requirements.js';
import { groupBy } from '../../util/collections.js';
import { source } from '../on.js';
import type { Finding, Rule } from '../rule.js';

export const conflictingRequirements: Rule = {
  meta: {
    summary:
      'The file requirements.txt asks for two versions of one package, or for two packages that exclude each other',
    why: 'The Python platform installs requirements.txt with pip, which installs one version of a package. It refuses a file with two ("Cannot install shop==1.0 and shop==1.1 because these package versions have conflicting dependencies"), and one in which a package does not take the version that is asked for of another ("boto3 1.34.0 depends on botocore<1.35.0 and >=1.34.0"), and the deployment fails.',
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
    yield* excluding(packages);
  },
};

/** The pins that do not take the pin of another package. */
function* excluding(packages: readonly Requirement[]): Generator<Finding> {
  const pins = new Map(
    packages.flatMap((requirement) => {
      const version = requirement.isDirect ? undefined : fixedVersion(requirement);
      return version === undefined ? [] : [[requirement.name, { requirement, version }] as const];
    }),
  );
  for (const [name, { requirement, version }] of pins)
    for (const need of neededVersions(name, version)) {
      const pin = pins.get(need.of);
      if (!pin || isTaken(pin.version, need)) continue;
      const range = `${need.of}>=${need.lowest}${need.below === undefined ? '' : `,<${need.below}`}`;
      const later = laterTaking(name, version, need.of, pin.version);
      const { written } = requirement;
      yield {
        at: pin.requirement.written.place,
        message: `${pin.requirement.written.value} conflicts with ${written.value}`,
        help: `Use \`${range}\`${later === undefined ? '' : `, or \`${name}>=${later}\``}.`,
        related: [{ at: written.place, note: `needs ${range}` }],
      };
    }
}
