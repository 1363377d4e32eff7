import { type Place, placeOf } from '../../../source/index.js';
import type { UnsupportedTagProblem } from '../../problem.js';
import type { Node } from '../node.js';

const PREFIX = 'tag:yaml.org,2002:';

/** What SnakeYAML's safe constructor knows. https://yaml.org/type/ */
const KNOWN: ReadonlySet<string> = new Set([
  ...['binary', 'bool', 'float', 'int', 'map', 'null', 'omap', 'pairs', 'seq', 'set', 'str', 'timestamp'],
]);

/** Whether a reader of YAML makes something of a tag. `!` only says that a scalar is a string. */
const isKnownTag = (tag: string): boolean =>
  tag === '!' || (tag.startsWith(PREFIX) && KNOWN.has(tag.slice(PREFIX.length)));

/** The problem with the tag of a node, if there is one. */
export function unsupportedTag(node: Node, section: string | undefined): UnsupportedTagProblem | undefined {
  if (node.tag === undefined || isKnownTag(node.tag)) return undefined;
  const at = placeOfTag(node);
  const { start, end } = at.span;
  return { kind: 'unsupported-tag', at, tag: at.file.text.slice(start, end), node, section };
}

/** A tag is written before its node, at most with an anchor in between. */
function placeOfTag({ place: { file, span } }: Node): Place {
  const last = file.text.lastIndexOf('!', span.start - 1);
  const start = file.text[last - 1] === '!' ? last - 1 : last;
  const length = file.text.slice(start, span.start).search(/\s|$/);
  return last === -1 ? placeOf(file, span.start, span.end) : placeOf(file, start, start + length);
}
