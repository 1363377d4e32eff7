import { buildErrors } from './build.js';
import { capacityErrors } from './capacity.js';
import { dependencyErrors } from './dependencies.js';
import { environmentErrors } from './environments.js';
import { extensionErrors } from './extensions.js';
import type { KnownError } from './known-error.js';
import { requestErrors } from './request.js';
import { runningErrors } from './running.js';
import { stackErrors } from './stack.js';

const CLI = 'https://github.com/aws/aws-elastic-beanstalk-cli';
const CLI_TEXTS = `${CLI}/blob/master/ebcli/resources/strings.py`;

/** Texts of the EB CLI. */
const cliErrors: readonly KnownError[] = [
  {
    texts: ['ServiceError - Failed to deploy application'],
    stage: 'cli',
    cause: 'The last line of a failed deployment. The reason is in the events before it.',
    remedy: 'Read them with `eb events`, and give the first ERROR to `eblint why`.',
    isGeneral: true,
    source: 'https://github.com/awsdocs/elastic-beanstalk-samples/issues/90',
  },
  {
    texts: ['is missing the serviceId metadata property'],
    stage: 'cli',
    cause: 'The EB CLI is older than the botocore that is installed beside it.',
    remedy: 'Update it, in a virtual environment of its own: `pipx install awsebcli`.',
    source: 'https://github.com/aws/aws-elastic-beanstalk-cli/issues/63',
  },
  {
    texts: ['The EB CLI cannot find Dockerfile or the Dockerrun.aws.json'],
    stage: 'cli',
    cause:
      '`eb local run` needs a Dockerfile or Dockerrun.aws.json in the root of the project; it does not read docker-compose.yml.',
    remedy: 'Run `docker compose up` instead.',
    source: 'https://github.com/aws/aws-elastic-beanstalk-cli/issues/58',
  },
  {
    texts: ['Cannot setup CodeCommit because there is no Source Control setup'],
    stage: 'cli',
    cause: 'The folder is no git repository. This is information: `eb init` goes on without CodeCommit.',
    remedy: 'Nothing to do, or run `git init` before.',
    source: 'https://github.com/aws/aws-cli/issues/2232',
  },
  {
    texts: ['NotAuthorizedError - Operation Denied'],
    stage: 'cli',
    cause:
      'The credentials that the EB CLI uses lack a permission, or belong to another profile or account than you expect.',
    remedy:
      'Run `eb COMMAND --debug` to see which access key is used, choose the right one with `--profile`, or grant the permission.',
    source: 'https://github.com/aws/aws-elastic-beanstalk-cli-setup/issues/74',
  },
  {
    texts: ['Not a valid object name HEAD'],
    stage: 'cli',
    cause: 'The repository has no commit yet, and `eb deploy` uploads the last commit.',
    remedy: 'Commit the project, or add an `.ebignore` file so that the folder itself is uploaded.',
    source: 'guide:troubleshooting',
  },
  {
    texts: ['This branch does not have a default environment'],
    stage: 'cli',
    cause: '`branch-defaults` in .elasticbeanstalk/config.yml has no environment for the current git branch.',
    remedy: 'Run `eb use ENVIRONMENT`, or name the environment: `eb deploy ENVIRONMENT`.',
    source: CLI_TEXTS,
  },
  {
    texts: ['You have uncommitted changes'],
    stage: 'cli',
    cause: '`eb deploy` uploads the last commit, so what is not committed is not deployed.',
    remedy: 'Commit the changes, or run `eb deploy --staged`.',
    source: CLI_TEXTS,
  },
  {
    texts: ['This directory has not been set up with the EB CLI'],
    stage: 'cli',
    cause: 'Neither this folder nor one above it contains .elasticbeanstalk/config.yml.',
    remedy: 'Run `eb init` in the root of the project.',
    source: CLI_TEXTS,
  },
  {
    texts: [
      "Elastic Beanstalk can't find a platform",
      'You specified a platform that is not valid',
      'No Solution Stack named … found',
      'Unable to parse arn',
    ],
    stage: 'cli',
    cause: 'The platform does not exist, is misspelled, or was retired.',
    remedy:
      'Set `default_platform` in .elasticbeanstalk/config.yml to a name that `eb platform list` prints.',
    source: CLI_TEXTS,
  },
  {
    texts: [
      'ends with a … but no group suffix was provided',
      'group suffix was provided, but the environment name',
    ],
    stage: 'cli',
    cause:
      '`EnvironmentName` in env.yaml and the flag --env-group-suffix do not fit: a name that ends with `+` needs it.',
    remedy: 'Pass --env-group-suffix, or remove the `+` from the name.',
    holes: ['word'],
    source: 'guide:environment-cfg-manifest',
  },
  {
    texts: ['requires a service role', 'require a service role'],
    stage: 'cli',
    cause: 'The environment has no service role.',
    remedy: 'Set `ServiceRole` in `aws:elasticbeanstalk:environment`, or pass --service-role.',
    source: 'guide:eb-cli-troubleshooting',
  },
  {
    texts: ['No service role specified in buildspec', 'No image specified in buildspec'],
    stage: 'cli',
    cause: '`eb_codebuild_settings` in buildspec.yml lacks a required key.',
    remedy: 'Set `CodeBuildServiceRole` and `Image`.',
    source: 'guide:eb-cli-codebuild',
  },
  {
    texts: ['Unsupported AWSEBDockerrunVersion'],
    stage: 'cli',
    cause:
      'The version in Dockerrun.aws.json does not belong to the platform: ECS platforms take 2, Docker platforms take 1 or 3.',
    remedy: 'Set `AWSEBDockerrunVersion` to the version of the platform.',
    rules: ['bundle/wrong-dockerrun-version'],
    source: 'guide:create_deploy_docker_v2config',
  },
  {
    texts: [
      'The AWSEBDockerrunVersion key in the Dockerrun.aws.json file',
      'The Dockerrun.aws.json file requires the',
    ],
    stage: 'cli',
    cause: 'A required key of Dockerrun.aws.json is missing or wrong.',
    remedy:
      'Version 1 needs `AWSEBDockerrunVersion`, `Image` (without a Dockerfile) and `Ports` with `ContainerPort`.',
    source: 'guide:single-container-docker-configuration',
  },
  {
    texts: ['The Dockerrun.aws.json file is not in valid JSON format'],
    stage: 'cli',
    cause: 'Dockerrun.aws.json is not JSON: often a comma is missing or left over.',
    remedy: 'Correct the JSON.',
    source: 'guide:single-container-docker-configuration',
  },
  {
    texts: ['You cannot use the "--single" and "--elb-type" options together'],
    stage: 'cli',
    cause: 'An environment with a single instance has no load balancer.',
    remedy: 'Leave one of the two flags out.',
    source: 'guide:eb3-create',
  },
  {
    texts: ['Failed to create the AWS Elastic Beanstalk application version'],
    stage: 'cli',
    cause: 'The source bundle is larger than 500 MB, or the application has too many versions.',
    remedy: 'List large files in .ebignore, or delete old application versions.',
    source: 'guide:troubleshooting-deployments',
  },
];

export { STAGES, type KnownError, type NamedThing, type Stage } from './known-error.js';

/** The texts by which people meet what a rule reports, most telling first. */
export const errorTextsOf = (rule: string): string[] =>
  KNOWN_ERRORS.filter(({ rules, isGeneral }) => rules?.some((id) => id === rule) && !isGeneral).flatMap(
    ({ texts }) => texts,
  );

/** In the order of a deployment. */
export const KNOWN_ERRORS: readonly KnownError[] = [
  ...cliErrors,
  ...requestErrors,
  ...stackErrors,
  ...environmentErrors,
  ...extensionErrors,
  ...buildErrors,
  ...dependencyErrors,
  ...runningErrors,
  ...capacityErrors,
];
