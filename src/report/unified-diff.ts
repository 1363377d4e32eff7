import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import type { SourceFile } from '../source/index.js';
import { relativePath } from './relative-path.js';

/** A change of one file as `git apply` takes it from the folder `cwd`. */
export function unifiedDiff(before: SourceFile, after: SourceFile, cwd: string): string {
  const path = relativePath(cwd, before.path);
  return createTwoFilesPatch(`a/${path}`, `b/${path}`, before.written, after.written, undefined, undefined, {
    headerOptions: FILE_HEADERS_ONLY,
  });
}
