import { type MissingPackage, missingPackage } from '../../knowledge/packages/missing-package.js';
import { CLOUDWATCH_LOGS } from '../../knowledge/platform/retired-paths.js';
import { fileEntries, yumPackages } from '../../model/bundle/config-files.js';
import type { InstanceScript } from '../../model/execution/instance-script.js';
import { programRuns } from '../../model/execution/program-runs.js';
import { installationOf } from '../../model/packages/installed-packages.js';
import { liveScripts } from '../../model/paths/retired-hooks.js';
import { platform } from '../../model/platform/find-platform.js';
import { osOf } from '../../model/platform/platform.js';
import { otherRepository } from '../../model/presence/repositories.js';
import type { Project } from '../../model/project.js';
import { proxyServer } from '../../model/proxy/proxy-server.js';
import { scripts } from '../../model/scripts/scripts.js';
import { type PackageEntry, parsePlatformName, versionsOf } from '../../parse/index.js';
import type { Word } from '../../parse/shell/word.js';
import { type Place, textAt } from '../../source/index.js';
import { anyOf } from '../on.js';
import type { Choice, Finding, Rule } from '../rule.js';
import { fixOf } from '../support/fix-of.js';
import { processHelp } from '../support/migration/process-choices.js';
import { removalFix } from '../support/migration/remove-entries.js';
import { helpWithoutEpel } from '../support/migration/without-epel.js';
import { renameKeys } from '../support/rename.js';

export const missingPackageRule: Rule = {
  meta: {
    summary: 'A package is installed that no supported platform has',
    why: 'Every supported Linux platform runs on Amazon Linux 2023, where many packages of Amazon Linux 1 and 2 are gone or have another name. The packages section takes exact names only, and the deployment fails: "Yum does not have postgresql93-devel available for installation". In a command, one unknown name fails the whole line: "Error: Unable to find a match: postgresql93-devel".',
    consequence: 'deploy-fails',
    references: [
      'aws:linux/al2023/release-notes/removed-AL2023.12-AL2',
      'aws:linux/al2023/release-notes/removed-AL2023.12-AL1',
      'https://github.com/amazonlinux/amazon-linux-2023/issues/529',
    ],
  },
  needs: anyOf<object>(scripts, yumPackages),
  *check(project) {
    if (osOf(platform(project)) === 'windows') return;
    const { language, version } = parsePlatformName(platform(project).name ?? '');
    const find: Find = ({ text, place }, script) => {
      const missing = missingPackage(text, script ? 'provided' : 'exact', { language, version });
      const gone = goneWith(text, project);
      return (
        missing && {
          ...missing,
          ...gone,
          help: gone?.help ?? processHelp(missing.help, project),
          doubt: missing.mayBeElsewhere ? otherRepository(place, script, project) : undefined,
        }
      );
    };
    yield* inSections(yumPackages(project), find);
    const live = new Set(liveScripts(project));
    for (const script of scripts(project))
      if (/\b(?:yum|dnf)\b/.test(script.text))
        // The help for a hook that nothing runs says what goes with it.
        yield* inScript(script, find).filter(({ fix }) => fix !== undefined || live.has(script));
  },
};

/** What is known of a missing package that a script, or an entry of `packages`, installs. */
type Find = (
  name: { readonly text: string; readonly place: Place },
  script?: InstanceScript,
) => (MissingPackage & Pick<Finding, 'doubt'>) | undefined;

/** What to do with a package that nothing needs on supported platforms. */
function goneWith(name: string, project: Project): Pick<MissingPackage, 'help' | 'successor'> | undefined {
  if (/^mod(?:24)?_/.test(name) && proxyServer(project).program === 'nginx')
    return { help: 'Delete it: the proxy is nginx, not Apache.', successor: undefined };
  return name === 'awslogs' ? { help: awslogsHelp(project), successor: undefined } : undefined;
}

/** One finding says what to do with the files and the commands of the agent as well. */
const awslogsHelp = (project: Project): string =>
  fileEntries(project).some(({ name }) => name.text.startsWith('/etc/awslogs/'))
    ? `Delete it with its files and commands. ${CLOUDWATCH_LOGS}`
    : 'Delete it with the commands that start it: `StreamLogs: true` in `aws:elasticbeanstalk:cloudwatch:logs` streams the logs of the platform.';

function* inSections(packages: readonly PackageEntry[], find: Find): Generator<Finding> {
  const written: ReadonlySet<string> = new Set(packages.map(({ name }) => name.text));
  const taken = new Set(written);
  for (const wanted of packages) {
    const { name } = wanted;
    const missing = find(name);
    if (!missing) continue;
    const { help, successor, doubt } = missing;
    yield {
      at: name.place,
      message: `No supported platform has the package "${name.text}"`,
      help:
        successor !== undefined && written.has(successor)
          ? `Delete it: \`${successor}\` is installed as well.`
          : help,
      doubt,
      ...fixFor(wanted, missing, taken),
    };
    if (successor !== undefined) taken.add(successor);
  }
}

/** The new name without the version of the old one; where the project installs that as well, the old one goes. */
function fixFor(
  wanted: PackageEntry,
  { successor, isRenamed }: MissingPackage,
  taken: ReadonlySet<string>,
): Pick<Finding, 'fix' | 'choices'> {
  if (successor === undefined) return {};
  const versions = versionsOf(wanted)?.value;
  const safety = isRenamed ? 'migration' : 'unsafe';
  if (taken.has(successor))
    return versions && isRenamed
      ? removalFix(`Delete it: ${successor} is installed as well`, safety, [wanted])
      : {};
  const fix = renameKeys([wanted.name], successor, safety);
  const isPinned = versions !== undefined && !/^(?:\[\s*\])?$/.test(textAt(versions.place).trim());
  return {
    fix: isPinned ? { ...fix, edits: [...fix.edits, { ...versions.place, text: '[]' }] } : fix,
    ...(!isRenamed && { choices: choicesFor(wanted.name.text, successor) }),
  };
}

/** Where the successor is another program. */
const choicesFor = (name: string, successor: string): readonly Choice[] => [
  {
    action: `Rename it to \`${successor}\`.`,
    consequence: `It is another program: what configures or runs ${name} has to be written anew.`,
    isFix: true,
  },
  { action: 'Delete it.', consequence: `What configures or runs ${name} has to go as well.` },
];

function inScript(script: InstanceScript, find: Find): Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<Word>();
  for (const run of programRuns(script)) {
    const { names, isLenient } = installationOf(run, script.script) ?? { names: [], isLenient: false };
    for (const name of run.isConditional ? [] : names) {
      const missing = find(name, script);
      // The list in a variable may be installed from more than one place.
      if (!missing || seen.has(name)) continue;
      seen.add(name);
      findings.push({
        at: name.place,
        message: `No supported platform has the package "${name.text}"`,
        help: (name.text === 'epel-release' ? helpWithoutEpel(run, script) : undefined) ?? missing.help,
        doubt: missing.doubt,
        ...renameWord(name, missing),
        ...((isLenient || !run.isDecisive) && { warnsBecause: 'error-ignored' as const }),
      });
    }
  }
  return findings;
}

/** A name that is written without quotes or escapes. */
function renameWord(name: Word, missing: MissingPackage): Pick<Finding, 'fix' | 'choices'> {
  const { successor, isRenamed } = missing;
  if (successor === undefined || textAt(name.place) !== name.text) return {};
  const edit = { ...name.place, text: successor };
  return {
    ...fixOf(isRenamed ? 'migration' : 'unsafe', `Rename it to ${successor}`, edit),
    ...(!isRenamed && { choices: choicesFor(name.text, successor) }),
  };
}
