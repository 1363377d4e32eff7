import {
  compiledRequirement,
  type CompiledRequirement,
} from '../../knowledge/packages/compiled-requirements.js';
import { oldestVersion } from '../../knowledge/platform/platform-branches.js';
import { installedRequirements } from '../../model/bundle/installed-requirements.js';
import { isForInstances } from '../../model/bundle/is-for-instances.js';
import type { Project } from '../../model/project.js';
import type { Platform } from '../../model/platform/platform.js';
import { parsePlatformName } from '../../parse/platform-name.js';
import { fixedVersion, type Requirement } from '../../parse/requirements.js';
import { list } from '../../util/list.js';
import type { Rule } from '../rule.js';

export const missingHeaders: Rule = {
  meta: {
    id: 'bundle/missing-headers',
    summary:
      'The file requirements.txt names a package that is compiled, and nothing installs what that needs',
    why: 'pip compiles a package of which the index has no wheel for Linux. The Python platform does not have the headers of databases and directories ("Error: pg_config executable not found.", "Can not find valid pkg-config name. Specify MYSQLCLIENT_CFLAGS and MYSQLCLIENT_LDFLAGS env vars manually"), and the deployment fails. The rule is silent where a file of the project names such headers.',
    severity: 'warning',
    consequence: 'deploy-fails',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/python-configuration-requirements.html',
      'https://www.psycopg.org/docs/install.html#build-prerequisites',
      'https://github.com/amazonlinux/amazon-linux-2023/issues/351',
      'https://github.com/PyMySQL/mysqlclient#linux',
      'https://www.python-ldap.org/en/latest/installing.html#build-prerequisites',
    ],
    since: '0.1.0',
    needsPlatform: true,
    claimsAbsence: true,
  },
  *check(project) {
    const { packages = [], hasOwnSource } = installedRequirements(project) ?? {};
    if (hasOwnSource === true || mayComeFromElsewhere(project)) return;
    const python = pythonOf(project.platform);
    for (const requirement of packages) {
      const compiled = compiledIn(requirement, python);
      if (!compiled || mayBring(compiled, project)) continue;
      const { name, written } = requirement;
      const isOld = compiled.firstWheel !== undefined;
      const subject = isOld
        ? `${written.value} has no wheel for Python ${python} or later`
        : `${name} is compiled`;
      yield {
        at: written.place,
        message: `${subject}, and nothing installs ${compiled.needs}`,
        help: helpFor(name, compiled),
      };
    }
  },
};

type Compiled = NonNullable<ReturnType<typeof compiledRequirement>>;

/** The oldest version of Python that the project may get. */
const pythonOf = ({ name }: Platform): string =>
  oldestVersion('python', parsePlatformName(name ?? '').version) ?? '';

/** What a requirement has compiled; `psycopg[c]` asks for a package of its own. */
function compiledIn(requirement: Requirement, python: string): Compiled | undefined {
  const { name, extras, isDirect, isConditional } = requirement;
  if (isDirect || isConditional) return undefined;
  const isExtra = name === 'psycopg' && extras.includes('c');
  return compiledRequirement(isExtra ? 'psycopg-c' : name, fixedVersion(requirement), python);
}

function helpFor(name: string, { packages, instead, firstWheel }: Compiled): string {
  const other = firstWheel === undefined ? instead && `\`${instead}\`` : `\`${name}\` ${firstWheel} or later`;
  const verb = other === undefined ? 'Install' : `Use ${other}, or install`;
  return `${verb} ${list(packages.map((one) => `\`${one}\``))} below \`packages: yum:\`.`;
}

/** Whether pip may take packages from elsewhere, or the instance is made from an image that may have what they need. */
const mayComeFromElsewhere = ({ settings, files: { files } }: Project): boolean =>
  settings.effective('aws:autoscaling:launchconfiguration', 'ImageId') !== undefined ||
  files.some(
    (file) => 'source' in file && /\bPIP_[A-Z]|\bpip\.conf\b|\bpip3? config\b/.test(file.source.text),
  );

const mayBring = ({ bringing }: CompiledRequirement, { files: { files } }: Project): boolean =>
  files.some((file) => 'source' in file && isForInstances(file) && bringing.test(file.source.text));
