import { PROPERTIES, REMARKS } from './words.mjs';

/** Environment properties and static files, in map form. */
export function environment({ service, staticNamespace }, random) {
  return `# Environment of ${service}.
# ${random.pick(REMARKS)}
option_settings:
  aws:elasticbeanstalk:application:environment:
    SERVICE_NAME: ${service}
${random.sample(PROPERTIES, random.integer(24, 38)).map(propertyLine(random)).join('\n')}
  ${staticNamespace}:
    /static: static
    /media: www/media
  aws:elasticbeanstalk:environment:proxy:
    ProxyServer: nginx
  aws:elasticbeanstalk:cloudwatch:logs:
    StreamLogs: true
    DeleteOnTerminate: false
    RetentionInDays: ${random.pick([7, 14, 30, 90])}
  aws:elasticbeanstalk:healthreporting:system:
    SystemType: enhanced
`;
}

/** Properties as people write them: with either kind of quotes or none, some with a comment. */
const propertyLine =
  (random) =>
  ([name, value]) => {
    const plain = /^[\w./-]+$/.test(value) ? value : `'${value}'`;
    const line = `    ${name}: ${random.pick([plain, `'${value}'`, `"${value}"`])}`;
    return random.next() < 0.2 ? `    # ${random.pick(REMARKS)}\n${line}` : line;
  };

/** Listeners, their rules and processes, in map form. */
export function routing({ certificate, policy, priorities, socketTarget, socketProcessPort }, random) {
  const [socketPriority, apiPriority] = priorities;
  const timeout = random.pick([4, 5, 8]);
  return `option_settings:
  aws:elasticbeanstalk:environment:
    EnvironmentType: LoadBalanced
    LoadBalancerType: application
    ServiceRole: aws-elasticbeanstalk-service-role

  aws:elbv2:listener:default:
    ListenerEnabled: 'true'
    Protocol: HTTP
    DefaultProcess: default
    Rules: sockets,api
  aws:elbv2:listener:443:
    ListenerEnabled: 'true'
    Protocol: HTTPS
    SSLPolicy: ${policy}
    SSLCertificateArns: ${certificate}
    DefaultProcess: default
    Rules: sockets,api

  # ${random.pick(REMARKS)}
  aws:elbv2:listenerrule:sockets:
    PathPatterns: /ws/*
    Priority: ${socketPriority}
    Process: ${socketTarget}
  aws:elbv2:listenerrule:api:
    PathPatterns: /api/*,/hooks/*
    Priority: ${apiPriority}
    Process: default

  aws:elasticbeanstalk:environment:process:default:
    Port: '80'
    Protocol: HTTP
    HealthCheckPath: /healthz
    HealthCheckTimeout: '${timeout}'
    HealthCheckInterval: '15'
    HealthyThresholdCount: '${random.integer(2, 4)}'
    UnhealthyThresholdCount: '${random.integer(3, 6)}'
    DeregistrationDelay: '${random.pick([20, 30, 60])}'
    MatcherHTTPCode: '200'
  aws:elasticbeanstalk:environment:process:websocket:
    Port: '${socketProcessPort}'
    Protocol: HTTP
    HealthCheckPath: /ws/healthz
    HealthCheckTimeout: '${timeout}'
    StickinessEnabled: 'true'
    StickinessLBCookieDuration: '${random.pick([3600, 43200, 86400])}'
`;
}

/** Instances and their number, in list form. */
export function scaling(_, random) {
  const minimum = random.integer(1, 3);
  const needed = [
    ['aws:autoscaling:asg', 'MinSize', minimum],
    ['aws:autoscaling:asg', 'MaxSize', minimum + random.integer(1, 5)],
    ['aws:autoscaling:trigger', 'MeasureName', 'CPUUtilization'],
    ['aws:autoscaling:trigger', 'Statistic', 'Average'],
    ['aws:autoscaling:trigger', 'Unit', 'Percent'],
    ['aws:autoscaling:trigger', 'LowerThreshold', random.integer(15, 30)],
    ['aws:autoscaling:trigger', 'UpperThreshold', random.integer(60, 80)],
    ['aws:autoscaling:updatepolicy:rollingupdate', 'RollingUpdateEnabled', 'true'],
    ['aws:autoscaling:updatepolicy:rollingupdate', 'RollingUpdateType', 'Health'],
  ];
  const others = [
    ['aws:autoscaling:asg', 'Cooldown', random.pick([240, 360, 600])],
    ['aws:ec2:instances', 'InstanceTypes', random.pick(['t3.small,t3.medium', 'm6i.large', 'c6i.large'])],
    ['aws:autoscaling:launchconfiguration', 'IamInstanceProfile', 'aws-elasticbeanstalk-ec2-role'],
    ['aws:autoscaling:launchconfiguration', 'DisableIMDSv1', 'true'],
    ['aws:autoscaling:launchconfiguration', 'RootVolumeType', 'gp3'],
    ['aws:autoscaling:launchconfiguration', 'RootVolumeSize', random.pick([16, 24, 40])],
    ['aws:elasticbeanstalk:command', 'DeploymentPolicy', random.pick(['Rolling', 'Immutable', 'AllAtOnce'])],
    ['aws:elasticbeanstalk:command', 'Timeout', random.pick([600, 900, 1200])],
  ];
  const options = [...needed, ...random.sample(others, random.integer(3, others.length))];
  return `# ${random.pick(REMARKS)}\noption_settings:\n${options.map(itemOf).join('\n')}\n`;
}

const itemOf = ([namespace, option, value]) => `  - namespace: ${namespace}
    option_name: ${option}
    value: ${value}`;
