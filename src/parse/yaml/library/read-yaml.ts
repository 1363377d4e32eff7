import { placeOf, type SourceFile, type Span } from '../../../source/index.js';
import { MAX_YAML_DEPTH } from '../../../util/limits.js';
import type { Problem, SyntaxProblem } from '../../problem.js';
import { type Node } from '../node.js';
import type { ParsedYaml } from '../parsed-yaml.js';
import { looksLikeJson } from '../problems/foreign-text.js';
import { characterProblem } from '../problems/yaml-characters.js';
import { syntaxProblem } from '../problems/yaml-problem.js';
import { Converter } from './converter.js';
import { parseYamlDocument, type YamlDocument } from './yaml-document.js';
import { lineBefore } from './yaml-tokens.js';

/**
 * Reads any text as Elastic Beanstalk does: YAML 1.1, and JSON where YAML fails. Never throws; gives at most one syntax
 * problem, and one problem for each key that appears twice in one map.
 *
 * @param written what is read in the place of the file's text: as long as that
 * @param unknown the stretches of it whose values are made up
 * @returns nodes with their places in the file; a syntax problem has its place in what is read
 */
export function readYaml(file: SourceFile, written: SourceFile, unknown: readonly Span[]): ParsedYaml {
  let parsed: YamlDocument;
  try {
    parsed = parseYamlDocument(written.text);
  } catch {
    return nothing(tooDeep(written));
  }
  if (parsed.document.errors.some(({ code }) => code === 'RESOURCE_EXHAUSTION'))
    return nothing(tooDeep(written));
  const converter = new Converter(file, parsed.document, written.text, unknown);
  const root = converter.root();
  // Before all else: whether the library gives up before the end depends on the stack.
  if (converter.isTooDeep) return nothing(tooDeep(written));
  const syntax = brokenBy(written, parsed, root);
  const { aliased } = converter;
  if (syntax && !isJson(written.text)) return { root, problems: [syntax], aliased };
  return {
    root,
    problems: [...converter.limits, ...converter.unsupportedTags, ...converter.duplicates],
    aliased,
  };
}

const nothing = (problem: Problem): ParsedYaml => ({ root: undefined, problems: [problem], aliased: 0 });

/** The one thing to say about a text that is not YAML: what is first in it. */
function brokenBy(file: SourceFile, { document, text }: YamlDocument, root: Node | undefined) {
  const { errors } = document;
  const syntax = syntaxProblem(file, errors, root);
  const character = characterProblem(file, text);
  // Tabs are right in JSON: there they are not what is broken.
  if (syntax && (!character || looksLikeJson(text))) return syntax;
  if (!syntax || !character) return character;
  // A space that is not one breaks all that follows on its line, and that line may begin before it.
  const { start } = character.at.span;
  const from = character.kind === 'encoding' ? start - lineBefore(text, start).length : start;
  return syntax.at.span.start < from ? syntax : character;
}

/** At the start of the file: where the library gives up depends on how much of the stack others use. */
const tooDeep = (file: SourceFile): SyntaxProblem => ({
  kind: 'syntax',
  at: placeOf(file, 0, Math.min(1, file.text.length)),
  fault: { code: 'too-deep', limit: MAX_YAML_DEPTH },
});

function isJson(text: string): boolean {
  if (!looksLikeJson(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
