import { nearest } from '../../knowledge/nearest.js';
import { GENERATION_NAMES } from '../../knowledge/platforms.js';
import { PACKAGE_ADVICE, PACKAGE_MANAGERS, SAME_PACKAGES } from '../../knowledge/package-managers.js';
import { possibleGenerations } from '../../model/platform.js';
import { knownEntriesOf, sectionsOf, type ScalarNode } from '../../model/section-entries.js';
import { replaceWritten } from '../replace-written.js';
import type { Fix, Rule } from '../rule.js';

export const packages: Rule = {
  meta: {
    id: 'config/packages',
    summary: 'Packages are to be installed by a package manager that the platform has not',
    why: 'Elastic Beanstalk knows yum, rpm, rubygems and python on Linux and msi on Windows. What stands below another key is not installed: the instance writes "Unsupported package manager" to its log and goes on, or the deployment fails because the program is missing. python installs for Python 2.7, which Amazon Linux 2023 has not.',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html#linux-packages',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-windows-ec2.html#windows-packages',
      'https://docs.aws.amazon.com/linux/al2023/ug/deprecated-al2.html',
    ],
    since: '0.1.0',
  },
  *check({ configFiles, platform }) {
    const generations = possibleGenerations(platform);
    const who =
      generations.length === 1 ? `${GENERATION_NAMES[generations[0]!]} cannot` : 'No supported platform can';
    const usable = Object.keys(PACKAGE_MANAGERS).filter((name) =>
      PACKAGE_MANAGERS[name]!.some((generation) => generations.includes(generation)),
    );
    for (const section of configFiles.flatMap((file) => sectionsOf(file, 'packages'))) {
      const entries = knownEntriesOf(section);
      const names = new Set(entries.map(({ key }) => key.text));
      for (const { key } of entries) {
        if (usable.includes(key.text)) continue;
        const meant = meantBy(key.text, usable);
        yield {
          at: key.place,
          message: `${who} install the packages below "${key.text}"; ${adviceFor(key.text, meant, usable)}.`,
          ...(meant && !names.has(meant) && { fix: renaming(key, meant) }),
        };
      }
    }
  },
};

/** The key that has another name here, or a misspelt one. */
function meantBy(name: string, usable: readonly string[]): string | undefined {
  const same = SAME_PACKAGES[name];
  if (same) return usable.find((key) => key === same);
  return Object.hasOwn(PACKAGE_ADVICE, name) ? undefined : nearest(name, usable);
}

function adviceFor(name: string, meant: string | undefined, usable: readonly string[]): string {
  if (usable.length === 1) return `the only key there is ${usable[0]!}`;
  if (Object.hasOwn(PACKAGE_ADVICE, name)) return PACKAGE_ADVICE[name]!;
  return meant ? `write ${meant}` : `the keys are ${usable.slice(0, -1).join(', ')} and ${usable.at(-1)!}`;
}

/** Packages are installed that were not before: only a change of case is made without asking. */
const renaming = (key: ScalarNode, better: string): Fix => ({
  title: `Rename it to ${better}`,
  safety: key.text.trim().toLowerCase() === better ? 'safe' : 'unsafe',
  edits: [replaceWritten(key, better)],
});
