import { EARLY_SECTIONS, STAGES } from '../../knowledge/instance/deployment-order.js';
import type { Place } from '../../source/index.js';
import { configFiles, fileEntries, packageEntries } from '../bundle/config-files.js';
import type { Doubt } from '../doubt.js';
import type { InstanceScript } from '../execution/instance-script.js';
import { type ProgramRun, programRuns } from '../execution/program-runs.js';
import { fact } from '../fact.js';
import { hasOwnImage } from '../platform/has-own-image.js';
import type { Project } from '../project.js';
import { scripts } from '../scripts/scripts.js';

/** Something that makes packages available which Amazon Linux does not have. */
interface Repository {
  readonly at: Place;
  readonly moment: Moment;
}

/** When something happens in a deployment: numbers to be compared one after the other. */
type Moment = readonly number[];

/** Why a package that Amazon Linux does not have may be available when a script, or an entry of `packages`, installs it. */
export function otherRepository(
  at: Place,
  by: InstanceScript | undefined,
  project: Project,
): Doubt | undefined {
  if (hasOwnImage(project)) return { reason: 'the instances have an image of their own', at: undefined };
  const moment = by ? momentOf(by, at, project) : momentOfSection('packages', at, project);
  const repository = repositories(project).find((one) => !isAfter(one.moment, moment));
  return repository && { reason: 'this adds packages from elsewhere', at: repository.at };
}

/** What adds a repository, or a package from outside of one. */
const repositories = fact('repositories', (project): readonly Repository[] => [
  ...fileEntries(project).flatMap(({ name }) =>
    REPOSITORY_FILE.test(name.text)
      ? [{ at: name.place, moment: momentOfSection('files', name.place, project) }]
      : [],
  ),
  ...packageEntries(project).flatMap(({ name, manager }) =>
    manager?.text === 'rpm' || RELEASE.test(name.text)
      ? [{ at: name.place, moment: momentOfSection('packages', name.place, project) }]
      : [],
  ),
  ...scripts(project).flatMap((script) =>
    ADDS.test(script.text)
      ? programRuns(script)
          .filter(adds)
          .map(({ program: { place } }) => ({ at: place, moment: momentOf(script, place, project) }))
      : [],
  ),
]);

const REPOSITORY_FILE = /^\/etc\/yum\.repos\.d\//;

/** A package that brings a repository: the only one of Amazon Linux 2023, or one that has an address. */
const RELEASE = /^spal-release$|\.rpm\b/;

/** A fast check before a script is parsed. */
const ADDS = /\.repo\b|\.rpm\b|yum\.repos\.d|add-repo|spal-release|setup_\d/;

/** Whether a program adds one, by its arguments, or by what it runs that another one downloads. */
const adds = ({ program, args, command: { redirections } }: ProgramRun): boolean =>
  redirections.some(({ target }) => ADDING.test(target.text)) ||
  (!LOOKS.has(program.text) && args.some(({ text }) => ADDING.test(text)));

const ADDING = /\.repo\b|\.rpm\b|\/yum\.repos\.d\b|\bspal-release\b|--add-repo|\/setup_\d/;

/** What looks for one, or takes one away. */
const LOOKS: ReadonlySet<string> = new Set(['[', '[[', 'cat', 'echo', 'grep', 'ls', 'rm', 'test']);

function momentOf({ stage, name }: InstanceScript, { span, file }: Place, project: Project): Moment {
  // Another program may run it at any time.
  if (stage === undefined) return [];
  const { files, names } = orderOf(project);
  const early = stage === 'commands' ? [files.get(file) ?? -1, EARLY_SECTIONS.indexOf('commands')] : [];
  return [STAGES.indexOf(stage), ...early, names.get(name.value) ?? -1, span.start];
}

const momentOfSection = (
  section: (typeof EARLY_SECTIONS)[number],
  { file }: Place,
  project: Project,
): Moment => [
  STAGES.indexOf('commands'),
  orderOf(project).files.get(file) ?? -1,
  EARLY_SECTIONS.indexOf(section),
];

/** The positions of `.config` files, and those of scripts among all, by their names. */
const orderOf = fact('orderOf', (project) => ({
  files: new Map(configFiles(project).map(({ file }, index) => [file, index])),
  names: new Map(scripts(project).map(({ name }, index) => [name.value, index])),
}));

/** Whether a moment is after another one for certain. */
function isAfter(moment: Moment, other: Moment): boolean {
  const at = moment.findIndex((position, index) => position !== other[index]);
  return at !== -1 && other[at] !== undefined && (moment[at] ?? 0) > other[at];
}
