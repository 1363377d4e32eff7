import { type Compose, type ComposeBuild } from '../../model/docker/compose.js';
import { isDockerSure } from '../../model/docker/uses-docker.js';
import type { Project } from '../../model/project.js';
import { type Absence, absenceOf, notesOnAbsence } from '../../model/scripts/absent-paths.js';
import type { Place } from '../../source/index.js';
import { shorten } from '../../util/text.js';
import { file } from '../on.js';
import type { EachRule } from '../rule.js';
import { addToBundle } from '../support/add-to-bundle.js';

export const missingBuildContext: EachRule<Compose> = {
  meta: {
    summary: 'A service of docker-compose.yml builds its image from what is not in the bundle',
    why: 'Docker Compose builds the images on the instance, from what was deployed. Without the folder or its Dockerfile it stops ("unable to prepare context: path not found", "failed to read dockerfile"), and the deployment fails.',
    consequence: 'deploy-fails',
    references: [
      'https://docs.docker.com/reference/compose-file/build/',
      'guide:single-container-docker-configuration',
    ],
    claimsAbsence: true,
  },
  each: file('docker-compose.yml'),
  *check({ services }, project) {
    for (const { build, isOptional } of services) {
      const missing = !build || isOptional ? undefined : missingPart(build, project);
      if (!missing) continue;
      const { what, path, place, absence } = missing;
      yield {
        at: place,
        doubt: absence.doubt,
        message: `The ${what} "${shorten(path)}" is not in the bundle`,
        help: `${addToBundle(path, absence)}, or use an image from a registry.`,
        related: notesOnAbsence(absence),
        ...(!isDockerSure(project) && { warnsBecause: 'may-not-run' }),
      };
    }
  },
};

interface MissingPart {
  readonly what: 'build context' | 'Dockerfile';
  readonly path: string;
  readonly place: Place;
  readonly absence: Absence;
}

/** The folder, else its Dockerfile. */
function missingPart({ context, dockerfile }: ComposeBuild, project: Project): MissingPart | undefined {
  for (const [what, { path, place }] of [
    ['build context', context],
    ['Dockerfile', dockerfile],
  ] as const) {
    const absence = path ? absenceOf(path, project) : undefined;
    if (path && absence) return { what, path, place, absence };
  }
  return undefined;
}
