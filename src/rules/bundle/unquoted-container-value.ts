import type { Dockerrun } from '../../model/docker/dockerrun.js';
import { file } from '../on.js';
import type { EachRule } from '../rule.js';

export const unquotedContainerValue: EachRule<Dockerrun> = {
  meta: {
    summary: 'An environment variable or a log option of Dockerrun.aws.json is a number or a boolean',
    why: 'Version 2 becomes a task definition of Amazon ECS, where the values of environment variables and of log options are strings.',
    warnsBecause: 'milder',
    consequence: 'deploy-fails',
    references: [
      'guide:create_deploy_docker_v2config',
      'aws:AmazonECS/latest/APIReference/API_KeyValuePair',
      'aws:AmazonECS/latest/APIReference/API_LogConfiguration',
    ],
  },
  each: file('Dockerrun.aws.json'),
  *check({ version, containers }) {
    if (version !== '2') return;
    for (const value of containers.flatMap(({ texts }) => texts))
      if (value.kind === 'scalar' && value.type !== 'string' && value.style === 'plain')
        yield {
          at: value.place,
          message: 'Amazon ECS accepts only strings here',
          help: 'Put the value in double quotes.',
        };
  },
};
