import type { PhysicalLocation, Region } from 'sarif';
import type { FormatContext } from '../formatter.js';
import type { LintMessage } from '../lint-result/lint-result.js';
import { isAbsolute, repositoryPath } from '../repository-path.js';
import { encoded, fileUri } from '../text/file-uri.js';

/** What paths in the repository are relative to. */
export const BASE_ID = '%SRCROOT%';

type Range = Pick<LintMessage, 'line' | 'column' | 'endLine' | 'endColumn'>;

export const regionOf = ({ line, column, endLine, endColumn }: Range): Region => ({
  startLine: line,
  startColumn: column,
  endLine,
  endColumn,
});

export const artifactOf = (
  filePath: string,
  context: Pick<FormatContext, 'workspace'>,
): NonNullable<PhysicalLocation['artifactLocation']> => {
  const path = repositoryPath(filePath, context);
  return isAbsolute(path) ? { uri: fileUri(path) } : { uri: encoded(path), uriBaseId: BASE_ID };
};

export const folderUri = (path: string): string => fileUri(path.endsWith('/') ? path : `${path}/`);
