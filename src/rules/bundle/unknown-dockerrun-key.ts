import {
  containerKeyFor,
  DOCKERRUN_KEYS,
  helpForKey,
  type DockerrunVersion,
} from '../../knowledge/docker/dockerrun.js';
import { neededVersion, type Dockerrun } from '../../model/docker/dockerrun.js';
import { nearest } from '../../util/nearest.js';
import type { Finding, EachRule } from '../rule.js';
import { file } from '../on.js';
import { platform } from '../../model/platform/find-platform.js';

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
    const known = new Set([written, version].flatMap((each) => DOCKERRUN_KEYS[each]));
    for (const { key } of entries) {
      if (known.has(key.text)) continue;
      const help = helpFor(key.text, version);
      if (help === undefined) continue;
      yield {
        at: key.place,
        message: `"${key.text}" is not a key of version ${version} of Dockerrun.aws.json`,
        help,
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

/** Undefined for a key that may be there on purpose, such as a comment, which resembles `Command`. */
function helpFor(key: string, version: DockerrunVersion): string | undefined {
  if (/comment/i.test(key)) return undefined;
  const known = helpForKey(key, version);
  if (known !== undefined) return known;
  const suggestion = nearest(key, DOCKERRUN_KEYS[version]);
  return suggestion && `Did you mean "${suggestion}"?`;
}
