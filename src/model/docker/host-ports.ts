import { mayBeComposeFile } from '../../knowledge/docker/compose-files.js';
import { exposedIn, parseDockerfile } from '../../parse/dockerfile.js';
import { child, itemsOf, scalar } from '../../parse/yaml/node.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { platform } from '../platform/find-platform.js';
import type { Project } from '../project.js';
import { dockerCompose, isReachable, publishedPorts } from './compose.js';
import { dockerrunFile } from './dockerrun.js';
import { isDockerSure } from './uses-docker.js';

/**
 * The ports on which the containers of the Docker platform may be reached at the instance's own address; undefined where
 * the text does not tell.
 */
export function hostPortsOfContainers(source: Project): ReadonlySet<number> | undefined {
  if (platform(source).language === 'ecs') return portsOfTask(source);
  if (!isDockerSure(source)) return undefined;
  if (!deployedFiles(source).files.some(({ name }) => mayBeComposeFile(name)))
    return portsOfOneContainer(source);
  const compose = dockerCompose(source);
  const ports = compose && publishedPorts(compose);
  return (
    ports &&
    new Set(ports.flatMap((port) => (port.protocol === 'tcp' && isReachable(port) ? [port.hostPort] : [])))
  );
}

/** Amazon ECS starts the containers, without a proxy beside them. */
function portsOfTask(project: Project): ReadonlySet<number> | undefined {
  const dockerrun = dockerrunFile(project);
  if (dockerrun?.version !== '2' || dockerrun.containers.length === 0) return undefined;
  if (child(dockerrun.root, 'networkMode')) return undefined;
  const ports = dockerrun.containers.flatMap((container) => container.ports);
  return new Set(ports.flatMap(({ hostPort, protocol }) => (protocol === 'udp' ? [] : [hostPort])));
}

/**
 * A port of the container may be one of the instance as well.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/single-container-docker-configuration.html
 */
function portsOfOneContainer(project: Project): ReadonlySet<number> | undefined {
  const dockerrun = dockerrunFile(project);
  if (!dockerrun && deployedFiles(project).files.some(({ name }) => name === 'Dockerrun.aws.json'))
    return undefined;
  const named = itemsOf(child(dockerrun?.root, 'Ports')).flatMap((item) =>
    ['ContainerPort', 'HostPort'].flatMap((key) => scalar(item, key)?.text ?? []),
  );
  const dockerfile = deployedFiles(project).files.find(({ name }) => name === 'Dockerfile');
  if (dockerfile && !('source' in dockerfile)) return undefined;
  const exposed = dockerfile ? parseDockerfile(dockerfile.source).flatMap(exposedIn) : [];
  const ports = [...named, ...exposed].map(Number);
  return ports.length === 0 || ports.includes(NaN) ? undefined : new Set(ports);
}
