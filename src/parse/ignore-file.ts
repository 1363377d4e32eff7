import { type Place, placeOf, type SourceFile } from '../source/index.js';
import { MAX_IGNORE_PATTERN_CHARACTERS, MAX_IGNORE_PATTERNS } from '../util/limits.js';
import { oncePer } from '../util/memo.js';
import { type PathPattern, pathPattern } from '../util/path-pattern.js';

/** One pattern of `.ebignore`: what a negated one fits is deployed after all. */
export interface IgnorePattern extends PathPattern {
  readonly text: string;
  readonly place: Place;
}

/**
 * The patterns of an `.ebignore`, as the EB CLI's library reads them; undefined where there are too many.
 * https://github.com/aws/aws-elastic-beanstalk-cli (ebcli/core/fileoperations.py)
 */
export const parseIgnoreFile = oncePer((file: SourceFile): readonly IgnorePattern[] | undefined => {
  const patterns: IgnorePattern[] = [];
  for (let line = 1; line <= file.lineStarts.length; line++) {
    const pattern = patternOf(file, line);
    if (pattern && patterns.push(pattern) > MAX_IGNORE_PATTERNS) return undefined;
  }
  return patterns;
});

function patternOf(file: SourceFile, line: number): IgnorePattern | undefined {
  const { start, end } = file.lineSpan(line);
  const text = file.text.slice(start, end).trimEnd();
  if (text === '' || text.startsWith('#') || text.length > MAX_IGNORE_PATTERN_CHARACTERS) return undefined;
  const pattern = pathPattern(text);
  return pattern && { ...pattern, text, place: placeOf(file, start, start + text.length) };
}
