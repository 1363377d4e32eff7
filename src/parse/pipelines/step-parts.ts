import type { Value } from '../../source/index.js';
import { entriesOf, itemsOf, type Node, type ScalarNode, valueOfScalar } from '../yaml/node.js';
import { mapScalar } from '../yaml/scalar-text.js';
import type { ActionStep, CommandsStep, HandOverStep } from './job.js';

/** The commands of a scalar, from the folder of the checkout. */
export const commandsIn = (node: ScalarNode, folder: string | undefined = ''): CommandsStep => ({
  kind: 'commands',
  text: mapScalar(node),
  folder,
});

/** The scalars of one or of a list of commands, lists in lists included. */
export const scalarsIn = (node: Node | undefined): readonly ScalarNode[] =>
  node?.kind === 'scalar' ? [node] : itemsOf(node).flatMap(scalarsIn);

/** Commands that one shell reads one after the other. */
export const inOneShell = (nodes: readonly ScalarNode[]): readonly CommandsStep[] =>
  nodes.map((node, index) => ({ ...commandsIn(node), ...(index > 0 && { isContinued: true }) }));

export const actionStep = (name: string, at: Node, inputs: Node | undefined): ActionStep => ({
  kind: 'action',
  name,
  place: at.place,
  inputs: new Map(
    entriesOf(inputs).flatMap(({ key, value }): [string, Value][] =>
      value.kind === 'scalar' ? [[key.text, valueOfScalar(value)]] : [],
    ),
  ),
});

/** A folder of a checkout without `./` and a slash at the end; undefined where it is not known or not in there. */
export function folderIn(node: ScalarNode | undefined, base: string | undefined = ''): string | undefined {
  if (!node) return base;
  const path = node.text.replace(/^(?:\.\/)+|(?<!\/)\/+$/g, '');
  if (path === '' || path === '.') return '';
  return /^[\w.-]+(?:\/[\w.-]+)*$/.test(path) && !path.split('/').includes('..') ? path : undefined;
}

export const keepStep = (
  at: Node,
  paths: readonly string[],
  name = '',
  dropsHidden = false,
): HandOverStep => ({
  kind: 'keep',
  place: at.place,
  name,
  paths,
  dropsHidden,
});

export const takeStep = (at: Node, name = ''): HandOverStep => ({
  kind: 'take',
  place: at.place,
  name,
  paths: [],
  dropsHidden: false,
});

/** The texts of one or of a list of scalars. */
export const textsIn = (node: Node | undefined): readonly string[] => scalarsIn(node).map(({ text }) => text);
