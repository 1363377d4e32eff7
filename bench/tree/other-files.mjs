import { REMARKS } from './words.mjs';

export function procfile({ service, stack, socketHost, socketPort }) {
  return `web: ${stack.web}
websocket: daphne -b ${socketHost} -p ${socketPort} ${service}.sockets:application
worker: ${stack.worker}
`;
}

/** What changes what all instances share, and therefore runs on one of them. */
const IN_THE_DATABASE = /migrat|upgrade/;

/** Packages, users and what runs before a version goes live. */
export function deployment({ service, stack, leftover }, random) {
  const inItsPlace = stack.platform.startsWith('Python')
    ? 'source /var/app/venv/*/bin/activate'
    : 'test -d /var/app/staging';
  const commands = stack.prepare.map(
    (command, index) => `  ${String(index + 3).padStart(2, '0')}_step:
    command: "${inItsPlace} && ${command}"${IN_THE_DATABASE.test(command) ? '\n    leader_only: true' : ''}`,
  );
  return `# ${random.pick(REMARKS)}
packages:
  yum:
${[...stack.packages, 'cronie'].map((name) => `    ${name}: []`).join('\n')}

groups:
  ${service}: {}

users:
  ${service}:
    groups:
      - ${service}
    homeDir: /var/lib/${service}

commands:
  01_swap:
    command: |
      set -e
      fallocate -l ${random.pick([1, 2, 4])}G /var/swap
      chmod 600 /var/swap
      mkswap /var/swap
      swapon /var/swap
    test: '[ ! -f /var/swap ]'
  02_limits:
    command: sysctl -w net.core.somaxconn=${random.pick([1024, 2048, 4096])}
    ignoreErrors: true
  03_backups:
    command: rm -f /etc/cron.d/*.bak

container_commands:
  01_prepare:
    command: mkdir -p /var/app/uploads
  02_owner:
    command: chown -R webapp:webapp /var/app/uploads
    cwd: /var/app
${commands.join('\n')}
${leftover}`;
}

/** Files on the instance, with block scalars of several kinds. */
export function instanceFiles({ service, region }, random) {
  return `files:
  /opt/${service}/rotate.sh:
    mode: '000755'
    owner: root
    group: root
    content: |
      #!/bin/bash
      # ${random.pick(REMARKS)}
      set -euo pipefail
      find /var/log/${service} -name '*.log' -mtime +${random.integer(2, 14)} -print0 |
        while IFS= read -r -d '' file; do
          gzip --best "$file"
          logger -t ${service} "rotated $file"
        done

  /etc/cron.d/${service}:
    mode: '000644'
    owner: root
    group: root
    content: |
      PATH=/usr/local/bin:/usr/bin:/bin
      ${random.integer(0, 59)} ${random.integer(0, 5)} * * * root /opt/${service}/rotate.sh

  "/opt/aws/amazon-cloudwatch-agent/etc/${service}.json":
    mode: '000644'
    owner: root
    group: root
    content: |
      {
        "agent": { "metrics_collection_interval": ${random.pick([30, 60, 300])}, "region": "${region}" },
        "metrics": {
          "namespace": "Internal/${service}",
          "append_dimensions": { "InstanceId": "\${aws:InstanceId}" },
          "metrics_collected": {
            "mem": { "measurement": ["mem_used_percent"] },
            "disk": { "resources": ["/"], "measurement": ["used_percent"] }
          }
        }
      }

  /etc/motd.d/${service}:
    mode: '000644'
    content: >-
      This machine belongs to ${service}.
      ${random.pick(REMARKS)}

services:
  systemd:
    crond:
      enabled: true
      ensureRunning: true
      files: [/etc/cron.d/${service}]
`;
}

/** Queues and alarms as CloudFormation resources, in JSON. */
export function resources({ service }, random) {
  const alarm = (metric, threshold) => ({
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmDescription: random.pick(REMARKS),
      Namespace: 'AWS/ApplicationELB',
      MetricName: metric,
      Dimensions: [
        { Name: 'LoadBalancer', Value: { 'Fn::GetAtt': ['AWSEBV2LoadBalancer', 'LoadBalancerFullName'] } },
      ],
      Statistic: 'Average',
      Period: random.pick([60, 300]),
      EvaluationPeriods: random.integer(1, 5),
      Threshold: threshold,
      ComparisonOperator: 'GreaterThanThreshold',
    },
  });
  const queue = {
    Type: 'AWS::SQS::Queue',
    Properties: { VisibilityTimeout: random.pick([30, 60, 120]), Tags: [{ Key: 'service', Value: service }] },
  };
  const Resources = {
    JobQueue: queue,
    SlowResponses: alarm('TargetResponseTime', random.integer(1, 4)),
    ServerErrors: alarm('HTTPCode_Target_5XX_Count', random.integer(5, 50)),
  };
  return `${JSON.stringify({ Resources }, null, 2)}\n`;
}

/** The EB CLI's configuration of two stages. */
export function ebCli({ service, region, stack }, random) {
  const branch = random.pick(['main', 'master', 'trunk']);
  return `branch-defaults:
  ${branch}:
    environment: ${service}-production
    group_suffix: null
  develop:
    environment: ${service}-staging
    group_suffix: null
environment-defaults:
  ${service}-production:
    branch: null
    repository: null
  ${service}-staging:
    branch: null
    repository: null
deploy:
  artifact: null
global:
  application_name: ${service}
  branch: null
  default_ec2_keyname: ${service}-${random.hex(4)}
  default_platform: ${stack.platform}
  default_region: ${region}
  include_git_submodules: true
  instance_profile: null
  platform_name: null
  platform_version: null
  profile: eb-cli
  repository: null
  sc: git
  workspace_type: Application
`;
}

export function nginx(_, random) {
  return `# ${random.pick(REMARKS)}
client_max_body_size ${random.pick([10, 25, 50])}m;
send_timeout ${random.integer(30, 75)}s;
proxy_read_timeout ${random.pick([60, 120])}s;

gzip_vary on;
gzip_min_length ${random.pick([256, 512, 1024])};
gzip_proxied any;

add_header X-Content-Type-Options nosniff always;
add_header Referrer-Policy same-origin always;

open_file_cache max=${random.pick([500, 1000])} inactive=60s;
open_file_cache_valid 30s;
open_file_cache_errors on;

log_format timing '$remote_addr "$request" $status $body_bytes_sent '
                  '$request_time $upstream_response_time';
proxy_buffer_size 8k;

limit_req_zone $binary_remote_addr zone=api:10m rate=${random.integer(10, 40)}r/s;
limit_conn_zone $binary_remote_addr zone=peers:10m;
limit_req_status 429;

# ${random.pick(REMARKS)}
map $http_upgrade $connection_upgrade {
  default upgrade;
  ''      close;
}
`;
}

export function hook({ service }, random) {
  return `#!/bin/bash
# ${random.pick(REMARKS)}
set -euo pipefail

log() {
  logger -t ${service} "$1"
}

wait_for_socket() {
  local left=${random.integer(10, 30)}
  while [ "$left" -gt 0 ]; do
    if ss --listening --tcp --no-header | grep --quiet ':8000'; then
      return 0
    fi
    left=$((left - 1))
    sleep 1
  done
  return 1
}

if ! wait_for_socket; then
  log 'nothing listens yet'
fi

for attempt in 1 2 3 4 5; do
  if curl --fail --silent --max-time ${random.integer(2, 9)} http://127.0.0.1/healthz; then
    log "warm after $attempt attempts"
    exit 0
  fi
  sleep 2
done
log 'still cold'
`;
}
