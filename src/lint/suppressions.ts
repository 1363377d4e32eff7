import { didYouMean } from '../knowledge/nearest.js';
import type { Node } from '../parse/node.js';
import type { Project } from '../model/project.js';
import { placeOf, type Place, type SourceFile } from '../source/index.js';
import type { Diagnostic } from './diagnostic.js';
import { OWN_RULES } from './own-rules.js';
import type { RuleMeta } from '../rules/rule.js';

/** One rule in one `# eblint-disable-…` comment, and the lines that it covers (from 1, both included). */
interface Suppression {
  readonly ruleId: string;
  readonly at: Place;
  readonly firstLine: number;
  readonly lastLine: number;
}

interface Comment {
  readonly file: SourceFile;
  readonly at: Place;
  /** The line that the comment speaks of. */
  readonly line: number;
  readonly rules: readonly { readonly id: string; readonly at: Place }[];
  readonly hasReason: boolean;
}

export interface SuppressedLint {
  readonly diagnostics: readonly Diagnostic[];
  readonly suppressed: readonly Diagnostic[];
}

/**
 * Takes away what `# eblint-disable-line` and `# eblint-disable-next-line` comments cover, and adds what is wrong with
 * these comments themselves.
 * @param known every rule that exists
 * @param active the rules that ran: only of these can a comment be called unused
 */
export function applySuppressions(
  project: Project,
  diagnostics: readonly Diagnostic[],
  known: ReadonlySet<string>,
  active: ReadonlySet<string>,
): SuppressedLint {
  const comments = readComments(project);
  if (comments.length === 0) return { diagnostics, suppressed: [] };
  const suppressions = comments.flatMap(({ file, line, rules }) => {
    const lastLine = lastLineOfNode(project, file, line);
    return rules.map(({ id, at }): Suppression => ({ ruleId: id, at, firstLine: line, lastLine }));
  });
  const used = new Set<Suppression>();
  const isSuppressed = (diagnostic: Diagnostic): boolean => {
    const covering = suppressions.filter((suppression) => covers(suppression, diagnostic));
    for (const suppression of covering) used.add(suppression);
    return covering.length > 0;
  };
  const suppressed = diagnostics.filter(isSuppressed);
  const kept = diagnostics.filter((diagnostic) => !suppressed.includes(diagnostic));
  const unused = suppressions.filter(
    (suppression) =>
      !used.has(suppression) && active.has(suppression.ruleId) && !isBroken(project, suppression.at.file),
  );
  return {
    diagnostics: [
      ...kept,
      ...comments.filter(({ hasReason }) => !hasReason).map(noReason),
      ...comments.filter(({ rules }) => rules.length === 0).map(noRule),
      ...suppressions
        .filter(({ ruleId }) => !known.has(ruleId))
        .map((suppression) => unknownRule(suppression, known)),
      ...unused.map(unusedComment),
    ],
    suppressed,
  };
}

/** In a file that cannot be parsed most rules are silent, whatever stands there. */
const isBroken = ({ configFiles }: Project, file: SourceFile): boolean =>
  configFiles.some((candidate) => candidate.file === file && candidate.broken);

function covers({ ruleId, at, firstLine, lastLine }: Suppression, diagnostic: Diagnostic): boolean {
  if (diagnostic.ruleId !== ruleId || diagnostic.at.file !== at.file) return false;
  const { line } = at.file.positionAt(diagnostic.at.span.start);
  return line >= firstLine && line <= lastLine;
}

const COMMENT = /(?<=^|\s)#[ \t]*eblint-disable-(next-line|line)(?![\w-])([^\r\n]*)/gm;

function readComments({ configFiles, procfile }: Project): Comment[] {
  return [
    ...configFiles.flatMap(({ file, root }) =>
      commentsOf(file).filter(({ at }) => !isInsideScalar(root, at.span.start)),
    ),
    ...(procfile ? commentsOf(procfile.file) : []),
  ];
}

function commentsOf(file: SourceFile): Comment[] {
  if (!file.text.includes('eblint-disable-')) return [];
  return [...file.text.matchAll(COMMENT)].map((match) => {
    const [whole, kind, rest = ''] = match;
    const [names = '', ...reason] = rest.split(/\s--(?:\s|$)/);
    const { line } = file.positionAt(match.index);
    const namesStart = match.index + whole.length - rest.length;
    return {
      file,
      at: placeOf(file, match.index, match.index + whole.length),
      line: kind === 'line' ? line : nextLine(file, line),
      rules: [...names.matchAll(/[^\s,]+/g)].map(({ 0: id, index }) => ({
        id,
        at: placeOf(file, namesStart + index, namesStart + index + id.length),
      })),
      hasReason: reason.join('').trim() !== '',
    };
  });
}

/** The next line that is more than a comment, so that several comments can speak of one line. */
function nextLine(file: SourceFile, line: number): number {
  for (let next = line + 1; ; next++) {
    const { start, end } = file.lineSpan(next);
    if (!file.text.slice(start, end).trimStart().startsWith('#')) return next;
  }
}

/** A `#` inside a text is no comment; behind the `|` of a block scalar it is one. */
function isInsideScalar(node: Node | undefined, offset: number): boolean {
  if (!node || offset < node.place.span.start || offset >= node.place.span.end) return false;
  if (node.kind === 'list') return node.items.some((item) => isInsideScalar(item, offset));
  if (node.kind === 'map')
    return node.entries.some(
      ({ key, value }) => isInsideScalar(key, offset) || isInsideScalar(value, offset),
    );
  const { text } = node.place.file;
  return node.style !== 'block' || text.lastIndexOf('\n', offset) >= node.place.span.start;
}

/** The last line of the YAML node that begins on a line: a block scalar or a map is covered whole. */
function lastLineOfNode({ configFiles }: Project, file: SourceFile, line: number): number {
  const root = configFiles.find((candidate) => candidate.file === file)?.root;
  return Math.max(line, ...nodeEnds(root, file, line));
}

function* nodeEnds(node: Node | undefined, file: SourceFile, line: number): Iterable<number> {
  const parts = node?.kind === 'map' ? node.entries : node?.kind === 'list' ? node.items : [];
  for (const part of parts) {
    const { start, end } = part.place.span;
    if (part.place.file !== file) continue;
    const first = file.positionAt(start).line;
    const last = file.positionAt(Math.max(start, end - 1)).line;
    if (first === line) yield last;
    if (first <= line && line <= last) yield* nodeEnds('key' in part ? part.value : part, file, line);
  }
}

const ownDiagnostic = (meta: RuleMeta, at: Place, message: string): Diagnostic => ({
  ruleId: meta.id,
  severity: meta.severity,
  at,
  message,
  related: [],
});

const noReason = ({ at }: Comment): Diagnostic =>
  ownDiagnostic(
    OWN_RULES.noReason,
    at,
    'This comment gives no reason; write it behind two hyphens: -- REASON.',
  );

const noRule = ({ at }: Comment): Diagnostic =>
  ownDiagnostic(
    OWN_RULES.unknownRule,
    at,
    'This comment names no rule, so it switches nothing off; write the rule before the reason.',
  );

const unknownRule = ({ ruleId, at }: Suppression, known: ReadonlySet<string>): Diagnostic =>
  ownDiagnostic(OWN_RULES.unknownRule, at, `There is no rule ${ruleId}.${didYouMean(ruleId, known)}`);

const unusedComment = ({ ruleId, at }: Suppression): Diagnostic =>
  ownDiagnostic(OWN_RULES.unused, at, `The rule ${ruleId} has nothing to say here; delete this comment.`);
