import { mayBeComposeFile } from '../../knowledge/docker/compose-files.js';
import { PLATFORM_UPSTREAMS, RETIRED_UPSTREAM } from '../../knowledge/nginx/default-files.js';
import type { Language } from '../../knowledge/platform/platforms.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { dockerCompose } from '../../model/docker/compose.js';
import type { Doubt } from '../../model/doubt.js';
import { fact } from '../../model/fact.js';
import type { NginxConfiguration } from '../../model/nginx/configuration.js';
import { ownDirectives } from '../../model/nginx/named-directives.js';
import { nginx, nginxConfigurations } from '../../model/nginx/nginx.js';
import { readPassTarget, upstreamNames } from '../../model/nginx/pass-targets.js';
import { HTTP_FOLDER } from '../../model/nginx/suitable-folder.js';
import { platform } from '../../model/platform/find-platform.js';
import { saidByFile } from '../../model/presence/mentions.js';
import type { Project } from '../../model/project.js';
import { lookUp } from '../../util/collections.js';
import { directive } from '../on.js';
import type { EachRule, Finding } from '../rule.js';
import { addressOfApplication, isOwn } from '../support/in-nginx.js';

export const unknownUpstream: EachRule<NginxConfiguration> = {
  meta: {
    summary: 'Requests are passed to an upstream that this platform does not have',
    why: 'Amazon Linux 1 called the application on Node.js "nodejs", and Elastic Beanstalk defines "docker", "my_app" and "php-fpm" on one platform each. Anywhere else nginx treats the name as a host name, as it does with a name that no upstream has, such as that of a Docker Compose service, which exists only inside containers. nginx also refuses a port after the name of an upstream. The deployment fails: "validate nginx configuration failed", \'host not found in upstream "nodejs"\'.',
    consequence: 'deploy-fails',
    references: [
      'guide:nodejs-platform-proxy',
      'guide:platforms-linux-extend.proxy',
      'nginx:http/ngx_http_upstream_module#upstream',
    ],
    claimsAbsence: true,
    needsPlatform: true,
  },
  needs: directive('proxy_pass', 'fastcgi_pass', 'grpc_pass', 'scgi_pass', 'uwsgi_pass'),
  each: nginxConfigurations,
  *check(configuration, project) {
    const defined = upstreamNames(configuration.all.map(({ directive }) => directive));
    const elsewhere = upstreamNames(ownDirectives(nginx(project)));
    const unknownIncludes: Doubt | undefined = configuration.hasUnknownIncludes
      ? { reason: 'not all files that nginx includes are known', at: undefined }
      : undefined;
    for (const { directive } of configuration.all.filter(isOwn)) {
      const [argument] = directive.args;
      if (!argument || !/^(?:proxy|fastcgi|grpc|uwsgi)_pass$/.test(directive.name.text)) continue;
      const target = readPassTarget(argument.text);
      const host = (target?.host ?? argument.text).toLowerCase();
      const finding = defined.has(host)
        ? target?.port !== undefined
          ? withPort(target.host, target.port)
          : undefined
        : (missing(host, directive.name.text, project) ?? undefinedName(host, project));
      const other: Doubt | undefined =
        !defined.has(host) && elsewhere.has(host)
          ? { reason: 'another file of nginx defines it', at: undefined }
          : undefined;
      if (finding) yield { at: argument.place, ...finding, doubt: unknownIncludes ?? other ?? finding.doubt };
    }
  },
};

/** nginx: `upstream "app" may not have port 8000`. */
const withPort = (host: string, port: number): Omit<Finding, 'at'> => ({
  message: `Upstream "${host}" has ports of its own, and takes no port after its name`,
  help: `Delete \`:${port}\`.`,
});

function missing(host: string, directive: string, project: Project): Omit<Finding, 'at'> | undefined {
  const { language } = platform(project);
  if (host === RETIRED_UPSTREAM)
    return {
      message: 'Upstream "nodejs" exists only on Amazon Linux 1',
      help: `Use the address of the application, such as \`${addressOfApplication(project, 'node')}\`.`,
    };
  const owner = lookUp(PLATFORM_UPSTREAMS, host);
  if (!owner || language === undefined || owner === language) return undefined;
  return {
    message: `Upstream "${host}" exists only on the ${NAMES[owner] ?? owner} platform`,
    help:
      directive === 'proxy_pass'
        ? `Use the address of the application, such as \`${addressOfApplication(project)}\`.`
        : `Delete its location: only the ${NAMES[owner] ?? owner} platform has what answers there.`,
  };
}

/** A name without a dot, which the instance cannot look up unless the project or its network names a host so. */
const SHORT_NAME = /^(?!localhost|\d+$)[a-z0-9_-]+$/i;

/** What makes names known on the instances, outside of nginx. */
const namesOfHosts = fact('namesOfHosts', (project): Doubt | undefined => {
  const at = saidByFile(NAMES_HOSTS, project);
  return at && { reason: 'this may make the name known on the instances', at };
});

const NAMES_HOSTS = /\/etc\/(?:hosts|resolv\.conf|systemd\/resolved)|\bhostnamectl\b|\bdnsmasq\b/;

function undefinedName(host: string, project: Project): Omit<Finding, 'at'> | undefined {
  if (!SHORT_NAME.test(host) || lookUp(PLATFORM_UPSTREAMS, host) || !nginx(project).isComplete)
    return undefined;
  return {
    message: `No upstream is named "${host}"`,
    help: usesContainers(project) ? helpForContainer(host, project) : helpForUpstream(host, project),
    doubt: namesOfHosts(project),
  };
}

function helpForUpstream(host: string, project: Project): string {
  const address = addressOfApplication(project);
  return `Use the address of the application, such as \`${address}\`, or write \`upstream ${host} { server ${address.replace('http://', '')}; }\` to a file in \`${HTTP_FOLDER}\`.`;
}

/** Only containers know the names of services. */
function helpForContainer(host: string, project: Project): string {
  const service = dockerCompose(project)?.services.find(({ name }) => name.text === host);
  const [port] = service?.ports ?? [];
  return port
    ? `Use \`http://127.0.0.1:${port.hostPort}\`, which the service publishes: its name exists only inside containers.`
    : `Use \`http://127.0.0.1:8080\`, and publish the port with \`ports: ["127.0.0.1:8080:PORT"]\` of the service, where PORT is its own: its name exists only inside containers.`;
}

const usesContainers = fact('usesContainers', (project): boolean =>
  deployedFiles(project).files.some(({ name }) => mayBeComposeFile(name)),
);

const NAMES: Readonly<Partial<Record<Language, string>>> = { docker: 'Docker', php: 'PHP', ruby: 'Ruby' };
