import type { ConfigFile } from '../../parse/config-file/config-file.js';
import { entriesOf, itemsOf, type Node, type ScalarNode } from '../../parse/yaml/node.js';

/** A text of a `.config` file that is not an option setting. */
export interface PlainText {
  readonly scalar: ScalarNode;
  /** Whether CloudFormation or a download gets it as it is, and fails with a wrong one. */
  readonly isFatal: boolean;
}

/** The values of a file outside of `option_settings`, without descriptions. */
export function* textsOutsideSettings({ root }: ConfigFile): Iterable<PlainText> {
  for (const { key, value } of entriesOf(root))
    if (key.text !== 'option_settings') yield* textsIn(value, [key.text]);
}

/** Keys whose text nobody evaluates. */
const PROSE: ReadonlySet<string> = new Set([
  'AlarmDescription',
  'Comment',
  'Description',
  'GroupDescription',
  'Metadata',
  'Outputs',
]);

function* textsIn(node: Node, path: readonly string[]): Iterable<PlainText> {
  if (node.kind === 'scalar') yield { scalar: node, isFatal: isFatal(path) };
  for (const item of itemsOf(node)) yield* textsIn(item, path);
  for (const { key, value } of entriesOf(node))
    if (!PROSE.has(key.text)) yield* textsIn(value, [...path, key.text]);
}

function isFatal([section, ...path]: readonly string[]): boolean {
  const last = path.at(-1);
  if (section === 'Resources') return !path.includes('UserData');
  if (section === 'Parameters') return last === 'Default';
  return (
    section === 'sources' ||
    (section === 'files' && last === 'source') ||
    (section === 'packages' && path[0] === 'rpm')
  );
}
