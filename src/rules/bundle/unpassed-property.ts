import { ENV_FILE } from '../../knowledge/docker/compose-files.js';
import { type Compose, mentionsVariable } from '../../model/docker/compose.js';
import { scriptsNaming } from '../../model/scripts/named-files.js';
import { scripts } from '../../model/scripts/scripts.js';
import { ENVIRONMENT_PROPERTIES } from '../../model/settings/namespaces.js';
import { type Setting, settings } from '../../model/settings/settings.js';
import { literalText } from '../../source/index.js';
import { file } from '../on.js';
import type { EachRule } from '../rule.js';

export const unpassedProperty: EachRule<Compose> = {
  meta: {
    summary: 'No service of docker-compose.yml gets the environment property',
    why: 'With docker-compose.yml, Elastic Beanstalk writes the environment properties into the file .env beside it. A service sees them only if its env_file lists .env, or if its environment names them, as in "${NAME}".',
    consequence: 'silently-ignored',
    references: [
      'guide:single-container-docker-configuration',
      'https://docs.docker.com/reference/compose-file/services/#env_file',
    ],
    claimsAbsence: true,
  },
  each: file('docker-compose.yml'),
  *check(compose, project) {
    if (compose.isOpen) return;
    const getsAll = compose.services.some(({ envFiles }) =>
      envFiles.some(({ path }) => isWrittenByPlatform(path)),
    );
    if (getsAll) return;
    const unpassed = settings(project)
      .of(ENVIRONMENT_PROPERTIES)
      .filter(({ option }) => !READ_BY_COMPOSE.test(option.value) && !mentionsVariable(compose, option.value))
      // A hook may read it.
      .filter(({ option }) => !scriptsNaming(scripts(project)).mayName(option.value));
    const related = [{ at: compose.place, note: 'none of these services gets it' }];
    const isObsolete = ({ value }: Setting): boolean => {
      const [folder] = PLATFORM_FOLDER.exec(literalText(value) ?? '') ?? [];
      return folder !== undefined && !compose.text.includes(folder);
    };
    for (const { option, value } of unpassed.filter(isObsolete))
      yield {
        at: value.place,
        message: `Property ${option.value} names a folder of the instance, which no container has`,
        help: 'Delete it: it is of a platform that runs the application without a container.',
        related,
      };
    const [first, ...others] = unpassed.filter((setting) => !isObsolete(setting));
    if (!first) return;
    const more = others.length === 0 ? '' : `, and ${others.length} more`;
    yield {
      at: first.option.place,
      message: `No service of docker-compose.yml gets the property ${first.option.value}${more}`,
      help: 'Add `env_file: .env` to the service that needs it, or pass it in its `environment`.',
      related,
    };
  },
};

/** Where platforms without containers have the application and its packages. */
const PLATFORM_FOLDER = /(?<![\w./-])\/(?:var\/app|opt\/python)\//;

/** What Docker Compose itself reads. https://docs.docker.com/compose/how-tos/environment-variables/envvars/ */
const READ_BY_COMPOSE = /^(?:COMPOSE|DOCKER)_/;

/** A file whose name is not known may be this one; others are the project's own. */
const isWrittenByPlatform = (name: string | undefined): boolean =>
  name === undefined || name === ENV_FILE || name.startsWith('/opt/elasticbeanstalk/');
