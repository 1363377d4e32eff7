import { describe, expect, it } from 'vitest';
import { matchErrors } from '../../../src/explore/why/match-errors.js';
import { KNOWN_ERRORS } from '../../../src/knowledge/deployment-errors/index.js';
import { addressOf } from '../../../src/knowledge/pages.js';
import { ALL_RULES } from '../../../src/lint/lint-project.js';
import { growth, IN_STEP } from '../../support/processor-time.js';

const firstText = (text: string): string | undefined => matchErrors(text)[0]?.error.texts[0];

/** A form with something in its holes. */
const filled = (form: string): string => form.replaceAll('…', 'x1');

describe.each(KNOWN_ERRORS.map((error) => [error.texts[0]!, error] as const))('%s', (_, error) => {
  it.each(error.texts)('is found by "%s"', (form) => {
    const found = matchErrors(`2026-11-24 10:00:00 ERROR ${filled(form).toUpperCase()} (and more)`);
    expect(found.map((match) => match.error)).toContain(error);
  });

  it('names rules that exist, a source and sentences', () => {
    for (const rule of error.rules ?? []) expect(ALL_RULES.map(({ id }) => id)).toContain(rule);
    expect(addressOf(error.source)).toMatch(/^https:\/\/\S+$/);
    expect(error.cause).toMatch(/^\S.*[.]$/s);
    expect(error.remedy).toMatch(/^[A-Z].*[.]$/s);
  });

  it('has as many kinds of holes as holes', () => {
    const holes = Math.max(...error.texts.map((text) => text.split('…').length - 1));
    expect(error.holes?.length ?? 0).toBeLessThanOrEqual(Math.max(holes, 0));
    if (error.holes?.some((kind) => kind !== 'word')) expect(holes).toBe(error.holes.length);
  });
});

it('has at least 60 texts', () => {
  expect(KNOWN_ERRORS.length).toBeGreaterThanOrEqual(60);
});

