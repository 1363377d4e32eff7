import { isConfigFile } from '../../model/bundle/config-file-name.js';
import type { Doubt } from '../../model/doubt.js';
import { environment } from '../../model/load-balancer/environment.js';
import { nginx } from '../../model/nginx/nginx.js';
import { nginxServers } from '../../model/nginx/nginx-servers.js';
import { saidByFile } from '../../model/presence/mentions.js';
import type { Project } from '../../model/project.js';
import { settings } from '../../model/settings/settings.js';
import { directive } from '../on.js';
import type { Rule } from '../rule.js';

export const closedPort: Rule = {
  meta: {
    summary: 'The security group of a single instance does not open port 443, on which nginx listens',
    why: 'The security group of a single instance lets in requests to port 80 only. Without a rule for port 443, browsers wait for an answer until they give up: "ERR_CONNECTION_TIMED_OUT". AWS\'s sample for HTTPS on a single instance adds the rule as a resource.',
    consequence: 'traffic-breaks',
    references: ['guide:https-singleinstance', 'guide:customize-containers-format-resources-eb'],
    claimsAbsence: true,
  },
  needs: directive('listen'),
  *check(project) {
    const { loadBalancer, loadBalancerSetting } = environment(project);
    if (loadBalancer !== 'none') return;
    const listen = nginxServers(nginx(project).installed)
      .flatMap(({ listens }) => listens)
      .find(({ isTls, isOwn, port }) => isTls && isOwn && port === 443);
    if (!listen?.word) return;
    yield {
      at: listen.word.place,
      doubt: opening(project),
      message: 'nginx listens on port 443, which the security group of the instance does not open',
      help: 'Write `Resources: {HttpsIngress: {Type: AWS::EC2::SecurityGroupIngress, Properties: {GroupId: {"Fn::GetAtt": [AWSEBSecurityGroup, GroupId]}, IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}}}` to `.ebextensions/https-port.config`.',
      related: [{ at: loadBalancerSetting.value.place, note: 'the environment has no load balancer' }],
    };
  },
};

/** What else may open the port, or may be in the place of what listens. */
function opening(project: Project): Doubt | undefined {
  if (!nginx(project).isComplete) return { reason: 'not all files of nginx are known', at: undefined };
  const groups = settings(project).effective('aws:autoscaling:launchconfiguration', 'SecurityGroups');
  if (groups) return { reason: 'these security groups may open the port', at: groups.value.place };
  const at = saidByFile(OPENS, project, isConfigFile);
  return at && { reason: 'this adds a rule to a security group', at };
}

/** A rule of a security group, or a command that adds one. */
const OPENS = /SecurityGroupIngress|authorize-security-group-ingress/i;
