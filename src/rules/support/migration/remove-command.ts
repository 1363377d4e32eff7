import type { ScriptCommand, ShellScript } from '../../../parse/shell/script.js';
import { placeOf } from '../../../source/index.js';
import type { Edit } from '../../rule.js';

/**
 * The edit that takes a simple command out of a shell text, with what connects it to the others. Undefined where another
 * command depends on it, and where it is the only one.
 */
export function removeCommand(command: ScriptCommand, script: ShellScript): Edit | undefined {
  const { text, offsets } = script.source;
  if (script.commands.length < 2 || !isPlain(command) || script.commands.some(replaces(command)))
    return undefined;
  const start = offsets.indexOf(command.place.span.start);
  const last = offsets.indexOf(command.place.span.end - 1, start);
  if (start === -1 || last === -1) return undefined;
  const range = rangeOf(text, start, last + 1);
  if (!range) return undefined;
  const [from, to] = [offsets[range[0]], offsets[range[1]]];
  return from === undefined || to === undefined
    ? undefined
    : { ...placeOf(command.place.file, from, to), text: '' };
}

/** Whether nothing but `&&`, `;` and line breaks connects it to others. */
const isPlain = (command: ScriptCommand): boolean =>
  command.pipe === undefined &&
  !command.isInBackground &&
  command.functionName === undefined &&
  command.branches.length + command.subshells.length === 0 &&
  command.redirections.length + command.assignments.length === 0 &&
  command.guards.every(({ kind, expected }) => kind === 'test' && expected === true);

/** Whether a command runs where another one fails. */
const replaces =
  ({ words }: ScriptCommand) =>
  ({ guards }: ScriptCommand): boolean =>
    guards.some(({ command, expected }) => expected === false && command?.words === words);

const AFTER = /^[ \t]*(?:&&|;(?!;))[ \t]*(?:\\?\n[ \t]*)?/;
const LINE_END = /^[ \t]*(?:#[^\n]*)?(?:\n|$)/;

function rangeOf(text: string, start: number, end: number): readonly [number, number] | undefined {
  const rest = text.slice(end);
  const after = AFTER.exec(rest);
  if (after) return [start, end + after[0].length];
  const lineEnd = LINE_END.exec(rest);
  if (!lineEnd) return undefined;
  const connector = connectorBefore(text, start);
  if (connector !== undefined) return [connector, end];
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  return text.slice(lineStart, start).trim() === '' ? [lineStart, end + lineEnd[0].length] : undefined;
}

/** Where the `&&` or `;` begins that is right before a command, with the spaces before it; a line break may be escaped. */
function connectorBefore(text: string, start: number): number | undefined {
  const back = (from: number, character: RegExp): number => {
    let at = from;
    while (at > 0 && character.test(text.charAt(at - 1))) at--;
    return at;
  };
  const end = back(start, /[\s\\]/);
  const isAnd = text.endsWith('&&', end);
  if (!isAnd && text[end - 1] !== ';') return undefined;
  return back(end - (isAnd ? 2 : 1), /[ \t]/);
}
