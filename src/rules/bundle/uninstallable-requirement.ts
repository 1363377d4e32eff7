import { compiledRequirement } from '../../knowledge/packages/compiled-requirements.js';
import { laterRunning, laterWheel, neededPython } from '../../knowledge/packages/first-wheels.js';
import { isTaken, neededVersions } from '../../knowledge/packages/needed-versions.js';
import { nearestBranch } from '../../knowledge/platform/platform-branches.js';
import { deploysArtifact } from '../../model/bundle/shipped-files.js';
import { CONFIGURES_PIP, installedRequirements } from '../../model/packages/installed-requirements.js';
import { platform } from '../../model/platform/find-platform.js';
import { oldestPython, type Platform } from '../../model/platform/platform.js';
import { saidByFile } from '../../model/presence/mentions.js';
import { absenceOf, notesOnAbsence } from '../../model/scripts/absent-paths.js';
import { parsePlatformName } from '../../parse/platform-name.js';
import { fixedVersion, lowestVersion, type Requirement } from '../../parse/requirements.js';
import { lookUp } from '../../util/collections.js';
import { compareVersions } from '../../util/compare.js';
import { lazily } from '../../util/memo.js';
import { shorten } from '../../util/text.js';
import { source } from '../on.js';
import type { Finding, Rule } from '../rule.js';
import { withoutWheel } from '../support/dependency-findings.js';

export const uninstallableRequirement: Rule = {
  meta: {
    summary:
      'The file requirements.txt names a package that pip cannot install on an instance, or a file that is not there',
    why: 'The Python platform installs requirements.txt with pip. Packages for Windows or macOS, versions that need a newer Python than the platform has, or that are older than it and do not compile with it, and what `pip freeze` wrote down of one computer, or of an older Python, are not to be had there, and neither is a file or folder that the bundle does not have ("No matching distribution found for pywin32==306", "AttributeError: cython_sources", "Could not install packages due to an OSError: [Errno 2] No such file or directory: \'/croot/…\'", "ERROR: Could not open requirements file"), and the deployment fails.',
    consequence: 'deploy-fails',
    references: [
      'guide:python-configuration-requirements',
      'https://docs.djangoproject.com/en/6.0/releases/6.0/#python-compatibility',
      'https://github.com/mhammond/pywin32/issues/1834',
      'https://github.com/twisted/twisted/issues/12020',
      'https://github.com/takeyamayuki/NonMouse/issues/15',
      'https://github.com/scipy/scipy/issues/17957',
      'https://github.com/pytorch/pytorch/pull/174634',
      'https://github.com/yaml/pyyaml/issues/724',
      'https://github.com/pganssle/zoneinfo/issues/143',
      'https://github.com/pallets/markupsafe/issues/187',
      'https://github.com/pytorch/pytorch/blob/main/RELEASE.md#release-compatibility-matrix',
      'https://www.tensorflow.org/install/source#tested_build_configurations',
      'https://pip.pypa.io/en/stable/reference/requirement-specifiers/',
    ],
    needsPlatform: true,
  },
  needs: source('requirements.txt'),
  *check(project) {
    const {
      packages = [],
      paths = [],
      hasOwnSource,
      isDecoded = false,
    } = installedRequirements(project) ?? {};
    const installed = packages.filter(({ isConditional }) => !isConditional);
    if (hasOwnSource === false) {
      const isOwnPip = lazily(() => saidByFile(CONFIGURES_PIP, project) !== undefined);
      yield* installed.flatMap(
        (requirement) =>
          unavailable(requirement, isDecoded) ??
          outdated(requirement, isDecoded, oldestPython(platform(project))) ??
          tooNew(requirement, platform(project)) ??
          tooOld(requirement, platform(project), { isOwnPip, installed }) ??
          unrunnable(requirement, platform(project), packages) ??
          [],
      );
    }
    yield* fromElsewhere(installed.filter(comesFromElsewhere));
    for (const { kind, path } of paths) {
      const name = path.value.replace(/^(?:\.\/)+|\/$/g, '');
      const absence = /(?:^|\/)\.{0,2}(?:\/|$)/.test(name) ? undefined : absenceOf(name, project);
      if (!absence) continue;
      yield {
        at: path.place,
        doubt: deploysArtifact(project)
          ? { reason: 'another archive is uploaded in place of the folder', at: undefined }
          : absence.doubt,
        message: `The project has no ${kind === 'project' ? 'package in' : 'file'} ${shorten(name)}`,
        help: `Add ${kind === 'project' ? 'the folder' : 'the file'} to the project, or delete the line.`,
        related: notesOnAbsence(absence),
      };
    }
  },
};

