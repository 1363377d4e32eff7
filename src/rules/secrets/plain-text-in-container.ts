import {
  holdsKey,
  isLiteralCredential,
  isPlainCredential,
} from '../../knowledge/secrets/credential-names.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { type ComposeService, dockerCompose } from '../../model/docker/compose.js';
import { dockerrunFile } from '../../model/docker/dockerrun.js';
import { isDockerSure, usesCompose } from '../../model/docker/uses-docker.js';
import { type Project, sourceNamed } from '../../model/project.js';
import {
  buildVariablesIn,
  type DockerInstruction,
  parseDockerfile,
  variablesIn,
} from '../../parse/dockerfile.js';
import { placeOfMapped } from '../../parse/shell/word.js';
import { child, itemsOf, scalar, type ScalarNode, valueOfScalar } from '../../parse/yaml/node.js';
import { literalText, type Value } from '../../source/index.js';
import { splitWords } from '../../util/text.js';
import { anyOf, file, source } from '../on.js';
import type { Rule } from '../rule.js';
import { MAY_READ_SECRET } from '../support/placeholder-texts.js';

export const plainTextInContainer: Rule = {
  meta: {
    summary: 'A variable or a command of a container has a credential in plain text',
    why: 'Everyone who can read the source bundle, the version control or the image can read the value. Elastic Beanstalk can fetch it from AWS Secrets Manager or Systems Manager Parameter Store instead, and set it as an environment property.',
    consequence: 'security',
    references: [
      'guide:AWSHowTo.secrets.env-vars',
      'https://docs.docker.com/compose/how-tos/use-secrets/',
      'https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/',
    ],
    needsPlatform: true,
  },
  needs: anyOf<object>(file('docker-compose.yml'), file('Dockerrun.aws.json'), source('Dockerfile')),
  *check(project) {
    const variables = containerVariables(project);
    // What opens the database beside the application is of no use to anyone else.
    const local = valuesOfDatabases(project, variables);
    for (const { name, value, isOfCompose } of variables) {
      const text = literalText(value);
      if (text === undefined || local.has(text) || !isPlainCredential(name, text)) continue;
      yield {
        at: value.place,
        message: `${name} is set to a credential in plain text`,
        help: `Store a new value in AWS Secrets Manager, ${MAY_READ_SECRET}, set \`${name}\` to its ARN in \`aws:elasticbeanstalk:application:environmentsecrets\`, and ${isOfCompose ? `write \`\${${name}}\` here` : 'delete it here'}.`,
      };
    }
    if (isDockerSure(project))
      for (const { name, argument } of instructionsOf(project))
        if (!/^(?:ARG|ENV)$/.test(name) && isWithCredential(argument.text))
          yield {
            at: placeOfMapped(argument),
            message: `This ${name} contains a credential in plain text`,
            help: 'Create a new one, build the image with `docker build --secret` and `RUN --mount=type=secret` in a build service, and deploy the image with `Dockerrun.aws.json`.',
          };
  },
};

/** A key by its form, or what npm is given for a registry. https://docs.npmjs.com/cli/v11/configuring-npm/npmrc */
const isWithCredential = (text: string): boolean =>
  holdsKey(text) || isLiteralCredential(/:_(?:authToken|password)[= ]([^\s"']+)/.exec(text)?.[1] ?? '');

/** A variable that a file of the project sets in a container. */
interface ContainerVariable {
  readonly name: string;
  readonly value: Value;
  /** Whether Docker Compose sets it, which replaces variables by those of the environment. */
  readonly isOfCompose?: true;
  /** Whether it is set for a database or a queue, which runs beside the application. */
  readonly isOfDatabase: boolean;
}

/** The variables that docker-compose.yml, Dockerrun.aws.json and the Dockerfile set in containers, in this order. */
const containerVariables = (project: Project): readonly ContainerVariable[] => [
  ...composeVariables(project),
  ...dockerrunVariables(project),
  ...(isDockerSure(project) ? dockerfileVariables(project) : []),
];

/** The values that open the databases and queues which run beside the application: of their variables and commands. */
function valuesOfDatabases(project: Project, variables: readonly ContainerVariable[]): ReadonlySet<string> {
  const databases = servicesOf(project).filter((service) => isDatabaseService(service, project));
  return new Set([
    ...variables.flatMap(({ value, isOfDatabase }) => (isOfDatabase ? value.text : [])),
    ...databases.flatMap(({ command }) =>
      [...itemsOf(command), command].flatMap((node) =>
        node?.kind === 'scalar' ? splitWords(node.text) : [],
      ),
    ),
  ]);
}

const servicesOf = (project: Project): readonly ComposeService[] =>
  usesCompose(project) ? (dockerCompose(project)?.services ?? []) : [];

const composeVariables = (project: Project): ContainerVariable[] =>
  servicesOf(project).flatMap((service) => {
    const isOfDatabase = isDatabaseService(service, project);
    return Array.from(service.environment, ([name, value]) => ({
      name,
      value,
      isOfDatabase,
      isOfCompose: true,
    }));
  });

/** Whether a service runs an image of a database, or one that is built on it. */
function isDatabaseService({ image, build }: ComposeService, project: Project): boolean {
  if (isDatabase(image)) return true;
  const path = build?.dockerfile.path;
  const file = path === undefined ? undefined : sourceNamed(path, deployedFiles(project).files);
  return (
    file !== undefined &&
    parseDockerfile(file).some(
      ({ name, argument }) => name === 'FROM' && splitWords(argument.text).some(isDatabaseImage),
    )
  );
}

const isDatabase = (image: ScalarNode | undefined): boolean =>
  image !== undefined && isDatabaseImage(image.text);

/** https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/create_deploy_docker_v2config.html */
function dockerrunVariables(project: Project): ContainerVariable[] {
  const dockerrun = dockerrunFile(project);
  if (dockerrun?.version !== '2') return [];
  return dockerrun.containers.flatMap(({ node: container }) => {
    const isOfDatabase = isDatabase(scalar(container, 'image'));
    return itemsOf(child(container, 'environment')).flatMap((item) => {
      const [name, value] = [scalar(item, 'name'), scalar(item, 'value')];
      return name && value ? [{ name: name.text, value: valueOfScalar(value), isOfDatabase }] : [];
    });
  });
}

const instructionsOf = (project: Project): readonly DockerInstruction[] => {
  const file = sourceNamed('Dockerfile', deployedFiles(project).files);
  return file ? parseDockerfile(file) : [];
};

const dockerfileVariables = (project: Project): ContainerVariable[] =>
  instructionsOf(project).flatMap((one) =>
    [...variablesIn(one), ...buildVariablesIn(one)].map((variable) => ({ ...variable, isOfDatabase: false })),
  );

/**
 * Docker's own images of databases, queues and stores of objects, common ones of others, and those that replace
 * services of AWS. Their passwords are set in the files that start them, and open nothing but the container beside
 * them.
 */
const DATABASES: ReadonlySet<string> = new Set([
  ...['arangodb', 'azure-sql-edge', 'cassandra', 'clickhouse', 'cockroach', 'couchbase', 'couchdb'],
  ...['dragonfly', 'dynamodb-local', 'elasticsearch', 'influxdb', 'keydb', 'localstack', 'mariadb'],
  ...['meilisearch', 'memcached', 'minio', 'mongo', 'mongodb', 'mssql-server', 'mysql', 'neo4j'],
  ...['opensearch', 'oracle-free', 'oracle-xe', 'percona', 'pgvector', 'postgis', 'postgres'],
  ...['postgresql', 'rabbitmq', 'redis', 'redis-stack', 'redis-stack-server', 'rethinkdb', 'scylla'],
  ...['timescaledb', 'timescaledb-ha', 'typesense', 'valkey'],
]);

/** Whether an image, such as `postgis/postgis:16-3.4`, is that of a database or a queue. */
const isDatabaseImage = (image: string): boolean =>
  /\bmssql\/server\b/.test(image) || DATABASES.has(/^(?:.*\/)?([^:@]*)/.exec(image)?.[1] ?? '');
