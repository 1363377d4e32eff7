import { firstDifference, valuesIn, valuesOf } from './tree.mjs';

/** Elastic Beanstalk takes JSON where YAML fails. */
function isJson(text) {
  try {
    JSON.parse(text.replace(/^\ufeff/, ''));
    return true;
  } catch {
    return false;
  }
}

/**
 * How eblint and SnakeYAML differ about a file; undefined where they agree.
 * @returns `kind` "accepts" and "refuses" say what eblint does that SnakeYAML does not, "reads" that the values differ
 */
export function compare(bytes, eblint, snake) {
  const { root, problem } = eblint(bytes);
  const isRead = snake.ok || isJson(bytes.toString('utf8'));
  if (problem && isRead) return { kind: 'refuses', said: problem.fault?.code ?? problem.kind };
  if (!problem && !isRead) return { kind: 'accepts', said: snake.error };
  const theirs = !problem && snake.ok && valuesIn(snake.lines);
  const said = theirs && firstDifference(valuesOf(root), theirs);
  return said ? { kind: 'reads', said } : undefined;
}

/** Whether a row of the table of known differences describes one. Patterns look at the text and at what was said of it. */
export const isKnown = (row, { kind, said }, text) =>
  row.kind === kind &&
  (!row.said || new RegExp(row.said, `u${row.flags ?? ''}`).test(said)) &&
  (!row.text || new RegExp(row.text, `u${row.flags ?? ''}`).test(text));
