import type { Problem } from '../source/index.js';
import type { MapEntry, Node } from './node.js';

/** What a key names, by the section that holds it. */
const NAMED: Readonly<Record<string, string>> = {
  option_settings: 'namespace',
  commands: 'command',
  container_commands: 'command',
  files: 'file',
  sources: 'folder',
  Resources: 'resource',
  Parameters: 'parameter',
  Outputs: 'output',
  Mappings: 'mapping',
};

/**
 * A key that stands twice in one map, of which Elastic Beanstalk keeps one.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions.html
 * @param path the keys around the map, the outermost first
 */
export function duplicateKey(path: readonly string[], first: MapEntry, second: MapEntry): Problem {
  const name = `"${second.key.text}"`;
  const isSame = saySame(first.value, second.value);
  return {
    kind: 'duplicate-key',
    at: second.key.place,
    message: isSame
      ? `The key ${name} stands twice with the same value; delete one of them.`
      : messageFor(path, name),
    related: [{ at: first.key.place, note: `${name} stands here first` }],
    ...(isSame && { severity: 'warning' }),
  };
}

const saySame = (first: Node, second: Node): boolean =>
  first.kind === 'scalar' &&
  second.kind === 'scalar' &&
  first.text === second.text &&
  first.tag === second.tag;

function messageFor(path: readonly string[], name: string): string {
  const [section, ...deeper] = path;
  if (section === undefined)
    return `The section ${name} stands twice in this file, and Elastic Beanstalk drops one of the two without a word; put everything under one.`;
  const kind = deeper.length === 0 && Object.hasOwn(NAMED, section) ? NAMED[section] : undefined;
  if (kind === 'namespace')
    return `The namespace ${name} stands twice in ${section}, and one of the two is lost with all its options; put them under one.`;
  if (kind)
    return `The ${kind} ${name} stands twice in ${section}, and one of the two is lost; give one of them another name, or delete it.`;
  return `The key ${name} stands twice under "${path.at(-1)!}", and one of the two values is lost; delete one of them.`;
}
