import { mayBePackage } from '../../../knowledge/packages/is-known-name.js';
import { missingPackage } from '../../../knowledge/packages/missing-package.js';
import { IN_SPAL } from '../../../knowledge/packages/renamed-packages.js';
import type { InstanceScript } from '../../../model/execution/instance-script.js';
import { type ProgramRun, programRuns } from '../../../model/execution/program-runs.js';
import { installationOf } from '../../../model/packages/installed-packages.js';
import { list } from '../../../util/text.js';

/**
 * What to do without the repository EPEL, which has nothing for Amazon Linux 2023; undefined where it is not known what has its packages.
 * https://docs.aws.amazon.com/linux/al2023/ug/epel.html
 * @param run enables or installs it
 */
export function helpWithoutEpel(run: ProgramRun, script: InstanceScript): string | undefined {
  const names = packagesWith(run, script);
  const inSpal = names.filter((name) => missingPackage(name, 'provided')?.help === IN_SPAL);
  if (inSpal.length > 0)
    return `Delete it, and run \`yum install -y spal-release\` in its place: SPAL, a repository of AWS, has ${shown(inSpal)}.`;
  const areKnown = names.every((name) => mayBePackage(name) && !missingPackage(name, 'provided'));
  return names.length > 0 && areKnown
    ? `Delete it: Amazon Linux 2023 itself has ${shown(names)}.`
    : undefined;
}

const shown = (names: readonly string[]): string =>
  list(names.slice(0, MAX_NAMES).map((name) => `\`${name}\``));

const MAX_NAMES = 3;

/** The packages that a command installs, or the rest of its script where it only brings the repository. */
function packagesWith(run: ProgramRun, script: InstanceScript): string[] {
  const namesOf = (one: ProgramRun) =>
    (installationOf(one, script.script)?.names ?? []).flatMap(({ text }) =>
      BRINGS.test(text) ? [] : [text],
    );
  const own = namesOf(run);
  return own.length > 0 ? own : programRuns(script).flatMap(namesOf);
}

/** An address, a file or the package of the repository. */
const BRINGS = /[:/]|\.rpm$|^epel-release/;
