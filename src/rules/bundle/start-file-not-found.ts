import { BUILT_SCRIPT, COMPILED, isCodeHere, mayBeMade } from '../../model/applications/may-be-made.js';
import { missingStartsOf } from '../../model/applications/missing-starts.js';
import type { MissingStart } from '../../model/applications/started-words.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { type ExistingFiles, existingFiles } from '../../model/bundle/existing-files.js';
import { deploysArtifact } from '../../model/bundle/shipped-files.js';
import type { Project } from '../../model/project.js';
import { onlyOne } from '../../util/collections.js';
import { nearest } from '../../util/nearest.js';
import { baseName } from '../../util/paths.js';
import type { EachRule } from '../rule.js';
import { withCallable } from '../support/application-callable.js';

export const startFileNotFound: EachRule<MissingStart> = {
  meta: {
    summary: 'The application starts with a file or a module that is not in the project',
    why: 'The start command does not find its file ("Cannot find module", "ModuleNotFoundError: No module named"), the process exits again and again, and every request ends in 502 Bad Gateway. A server ends as well without the configuration that a flag such as `gunicorn -c FILE` names, and so does `node --env-file=FILE`. The rule is silent where a build may create the file; a folder of built scripts is taken as it is where nothing of the project builds.',
    consequence: 'traffic-breaks',
    references: [
      'guide:platforms-linux-extend.build-proc',
      'guide:create-deploy-python-container',
      'guide:nodejs-platform-dependencies',
      'guide:ruby-platform-procfile',
      'https://docs.gunicorn.org/en/stable/settings.html#config',
      'https://nodejs.org/api/cli.html#--env-filefile',
    ],
    claimsAbsence: true,
    mayBeSetElsewhere: true,
    needsPlatform: true,
    yieldsTo: ['platform/wrong-wsgi-path'],
  },
  each: missingStartsOf,
  *check(start, project) {
    if (start.module || deploysArtifact(project)) return;
    const existing = existingFiles(deployedFiles(project));
    const { kind, name, folder, place } = start;
    const suggestion = suggestionFor(start, existing);
    if (kind === 'folder' && !suggestion) return;
    const isMade = !isPath(start) && mayBeMade(start, project);
    if (isMade || (!suggestion && !isCodeHere(start, existing))) return;
    yield {
      at: place,
      message: `The project has no ${kind} "${name}"${folder === '' ? '' : ` in the folder ${folder}`}`,
      help: suggestion ? `Use \`${suggested(start, suggestion, project)}\`.` : withoutSuggestion(start),
    };
  },
};

function withoutSuggestion({ kind, name, flag }: MissingStart): string {
  if (flag === undefined) return `Use the name of a ${kind} that is in the project.`;
  if (!name.endsWith('.rb')) return `Add it to the project, or delete \`${flag}\`.`;
  // Without it, servers of Ruby listen elsewhere than where the proxy passes requests.
  return /^(?:-C|--config)\b(?!-)/.test(flag)
    ? `Use \`-C ${PLATFORM_PUMA}\`, which the platform brings.`
    : 'Add it to the project.';
}

/** https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ruby-platform-procfile.html */
const PLATFORM_PUMA = '/opt/elasticbeanstalk/config/private/pumaconf.rb';

/** What is written, with the name that is there in place of the one that is not, and the application that it has. */
function suggested({ kind, text, name }: MissingStart, suggestion: string, project: Project): string {
  const [, attribute] = /^[\w./-]+:(\w+)$/.exec(text) ?? [];
  if (kind !== 'module' || (attribute === undefined && text !== name)) return text.replace(name, suggestion);
  const found = withCallable(suggestion, attribute ?? 'application', project);
  return attribute === undefined ? found.replace(/:application$/, '') : found;
}

/** Whether a module is written as the path of its file. */
const isPath = ({ kind, name }: MissingStart): boolean => kind === 'module' && /\/|\.py$/.test(name);

const moduleOfPath = (path: string): string =>
  path
    .replace(/^(?:\.?\/|\/var\/app\/(?:current|staging)\/)+/, '')
    .replace(/\.py$/, '')
    .replaceAll('/', '.');

/** The only other place of a module or a file of this name, or the nearest name beside it. */
function suggestionFor(start: MissingStart, existing: ExistingFiles): string | undefined {
  const { kind, name, folder, flag } = start;
  if (kind === 'folder') {
    const inner = name.slice(name.indexOf('/') + 1);
    return existing.has(inner) ? inner : nearest(name, existing.folders, 2);
  }
  if (isPath(start)) {
    const module = moduleOfPath(name);
    return existing.hasModule(module, '') === true
      ? module
      : suggestionFor({ ...start, name: module }, existing);
  }
  if (folder !== '' && flag === undefined)
    return COMPILED.test(name)
      ? otherIn(folder, name, existing)
      : BUILT_SCRIPT.test(`${folder}/${name}`)
        ? startIn(folder, name, existing)
        : undefined;
  if (kind === 'file') {
    const extension = name.slice(name.lastIndexOf('.'));
    const beside = [...(existing.in('')?.keys() ?? [])].filter((other) => other.endsWith(extension));
    return (
      (flag === undefined ? nearest(name, beside, 2) : beside.find((other) => other === name)) ??
      onlyOne(
        existing.folders.flatMap((inner) => (existing.has(`${inner}/${name}`) ? [`${inner}/${name}`] : [])),
      )
    );
  }
  const last = baseName(name.replaceAll('.', '/'));
  const modules = [
    ...(existing.in('')?.has(`${last}.py`) ? [last] : []),
    ...existing.folders.flatMap((inner) =>
      existing.hasModule(`${inner}.${last}`, '') ? [`${inner}.${last}`] : [],
    ),
  ];
  return onlyOne(modules.filter((module) => module !== name));
}

/** The only compiled file of a folder, which has another version in its name for example. */
const otherIn = (folder: string, name: string, existing: ExistingFiles): string | undefined =>
  onlyOne(
    [...(existing.in(folder)?.keys() ?? [])].filter(
      (other) => COMPILED.test(other) && other.slice(-4) === name.slice(-4),
    ),
  );

/** The only file of a folder that has a usual name of what Node.js starts with. */
function startIn(folder: string, name: string, existing: ExistingFiles): string | undefined {
  const names = [...(existing.in(folder)?.keys() ?? [])];
  const isStart = (other: string) => /^(?:app|index|main|server)\.[cm]?js$/.test(other);
  return isCodeHere({ kind: 'file', name, folder }, existing) ? onlyOne(names.filter(isStart)) : undefined;
}
