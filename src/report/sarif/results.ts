import type { ArtifactChange, Fix, Result, Suppression } from 'sarif';
import { SourceFile } from '../../source/index.js';
import { hex64 } from '../../util/hash.js';
import { lazily } from '../../util/memo.js';
import { fingerprints, levelOf } from '../ci/flat-messages.js';
import type { FormatContext } from '../formatter.js';
import {
  type LintFix,
  type LintMessage,
  type LintResult,
  type SuppressedMessage,
  withHelp,
} from '../lint-result/lint-result.js';
import { repositoryPath } from '../repository-path.js';
import { artifactOf, regionOf } from './locations.js';

/** GitHub shows the first hundred. */
const MAX_SARIF_PLACES = 100;

/** A finding with what is known of its file. */
export interface Finding extends LintMessage, Partial<Pick<SuppressedMessage, 'suppressions'>> {
  readonly fingerprint: string;
  readonly result: LintResult;
  readonly file: SourceFile | undefined;
  readonly hashes: () => readonly string[];
}

/** All findings; in each file, the suppressed ones come last. */
export function findingsOf(results: readonly LintResult[], context: FormatContext): Finding[] {
  const nextFingerprint = fingerprints();
  return results.flatMap((result) => {
    const { filePath, source, messages, suppressedMessages } = result;
    const file = source === undefined ? undefined : new SourceFile(filePath, '', source);
    const hashes = lazily(() => (source === undefined ? [] : lineHashes(source)));
    const path = repositoryPath(filePath, context);
    return [...messages, ...suppressedMessages].map((message) => ({
      ...message,
      fingerprint: nextFingerprint(path, message),
      result,
      file,
      hashes,
    }));
  });
}

export function resultOf(
  finding: Finding,
  ruleIndex: number,
  { context, hasBaseline }: { context: FormatContext; hasBaseline: boolean },
): Result {
  const { ruleId, line, result, fingerprint, hashes } = finding;
  const related = (finding.relatedLocations ?? []).slice(0, MAX_SARIF_PLACES);
  const lineHash = hashes()[line - 1];
  const fixes = fixesOf(finding, context);
  return {
    ruleId,
    ruleIndex,
    level: levelOf(finding),
    message: { text: textOf(finding, context) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifactOf(result.filePath, context),
          region: regionOf(finding),
        },
      },
    ],
    ...(related.length > 0 && {
      relatedLocations: related.map((other, index) => ({
        id: index + 1,
        message: { text: escaped(other.message) },
        physicalLocation: {
          artifactLocation: artifactOf(other.filePath, context),
          region: regionOf(other),
        },
      })),
    }),
    partialFingerprints: {
      ...(lineHash !== undefined && { primaryLocationLineHash: lineHash }),
      'eblint/v1': fingerprint,
    },
    ...(fixes.length > 0 && { fixes }),
    ...suppressionOf(finding),
    ...(hasBaseline && { baselineState: isInBaseline(finding) ? 'unchanged' : 'new' }),
  };
}

/** The message, what to do, and a link to each other end. */
function textOf(finding: Finding, context: FormatContext): string {
  const links = (finding.relatedLocations ?? [])
    .slice(0, MAX_SARIF_PLACES)
    .map(({ filePath, line, message }, index) => {
      const name = `${repositoryPath(filePath, context)}:${line}`;
      return ` (see [${escaped(name)}](${index + 1}): ${escaped(message)})`;
    });
  return escaped(withHelp(finding)) + links.join('');
}

/** Brackets are links, see 3.11.6 of the specification. */
const escaped = (text: string): string => text.replace(/\\(?=[[\]])|[[\]]/g, '\\$&');

