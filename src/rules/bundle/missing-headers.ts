import {
  type CompiledRequirement,
  compiledRequirement,
} from '../../knowledge/packages/compiled-requirements.js';
import { laterWheel } from '../../knowledge/packages/first-wheels.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { isForInstances } from '../../model/bundle/shipped-files.js';
import type { Doubt } from '../../model/doubt.js';
import {
  describeScript,
  type InstanceScript,
  isBeforeDependencies,
} from '../../model/execution/instance-script.js';
import { CONFIGURES_PIP, installedRequirements } from '../../model/packages/installed-requirements.js';
import { platform } from '../../model/platform/find-platform.js';
import { hasOwnImage } from '../../model/platform/has-own-image.js';
import { oldestPython } from '../../model/platform/platform.js';
import { saidByFile } from '../../model/presence/mentions.js';
import { type Project, sourceNamed } from '../../model/project.js';
import { scripts } from '../../model/scripts/scripts.js';
import { fixedVersion, type Requirement } from '../../parse/requirements.js';
import { placeOf } from '../../source/index.js';
import { lazily, oncePer } from '../../util/memo.js';
import { list } from '../../util/text.js';
import { source } from '../on.js';
import type { Rule } from '../rule.js';
import { withoutWheel } from '../support/dependency-findings.js';

export const missingHeaders: Rule = {
  meta: {
    summary:
      'The file requirements.txt names a package that is compiled, and nothing installs what that needs in time',
    why: 'pip compiles a package of which the index has no wheel for Linux. The Python platform does not have the headers of databases and directories ("Error: pg_config executable not found.", "Can not find valid pkg-config name. Specify MYSQLCLIENT_CFLAGS and MYSQLCLIENT_LDFLAGS env vars manually"), and the deployment fails. Container commands and later hooks run after pip. The rule is silent where another file of the project names such headers.',
    consequence: 'deploy-fails',
    references: [
      'guide:python-configuration-requirements',
      'https://www.psycopg.org/docs/install.html#build-prerequisites',
      'https://github.com/amazonlinux/amazon-linux-2023/issues/351',
      'https://github.com/PyMySQL/mysqlclient#linux',
      'https://www.python-ldap.org/en/latest/installing.html#build-prerequisites',
    ],
    needsPlatform: true,
    claimsAbsence: true,
  },
  needs: source('requirements.txt'),
  *check(project) {
    const { packages = [], hasOwnSource } = installedRequirements(project) ?? {};
    if (packages.length === 0) return;
    const elsewhere = lazily(() => doubtOfSource(hasOwnSource === true, project));
    const python = oldestPython(platform(project));
    const doubtOf = oncePer(
      (compiled: CompiledRequirement): Doubt | undefined => elsewhere() ?? doubtOfHeaders(compiled, project),
    );
    const lateFor = oncePer((compiled: CompiledRequirement) => lateScript(compiled, project));
    for (const requirement of packages) {
      const compiled = compiledIn(requirement);
      const { name, written } = requirement;
      const wheel = laterWheel(name, fixedVersion(requirement), python);
      if (!compiled || (compiled.isOldOnly && !wheel)) continue;
      const late = lateFor(compiled);
      if (late) {
        yield {
          at: late.name.place,
          message: `${describeScript(late)} installs what ${name} needs after pip has run`,
          help: `Install ${packagesOf(compiled)} below \`packages: yum:\`.`,
          related: [{ at: written.place, note: `${name} is compiled before` }],
          doubt: elsewhere(),
        };
        continue;
      }
      const subject = wheel ? withoutWheel(written.value, python) : `${name} is compiled`;
      yield {
        at: written.place,
        message: `${subject}, and nothing installs ${compiled.needs}`,
        doubt: doubtOf(compiled),
        help: helpFor(
          compiled,
          wheel ? `\`${name}\` ${wheel} or later` : compiled.instead && `\`${compiled.instead}\``,
        ),
      };
    }
  },
};

/** What a requirement has compiled; `psycopg[c]` asks for a package of its own. */
function compiledIn({ name, extras, isDirect, isConditional }: Requirement): CompiledRequirement | undefined {
  if (isDirect || isConditional) return undefined;
  return compiledRequirement(name === 'psycopg' && extras.includes('c') ? 'psycopg-c' : name);
}

function helpFor({ packages }: CompiledRequirement, instead: string | undefined): string {
  const verb = instead === undefined ? 'Install' : `Use ${instead}, or install`;
  return `${verb} ${packagesOf({ packages })} below \`packages: yum:\`.`;
}

const packagesOf = ({ packages }: Pick<CompiledRequirement, 'packages'>): string =>
  list(packages.map((one) => `\`${one}\``));

/** The first script that installs what a package needs, where all that name it run after pip. */
function lateScript({ bringing }: CompiledRequirement, project: Project): InstanceScript | undefined {
  const naming = scripts(project).filter(({ text }) => bringing.test(text));
  const [first] = naming;
  const isLate = naming.every(
    ({ stage, text }) => stage !== undefined && !isBeforeDependencies(stage) && INSTALLS.test(text),
  );
  if (!first || !isLate) return undefined;
  const all = new RegExp(bringing, `${bringing.flags}g`);
  const count = (text: string): number => text.match(all)?.length ?? 0;
  const named = deployedFiles(project).files.reduce(
    (sum, file) => sum + ('source' in file && isForInstances(file) ? count(file.source.text) : 0),
    0,
  );
  // The requirement itself may look like it.
  const own = count(
    installedRequirements(project)
      ?.packages.map(({ written }) => written.value)
      .join('\n') ?? '',
  );
  return named - own === naming.reduce((sum, { text }) => sum + count(text), 0) ? first : undefined;
}

const INSTALLS = /\b(?:yum|dnf)\b[^\n]{0,200}\binstall\b/;

/** Why pip may have wheels of its own, or the image of the instance what packages need. */
function doubtOfSource(hasOwnSource: boolean, project: Project): Doubt | undefined {
  if (hasOwnImage(project)) return { reason: 'the instances have an image of their own', at: undefined };
  const file = sourceNamed('requirements.txt', deployedFiles(project).files);
  if (hasOwnSource && file) return { reason: 'it says where packages come from', at: placeOf(file, 0, 0) };
  const at = saidByFile(CONFIGURES_PIP, project);
  return at && { reason: 'this may tell pip where packages come from', at };
}

function doubtOfHeaders({ bringing }: CompiledRequirement, project: Project): Doubt | undefined {
  const at = saidByFile(bringing, project);
  return at && { reason: 'this may install what it needs', at };
}
