import { type Place, placeOf, type SourceFile } from '../../source/index.js';
import { oncePer } from '../../util/memo.js';
import type { SyntaxFault, SyntaxProblem } from '../problem.js';
import { type MapEntry, MapNode, type ScalarNode } from '../yaml/node.js';
import { readQuoted } from './expression.js';
import { HclCursor, HclError } from './hcl-cursor.js';
import { nameHere, readValue } from './value.js';

/**
 * The structure of a file of Terraform: blocks, attributes and literal values, each with its place. Nothing is evaluated: a
 * value that is anything but a literal, a list or a map is dynamic.
 * https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
 */
export interface HclBlock {
  /** `resource` */
  readonly type: ScalarNode;
  /** `"aws_instance" "web"` */
  readonly labels: readonly ScalarNode[];
  readonly body: HclBody;
  /** From its type to its closing bracket. */
  readonly place: Place;
}

interface HclBody {
  readonly attributes: MapNode;
  readonly blocks: readonly HclBlock[];
}

export interface ParsedHcl {
  readonly body: HclBody;
  /** Why the text cannot be read: then its body is empty. */
  readonly problem: SyntaxProblem | undefined;
}

/** Reads a file of Terraform. Never throws. */
export const parseHcl = oncePer((file: SourceFile): ParsedHcl => {
  try {
    return { body: readBody(new HclCursor(file), undefined), problem: undefined };
  } catch (error) {
    if (!(error instanceof HclError)) throw error;
    const at = placeOf(file, error.span.start, error.span.end);
    const attributes = new MapNode([], { tag: undefined, place: placeOf(file, 0, 0) });
    return { body: { attributes, blocks: [] }, problem: { kind: 'syntax', at, fault: error.fault } };
  }
});

/** @param opened where its bracket is; undefined for the file itself */
function readBody(at: HclCursor, opened: number | undefined): HclBody {
  const start = opened ?? 0;
  const entries: MapEntry[] = [];
  const blocks: HclBlock[] = [];
  for (;;) {
    at.skipAll();
    if (at.offset >= at.text.length) {
      if (opened === undefined) break;
      at.fail({ code: 'unclosed-bracket', bracket: '{' }, opened);
    }
    if (at.next === '}' && opened !== undefined) {
      at.offset++;
      break;
    }
    const key = nameHere(at) ?? at.fail(faultHere(at));
    at.skipInLine();
    if (at.next === '=') {
      at.offset++;
      entries.push(at.entry(key, readValue(at, 'body')));
    } else blocks.push(readBlock(at, key));
  }
  return { attributes: at.map(entries, start), blocks };
}

function faultHere(at: HclCursor): SyntaxFault {
  if (/^(?:<{7}|={7}|>{7})/.test(at.text.slice(at.offset, at.offset + 7))) return { code: 'merge-conflict' };
  return { code: 'not-hcl', expected: 'the name of an argument or block' };
}

function readBlock(at: HclCursor, type: ScalarNode): HclBlock {
  const labels: ScalarNode[] = [];
  while (at.next !== '{') {
    const label = at.next === '"' ? readQuoted(at) : nameHere(at);
    if (!label) at.fail({ code: 'not-hcl', expected: '"=" or "{"' });
    labels.push(label);
    at.skipInLine();
  }
  const opened = at.offset++;
  const body = at.deeper(() => readBody(at, opened));
  return { type, labels, body, place: placeOf(at.file, type.place.span.start, at.offset) };
}
