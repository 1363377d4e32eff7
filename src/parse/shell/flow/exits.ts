import type { AndOr, Pipeline } from '../syntax/syntax.js';

/** Whether a statement ends the text with the status of the command before it: `exit`, `exit $?`. */
export function isBareExit(andOr: AndOr): boolean {
  const words = onlyWords(andOr);
  return words?.[0] === 'exit' && (words.length === 1 || words[1] === '$?');
}

/** Whether a pipeline ends the text as a failure: `exit 1`, `{ echo; exit 1; }`. */
export function endsText({ parts }: Pipeline): boolean {
  const [only] = parts;
  if (parts.length > 1 || !only) return false;
  if (only.kind === 'group' && !only.isSubshell) {
    const last = only.body.at(-1);
    return last !== undefined && isFailingExit(last);
  }
  return only.kind === 'command' && isFailingExitOf(only.command.words.map(({ text }) => text));
}

const isFailingExit = (andOr: AndOr): boolean => isFailingExitOf(onlyWords(andOr) ?? []);

const isFailingExitOf = ([program, status]: readonly string[]): boolean =>
  program === 'exit' && status !== undefined && /^0*[1-9]\d{0,2}$/.test(status);

/** The words of a statement that is one simple command. */
function onlyWords({ pipelines, isInBackground }: AndOr): readonly string[] | undefined {
  const [only] = pipelines;
  const [part] = only?.parts ?? [];
  if (pipelines.length > 1 || isInBackground || only?.parts.length !== 1 || part?.kind !== 'command')
    return undefined;
  return part.command.words.map(({ text }) => text);
}
