import { DOCKERRUN_KEYS, versionsReadOn, type DockerrunVersion } from '../../knowledge/docker/dockerrun.js';
import {
  child,
  entriesOf,
  entry,
  itemsOf,
  type MapEntry,
  type Node,
  type ScalarNode,
} from '../../parse/yaml/node.js';
import type { SourceFile } from '../../source/index.js';
import { fact } from '../fact.js';
import { dataFile, dataFiles } from '../platform/data-files.js';
import type { Platform } from '../platform/platform.js';

/** What `Dockerrun.aws.json` says. */
export interface Dockerrun {
  readonly file: SourceFile;
  readonly root: Node;
  /** Undefined where it is missing, or none that exists. */
  readonly version: DockerrunVersion | undefined;
  readonly entries: readonly MapEntry[];
}

/** Undefined where there is none that can be read. */
export const dockerrunFile = fact('dockerrunFile', (project): Dockerrun | undefined => {
  const found = dataFile(dataFiles(project), 'Dockerrun.aws.json');
  if (!found?.root) return undefined;
  const { file, root } = found;
  const written = child(root, 'AWSEBDockerrunVersion');
  const text = written?.kind === 'scalar' ? written.text : '';
  return { file, root, version: isVersion(text) ? text : undefined, entries: entriesOf(root) };
});

/**
 * The version that the file should say where a named platform does not read the one that it says.
 * `isOfKeys` tells whether the file has keys that only this version has.
 */
export function neededVersion(
  { version, entries }: Dockerrun,
  { name, language }: Platform,
): { readonly version: DockerrunVersion; readonly isOfKeys: boolean } | undefined {
  const read = name === undefined ? undefined : versionsReadOn(language);
  const [usual] = read ?? [];
  if (!version || !read || !usual || read.includes(version)) return undefined;
  const isOwn = (key: string, wanted: DockerrunVersion) =>
    DOCKERRUN_KEYS[wanted].includes(key) && !DOCKERRUN_KEYS[version].includes(key);
  const ofKeys = read.find((wanted) => entries.some(({ key }) => isOwn(key.text, wanted)));
  return { version: ofKeys ?? usual, isOfKeys: ofKeys !== undefined };
}

const isVersion = (text: string): text is DockerrunVersion => /^[123]$/.test(text);

/** The items of `containerDefinitions`. */
export const containersOf = ({ root }: Dockerrun): readonly Node[] =>
  itemsOf(child(root, 'containerDefinitions'));

/** The names of the images that the file tells the platform to fetch. */
export function imagesOf(dockerrun: Dockerrun): ScalarNode[] {
  const images =
    dockerrun.version === '1'
      ? [entry(child(dockerrun.root, 'Image'), 'Name')?.value]
      : containersOf(dockerrun).map((container) => child(container, 'image'));
  return images.flatMap((image) => (image?.kind === 'scalar' ? [image] : []));
}
