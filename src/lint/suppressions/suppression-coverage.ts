import type { Place } from '../../source/index.js';
import { groupBy, partitionPoint } from '../../util/collections.js';
import type { Diagnostic } from '../diagnostic.js';

/** One rule in one `# eblint-disable-…` comment, and the lines that it covers (from 1, both included). */
export interface Suppression {
  readonly ruleId: string;
  readonly at: Place;
  /** Why, in the words of the comment. */
  readonly reason: string;
  readonly firstLine: number;
  readonly lastLine: number;
}

export interface Coverage {
  /** What covers a diagnostic. */
  readonly used: ReadonlySet<Suppression>;
  /** What is covered, and by what. */
  readonly suppressed: ReadonlyMap<Diagnostic, Suppression>;
}

/** Which comments cover which diagnostics, without a look at each pair: a file may hold thousands of both. */
export function coverageOf(
  suppressions: readonly Suppression[],
  diagnostics: readonly Diagnostic[],
): Coverage {
  const found = groupBy(diagnostics, (diagnostic) => [keyOf(diagnostic)]);
  const used = new Set<Suppression>();
  const suppressed = new Map<Diagnostic, Suppression>();
  for (const [key, own] of groupBy(suppressions, (suppression) => [keyOf(suppression)])) {
    const concerned = found.get(key);
    if (!concerned) continue;
    const holdsLine = lineFinder(concerned.map(lineOf));
    for (const suppression of own) if (holdsLine(suppression)) used.add(suppression);
    const coverOf = coverFinder(own);
    for (const diagnostic of concerned) {
      const cover = coverOf(lineOf(diagnostic));
      if (cover) suppressed.set(diagnostic, cover);
    }
  }
  return { used, suppressed };
}

const keyOf = ({ ruleId, at }: { ruleId: string; at: Place }): string => `${ruleId} ${at.file.path}`;

const lineOf = ({ at }: Diagnostic): number => at.file.positionAt(at.span.start).line;

type Lines = Pick<Suppression, 'firstLine' | 'lastLine'>;

/** Whether one of some lines is within others. */
function lineFinder(lines: readonly number[]): (range: Lines) => boolean {
  const sorted = [...lines].sort((a, b) => a - b);
  return ({ firstLine, lastLine }) => {
    const next = sorted[partitionPoint(sorted, (line) => line < firstLine)];
    return next !== undefined && next <= lastLine;
  };
}

/** What covers a line: of all that begin before it, one that reaches furthest. */
function coverFinder(ranges: readonly Suppression[]): (line: number) => Suppression | undefined {
  const sorted = [...ranges].sort((a, b) => a.firstLine - b.firstLine);
  let furthest: Suppression | undefined;
  const reaches = sorted.map((range) => {
    if (!furthest || range.lastLine > furthest.lastLine) furthest = range;
    return furthest;
  });
  return (line) => {
    const cover = reaches[partitionPoint(sorted, ({ firstLine }) => firstLine <= line) - 1];
    return cover && cover.lastLine >= line ? cover : undefined;
  };
}
