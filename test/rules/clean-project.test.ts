import { expect, it } from 'vitest';
import { lintModel } from '../../src/lint/lint-project.js';
import { rules } from '../../src/rules/index.js';
import { subjectsOf } from '../../src/rules/rule.js';
import { projectOf, UPDATE } from '../support/fixtures.js';

/** A project of ten files that is right, as most are. */
const CLEAN = {
  '.elasticbeanstalk/config.yml':
    'global: {default_platform: Python 3.12 running on 64bit Amazon Linux 2023, default_region: eu-west-1}\n',
  '.ebextensions/01_environment.config': `option_settings:
  aws:elasticbeanstalk:application:environment:
    LOG_FORMAT: json
    POOL_SIZE: 12
  aws:elasticbeanstalk:environment:proxy:staticfiles:
    /static: static
`,
  '.ebextensions/02_routing.config': `option_settings:
  aws:elasticbeanstalk:environment:
    LoadBalancerType: application
  aws:elasticbeanstalk:environment:process:sockets:
    Port: 5000
    HealthCheckPath: /healthz
  aws:elbv2:listenerrule:sockets:
    PathPatterns: /ws/*
    Process: sockets
  aws:elbv2:listener:80:
    ListenerEnabled: true
    Rules: sockets
`,
  '.ebextensions/03_scaling.config': `option_settings:
  aws:autoscaling:asg: {MinSize: 2, MaxSize: 4}
  aws:autoscaling:launchconfiguration: {DisableIMDSv1: true}
`,
  '.ebextensions/04_deployment.config': `option_settings:
  aws:elasticbeanstalk:command: {DeploymentPolicy: Rolling, BatchSizeType: Percentage, BatchSize: 50}
`,
  '.ebextensions/05_files.config': `files:
  /opt/app/rotate.sh:
    mode: '000755'
    content: |
      #!/bin/bash
      set -euo pipefail
      find /var/log/app -name '*.log' -mtime +4 -exec gzip {} +
  /etc/cron.d/app:
    mode: '000644'
    content: |
      51 5 * * * root /opt/app/rotate.sh
commands:
  01_backup:
    command: rm -f /etc/cron.d/app.bak
services:
  systemd:
    crond: {enabled: true, ensureRunning: true}
`,
  '.ebextensions/06_resources.config': `Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 60
`,
  '.platform/nginx/conf.d/limits.conf': 'client_max_body_size 50m;\nproxy_read_timeout 120s;\n',
  '.platform/hooks/postdeploy/01_warm.sh':
    '#!/bin/bash\nfor attempt in 1 2 3; do\n  curl --fail --silent http://127.0.0.1/healthz && exit 0\n  sleep 2\ndone\n',
  Procfile: `web: gunicorn --bind 0.0.0.0:8000 app.wsgi:application
sockets: daphne -b 0.0.0.0 -p 5000 app.sockets:application
`,
};

it('asks these rules about a clean project, and no others', async () => {
  const project = projectOf(CLEAN);
  expect(lintModel(project, { preset: 'recommended' }).diagnostics).toEqual([]);
  const asked = rules.filter((rule) => subjectsOf(rule, project).length > 0).map(({ id }) => id);
  await expect(`${asked.join('\n')}\n`, UPDATE).toMatchFileSnapshot('clean-project.txt');
});

it('asks no more rules about the project as a whole, without anything that they need', () => {
  const whole = rules.filter((rule) => !('each' in rule) && !rule.needs);
  expect(whole.length).toBeLessThanOrEqual(46);
});