/** Where a package can be installed: the name of the system, and the marker that leaves it out on others. */
const SYSTEMS = {
  macos: { system: 'macOS', marker: '; sys_platform == "darwin"' },
  windows: { system: 'Windows', marker: '; sys_platform == "win32"' },
} as const;

function unavailable(requirement: Requirement, isDecoded: boolean): Finding | undefined {
  const { name, versions, isDirect } = requirement;
  const known = isDirect ? undefined : uninstallable(name, versions);
  if (!known) return undefined;
  const { place: at } = requirement.written;
  const written = shorten(requirement.written.value);
  if (known.kind === 'frozen')
    return {
      at,
      message: `The package index has no ${written}`,
      help: 'Delete the line: it describes the computer on which `pip freeze` ran.',
    };
  const { system, marker } = SYSTEMS[known.kind];
  return {
    ...withMarker(requirement, marker, `Install it on ${system} only`, isDecoded),
    message: `pip cannot install ${written} on Linux`,
  };
}

/** What older versions of Python lack, and pip cannot install with a newer one. */
function outdated(requirement: Requirement, isDecoded: boolean, python: string): Finding | undefined {
  const { name, versions, isDirect, written } = requirement;
  const known = isDirect ? undefined : lookUp(BACKPORTS, name);
  if (!known?.versions.test(versions) || compareVersions(python, known.since) < 0) return undefined;
  return {
    ...withMarker(requirement, known.marker, 'Install it with older versions of Python only', isDecoded),
    message: `pip cannot install ${shorten(written.value)} with Python ${python}`,
  };
}

/** https://packaging.python.org/en/latest/specifications/dependency-specifiers/#environment-markers */
function withMarker({ written }: Requirement, marker: string, title: string, isDecoded: boolean) {
  const { place: at } = written;
  const edit = { file: at.file, span: { start: at.span.end, end: at.span.end }, text: ` ${marker}` };
  return {
    at,
    help: `Delete the line, or add \`${marker}\` to it.`,
    ...(!isDecoded && { fix: { title, safety: 'safe' as const, edits: [edit] } }),
  };
}

/**
 * `dataclasses` asks for Python 3.6 since version 0.7; `backports.zoneinfo` does not compile since Python 3.12.
 * https://github.com/pganssle/zoneinfo/issues/143
 */
const BACKPORTS: Readonly<
  Record<string, { readonly versions: RegExp; readonly since: string; readonly marker: string }>
> = {
  'backports-zoneinfo': { versions: /^==/, since: '3.12', marker: '; python_version < "3.9"' },
  dataclasses: { versions: /^==\s*0\.[78]$/, since: '3.7', marker: '; python_version < "3.7"' },
};

/** One for which the Python of the branch is too old. */
function tooNew(requirement: Requirement, platform: Platform): Finding | undefined {
  const { name, written, isDirect } = requirement;
  if (isDirect || platform.name === undefined) return undefined;
  // A retired branch keeps its Python.
  const python = parsePlatformName(platform.name).version ?? oldestPython(platform);
  const needed = neededPython(name, lowestVersion(requirement), python);
  if (!needed) return undefined;
  const branch = nearestBranch({ ...BRANCH, version: needed.python });
  return {
    at: written.place,
    message: `${shorten(written.value)} needs Python ${needed.python}, but the platform has Python ${python}`,
    help: `Use \`${name}<${needed.from}\`, or the platform branch \`${branch}\`.`,
    ...(platform.place && { related: [{ at: platform.place, note: 'the platform is named here' }] }),
  };
}

const BRANCH = { language: 'python', generation: 'al2023', os: undefined } as const;

/** Whether a requirement does not take a version of another package. No version of Docker Compose 2 is a package of Python. */
function forbids(other: Requirement, name: string, wheel: string): boolean {
  const version = fixedVersion(other) ?? (other.name === 'docker-compose' ? '1' : undefined);
  const needed = version === undefined ? [] : neededVersions(other.name, version);
  return needed.some((need) => need.of === name && !isTaken(wheel, need));
}

/** One of which the index has no source code, or none that pip can compile. */
function tooOld(
  requirement: Requirement,
  platform: Platform,
  { isOwnPip, installed }: { readonly isOwnPip: () => boolean; readonly installed: readonly Requirement[] },
): Finding | undefined {
  const { name, written, isDirect } = requirement;
  const python = oldestPython(platform);
  const wheel = laterWheel(name, fixedVersion(requirement), python);
  if (isDirect || !wheel || compiledRequirement(name) || isOwnPip()) return undefined;
  const forbidding = installed.find((other) => forbids(other, name, wheel));
  return {
    at: written.place,
    message: withoutWheel(written.value, python),
    help: forbidding
      ? `Use \`${name}\` ${wheel} or later, and delete \`${forbidding.name}\`, which forbids it.`
      : `Use \`${name}\` ${wheel} or later.`,
    ...(forbidding && { related: [{ at: forbidding.written.place, note: `needs an older ${name}` }] }),
  };
}

