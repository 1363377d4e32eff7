import { missingPackage, type MissingPackage } from '../../knowledge/packages/missing-package.js';
import { installationOf } from '../../model/instance/packages/installed-packages.js';
import type { InstanceScript } from '../../model/instance/scripts/instance-script.js';
import { mayAddRepository } from '../../model/instance/packages/may-add-repository.js';
import { programRuns } from '../../model/instance/scripts/program-runs.js';
import { yumPackagesOf } from '../../model/instance/packages/wanted-packages.js';
import { osOf } from '../../model/platform/platform.js';
import type { ScalarNode } from '../../parse/index.js';
import { renameKeys } from '../support/rename.js';
import type { Finding, Rule } from '../rule.js';

export const missingPackageRule: Rule = {
  meta: {
    id: 'platform/missing-package',
    summary: 'A package is installed that no supported platform has',
    why: 'Every supported Linux platform runs on Amazon Linux 2023, where many packages of Amazon Linux 1 and 2 are gone or have another name. The packages section takes exact names only, and the deployment fails: "Yum does not have postgresql93-devel available for installation". In a command, one unknown name fails the whole line: "Error: Unable to find a match: postgresql93-devel".',
    severity: 'error',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/linux/al2023/release-notes/removed-AL2023.12-AL2.html',
      'https://docs.aws.amazon.com/linux/al2023/release-notes/removed-AL2023.12-AL1.html',
      'https://github.com/amazonlinux/amazon-linux-2023/issues/529',
    ],
    since: '0.1.0',
  },
  *check({ platform, configFiles, files, scripts }) {
    if (osOf(platform) === 'windows') return;
    const isElsewhere = ({ mayBeElsewhere }: MissingPackage) => mayBeElsewhere && mayAddRepository(files);
    yield* inSections(yumPackagesOf(configFiles), isElsewhere);
    for (const script of scripts)
      if (/\b(?:yum|dnf)\b/.test(script.text)) yield* inScript(script, isElsewhere);
  },
};

type IsElsewhere = (missing: MissingPackage) => boolean;

function* inSections(names: readonly ScalarNode[], isElsewhere: IsElsewhere): Generator<Finding> {
  const taken = new Set(names.map(({ text }) => text));
  for (const name of names) {
    const missing = missingPackage(name.text, 'exact');
    if (!missing || isElsewhere(missing)) continue;
    const { help, successor } = missing;
    yield {
      at: name.place,
      message: `No supported platform has the package "${name.text}"`,
      help,
      ...(successor !== undefined && !taken.has(successor) && { fix: renameKeys([name], successor) }),
    };
    if (successor !== undefined) taken.add(successor);
  }
}

function* inScript(script: InstanceScript, isElsewhere: IsElsewhere): Generator<Finding> {
  for (const run of programRuns(script)) {
    const { names, isLenient } = installationOf(run) ?? { names: [], isLenient: false };
    for (const name of run.isConditional ? [] : names) {
      const missing = missingPackage(name.text, 'provided');
      if (!missing || isElsewhere(missing)) continue;
      yield {
        at: name.place,
        message: `No supported platform has the package "${name.text}"`,
        help: missing.help,
        ...((isLenient || !run.isDecisive) && { severity: 'warning' as const }),
      };
    }
  }
}
