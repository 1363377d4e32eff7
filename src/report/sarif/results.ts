import type { ArtifactChange, Fix, Result, Suppression } from 'sarif';
import type { FormatContext } from '../formatter.js';
import type { LintFix, LintMessage, LintResult, SuppressedMessage } from '../lint-result/lint-result.js';
import { withHelp } from '../lint-result/with-help.js';
import { repositoryPath } from '../repository-path.js';
import { SourceFile } from '../../source/index.js';
import { lazily } from '../../util/lazily.js';
import { fingerprints, levelOf } from '../ci/flat-messages.js';
import { lineHashes } from './line-hashes.js';
import { artifactOf, regionOf } from './locations.js';
import { MAX_SARIF_PLACES } from '../../knowledge/limits.js';

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
