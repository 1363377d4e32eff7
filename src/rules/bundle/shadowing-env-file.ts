import { ENV_FILE } from '../../knowledge/docker/compose-files.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { isShipped } from '../../model/bundle/shipped-files.js';
import { usesCompose } from '../../model/docker/uses-docker.js';
import { ENVIRONMENT_PROPERTIES } from '../../model/settings/namespaces.js';
import { settings } from '../../model/settings/settings.js';
import { startOfFile } from '../../source/index.js';
import { present } from '../on.js';
import type { Rule } from '../rule.js';

export const shadowingEnvFile: Rule = {
  meta: {
    summary: 'A file .env of the bundle replaces the environment properties',
    why: 'With docker-compose.yml, Elastic Beanstalk writes the environment properties into a file .env beside it, from which the services get them. It does not write this file if the bundle has one: then all properties that are set for the environment are missing in the containers.',
    consequence: 'silently-ignored',
    references: ['guide:single-container-docker-configuration'],
  },
  needs: present('.env'),
  *check(project) {
    const [property] = settings(project).of(ENVIRONMENT_PROPERTIES);
    const file = deployedFiles(project).files.find(({ name }) => name === ENV_FILE);
    if (!file || !usesCompose(project) || isShipped(file.name, deployedFiles(project)) !== true) return;
    yield {
      at: startOfFile(file),
      message: 'This file replaces the environment properties',
      help: deployedFiles(project).files.some((other) => other.name === '.ebignore')
        ? 'Add `.env` to `.ebignore`.'
        : 'Remove it from the repository: `git rm --cached .env`, then commit. A line in `.gitignore` is not enough.',
      ...(property && { related: [{ at: property.option.place, note: 'does not reach the containers' }] }),
    };
  },
};
