import { STAGES, type KnownError } from '../../knowledge/deployment-errors/index.js';
import { secretsIn } from '../../knowledge/secrets/secret-text.js';
import { painter } from '../../report/text/ansi.js';
import { visible } from '../../report/text/one-line.js';
import { wrap } from '../../report/text/wrap.js';
import { positionsOf } from '../../source/index.js';
import { relativePath } from '../../util/relative-path.js';
import { shorten } from '../../util/shorten.js';
import type { Answer } from './answer.js';
import { MAX_SHOWN_LINE_CHARACTERS } from '../../knowledge/limits.js';

/** How an answer is written. */
export interface WhyLayout {
  readonly cwd: string;
  readonly color: boolean;
  readonly width: number;
}

/** What `eblint why` prints of one known error. */
export function answerText({ error, line, places }: Answer, layout: WhyLayout): string {
  const paint = painter(layout.color);
  const title = wrap(shownLine(line, error), layout.width, ({ length }) => length);
  return [
    ...title.map((part) => paint('bold', part)),
    ...row('when', STAGES[error.stage], layout),
    ...row('cause', error.cause, layout),
    ...row('fix', error.remedy, layout),
    ...row('rules', (error.rules ?? []).join(', '), layout),
    `${label('source')}${error.source}`,
    ...places.flatMap(({ at, note }) => {
      const { line: number, column } = positionsOf(at).start;
      const path = visible(relativePath(layout.cwd, at.file.path));
      return row('here', `${path}:${number}:${column} (${note})`, layout);
    }),
    '',
  ].join('\n');
}

/** Columns of the names of rows. */
const INDENT = 10;

const label = (name: string): string => `  ${name}`.padEnd(INDENT);

function row(name: string, text: string, { width }: WhyLayout): string[] {
  const lines = wrap(text, width - INDENT, ({ length }) => length);
  return text === '' ? [] : lines.map((line, index) => label(index === 0 ? name : '') + line);
}

/** The line as it was given; where it may show a secret, only the text that is known. */
export const shownLine = (line: string, { texts }: KnownError): string =>
  secretsIn(line).length > 0 ? texts[0] : visible(shorten(line, MAX_SHOWN_LINE_CHARACTERS));
