import type { HereDocument } from '../../parse/shell/here-document.js';
import type { ScriptCommand, ShellScript } from '../../parse/shell/script.js';
import type { MappedText, Word } from '../../parse/shell/word.js';
import type { Place } from '../../source/index.js';
import { oncePer } from '../../util/memo.js';
import { baseName } from '../../util/paths.js';
import { hereDocumentText } from '../execution/here-document-text.js';

/** The names of the programs of a command, and of its arguments, without folders. */
export const namesIn = ({ words }: ScriptCommand): string[] => words.map(({ text }) => baseName(text));

const NO_CONTENT: ReadonlySet<string> = new Set(['mkdir', 'chmod', 'chown', 'chgrp']);

/** Whether a command makes a folder, or changes the owner or the mode of a file, and not what is in it. */
export const changesNoContent = (command: ScriptCommand): boolean =>
  namesIn(command).some((name) => NO_CONTENT.has(name));

/** What `cp FILE TARGET` and its like read: the word before the target, after the program. */
export function sourceOf({ words }: ScriptCommand, target: Word): Word | undefined {
  const at = words.indexOf(target);
  return at > 1 ? words[at - 1] : undefined;
}

/** The path that is written: where the target is a folder, that of the file which is copied there. */
export function writtenPath(command: ScriptCommand, target: Word, isFolder: boolean): string {
  const source = sourceOf(command, target);
  return isFolder && source ? pathInFolder(target.text, source.text) : target.text;
}

/** Where a file is that is copied to a folder. */
export const pathInFolder = (folder: string, file: string): string =>
  `${folder.replace(/\/$/, '')}/${baseName(file)}`;

/** What a command writes to a file: the text itself, or the here-document that a shell makes it from. */
export type Written = Word | HereDocument;

/** Whether a command adds to the end of a file: `>> FILE`, `tee -a FILE`. */
export const isAppending = ({ words, redirections }: ScriptCommand): boolean =>
  redirections.some(({ operator }) => operator === '>>') || words.some(({ text }) => text === '-a');

/** What `cat > FILE <<EOF`, `cat <<EOF | tee FILE`, `echo 'TEXT' > FILE` and `echo 'TEXT' | tee FILE` write to a file, or add to it. */
export function writtenBy(command: ScriptCommand, target: Word, script: ShellScript): Written | undefined {
  const document = hereDocumentOf(command);
  if (document) return document;
  if (
    command.redirections.some(
      (redirection) => redirection.target === target && OUTPUT.has(redirection.operator),
    )
  )
    return printedText(command);
  const input = namesIn(command).includes('tee') ? inputsIn(script).get(command.place) : undefined;
  return input && (documentPrintedBy(input) ?? printedText(input));
}

const hereDocumentOf = ({ redirections }: ScriptCommand): HereDocument | undefined =>
  redirections.find(({ hereDocument }) => hereDocument)?.hereDocument;

/** Of a `cat` that reads nothing else. */
const documentPrintedBy = (command: ScriptCommand): HereDocument | undefined =>
  command.words.length === 1 && command.words[0]?.text === 'cat' ? hereDocumentOf(command) : undefined;

const OUTPUT: ReadonlySet<string> = new Set(['>', '>>', '>|']);

/** The commands that pipe their output into another one, by the place of that one. */
const inputsIn = oncePer(
  ({ commands }: ShellScript): ReadonlyMap<Place, ScriptCommand> =>
    new Map(
      commands.flatMap((command, at) => {
        const before = commands[at - 1];
        return before?.pipe === 'out' && command.separatorBefore === '|' ? [[command.place, before]] : [];
      }),
    ),
);

/** The only text that `echo` or `printf` prints. */
function printedText({ words: [program, text, ...others] }: ScriptCommand): Word | undefined {
  const prints = program?.text === 'echo' || program?.text === 'printf';
  return prints && others.length === 0 ? text : undefined;
}

/** All that a command writes to a file, where the shell replaces nothing in it; not what it adds to what is there. */
export function wholeText(command: ScriptCommand, target: Word, script: ShellScript): MappedText | undefined {
  const written = isAppending(command) ? undefined : writtenBy(command, target, script);
  if (!written) return undefined;
  if ('body' in written) return hereDocumentText(written);
  return written.kind === 'literal' ? written : undefined;
}