function fixesOf(finding: Finding, context: FormatContext): Fix[] {
  const { fix, suggestions = [], edits, help, file, result } = finding;
  if (!file) return [];
  const changed = (text: string, replacements: readonly LintFix[]): Fix => ({
    description: { text },
    artifactChanges: [changeOf(replacements, file, artifactOf(result.filePath, context))],
  });
  return [
    ...(fix ? [changed(help ?? 'Apply the fix.', [fix])] : []),
    ...(edits && edits.replacements.length > 0 ? [changed(edits.desc, edits.replacements)] : []),
    ...suggestions.map((suggestion) => changed(suggestion.desc, [suggestion.fix])),
  ];
}

const changeOf = (
  replacements: readonly LintFix[],
  file: SourceFile,
  artifactLocation: ArtifactChange['artifactLocation'],
): ArtifactChange => ({
  artifactLocation,
  replacements: replacements.map(({ range: [start, end], text }) => {
    const [from, to] = [file.positionAt(start), file.positionAt(end)];
    const deleted = { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
    return { deletedRegion: regionOf(deleted), ...(text !== '' && { insertedContent: { text } }) };
  }),
});

const KINDS = { directive: 'inSource', file: 'external' } as const;

const suppressionOf = ({ suppressions }: Finding): { suppressions?: Suppression[] } =>
  suppressions
    ? {
        suppressions: suppressions.map(({ kind, justification }) => ({
          kind: KINDS[kind],
          status: 'accepted',
          ...(justification !== '' && { justification }),
        })),
      }
    : {};

const isInBaseline = ({ suppressions = [] }: Finding): boolean =>
  suppressions.some(({ kind }) => kind === 'file');

/** How many characters from the start of a line on its hash covers. */
const WINDOW = 100;
const FACTOR = 37;
const TWO_32 = 2 ** 32;

/** 37^100 modulo 2^64: what a character counts when it leaves the window. */
const [LEAVING_HIGH, LEAVING_LOW] = (() => {
  const power = BigInt.asUintN(64, BigInt(FACTOR) ** BigInt(WINDOW));
  return [Number(power >> 32n), Number(power & 0xffffffffn)] as const;
})();

/**
 * What GitHub calls `primaryLocationLineHash`, for each line of a text, the first one at index 0: a rolling hash of the next
 * 100 characters that are not spaces or tabs, and how many lines up to this one have it. Where a SARIF file has none, GitHub's
 * upload action calculates it in the same way.
 * https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning#data-for-preventing-duplicated-alerts
 */
export function lineHashes(text: string): string[] {
  const { units, starts } = normalized(text);
  const counts = new Map<string, number>();
  const hashes: string[] = [];
  let [high, low] = [0, 0];
  for (let at = 0; hashes.length < starts.length; at++) {
    // The hash of a line is complete when the window has left it.
    if (starts[hashes.length] === at - WINDOW) {
      const hash = hex64(high, low);
      const count = (counts.get(hash) ?? 0) + 1;
      counts.set(hash, count);
      hashes.push(`${hash}:${count}`);
    }
    const coming = units[at] ?? 0;
    const leaving = units[at - WINDOW] ?? 0;
    const nextLow = low * FACTOR + coming - LEAVING_LOW * leaving;
    const carry = Math.floor(nextLow / TWO_32);
    high = modulo(high * FACTOR - LEAVING_HIGH * leaving + carry);
    low = modulo(nextLow);
  }
  return hashes;
}

const modulo = (value: number): number => value - Math.floor(value / TWO_32) * TWO_32;

/** The text without spaces and tabs, with LF at the end of lines and a mark at its own end, and where in it lines start. */
function normalized(text: string): { units: Uint16Array; starts: number[] } {
  const units = new Uint16Array(text.length + 1);
  const starts = [0];
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const isSecondOfCrLf = unit === 10 && text.charCodeAt(at - 1) === 13;
    if (unit === 32 || unit === 9 || isSecondOfCrLf) continue;
    const isLineEnd = unit === 13 || unit === 10;
    units[length++] = isLineEnd ? 10 : unit;
    if (isLineEnd) starts.push(length);
  }
  units[length++] = 0xffff;
  return { units: units.subarray(0, length), starts };
}
