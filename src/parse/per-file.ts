import type { SourceFile } from '../source/index.js';

/**
 * A parser that reads each file once: a `SourceFile` never changes, so a project that is linted again after a change in
 * one file re-parses that file alone. What was read is forgotten with the file.
 */
export function perFile<T>(parse: (file: SourceFile) => T): (file: SourceFile) => T {
  const known = new WeakMap<SourceFile, { readonly parsed: T }>();
  return (file) => {
    const entry = known.get(file) ?? { parsed: parse(file) };
    known.set(file, entry);
    return entry.parsed;
  };
}
