import { describe, expect, it } from 'vitest';
import { lintModel } from '../../src/lint/lint-project.js';
import { publishersByPort } from '../../src/model/docker/containers.js';
import { matchingWays } from '../../src/model/routing/matching-rule.js';
import { routing } from '../../src/model/routing/read-routing.js';
import { ownUnits } from '../../src/model/units/own-units.js';
import { projectOf, wholeProjectOf } from '../support/fixtures.js';
import { ruleById } from '../support/rule-by-id.js';

/** Cases that come just short of another answer: where a guard is loosened, one of them changes. */
const found = (id: string, texts: Readonly<Record<string, string>>, platform?: string) =>
  lintModel(wholeProjectOf(texts, platform), { preset: 'strict' }, [ruleById(id)]).diagnostics.length;

const PYTHON = 'Python 3.13 running on 64bit Amazon Linux 2023';
const DOCKER = 'Docker running on 64bit Amazon Linux 2023';
const ECS = 'ECS running on 64bit Amazon Linux 2023';

describe('a folder that a script makes', () => {
  const needing = (line: string) => ({
    'manage.py': '',
    'tools/other.sh': '',
    '.platform/hooks/prebuild/10_make.sh': `#!/bin/bash\nset -e\n${line}\n`,
    '.platform/hooks/predeploy/20_seed.sh': '#!/bin/bash\nset -e\nbash tools/seed.sh\n',
  });

  it('has none of the files that are missing beside it', () => {
    expect(found('instance/missing-file', needing('mkdir -p tools/logs'), PYTHON)).toBe(1);
  });

  it('is no file that a script writes', () => {
    expect(found('instance/missing-file', needing('echo true > tools/seed.sh'), PYTHON)).toBe(0);
  });
});

describe('what an image or an archive is made of', () => {
  const needing = (texts: Readonly<Record<string, string>>) => ({
    'tools/other.sh': '',
    'src/a.sh': '',
    '.platform/hooks/predeploy/20_seed.sh': '#!/bin/bash\nset -e\nbash tools/seed.sh\n',
    ...texts,
  });

  it.each([
    ['COPY', { Dockerfile: 'FROM alpine\nCOPY src /app/tools\n' }],
    ['ADD', { Dockerfile: 'FROM alpine\nADD https://example.com/tools.tar.gz /app/tools/\n' }],
    ['sources', { '.ebextensions/a.config': 'sources:\n  /opt/tools: https://example.com/tools.tar.gz\n' }],
  ])('is not there for a hook: %s', (_, texts) => {
    expect(found('instance/missing-file', needing(texts), DOCKER)).toBe(1);
  });

  it('may be there by an archive of the same folder', () => {
    const archive = 'sources:\n  /var/app/staging: https://example.com/tools.tar.gz\n';
    expect(found('instance/missing-file', needing({ '.ebextensions/a.config': archive }), DOCKER)).toBe(0);
  });
});

describe('a port of UDP', () => {
  it('answers no load balancer in docker-compose.yml', () => {
    const withPort = (port: string) => ({
      'docker-compose.yml': `services:\n  app:\n    image: app\n    ports: ["80:80", "${port}"]\n`,
      '.ebextensions/a.config':
        'option_settings:\n  aws:elasticbeanstalk:environment:process:default:\n    Port: 9000\n',
    });
    expect(found('routing/nothing-listens', withPort('9000:9000/udp'), DOCKER)).toBe(1);
    expect(found('routing/nothing-listens', withPort('9000:9000'), DOCKER)).toBe(0);
  });

  it('is none of a container of Amazon ECS', () => {
    const published = (protocol: string) =>
      publishersByPort(
        wholeProjectOf(
          {
            'Dockerrun.aws.json': `{"AWSEBDockerrunVersion": 2, "containerDefinitions": [{"name": "app", "portMappings": [{"hostPort": 9000, "containerPort": 9000, "protocol": "${protocol}"}]}]}`,
          },
          ECS,
        ),
      ).has(9000);
    expect(published('tcp')).toBe(true);
    expect(published('udp')).toBe(false);
  });
});

describe('a unit', () => {
  const unitsAfter = (command: string) =>
    ownUnits(
      projectOf({
        '.ebextensions/a.config': `files:\n  /etc/systemd/system/agent.service:\n    content: |\n      [Service]\n      ExecStart=/opt/agent\n`,
        '.platform/hooks/predeploy/a.sh': `#!/bin/bash\n${command} /etc/systemd/system/agent.service\n`,
      }),
    ).map(({ name }) => name);

  it('is known after another mode, and not after another text', () => {
    expect(unitsAfter('chmod 644')).toEqual(['agent']);
    expect(unitsAfter('sed -i s/a/b/')).toEqual([]);
  });
});

describe('a priority that is not known', () => {
  const rules = (priority: string) => ({
    '.ebextensions/a.config': `option_settings:
  aws:elbv2:listener:80:
    Rules: all,api
  aws:elbv2:listenerrule:all:
    PathPatterns: /*
    Priority: ${priority}
    Process: default
  aws:elbv2:listenerrule:api:
    PathPatterns: /api/*
    Priority: 5
    Process: api
  aws:elasticbeanstalk:environment:process:api:
    Port: 9000
`,
  });

  it('takes the requests of no other rule', () => {
    expect(found('routing/shadowed-rule', rules('1'))).toBe(1);
    expect(found('routing/shadowed-rule', rules('{Ref: First}'))).toBe(0);
  });

  it('decides about no request', () => {
    const verdicts = (priority: string) =>
      matchingWays(
        routing(projectOf(rules(priority))).rules.map((rule) => ({ kind: 'rule', rule }) as never),
        'example.com',
        '/api/1',
      ).map(({ takes }) => takes);
    expect(verdicts('1')).toEqual([true]);
    expect(verdicts('{Ref: First}')).toEqual([undefined, undefined]);
  });
});

describe('a queue that two files declare', () => {
  const FIFO = `Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      FifoQueue: true
      RedrivePolicy:
        deadLetterTargetArn: {"Fn::GetAtt": [Dead, Arn]}
        maxReceiveCount: 3
`;
  const dead = (properties: string) => `Resources:\n  Dead:\n    Type: AWS::SQS::Queue\n${properties}`;

  it('is known for none of the two', () => {
    const files = { '.ebextensions/a.config': FIFO, '.ebextensions/b.config': dead('') };
    expect(found('resources/wrong-reference', files)).toBe(1);
    const again = dead('    Properties: {VisibilityTimeout: 60}\n');
    expect(found('resources/wrong-reference', { ...files, '.ebextensions/c.config': again })).toBe(0);
  });
});
