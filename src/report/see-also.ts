import type { FormatContext } from './formatter.js';
import type { LintMessage } from './lint-result/lint-result.js';
import { repositoryPath } from './repository-path.js';
import { visible } from './text/one-line.js';

/** The other ends of a finding as text after its message, for formats without a field for them. */
export const seeAlso = (
  { relatedLocations = [] }: Pick<LintMessage, 'relatedLocations'>,
  context: Pick<FormatContext, 'workspace'>,
): string =>
  relatedLocations
    .map(
      ({ filePath, line, message }) =>
        ` (see ${visible(repositoryPath(filePath, context))}:${line}: ${message})`,
    )
    .join('');
