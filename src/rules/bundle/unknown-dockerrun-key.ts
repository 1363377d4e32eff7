import { containerKeyFor, DOCKERRUN_KEYS, helpForKey } from '../../knowledge/docker/dockerrun.js';
import { type Dockerrun, neededVersion } from '../../model/docker/dockerrun.js';
import { platform } from '../../model/platform/find-platform.js';
import { didYouMean, nearest } from '../../util/nearest.js';
import { file } from '../on.js';
import type { EachRule, Finding } from '../rule.js';
import { renameKeys } from '../support/rename.js';

export const unknownDockerrunKey: EachRule<Dockerrun> = {
  meta: {
    summary: 'Dockerrun.aws.json has a key that its version does not have',
    why: 'Each version of Dockerrun.aws.json has keys of its own, and upper and lower case matter: version 1 has Ports and Authentication, version 2 containerDefinitions and authentication, version 3 only Authentication. The platform ignores any other key, so ports, volumes or containers are missing.',
    consequence: 'silently-ignored',
    references: ['guide:single-container-docker-configuration', 'guide:create_deploy_docker_v2config'],
    yieldsTo: ['bundle/missing-compose-file'],
  },
  each: file('Dockerrun.aws.json'),
  *check(dockerrun, project) {
    if (!dockerrun.version) return;
    const { version: written, entries } = dockerrun;
    // Where the version is the mistake, people write another one.
    const version = neededVersion(dockerrun, platform(project))?.version ?? written;
    const keys = new Set([written, version].flatMap((each) => DOCKERRUN_KEYS[each]));
    for (const { key } of entries) {
      if (keys.has(key.text)) continue;
      // It may be there on purpose, such as a comment, which resembles `Command`.
      if (/comment/i.test(key.text)) continue;
      const known = helpForKey(key.text, version);
      const better = known === undefined ? nearest(key.text, DOCKERRUN_KEYS[version]) : undefined;
      const help = known ?? (better && didYouMean(better, ''));
      if (help === undefined) continue;
      yield {
        at: key.place,
        message: `"${key.text}" is not a key of version ${version} of Dockerrun.aws.json`,
        help,
        ...(better !== undefined &&
          entries.every((entry) => entry.key.text !== better) && { fix: renameKeys([key], better) }),
      };
    }
    if (written === '2') yield* inContainers(dockerrun);
  },
};

function* inContainers({ containers }: Dockerrun): Generator<Finding> {
  for (const { key } of containers.flatMap(({ entries }) => entries)) {
    const own = containerKeyFor(key.text);
    if (own === undefined) continue;
    yield {
      at: key.place,
      message: `"${key.text}" is not a key of a container in Dockerrun.aws.json`,
      help: `Use \`${own}\`: \`${key.text}\` is one of docker-compose.yml.`,
    };
  }
}
