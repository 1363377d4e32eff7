import { COMPOSE_FILE } from '../../knowledge/docker/compose-files.js';
import { type IgnorePattern, parseIgnoreFile } from '../../parse/ignore-file.js';
import type { SourceFile } from '../../source/index.js';
import { MAX_LISTED_NAMES } from '../../util/limits.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { existingFiles } from '../bundle/existing-files.js';
import { dockerCompose } from '../docker/compose.js';
import { fact } from '../fact.js';
import { scripts } from '../scripts/scripts.js';

/** An image that is built on the instance. */
export interface BuiltImage {
  readonly dockerfile: SourceFile;
  /** The stage that it ends with; empty for the last one. */
  readonly target: string;
  /** The folder of its build context, empty for the root. */
  readonly context: string;
  /** The patterns of the `.dockerignore` there. */
  readonly ignoring: readonly IgnorePattern[];
}

/** The images that are built from folders of the bundle; without one whose Dockerfile has a `.dockerignore` of its own. */
export const builtImages = fact('builtImages', (project): readonly BuiltImage[] => {
  const { files } = deployedFiles(project);
  const existing = existingFiles(deployedFiles(project));
  const isCompose = files.some(({ name }) => name === COMPOSE_FILE);
  const builds = isCompose
    ? (dockerCompose(project)?.services ?? [])
        .flatMap(({ build, isOptional }) => (build && !isOptional ? [build] : []))
        .map(({ context, dockerfile, target }) => ({
          context: context.path,
          name: dockerfile.path,
          target: target?.text ?? '',
        }))
    : [{ context: '', name: 'Dockerfile', target: '' }];
  const isChanged = scripts(project).some(({ text }) => text.includes('.dockerignore'));
  return builds.slice(0, MAX_LISTED_NAMES).flatMap(({ context, name, target }) => {
    const dockerfile = name === undefined ? undefined : existing.source(name);
    if (!dockerfile || context === undefined || existing.has(`${name}.dockerignore`) !== false) return [];
    const file = existing.source(context === '' ? '.dockerignore' : `${context}/.dockerignore`);
    const patterns = (file && !isChanged && parseIgnoreFile(file)) || [];
    // Unlike those of git, they begin at the root of the context, and need no folder.
    const ignoring = patterns.map((pattern) => ({ ...pattern, isAnchored: true, isFolder: false }));
    return [{ dockerfile, target, context, ignoring }];
  });
});
