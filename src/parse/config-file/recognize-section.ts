import type { Located, SourceFile } from '../../source/index.js';
import { lookUp } from '../../util/collections.js';
import { breaksFile } from '../problem.js';
import { child, entriesOf, itemsOf, type MapEntry, type Node } from '../yaml/node.js';
import { parseYaml } from '../yaml/yaml.js';

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

/** The first section of Elastic Beanstalk's in any file; none in one that cannot be parsed, or that is a template. */
export function recognizeSection(file: SourceFile): Located<string> | undefined {
  const { root, problems } = parseYaml(file);
  if (problems.some(breaksFile) || child(root, TEMPLATE_KEY)) return undefined;
  const found = entriesOf(root).find(({ key, value }) => lookUp(SECTIONS, key.text)?.(value));
  return found && { value: found.key.text, place: found.key.place };
}
