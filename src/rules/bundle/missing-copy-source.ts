import { builtImages } from '../../model/applications/built-images.js';
import { deploysArtifact } from '../../model/bundle/shipped-files.js';
import { isDockerSure } from '../../model/docker/uses-docker.js';
import type { Doubt } from '../../model/doubt.js';
import { platform } from '../../model/platform/find-platform.js';
import type { Project } from '../../model/project.js';
import { absenceInUpload, isLeftOutByGit, notesOnAbsence } from '../../model/scripts/absent-paths.js';
import { copiedFrom, parseDockerfile, untilStage } from '../../parse/dockerfile.js';
import type { IgnorePattern } from '../../parse/ignore-file.js';
import { type MappedText, placeOfMapped } from '../../parse/shell/word.js';
import { decidingPattern } from '../../util/path-pattern.js';
import { shorten } from '../../util/text.js';
import { language } from '../on.js';
import type { Finding, Rule } from '../rule.js';
import { addToBundle } from '../support/add-to-bundle.js';

export const missingCopySource: Rule = {
  meta: {
    summary: 'A Dockerfile copies a file that is not in its build context',
    why: 'The image is built on the instance, from what was deployed and what .dockerignore does not leave out. A COPY or ADD of anything else fails ("failed to compute cache key: \\"/dist\\": not found"), and with it the deployment.',
    consequence: 'deploy-fails',
    references: [
      'https://docs.docker.com/build/concepts/context/#dockerignore-files',
      'https://docs.docker.com/reference/dockerfile/#copy',
      'guide:single-container-docker-configuration',
    ],
    claimsAbsence: true,
    needsPlatform: true,
  },
  needs: language('docker'),
  *check(project) {
    if (platform(project).language !== 'docker') return;
    const artifact: Doubt | undefined = deploysArtifact(project)
      ? { reason: 'another archive is uploaded in place of the folder', at: undefined }
      : undefined;
    const reason = isDockerSure(project) ? {} : { warnsBecause: 'may-not-run' as const };
    for (const { dockerfile, target, context, ignoring } of builtImages(project))
      for (const source of untilStage(parseDockerfile(dockerfile), target).flatMap(copiedFrom)) {
        const path = pathOf(source);
        if (path === undefined) continue;
        const finding = leftOut(source, path, ignoring) ?? missing(source, path, { context, project });
        if (finding) yield { ...finding, ...reason, doubt: artifact ?? finding.doubt };
      }
  },
};

/** A path below the context; undefined for a pattern, an address, and what variables decide. */
function pathOf({ text }: MappedText): string | undefined {
  const path = text.replace(/^\.?\/|\/$/g, '');
  return /^[\w@.+-][\w@.+/-]*$/.test(path) && !/(?:^|\/)\.\.?(?:\/|$)|^git@/.test(path) ? path : undefined;
}

function leftOut(source: MappedText, path: string, patterns: readonly IgnorePattern[]): Finding | undefined {
  const pattern = decidingPattern(patterns, path);
  if (!pattern || pattern.isNegated) return undefined;
  const inside = patterns.find((one) => one.isNegated && takesIn(one, path));
  const isItself = pattern.text.replace(/^\.?\/|\/$/g, '') === path;
  return {
    at: pattern.place,
    message: `.dockerignore leaves "${shorten(path)}" out of the build context`,
    help: isItself
      ? `Delete \`${pattern.text}\` from \`.dockerignore\`.`
      : `Add \`!${path}\` at the end of \`.dockerignore\`.`,
    related: [{ at: placeOfMapped(source), note: 'copied here' }],
    doubt: inside && { reason: 'this takes something in the folder in again', at: inside.place },
  };
}

/** Whether a pattern takes something in a folder in again: one with a wildcard may. */
const takesIn = ({ text }: IgnorePattern, path: string): boolean =>
  /[*?[]/.test(text) || text.replace(/^!\.?\/?/, '').startsWith(`${path}/`);

function missing(
  source: MappedText,
  path: string,
  { context, project }: { readonly context: string; readonly project: Project },
): Finding | undefined {
  const below = context === '' ? path : `${context}/${path}`;
  const absence = absenceInUpload(below, project);
  return (
    absence && {
      at: placeOfMapped(source),
      doubt: absence.doubt,
      message: `"${shorten(below)}" is copied into the image, but is not in the bundle`,
      help: `${addToBundle(below, absence)}, or delete it from this instruction.`,
      related: notesOnAbsence(absence),
      // What git leaves out may be made where the bundle is.
      ...(isLeftOutByGit(absence) && { warnsBecause: 'elsewhere' }),
    }
  );
}
