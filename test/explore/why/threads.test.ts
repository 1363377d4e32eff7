import { expect, it } from 'vitest';
import { matchErrors } from '../../../src/explore/why/match-errors.js';

/**
 * Texts from public threads, as somebody pasted them there. They were collected before the table was looked at, which
 * knew 27 of them.
 */
const THREADS: readonly (readonly [text: string, thread: string])[] = [
  ['web: /bin/sh: application: command not found', 'https://github.com/BishopFox/dufflebag/issues/4'],
  [
    'An error occurred during execution of command [app-deploy] - [PreBuildEbExtension]. Stop running the command. Error: EbExtension build failed. Please refer to /var/log/cfn-init.log for more details.',
    'https://github.com/rennokki/laravel-aws-eb/issues/40',
  ],
  [
    'An error occurred during execution of command [app-deploy] - [PostBuildEbExtension]. Stop running the command. Error: Container commands build failed. Please refer to /var/log/cfn-init.log for more details.',
    'https://github.com/rennokki/laravel-aws-eb/issues/57',
  ],
  [
    'Command 02_install_node_dependencies (sudo npm install) failed',
    'https://github.com/rennokki/laravel-aws-eb/issues/62',
  ],
  [
    'Output: Error occurred during build: Command hooks failed',
    'https://github.com/ThoughtWorksStudios/eb_deployer/issues/10',
  ],
  ['Failed to start ECS task after retrying 2 times.', 'https://github.com/mattermost/docs/issues/3660'],
  [
    'Hook /opt/elasticbeanstalk/hooks/appdeploy/enact/03start-task.sh failed. For more detail, check /var/log/eb-activity.log using console or EB CLI.',
    'https://github.com/peec/laravel-aws/issues/5',
  ],
  [
    'Failed to build Docker image aws_beanstalk/staging-app: Sending build context to Docker daemon 2.376MB Error response from daemon: No build stage in current context.',
    'https://github.com/tasso94/start-camunda/pull/20',
  ],
  [
    'Output: Invalid Dockerrun.aws.json version, abort deployment',
    'https://github.com/aws-samples/eb-docker-nginx-proxy/issues/9',
  ],
  [
    "Instance deployment failed to generate a 'Procfile' for Node.js. Provide one of these files: 'package.json', 'server.js', or 'app.js'. The deployment failed.",
    'https://github.com/udacity/cloud-developer/pull/353',
  ],
  [
    'Instance deployment failed to download the Docker image. The deployment failed.',
    'https://github.com/StephenGrider/docker-react/issues/13',
  ],
  [
    'Failed to run npm install. Snapshot logs for more details.',
    'https://github.com/meteor-up/mup-aws-beanstalk/issues/99',
  ],
  [
    'more than one security group matched id: (Service: AWSElasticBeanstalk; Status Code: 400; Error Code: InvalidParameterValue)',
    'https://github.com/guysqr/node-red-ha-on-aws/issues/5',
  ],
  [
    'Issue found with the default subnets: VPC vpc-189b1e73 has no internet gateway (Service: AmazonElasticLoadBalancing; Status Code: 409; Error Code: InvalidConfigurationRequest)',
    'https://github.com/aws-samples/eb-java-scorekeep/issues/16',
  ],
  [
    'WaitCondition timed out. Received 0 conditions when expecting 1',
    'https://github.com/aws-samples/eb-java-scorekeep/issues/16',
  ],
  [
    "Creating security group ingress named: FollowerToMaster failed Reason: The security group 'sg-429dcb38' does not exist",
    'https://github.com/aws-samples/eb-locustio-sample/issues/3',
  ],
  ['[ERROR] Throttling: Rate exceeded', 'https://github.com/LeanerCloud/AutoSpotting/pull/366'],
  [
    'Creating security group named: sg-2188486b failed Reason: Resource creation cancelled',
    'https://github.com/metabase/metabase/issues/8064',
  ],
  [
    "gunicorn.errors.HaltServer: <HaltServer 'Worker failed to boot.' 3>",
    'https://github.com/benoitc/gunicorn/issues/2232',
  ],
  [
    "npm ERR! enoent ENOENT: no such file or directory, scandir '/tmp/.npm/_locks/cookie-parser-e0ade791052d8035.lock'",
    'https://github.com/nodeadmin/nodeadmin/issues/21',
  ],
  [
    'Incorrect application version found on 2 out of 5 instances. Expected version "v1" (deployment 1).',
    'http://docs.amazonaws.cn/en_us/elasticbeanstalk/latest/dg/environments-health-enhanced-notifications.html',
  ],
  [
    'Environment health has transitioned from Pending to Degraded. Command failed on all instances. Initialization completed 22 seconds ago and took 2 minutes.',
    'https://github.com/aws-samples/eb-docker-nginx-proxy/issues/9',
  ],
  [
    'During an aborted deployment, some instances may have deployed the new application version. To ensure all instances are running the same version, re-deploy the appropriate application version.',
    'https://github.com/meteor-up/mup-aws-beanstalk/issues/99',
  ],
  [
    'Error on deployment - post-autoload-dump event returned with error code 254',
    'https://github.com/rennokki/laravel-aws-eb/issues/41',
  ],
  [
    "Could not find 'bundler' (1.17.3) required by your /var/app/staging/Gemfile.lock. (Gem::GemNotFoundException)",
    'https://github.com/aws/elastic-beanstalk-roadmap/issues/12',
  ],
  [
    "Error: install dependencies in Gemfile failed with error Command /bin/sh -c bundle install failed with error exit status 10. Stderr:Don't run Bundler as root.",
    'https://github.com/aws/elastic-beanstalk-roadmap/issues/12',
  ],
  [
    '/usr/bin/ld: cannot open linker script file /root/rpmbuild/BUILD/Python-3.12.7/.package_note-python3.12-3.12.7-1.amzn2023.aarch64.ld: No such file or directory',
    'https://github.com/aws/elastic-beanstalk-roadmap/issues/341',
  ],
  [
    'Gem::Ext::BuildError: ERROR: Failed to build gem native extension.',
    'https://github.com/puma/puma/issues/2641',
  ],
  [
    'Your requirements.txt is invalid. Snapshot your logs for details.',
    'https://github.com/aws-samples/eb-py-flask-signup/issues/9',
  ],
  [
    'Getting requirements to build wheel did not run successfully.',
    'https://github.com/aws/aws-elastic-beanstalk-cli/issues/441',
  ],
  [
    'nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)',
    'https://github.com/team-5io/BACK-Fighters/issues/93',
  ],
  [
    'Activity execution failed, because: /bin/sh: service: command not found',
    'https://github.com/awsdocs/elastic-beanstalk-samples/pull/65',
  ],
  [
    'Command failed on instance. Return code: 7 Output: command 00_reload_nginx in .ebextensions/nginx-max-body-size.config failed. For more detail, check /var/log/eb-activity.log using console or EB CLI.',
    'https://github.com/isomerpages/isomercms-backend/pull/286',
  ],
  ['Following services are not running: proxy.', 'https://github.com/meteor-up/mup-aws-beanstalk/issues/115'],
  [
    'Command failed on instance. An unexpected error has occurred [ErrorCode: 0000000001].',
    'https://github.com/awsdocs/aws-elastic-beanstalk-developer-guide/issues/83',
  ],
  [
    'upstream timed out (110: Connection timed out) while connecting to upstream, client: 31.1.1.1, server: example.com, request: "POST /graphql HTTP/1.1", upstream: "http://10.0.0.1:80/graphql"',
    'https://github.com/meteor-up/mup-aws-beanstalk/issues/101',
  ],
  [
    "No Environment found for EnvironmentId = 'e-abcdefghij'.",
    'https://github.com/Securing-DevOps/invoicer-chapter2/issues/186',
  ],
  [
    "ERROR: InvalidParameterValueError - Platform 'arn:aws:elasticbeanstalk:eu-west-3::platform/PHP 7.3 running on 64bit Amazon Linux/2.9.4' does not exist.",
    'https://github.com/aws/aws-elastic-beanstalk-cli/issues/35',
  ],
  [
    'Environment named mup-env-partsledger is in an invalid state for this operation. Must be Ready.',
    'https://github.com/meteor-up/mup-aws-beanstalk/issues/112',
  ],
  [
    "InvalidParameterValue, Message: No Application Version named '886765199' found.",
    'https://github.com/einaregilsson/beanstalk-deploy/issues/58',
  ],
  [
    "Environment 'myApp' already exists. (Service: AWSElasticBeanstalk; Status Code: 400; Error Code: InvalidParameterValue)",
    'https://github.com/ingenieux/awseb-deployment-plugin/issues/68',
  ],
  [
    'Cannot change environment tier (Service: AWSElasticBeanstalk; Status Code: 400; Error Code: InvalidParameterValue)',
    'https://github.com/classmethod/gradle-aws-plugin/issues/41',
  ],
  [
    'An error occurred (ConfigurationValidationException) when calling the CreateEnvironment operation: Configuration validation exception: Unknown or duplicate parameter: JVMOptions',
    'https://github.com/squidsolutions/aws-eb-shell/issues/1',
  ],
  [
    'Invalid length for parameter EnvironmentName, value: 3, valid range: 4-inf',
    'https://github.com/awsdocs/aws-elastic-beanstalk-developer-guide/issues/54',
  ],
  [
    "Invalid option specification (Namespace: 'aws:elasticbeanstalk:environment', OptionName: 'ExternalExtensionsS3Bucket'): External extensions can only be applied from the API",
    'https://github.com/classmethod/gradle-aws-plugin/issues/182',
  ],
  [
    "Error waiting for Elastic Beanstalk Environment (e-sxusumwivg) to become ready: unexpected state 'Terminated', wanted target 'Ready'. last error: %!s(<nil>)",
    'https://github.com/hashicorp/terraform/issues/10667',
  ],
  [
    'Error: chown /var/app/staging/canvas-lms-stable/public/fonts/instructure_icons: no such file or directory',
    'https://github.com/instructure/canvas-lms/issues/1897',
  ],
  [
    'Unable to launch application as the source bundle does not contain either a file named application.jar or a Procfile.',
    'https://github.com/RafalWilinski/elastic-beanstalk-terraform-setup/issues/2',
  ],
  [
    'InvalidRequestException: DescribeEnvironmentHealth is not supported.',
    'https://github.com/Upplication/gulp-elasticbeanstalk-deploy/issues/4',
  ],
  [
    'Instance has failed at least the UnhealthyThreshold number of health checks consecutively.',
    'https://github.com/ryanmurakami/pizza-luvrs/issues/8',
  ],
  [
    '44.7 % of the requests to the ELB are failing with HTTP 5xx (3 minutes ago).',
    'https://github.com/WizardFactory/TodayWeather/issues/1927',
  ],
  [
    'ProgrammingError: relation "database_genericevent" does not exist',
    'https://github.com/onnela-lab/beiwe-backend/issues/351',
  ],
  [
    "ERROR: InvalidParameterValueError - No Application Version named 'app-4911-200101_232529' found.",
    'https://github.com/onnela-lab/beiwe-backend/issues/82',
  ],
  [
    'Configuration validation exception: "option_settings" in one of the configuration files failed validation. More details to follow.',
    'https://github.com/aws-samples/eb-php-wordpress/issues/17',
  ],
];

it.each(THREADS)('"%s" is explained', (text) => {
  expect(matchErrors(text)).toHaveLength(1);
});
