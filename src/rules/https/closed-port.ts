import { isConfigFile } from '../../model/bundle/config-file-name.js';
import { publishersByPort } from '../../model/docker/containers.js';
import type { Doubt } from '../../model/doubt.js';
import { environment } from '../../model/load-balancer/environment.js';
import { nginx } from '../../model/nginx/nginx.js';
import { nginxServers } from '../../model/nginx/nginx-servers.js';
import { saidByFile } from '../../model/presence/mentions.js';
import type { Project } from '../../model/project.js';
import { settings } from '../../model/settings/settings.js';
import { shorten } from '../../util/text.js';
import { anyOf, directive, file } from '../on.js';
import type { Rule } from '../rule.js';

export const closedPort: Rule = {
  meta: {
    summary:
      'The security group of a single instance does not open port 443, on which nginx or a container listens',
    why: 'The security group of a single instance lets in requests to port 80 only. Without a rule for port 443, browsers wait for an answer until they give up: "ERR_CONNECTION_TIMED_OUT". AWS\'s sample for HTTPS on a single instance adds the rule as a resource.',
    consequence: 'traffic-breaks',
    references: ['guide:https-singleinstance', 'guide:customize-containers-format-resources-eb'],
    claimsAbsence: true,
  },
  needs: anyOf<object>(directive('listen'), file('docker-compose.yml'), file('Dockerrun.aws.json')),
  *check(project) {
    const { loadBalancer, loadBalancerSetting } = environment(project);
    if (loadBalancer !== 'none') return;
    const related = [{ at: loadBalancerSetting.value.place, note: 'the environment has no load balancer' }];
    for (const { name } of publishersByPort(project).get(443) ?? [])
      yield {
        at: name.place,
        doubt: opening(project),
        message: `"${shorten(name.text)}" publishes port 443, which the security group of the instance does not open`,
        help: OPEN_IT,
        related,
        // The file may be one for other machines as well, where HTTPS is needed.
        warnsBecause: 'intent',
      };
    const listen = nginxServers(nginx(project).installed)
      .flatMap(({ listens }) => listens)
      .find(({ isTls, isOwn, port }) => isTls && isOwn && port === 443);
    if (!listen?.word) return;
    yield {
      at: listen.word.place,
      doubt: nginx(project).isComplete
        ? opening(project)
        : { reason: 'not all files of nginx are known', at: undefined },
      message: 'nginx listens on port 443, which the security group of the instance does not open',
      help: OPEN_IT,
      related,
    };
  },
};

const OPEN_IT =
  'Write `Resources: {HttpsIngress: {Type: AWS::EC2::SecurityGroupIngress, Properties: {GroupId: {"Fn::GetAtt": [AWSEBSecurityGroup, GroupId]}, IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}}}` to `.ebextensions/https-port.config`.';

/** What else may open the port. */
function opening(project: Project): Doubt | undefined {
  const groups = settings(project).effective('aws:autoscaling:launchconfiguration', 'SecurityGroups');
  if (groups) return { reason: 'these security groups may open the port', at: groups.value.place };
  const at = saidByFile(OPENS, project, isConfigFile);
  return at && { reason: 'this adds a rule to a security group', at };
}

/** A rule of a security group, or a command that adds one. */
const OPENS = /SecurityGroupIngress|authorize-security-group-ingress/i;
