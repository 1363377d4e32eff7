import { entriesOf, type Node } from './node.js';
import { kindOfText } from './value.js';

/** Whether a key is the name of a function: CloudFormation's, or `CmpFn::Remove` as in samples of Elastic Beanstalk's. */
export const isFunctionName = (key: string): boolean => key === 'Ref' || /^(?:Cmp)?Fn::/.test(key);

/** Whether the text is all that decides what a node is: no function, no tag, nothing that a template engine fills in. */
export function isPlain(node: Node): boolean {
  if (node.tag !== undefined) return false;
  if (node.kind === 'scalar') return kindOfText(node.text) !== 'dynamic';
  // To YAML the `{{ name }}` of a template is a map with a map as its key.
  return !entriesOf(node).some(({ key }) => isFunctionName(key.text) || key.text.startsWith('{'));
}

/** `KEY:` without a value, `~` or `null`. */
export const isNothing = (node: Node): boolean => node.kind === 'scalar' && node.type === 'null';

/** What is used in place of a map. */
export type NoMap = 'a string' | 'a list' | 'nothing';

/** What a node is in place of a map; undefined for a map. */
export function noMap(node: Node): NoMap | undefined {
  if (node.kind === 'map') return undefined;
  if (node.kind === 'list') return 'a list';
  return isNothing(node) ? 'nothing' : 'a string';
}
