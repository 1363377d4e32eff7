import { builder } from '../../model/applications/may-be-built.js';
import { startFile } from '../../model/applications/start-file.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { fact } from '../../model/fact.js';
import type { Project, ProjectFile } from '../../model/project.js';
import {
  type ArchivePart,
  type DeployedArchive,
  deployedArchives,
  leavesOut,
} from '../../model/uploads/deployed-archives.js';
import type { HandOverStep } from '../../parse/pipelines/job.js';
import type { Related } from '../../source/index.js';
import { groupBy } from '../../util/collections.js';
import { namePattern } from '../../util/path-pattern.js';
import { list, shorten } from '../../util/text.js';
import type { EachRule, Finding } from '../rule.js';

export const incompleteArchive: EachRule<DeployedArchive> = {
  meta: {
    summary: 'A build service or script deploys an archive without what Elastic Beanstalk reads',
    why: 'Where a build service deploys an archive, only what is in it exists on the instances. Without .ebextensions and .platform, their settings, commands and hooks are silently missing ("No hooks found"), and without its file the application does not start. `*` in a shell fits no name that begins with a dot, so `zip -r deploy.zip *` leaves both folders out; `actions/upload-artifact` leaves out all hidden files and folders since version 4.4.',
    consequence: 'file-ignored',
    references: [
      'guide:applications-sourcebundle',
      'https://infozip.sourceforge.net/FAQ.html',
      'https://github.com/actions/upload-artifact/releases/tag/v4.4.0',
      'https://github.com/einaregilsson/beanstalk-deploy/issues/37',
    ],
  },
  each: deployedArchives,
  *check(archive, project) {
    yield* withoutConfiguration(archive, project);
    yield* withoutStart(archive, project);
  },
};

function* withoutConfiguration(archive: DeployedArchive, project: Project): Iterable<Finding> {
  const lost = lostParts(project);
  const [first] = lost;
  const names = lost
    .map(([name]) => name)
    .filter((name, _, all) => !all.includes(name.split('/')[0] ?? '') || !name.includes('/'));
  if (first) yield leftOut(archive, names, first[1][0]?.name ?? '');
}

function* withoutStart(archive: DeployedArchive, project: Project): Iterable<Finding> {
  const start = startFile(project);
  if (start && leavesOut(archive, start.path))
    yield {
      ...leftOut(archive, [start.path], start.path, { at: start.at, note: 'started here' }),
      doubt: builder(project),
    };
}

const byName = (one: ProjectFile, other: ProjectFile): number => (one.name < other.name ? -1 : 1);

/** The parts of the configuration that no archive has: of several archives, each may be for another application. */
const lostParts = fact('lostParts', (project) =>
  [...groupBy(deployedFiles(project).files.toSorted(byName), ({ name }) => configurationOf(name))].filter(
    ([, files]) =>
      deployedArchives(project).every((archive) => files.every(({ name }) => leavesOut(archive, name))),
  ),
);

/** @param path a file that is left out */
function leftOut(
  { parts, deployed }: DeployedArchive,
  names: readonly string[],
  path: string,
  ...related: readonly Related[]
): Finding {
  const [part] = parts;
  return {
    at: part.place,
    message: `The archive that is deployed does not have ${list(names)}`,
    help: howToAdd(part, names, path),
    related: [...related, { at: deployed, note: 'deployed here' }],
  };
}

function howToAdd(part: ArchivePart, names: readonly string[], path: string): string {
  const { program, inputs, stage, excludedBy, keepsFolders, archive, lostBy } = part;
  const quoted = list(names.map((name) => `\`${name}\``));
  if (lostBy) return howToKeep(lostBy, names);
  const pattern = excludedBy(path)?.text;
  if (pattern !== undefined)
    return namePattern(pattern)('.git/config')
      ? `Write \`'.git/*'\` in place of the pattern \`${shorten(pattern)}\`.`
      : `Delete the pattern \`${shorten(pattern)}\`.`;
  if (stage) return `Run \`cp -r ${names.join(' ')} ${stage.folder}/\` before.`;
  if (program === 'git archive' && inputs.length === 0)
    return `Add it with a command after this one: \`zip -r ${archive ? shorten(archive.text) : 'ARCHIVE'} ${path.split('/')[0]}\`.`;
  if (!keepsFolders)
    return inputs.some(({ text }) => names.includes(text.replace(/\/$/, '')))
      ? 'Use `zip -r`, without `-j`: only then comes along what is in folders, with its path.'
      : `Add ${quoted} to the list, and use \`zip -r\` without \`-j\`.`;
  return inputs.some(({ text }) => text === '*' || text === './*')
    ? "Write `.` in place of `*`, which fits no name that begins with a dot, and add `-x '.git/*'`."
    : `Add ${quoted} to the list.`;
}

/** `actions/upload-artifact` leaves out what is hidden. */
function howToKeep({ paths }: HandOverStep, names: readonly string[]): string {
  const keeps = 'Set `include-hidden-files: true`';
  if (
    paths.some((path) => /^(?:\.\/?|(?:\.\/)?\*\*?(?:\/\*)?|\$\{\{ *github\.workspace *\}\}\/?)$/.test(path))
  )
    return `${keeps}, and add \`!.git/**\` to \`path\`.`;
  return names.every((name) => paths.some((path) => path.replace(/^\.\//, '').startsWith(name)))
    ? `${keeps}.`
    : `${keeps}, and add ${list(names.map((name) => `\`${name}\``))} to \`path\`.`;
}

/** The parts of the configuration that a file belongs to. */
const configurationOf = (name: string): readonly string[] =>
  /^\.ebextensions(?=\/.*\.config$)/.exec(name) ??
  (name.startsWith('.platform/') ? ['.platform', ...(/^\.platform\/[^/]+(?=\/)/.exec(name) ?? [])] : []);