/** One that imports a module that Python does not have any more, unless another package brings it. */
function unrunnable(
  requirement: Requirement,
  platform: Platform,
  all: readonly Requirement[],
): Finding | undefined {
  const { name, written, isDirect } = requirement;
  const python = oldestPython(platform);
  const first = laterRunning(name, fixedVersion(requirement), python);
  if (isDirect || first === undefined || platform.name === undefined) return undefined;
  if (all.some((other) => other.name === 'legacy-cgi')) return undefined;
  return {
    at: written.place,
    message: `${shorten(written.value)} imports cgi, which Python ${python} does not have`,
    help: `Use \`${name}\` ${first} or later, or add the line \`legacy-cgi\`.`,
    ...(platform.place && { related: [{ at: platform.place, note: 'the platform is named here' }] }),
  };
}

const FILE_URL = /@\s*file:\/\/(?:localhost)?(\/[^\s;#]+)/i;

/**
 * Folders of developers and of the builds of conda, as `pip freeze` writes them. Instances have only the home folders
 * of their own users.
 */
const ELSEWHERE =
  /^\/(?:[A-Za-z]:\/|Users\/|croot\/|private\/|home\/(?!ec2-user\/|webapp\/)|opt\/con(?:course|da)\/|tmp\/build\/|work\/(?:ci_py|perseverance|recipes))|\/(?:conda-bld|feedstock_root)\//;

function comesFromElsewhere({ written }: Requirement): boolean {
  const [, path] = FILE_URL.exec(written.value) ?? [];
  return path !== undefined && ELSEWHERE.test(path) && !/[$%{]/.test(path);
}

/** They were written by one run of `pip freeze`, so that one finding reports all of them. */
function* fromElsewhere([first, ...others]: readonly Requirement[]): Generator<Finding> {
  if (!first) return;
  const [name = ''] = first.written.value.split(/[\s@]/, 1);
  const come = others.length === 0 ? ' comes from a path' : ` and ${others.length} more come from paths`;
  yield {
    at: first.written.place,
    message: `${shorten(name)}${come} that no instance has`,
    help: 'Name the packages and their versions, as `pip list --format=freeze` does.',
  };
}

/** Why pip cannot install a package on Linux. */
interface Uninstallable {
  /** The versions that are concerned; all of them where this is left out. */
  readonly versions?: RegExp;
  /** The system on which it is right, `frozen` where `pip freeze` took it from the operating system of another machine. */
  readonly kind: keyof typeof SYSTEMS | 'frozen';
}

/** As `pip freeze` writes versions: a name without one may be that of another package. */
const FIXED = /^==/;

/**
 * Packages of which the index has no file that pip can install on Linux, or whose sources do not compile there.
 * https://github.com/mhammond/pywin32/issues/1834
 * https://github.com/twisted/twisted/issues/12020
 * https://bugs.launchpad.net/ubuntu/+source/python-pip/+bug/1635463
 * https://github.com/jason9693/MusicTransformer-tensorflow2.0/issues/5
 * https://github.com/takeyamayuki/NonMouse/issues/15
 * https://github.com/andfoy/pywinpty
 */
const UNINSTALLABLE: Readonly<Record<string, Uninstallable>> = {
  'aws-cfn-bootstrap': { versions: /^==\s*2\.0$/, kind: 'frozen' },
  'cloud-init': { versions: FIXED, kind: 'frozen' },
  'command-not-found': { versions: FIXED, kind: 'frozen' },
  'pkg-resources': { versions: /^==\s*0\.0\.0$/, kind: 'frozen' },
  pyobjc: { kind: 'macos' },
  'pyobjc-core': { kind: 'macos' },
  pypiwin32: { kind: 'windows' },
  // The index has versions 0.0.0 and 0.7.8, which are not of its maintainers.
  'python-apt': { versions: /^==\s*[1-9]/, kind: 'frozen' },
  pywin32: { kind: 'windows' },
  pywinpty: { kind: 'windows' },
  'twisted-iocpsupport': { kind: 'windows' },
  'ubuntu-advantage-tools': { versions: FIXED, kind: 'frozen' },
  'ubuntu-drivers-common': { versions: FIXED, kind: 'frozen' },
  ufw: { versions: FIXED, kind: 'frozen' },
  'unattended-upgrades': { versions: FIXED, kind: 'frozen' },
};

/** What is known of a package that pip cannot install on Linux; undefined for all others. */
function uninstallable(name: string, versions: string): Uninstallable | undefined {
  const known = lookUp(UNINSTALLABLE, name.startsWith('pyobjc-framework-') ? 'pyobjc' : name);
  return known?.versions?.test(versions) === false ? undefined : known;
}
