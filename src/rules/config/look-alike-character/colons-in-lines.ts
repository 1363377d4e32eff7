import { lookAlikesIn } from '../../../knowledge/look-alikes.js';
import type { ConfigFile } from '../../../parse/index.js';
import { placeOf } from '../../../source/index.js';
import type { TextWithLookAlikes } from './texts-with-look-alikes.js';

/** A line that is `NAME: VALUE` but for its colon. */
const LINE = /^[ \t]*(?:- +)?["']?[A-Za-z][\w .:-]{0,80}["']?[\ua789\ufe55\uff1a]/;

/** The lines with a problem because a colon only looks like one. */
export function* colonsInLines({
  file,
  problems,
}: ConfigFile): Generator<Pick<TextWithLookAlikes, 'place' | 'lookAlikes'>> {
  if (!/[\ua789\ufe55\uff1a]/.test(file.text)) return;
  // The problem may be told of the key above.
  const lines = new Set(
    problems.flatMap((problem) => {
      if (!('at' in problem)) return [];
      const { line } = file.positionAt(problem.at.span.start);
      return [line, line + 1];
    }),
  );
  for (const line of lines) {
    const { start, end } = file.lineSpan(line);
    const found = LINE.exec(file.text.slice(start, end));
    if (!found) continue;
    const place = placeOf(file, start, start + found[0].length);
    const lookAlikes = lookAlikesIn(found[0]).filter(({ kind }) => kind === 'colon');
    yield { place, lookAlikes };
  }
}
