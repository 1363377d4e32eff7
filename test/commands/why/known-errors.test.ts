import { describe, expect, it } from 'vitest';
import { matchErrors } from '../../../src/commands/why/match-errors.js';
import { nearestErrors } from '../../../src/commands/why.js';
import { KNOWN_ERRORS } from '../../../src/knowledge/deployment-errors/index.js';
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
    expect(error.source).toMatch(/^https:\/\/\S+$/);
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

describe('the nearest of an unknown text', () => {
  it('share its rare words', () => {
    expect(nearestErrors('the Gemfile wants another ruby').map(({ texts }) => texts[0])).toContain(
      'Your Ruby version is …, but your Gemfile specified …',
    );
  });

  it('are absent where nothing is shared', () => {
    expect(nearestErrors('xyzzy')).toEqual([]);
  });
});