/** Lines as the programs print them, the known text, and what its holes hold. */
const LINES: readonly (readonly [line: string, text: string, held?: readonly string[]])[] = [
  [
    'Resource handler returned message: "An SSL policy must be specified for HTTPS listeners (Service: ElasticLoadBalancingV2, Status Code: 400)"',
    'An SSL policy must be specified for HTTPS listeners',
  ],
  [
    '/bin/sh: line 1: ./deploy.sh: cannot execute: required file not found',
    '…: cannot execute: required file not found',
  ],
  [
    'ERROR: An error occurred while handling git command. Error code: 128 Error: fatal: Not a valid object name HEAD',
    'Not a valid object name HEAD',
  ],
  [
    'ERROR: InvalidParameterValueError - No Solution Stack named "64bit Amazon Linux 2018.03 v2.9.0 running Python 3.6" found.',
    "Elastic Beanstalk can't find a platform",
  ],
  [
    `The configuration file .ebextensions/01.config in application version app-1 contains invalid YAML or JSON. YAML exception: Invalid Yaml: could not determine a constructor for the tag !Sub`,
    'could not determine a constructor for the tag …',
    ['!Sub'],
  ],
  [
    `The configuration file .ebextensions/01.config in application version app-1 contains invalid YAML or JSON. YAML exception: Invalid Yaml: mapping values are not allowed here`,
    'mapping values are not allowed here',
  ],
  [
    "Error processing file (Skipping): '.ebextensions/01.config' - Contains invalid key: 'OptionSettings'. For information about valid keys, see …",
    'Contains invalid key: …',
    ['OptionSettings'],
  ],
  [
    "ERROR: ServiceError - Configuration validation exception: Invalid option specification (Namespace: 'aws:elasticbeanstalk:container:nodejs', OptionName: 'NodeCommand'): Unknown configuration setting.",
    "OptionName: '…'): Unknown configuration setting",
    ['NodeCommand'],
  ],
  [
    "Configuration validation exception: Invalid option value: '' (Namespace: 'aws:elasticbeanstalk:managedactions', OptionName: 'PreferredStartTime'): required",
    'PreferredStartTime',
  ],
  [
    "Invalid option value: 'null' (Namespace: 'aws:ec2:vpc', OptionName: 'Subnets'): Specify the subnets for the VPC.",
    'Specify the subnets for the VPC',
  ],
  [
    "Invalid option value: 'apache' (Namespace: 'aws:elasticbeanstalk:environment:proxy', OptionName: 'ProxyServer'): Value is not one of the allowed values: [nginx, none]",
    'Value is not one of the allowed values: …',
    ['[nginx'],
  ],
  [
    'Template format error: Unresolved resource dependencies [MyTopic] in the Resources block of the template',
    'Unresolved resource dependencies […]',
    ['MyTopic'],
  ],
  [
    'Service:AmazonCloudFormation, Message:Template error: instance of Fn::GetAtt references undefined resource AWSEBLoadBalancer',
    'references undefined resource …',
    ['AWSEBLoadBalancer'],
  ],
  [
    "Stack named 'awseb-e-x-stack' aborted operation. Current state: 'UPDATE_ROLLBACK_IN_PROGRESS' Reason: The following resource(s) failed to create/update: [AWSEBV2LoadBalancerListener443]",
    'The following resource(s) failed to create/update: […]',
    ['AWSEBV2LoadBalancerListener443'],
  ],
  [
    'Creating security group named: sg failed Reason: Invalid id: "awseb-e-x" (expecting "sg-...")',
    'Invalid id: "…" (expecting "sg-…")',
    ['awseb-e-x', '...'],
  ],
  ["Priority '1' is currently in use", "Priority '…' is currently in use", ['1']],
  [
    'Error occurred during build: Yum does not have postgresql-devel available for installation',
    'Yum does not have … available for installation',
    ['postgresql-devel'],
  ],
  ['/envvars: No such file or directory', '/envvars: No such file or directory'],
  ['Error: Unable to find a match: epel-release', 'Unable to find a match: …', ['epel-release']],
  ['/bin/sh: line 1: amazon-linux-extras: command not found', 'amazon-linux-extras: command not found'],
  [
    "ValueError: invalid literal for int() with base 8: '493'",
    'invalid literal for int() with base 8: …',
    ['493'],
  ],
  ['Error occurred during build: Command 01_migrate failed', 'Command … failed', ['01_migrate']],
  [
    '[ERROR] An error occurred during execution of command [app-deploy] - [RunAppDeployPreBuildHooks]. Stop running the command. Error: Command .platform/hooks/prebuild/01_build.sh failed with error exit status 2',
    'Command .platform/… failed with error',
    ['hooks/prebuild/01_build.sh'],
  ],
  [
    'Command .platform/hooks/predeploy/a.sh failed with error fork/exec .platform/hooks/predeploy/a.sh: exec format error',
    'fork/exec .platform/…: exec format error',
    ['hooks/predeploy/a.sh'],
  ],
  ['Error: pg_config executable not found.', 'pg_config executable not found'],
  [
    'Your Ruby version is 3.2.2, but your Gemfile specified 3.0.1',
    'Your Ruby version is …, but your Gemfile specified …',
    ['3.2.2', '3.0.1'],
  ],
  [
    "Instance deployment failed to generate a 'Procfile' for Node.js. Provide one of these files: 'package.json', 'server.js', or 'app.js'. The deployment failed.",
    "failed to generate a 'Procfile' for Node.js",
  ],
  ['nginx.service is not active, cannot reload.', 'nginx.service is not active, cannot reload'],
  [
    'bash: /opt/python/run/venv/bin/activate: No such file or directory',
    '/opt/python/…: No such file or directory',
    ['run/venv/bin/activate'],
  ],
  ['Failed to restart httpd.service: Unit httpd.service not found.', 'Unit … not found', ['httpd.service']],
  [
    'nginx: [emerg] "location" directive is not allowed here in /var/proxy/staging/nginx/conf.d/a.conf:1',
    '"…" directive is not allowed here',
    ['location'],
  ],
  [
    'nginx: [emerg] directive "proxy_pass" is not terminated by ";" in /etc/nginx/conf.d/a.conf:4',
    'unknown directive "…"',
    ['proxy_pass'],
  ],
  [
    'nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)',
    'bind() to … failed (98: Address already in use)',
    ['0.0.0.0:80'],
  ],
  [
    "Nov 24 10:00:00 ip web[1]: ModuleNotFoundError: No module named 'application'",
    "No module named '…'",
    ['application'],
  ],
  [
    "web: Error: Cannot find module '/var/app/current/dist/main.js'",
    "Cannot find module '…'",
    ['/var/app/current/dist/main.js'],
  ],
  [
    '2026/11/24 10:00:00 [error] 3#3: *4 connect() failed (111: Connection refused) while connecting to upstream, client: 172.31.0.1, server: , request: "GET / HTTP/1.1", upstream: "http://127.0.0.1:8000/"',
    'connect() failed (111: Connection refused) while connecting to upstream … upstream: "http://127.0.0.1:…',
  ],
  [
    'Environment health has transitioned from Ok to Severe. 100.0 % of the requests are failing with HTTP 5xx.',
    'of the requests are failing with HTTP 5xx',
  ],
];

