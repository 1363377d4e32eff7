import { COMPOSE_FILE, mayBeComposeFile } from '../../knowledge/docker/compose-files.js';
import { DOCKERRUN_KEYS } from '../../knowledge/docker/dockerrun.js';
import { builderOf } from '../../model/applications/may-be-built.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import type { Dockerrun } from '../../model/docker/dockerrun.js';
import { isComplete } from '../../model/scripts/completeness.js';
import type { MapEntry } from '../../parse/yaml/node.js';
import { list } from '../../util/text.js';
import { file } from '../on.js';
import type { EachRule } from '../rule.js';

export const missingComposeFile: EachRule<Dockerrun> = {
  meta: {
    summary: 'Dockerrun.aws.json has version 3, but there is no docker-compose.yml',
    why: 'Version 3 of Dockerrun.aws.json is only the login to a registry for docker-compose.yml. Without that file nothing says what to run, and the deployment fails.',
    consequence: 'deploy-fails',
    references: ['guide:single-container-docker-configuration'],
    yieldsTo: ['bundle/wrong-dockerrun-version'],
  },
  each: file('Dockerrun.aws.json'),
  *check({ version, written, entries }, project) {
    const names = deployedFiles(project).files.map(({ name }) => name);
    if (version !== '3' || !written || names.some(mayBeComposeFile)) return;
    const foreign = entries.filter(({ key }) => !DOCKERRUN_KEYS['3'].includes(key.text));
    const ofVersion1 = foreign.filter(({ key }) => DOCKERRUN_KEYS['1'].includes(key.text));
    const hasDockerfile = names.includes('Dockerfile');
    if (ofVersion1.length === 0 && (hasDockerfile || !isComplete(project))) return;
    yield {
      doubt: ofVersion1.length === 0 ? builderOf(COMPOSE_FILE, project) : undefined,
      at: written.place,
      message: 'Version 3 of Dockerrun.aws.json needs docker-compose.yml, which is missing',
      help: helpFor(ofVersion1, entries),
      related: foreign.map(({ key }) => ({ at: key.place, note: 'not a key of version 3' })),
      // Elastic Beanstalk may build the Dockerfile all the same.
      ...(hasDockerfile && { warnsBecause: 'milder' }),
    };
  },
};

function helpFor(ofVersion1: readonly MapEntry[], entries: readonly MapEntry[]): string {
  if (entries.some(({ key }) => key.text === 'containerDefinitions'))
    return 'Describe the containers in `docker-compose.yml`, or use version 2 on the ECS platform.';
  return ofVersion1.length > 0
    ? `Use version "1", which has ${list(ofVersion1.map(({ key }) => `\`${key.text}\``))}.`
    : 'Add `docker-compose.yml`, or describe the container in version "1".';
}
