import { type Container, containers } from '../../model/docker/containers.js';
import { itemsOf, type Node, type ScalarNode } from '../../parse/yaml/node.js';
import { placesIn } from '../../parse/yaml/scalar-text.js';
import type { EachRule } from '../rule.js';

export const hostPathInContainer: EachRule<Container> = {
  meta: {
    summary: 'A container uses a path of the instance that it does not have',
    why: 'A container sees the folders of its image, and those of the instance only where they are mounted. A folder below /var/app/current that is mounted as /usr/src/app is at /usr/src/app in the container, and a command that looks for it in /var/app/current does not find it. The container ends, and the deployment fails.',
    consequence: 'deploy-fails',
    warnsBecause: 'elsewhere',
    references: [
      'guide:create_deploy_docker_v2config',
      'https://docs.docker.com/reference/compose-file/services/#volumes',
    ],
  },
  each: containers,
  *check({ entrypoint, command, workingFolder, mounts = [] }) {
    const source = mounts.find(({ host }) => isBelow(host, FOLDER));
    if (!source || mounts.some(({ container }) => isBelow(container, FOLDER) || isBelow(FOLDER, container)))
      return;
    const byHost = new Map(mounts.map((mount) => [mount.host, mount]));
    for (const text of [entrypoint, command, workingFolder].flatMap(textsOf)) {
      const placeAt = placesIn(text);
      for (const { 0: path, index } of text.written.matchAll(PATHS)) {
        const mount = mountAbove(path, byHost);
        const { host, container, place } = mount ?? source;
        yield {
          at: placeAt(index, index + path.length),
          message: `The container does not have ${path}, which is a path of the instance`,
          help: mount
            ? `Use \`${container}${path.slice(host.length)}\`.`
            : `Put it below \`${host}\`, which the container has as \`${container}\`, and use its path there.`,
          related: [{ at: place, note: `${host} is mounted here` }],
        };
      }
    }
  },
};

const FOLDER = '/var/app/current';
const PATHS = /(?<![\w./-])\/var\/app\/current(?:\/[\w.@/-]*)?(?![\w-])/g;

const isBelow = (path: string, folder: string): boolean =>
  path === folder || folder === '/' || path.startsWith(`${folder}/`);

type Mount = NonNullable<Container['mounts']>[number];

/** The mount of the folder nearest above a path, or of the path itself. */
function mountAbove(path: string, byHost: ReadonlyMap<string, Mount>): Mount | undefined {
  let folder = path;
  while (folder.startsWith(FOLDER)) {
    const mount = byHost.get(folder);
    if (mount) return mount;
    folder = folder.slice(0, folder.lastIndexOf('/'));
  }
  return undefined;
}

const textsOf = (node: Node | undefined): ScalarNode[] =>
  node?.kind === 'scalar' ? [node] : itemsOf(node).flatMap(textsOf);