/** Lines of failed deployments in public issues, each with the known text that has its cause. */
const PUBLIC_LINES: readonly (readonly [line: string, text: string])[] = [
  // https://github.com/aws/aws-elastic-beanstalk-cli/issues/60
  [
    `Instance deployment: Both 'Dockerfile' and 'Dockerrun.aws.json' are missing in your source bundle. Include at least one of them. The deployment failed.`,
    `Both 'Dockerfile' and 'Dockerrun.aws.json' are missing in your source bundle`,
  ],
  // https://github.com/aws/elastic-beanstalk-roadmap/issues/12
  [
    `Could not find 'bundler' (1.17.3) required by your /var/app/staging/Gemfile.lock. (Gem::GemNotFoundException)`,
    `Could not find 'bundler' (…) required by your …Gemfile.lock`,
  ],
  // https://github.com/rennokki/laravel-aws-eb/issues/41
  [
    'Thu Dec  3 20:52:56 2020 (12547): Fatal Error Insufficient shared memory!',
    'Fatal Error Insufficient shared memory!',
  ],
  // https://github.com/rennokki/laravel-aws-eb/issues/41
  [
    `Instance deployment failed to install Composer dependencies specified in 'composer.json' in your source bundle. The deployment failed.`,
    `failed to install Composer dependencies specified in 'composer.json'`,
  ],
  // https://github.com/rennokki/laravel-aws-eb/issues/54
  [
    'PHP Fatal error:  Out of memory (allocated 1766338560) (tried to allocate 134217736 bytes) in phar:///usr/local/composer.phar/src/Composer/DependencyResolver/RuleSet.php on line 84',
    'PHP Fatal error: Out of memory (allocated …)',
  ],
  // https://github.com/rennokki/laravel-aws-eb/issues/5
  [
    'Could not open input file: /opt/elasticbeanstalk/support/composer.phar',
    'Could not open input file: /opt/elasticbeanstalk/support/composer.phar',
  ],
  // https://github.com/amazonlinux/amazon-linux-2023/issues/644
  [
    'Cannot create cache directory /home/webapp/composer-home/cache/files/, or directory is not writable. Proceeding without cache.',
    'Cannot create cache directory …, or directory is not writable',
  ],
  // https://github.com/aws/elastic-beanstalk-roadmap/issues/262
  ['sh: git: command not found', 'git: command not found'],
  // https://github.com/lovell/sharp/issues/3221
  [
    `npm ERR! sharp: Installation error: EACCES: permission denied, mkdir '/root/.npm'`,
    `EACCES: permission denied, mkdir '/root/.npm'`,
  ],
  // https://github.com/lovell/sharp/issues/373
  ['1204 verbose stack Error: sharp@0.13.1 install: `node-gyp rebuild`', '`node-gyp rebuild`'],
  // https://github.com/BishopFox/dufflebag/issues/4
  ['Sep  7 07:55:56 ip-172-31-44-139 web: /bin/sh: application: command not found', 'command not found'],
  // https://github.com/aws/aws-elastic-beanstalk-cli/issues/63
  [
    'ERROR: MissingServiceIdError - The model being used for the service elasticbeanstalk is missing the serviceId metadata property, which is required.',
    'is missing the serviceId metadata property',
  ],
  // https://github.com/hsingh/ansible-elastic-beanstalk/issues/40
  [
    'An error occurred (InvalidParameterCombination) when calling the CreateApplicationVersion operation: Unable to download from S3 location (Bucket: ansible-versions-bucket  Key: ansible-1.0.0.zip). Reason: Not Found',
    'Unable to download from S3 location (Bucket: … Key: …)',
  ],
  // https://github.com/hashicorp/terraform/issues/6681
  [
    'InvalidParameterValue: No application version exists to deploy for Application named Parking.',
    'No application version exists to deploy for Application named …',
  ],
  // https://github.com/meteor-up/mup-aws-beanstalk/issues/112
  [
    'InvalidParameterValue: Environment named mup-env-partsledger is in an invalid state for this operation. Must be Ready.',
    'is in an invalid state for this operation. Must be Ready',
  ],
  // https://github.com/tasso94/start-camunda/pull/20
  [
    'Error response from daemon: No build stage in current context. Check snapshot logs for details.',
    'No build stage in current context',
  ],
  // https://github.com/aws/aws-elastic-beanstalk-cli/issues/58
  [
    'ERROR: NotFoundError - The EB CLI cannot find Dockerfile or the Dockerrun.aws.json file in the application root directory.',
    'The EB CLI cannot find Dockerfile or the Dockerrun.aws.json',
  ],
  // https://github.com/aws/aws-toolkit-visual-studio/issues/305
  [
    'The EC2 instances failed to communicate with AWS Elastic Beanstalk, either because of configuration problems with the VPC or a failed EC2 instance. Check your VPC configuration and try launching the environment again.',
    'The EC2 instances failed to communicate with AWS Elastic Beanstalk',
  ],
  // https://github.com/einaregilsson/beanstalk-deploy/issues/113
  [
    'Error: Deployment failed: Error: Environment still has health Yellow 120 seconds after update finished!',
    'Environment still has health …',
  ],
  // https://github.com/aws/aws-toolkit-azure-devops/issues/393
  [
    `Instance deployment: Your source bundle has a single .NET Core application. You must include a file with a '.runtimeconfig.json' suffix. The deployment failed.`,
    `You must include a file with a '.runtimeconfig.json' suffix`,
  ],
  // https://github.com/awslabs/amazon-kinesis-scaling-utils/issues/11
  [
    'Caused by: java.lang.UnsupportedClassVersionError: com/amazonaws/services/kinesis/scaling/auto/app/KinesisAutoscaling : Unsupported major.minor version 51.0',
    'java.lang.UnsupportedClassVersionError: …',
  ],
  // https://github.com/UrbanCCD-UChicago/plenario/issues/269
  [
    'devmapper: Thin Pool has 0 free data blocks which is less than minimum required 2428 free data blocks. Create more free space in thin pool',
    'Thin Pool has … free data blocks',
  ],
  // https://github.com/aws/amazon-ecs-agent/issues/716
  [
    'write /var/lib/docker/tmp/GetImageBlob102484030: no space left on device',
    'Thin Pool has … free data blocks',
  ],
  // https://github.com/hashicorp/terraform/issues/22433
  [
    'Elastic Beanstalk InvalidParameterValue: Environment test-env already exists',
    'InvalidParameterValue: Environment … already exists',
  ],
  // https://github.com/hashicorp/terraform/pull/12425
  [
    '2017-03-03 18:24:50.158 +0000 UTC (e-bhn3m2qfrb) : Environment must have instance profile associated with it.',
    'Environment must have instance profile associated with it',
  ],
  // https://github.com/classmethod/gradle-aws-plugin/issues/182
  [
    `Configuration validation exception: Invalid option specification (Namespace: 'aws:elasticbeanstalk:environment', OptionName: 'ExternalExtensionsS3Bucket'): External extensions can only be applied from the API`,
    'External extensions can only be applied from the API',
  ],
  // https://github.com/aws/aws-cli/issues/2232
  [
    'Cannot setup CodeCommit because there is no Source Control setup, continuing with initialization',
    'Cannot setup CodeCommit because there is no Source Control setup',
  ],
  // https://github.com/aws/aws-elastic-beanstalk-cli-setup/issues/74
  ['ERROR: NotAuthorizedError - Operation Denied. Access Denied', 'NotAuthorizedError - Operation Denied'],
  // https://github.com/benoitc/gunicorn/issues/2232
  [
    `gunicorn.errors.HaltServer: <HaltServer 'Worker failed to boot.' 3>`,
    `HaltServer: <HaltServer 'Worker failed to boot.'`,
  ],
  // https://github.com/DavyJonesLocker/client_side_validations/issues/643
  ['LoadError: cannot load such file -- js_regex', 'cannot load such file -- …'],
  // https://github.com/gkop/elastic-beanstalk-ruby/issues/14
  [
    'bundler: command not found: /opt/elasticbeanstalk/support/scripts/check-for-bundle',
    'bundler: command not found: …',
  ],
  // https://github.com/aws/aws-lambda-dotnet/issues/85
  ['HTTP Error 502.5 - Process Failure', 'HTTP Error 502.5 - Process Failure'],
  // https://github.com/nuxt/nuxt/issues/2464
  ['91616 verbose stack Error: spawn ENOMEM', 'spawn ENOMEM'],
  // https://github.com/aws/aws-sdk-js/issues/2683
  [
    'FATAL ERROR: Ineffective mark-compacts near heap limit Allocation failed - JavaScript heap out of memory',
    'spawn ENOMEM',
  ],
  // https://github.com/etclabscore/jade-service-runner/issues/161
  ['npm ERR! missing script: startaws', 'npm ERR! missing script: …'],
  // https://github.com/parse-community/parse-server-example/issues/138
  [
    `subprocess.CalledProcessError: Command '['/opt/elasticbeanstalk/node-install/node-v4.3.0-linux-x64/bin/npm', '--production', 'install']' returned non-zero exit status -9.`,
    'spawn ENOMEM',
  ],
  // https://github.com/aws/elastic-beanstalk-roadmap/issues/309
  [
    'Resource handler returned message: "The specified instance type m7a.large is not valid (Service: AutoScaling, Status Code: 400, Request ID: X)"',
    'The specified instance type … is not valid',
  ],
  // https://github.com/compiler-explorer/infra/issues/601
  [
    'Could not launch On-Demand Instances. Unsupported - Your requested instance type (c5.large) is not supported in your requested Availability Zone (us-east-1e).',
    'Your requested instance type (…) is not supported in your requested Availability Zone (…)',
  ],
  // https://github.com/meteor-up/mup-aws-beanstalk/issues/68
  [
    'fatal error: An error occurred (403) when calling the HeadObject operation: Forbidden.',
    'An error occurred (403) when calling the HeadObject operation',
  ],
  // https://github.com/awsdocs/aws-elastic-beanstalk-developer-guide/issues/82
  [
    'AH00957: HTTP: attempt to connect to 127.0.0.1:8080 (localhost) failed',
    'HTTP: attempt to connect to … (…) failed',
  ],
  // https://github.com/rennokki/laravel-aws-eb/issues/28
  [
    'The stream or file "/var/app/current/storage/logs/laravel.log" could not be opened: failed to open stream: Permission denied',
    'The stream or file "…" could not be opened',
  ],
  // https://github.com/rennokki/laravel-aws-eb/issues/82
  [
    'There is no existing directory at "/var/app/staging/storage/logs" and it could not be created: Permission denied',
    'There is no existing directory at "/var/app/staging/…"',
  ],
];

