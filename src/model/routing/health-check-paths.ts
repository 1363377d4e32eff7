import { literalText } from '../../source/index.js';
import { liveText } from '../execution/live-text.js';
import { fact } from '../fact.js';
import { environment } from '../load-balancer/environment.js';
import { nginx } from '../nginx/nginx.js';
import { nginxServers } from '../nginx/nginx-servers.js';
import { statedTier } from '../platform/tier.js';
import type { Project } from '../project.js';
import { scripts } from '../scripts/scripts.js';
import { settings } from '../settings/settings.js';
import { DEFAULT_PROCESS, PROCESS_NAMESPACE } from './routing.js';
import { targets } from './targets.js';

const PROCESS = `${PROCESS_NAMESPACE}${DEFAULT_PROCESS}`;

/**
 * The paths that the health check of a load balancer may ask the proxy for on port 80, where it takes 200 only for an answer.
 * None where it is not known to ask so.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb.html
 */
export const healthCheckPaths = fact('healthCheckPaths', (project): readonly string[] => {
  const isAsked = asksOverHttp(project) && hasDefaults(project) && isDefaultProcessUsed(project);
  return isAsked ? pathsIn(project) : [];
});

/** Whether there is a load balancer, other than one that only opens a connection. */
function asksOverHttp(project: Project): boolean {
  const { loadBalancer } = environment(project);
  const isWorker = literalText(statedTier(project))?.toLowerCase() === 'worker';
  if (isWorker || loadBalancer === 'none' || loadBalancer === 'network') return false;
  // An instance that encrypts itself may have none.
  return loadBalancer !== undefined || !mayEncrypt(project);
}

const mayEncrypt = (project: Project): boolean =>
  nginxServers(nginx(project).installed).some(({ listens }) => listens.some(({ port }) => port === 443)) ||
  scripts(project).some((script) => OBTAINS_CERTIFICATE.test(liveText(script)));

const OBTAINS_CERTIFICATE = /\b(?:acme\.sh|certbot|dehydrated|letsencrypt|lego)\b/;

const DEFAULTS = { MatcherHTTPCode: '200', Port: '80', Protocol: 'HTTP' };

const hasDefaults = (project: Project): boolean =>
  Object.entries(DEFAULTS).every(([option, value]) => {
    const setting = settings(project).effective(PROCESS, option);
    return !setting || literalText(setting.value)?.trim() === value;
  });

/** A process that gets no requests has nothing to do with the health of the environment. */
function isDefaultProcessUsed(project: Project): boolean {
  const sent = targets(project);
  return sent.length === 0 || sent.some(({ process }) => !process || process.name === DEFAULT_PROCESS);
}

/** A Classic Load Balancer has an option of its own, without which it only opens a connection; the others ask for `/`. */
function pathsIn(project: Project): readonly string[] {
  const { loadBalancer } = environment(project);
  const classic = settings(project).effective(
    'aws:elasticbeanstalk:application',
    'Application Healthcheck URL',
  );
  const path = settings(project).effective(PROCESS, 'HealthCheckPath');
  const ofProcess = path ? literalText(path.value) : '/';
  if (ofProcess === undefined) return [];
  if (loadBalancer !== 'classic' && !classic) return [ofProcess];
  const ofClassic = /^(?:HTTP:80)?(\/.*)$/i.exec(literalText(classic?.value)?.trim() ?? '')?.[1];
  if (ofClassic === undefined) return [];
  return loadBalancer === 'classic' ? [ofClassic] : [ofClassic, ofProcess];
}

/** Whether the project's files show that there is a load balancer with a health check. */
export function isLoadBalanced(project: Project): boolean {
  const { loadBalancer } = environment(project);
  return (
    loadBalancer === 'application' ||
    loadBalancer === 'classic' ||
    (loadBalancer === undefined &&
      (settings(project).namespaces('aws:elbv2:').length > 0 ||
        settings(project).of(PROCESS).length > 0 ||
        settings(project).effective('aws:elasticbeanstalk:application', 'Application Healthcheck URL') !==
          undefined))
  );
}
