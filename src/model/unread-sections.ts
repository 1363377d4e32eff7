import { child, entriesOf, itemsOf, type MapEntry, type Node } from '../parse/node.js';
import { parseYaml } from '../parse/yaml.js';
import { MEANT_AS_CONFIG_FILE } from './config-file-name.js';
import { breaksFile } from '../parse/problem.js';
import type { Located } from '../source/index.js';
import type { ConfigFile } from '../parse/config-file.js';
import type { ProjectFile, ProjectFiles } from './project-files.js';

/** A section of Elastic Beanstalk's in a file that it does not read. */
export interface UnreadSection {
  /** The name of the first section, with its place. */
  readonly section: Located<string>;
  /** What the file would have to be called; undefined where a file of that name is there already. */
  readonly betterName: string | undefined;
}

/** What makes a top-level key a section of Elastic Beanstalk's, and not one of a Compose file or a template. */
const SECTIONS: Readonly<Record<string, (value: Node) => boolean>> = {
  option_settings: (value) =>
    hasKey(value, /^(?:.+\.)?aws:/) || itemsOf(value).some((item) => child(item, 'option_name')),
  commands: (value) => holds(value, ['command']),
  container_commands: (value) => holds(value, ['command']),
  files: (value) => hasKey(value, /^(?:\/|[A-Za-z]:)/) && holds(value, ['content', 'source']),
  sources: (value) => hasKey(value, /^(?:\/|[A-Za-z]:)/),
  packages: (value) => hasKey(value, /^(?:yum|rpm|rubygems|python|msi)$/),
  services: (value) => hasKey(value, /^(?:sysvinit|systemd|windows)$/),
  Resources: (value) => entriesOf(value).some(isResource),
};

const hasKey = (node: Node, pattern: RegExp): boolean =>
  entriesOf(node).some(({ key }) => pattern.test(key.text));

const holds = (node: Node, keys: readonly string[]): boolean =>
  entriesOf(node).some(({ value }) => keys.some((key) => child(value, key)));

const isResource = ({ key, value }: MapEntry): boolean => {
  const type = child(value, 'Type');
  return key.text.startsWith('AWSEB') || (type?.kind === 'scalar' && type.text.startsWith('AWS::'));
};

/** Only a whole template says this; as data for a command it may lie anywhere. */
const TEMPLATE_KEY = 'AWSTemplateFormatVersion';

/**
 * Elastic Beanstalk's sections in files of `.ebextensions` whose names keep it from reading them. A file that the
 * configuration mentions by name is data for a command, and one that cannot be parsed is unknown.
 */
export function unreadSections({ files }: ProjectFiles, configFiles: readonly ConfigFile[]): UnreadSection[] {
  return files.flatMap((file) => {
    const [, stem] = MEANT_AS_CONFIG_FILE.exec(file.name) ?? [];
    if (stem === undefined || isMentioned(file, configFiles)) return [];
    const section = sectionOf(file);
    if (!section) return [];
    const betterName = `${stem}.config`;
    return { section, betterName: files.some(({ name }) => name === betterName) ? undefined : betterName };
  });
}

const isMentioned = ({ name }: ProjectFile, configFiles: readonly ConfigFile[]): boolean =>
  configFiles.some(({ file }) => file.text.includes(name.slice(name.lastIndexOf('/') + 1)));

function sectionOf(file: ProjectFile): Located<string> | undefined {
  if (!('source' in file)) return undefined;
  const { root, problems } = parseYaml(file.source);
  if (problems.some(breaksFile) || child(root, TEMPLATE_KEY)) return undefined;
  const found = entriesOf(root).find(
    ({ key, value }) => Object.hasOwn(SECTIONS, key.text) && SECTIONS[key.text]!(value),
  );
  return found && { value: found.key.text, place: found.key.place };
}