it.each(PUBLIC_LINES)('knows the cause of "%s"', (line, text) => {
  expect(firstText(line)).toBe(text);
});

it.each([
  'The following command was not found in the manual',
  'Environment variables already exist',
  'Error: Cannot find the treasure',
  'no space is left for doubt',
  'ERROR: something unexpected happened while talking to the moon',
])('knows nothing of "%s"', (line) => {
  expect(matchErrors(line)).toEqual([]);
});

it.each(LINES.map(([line, text, held]) => ({ line, text, held })))('$line', ({ line, text, held }) => {
  expect(firstText(line)).toBe(text);
  if (held) expect(matchErrors(line)[0]?.held).toEqual(held);
});

it('knows the kind of quotes and capitals only in the text itself', () => {
  expect(firstText('error: priority ’7’ is  currently\tin use')).toBe("Priority '…' is currently in use");
});

it('leaves out what comes with many errors, where another says more', () => {
  const log = [
    'ERROR An error occurred during execution of command [app-deploy] - [PreBuildEbExtension]. Stop running the command.',
    'Yum does not have foo available for installation',
    'Command execution completed on all instances. Summary: [Successful: 0, Failed: 1].',
  ];
  expect(matchErrors(log.join('\r\n')).map(({ error }) => error.texts[0])).toEqual([
    'Yum does not have … available for installation',
  ]);
  expect(firstText(log[0]!)).toBe('[PreBuildEbExtension]');
});

it('takes no text for a name that has spaces', () => {
  expect(matchErrors('Command line tools for this and that failed')).toEqual([]);
});

it('takes time in step with a long line', async () => {
  const power = await growth(50_000, (size) => matchErrors(`${'Command x '.repeat(size)}\n`.repeat(5)));
  expect(power).toBeLessThan(IN_STEP);
});
