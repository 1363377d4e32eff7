/**
 * The file of Docker Compose that turns Compose on: the only name that AWS gives.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/single-container-docker-configuration.html
 */
export const COMPOSE_FILE = 'docker-compose.yml';

/**
 * The names that Docker Compose itself looks for. Where Elastic Beanstalk may read one of them after all, nothing is known.
 * https://docs.docker.com/compose/intro/compose-application-model/
 */
export const mayBeComposeFile = (name: string): boolean => /^(?:docker-)?compose\.ya?ml$/.test(name);

/**
 * Another file that Docker Compose merges with the first by itself.
 * https://docs.docker.com/compose/how-tos/multiple-compose-files/merge/
 */
export const isComposeOverride = (name: string): boolean =>
  /^(?:docker-)?compose\.override\.ya?ml$/.test(name);

/**
 * The file into which Elastic Beanstalk writes the environment properties, beside that of Docker Compose.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/single-container-docker-configuration.html
 */
export const ENV_FILE = '.env';
