import type * as lsp from 'vscode-languageserver-protocol';
import { editsByFile } from '../../lint/edit-text.js';
import type { WriteKind } from '../../ports/ports.js';
import type { Edit, FileChange } from '../../rules/rule.js';
import type { Action } from '../editor/actions.js';
import type { Agreement } from './agreement.js';
import { toRange, uriOf } from './protocol.js';
import type { OpenDocument } from './workspace.js';

const START: lsp.Position = { line: 0, character: 0 };

/** What decides which edits an editor gets, and how it calls files. */
export interface EditContext {
  readonly root: string;
  readonly agreement: Agreement;
  readonly documentOf: (path: string) => OpenDocument | undefined;
  /** Throws WriteError for what the program would not write either. */
  readonly checkWrite: (kind: WriteKind, path: string) => void;
}

type Operation = lsp.CreateFile | lsp.RenameFile | lsp.DeleteFile;

/**
 * Edits of several files, with files that are created, moved and deleted; undefined where the editor cannot do it.
 * @throws WriteError where one of them may not be written: an editor gets all of an edit, or nothing
 */
export function workspaceEdit(
  { edits, files, reasonAt }: Pick<Action, 'edits' | 'files' | 'reasonAt'>,
  { root, agreement, documentOf, checkWrite }: EditContext,
): lsp.WorkspaceEdit | undefined {
  const { encoding, takesDocumentChanges, fileOperations, takesSnippetEdits } = agreement;
  const uriFor = (path: string): string => documentOf(path)?.uri ?? uriOf(path);
  const textEdit = ({ file, span, text }: Edit): lsp.TextEdit | lsp.SnippetTextEdit => {
    const range = toRange(file, span, encoding);
    return reasonAt !== undefined && takesSnippetEdits
      ? { range, snippet: { kind: 'snippet', value: withReason(text, reasonAt) } }
      : { range, newText: text };
  };
  const own = [...editsByFile(edits)].map(([file, ofFile]) => ({ file, edits: ofFile.map(textEdit) }));
  for (const { file } of own) checkWrite('replace', file.path);
  for (const change of files)
    checkWrite(change.kind, change.kind === 'create' ? `${root}/${change.name}` : change.file.path);
  if (!takesDocumentChanges) {
    if (files.length > 0) return undefined;
    return {
      changes: Object.fromEntries(own.map((one) => [uriFor(one.file.path), one.edits as lsp.TextEdit[]])),
    };
  }
  const changed = fileChanges(files, (name) => uriOf(`${root}/${name}`), uriFor);
  if (!changed.operations.every(({ kind }) => fileOperations.has(kind))) return undefined;
  const inFile = ({ file, edits: all }: (typeof own)[number]): lsp.TextDocumentEdit => ({
    textDocument: { uri: uriFor(file.path), version: documentOf(file.path)?.version ?? null },
    edits: all,
  });
  const inNewFile = ({ uri, text }: Written): lsp.TextDocumentEdit => ({
    textDocument: { uri, version: null },
    edits: [{ range: { start: START, end: START }, newText: text }],
  });
  return {
    documentChanges: [...own.map(inFile), ...changed.operations, ...changed.written.map(inNewFile)],
  };
}

/** A comment with a place for its reason. */
function withReason(text: string, at: number): string {
  const escaped = (part: string): string => part.replace(/[\\$}]/g, '\\$&');
  return `${escaped(text.slice(0, at))}\${1:reason}${escaped(text.slice(at))}`;
}

/** A text to put into a file that is new. */
interface Written {
  readonly uri: string;
  readonly text: string;
}

/** A file that is created with the text of one that is deleted is that one with another name: so it keeps its mode. */
function fileChanges(
  files: readonly FileChange[],
  uriOfName: (name: string) => string,
  uriFor: (path: string) => string,
): { readonly operations: readonly Operation[]; readonly written: readonly Written[] } {
  const gone = files.flatMap((change) => (change.kind === 'delete' ? [change.file] : []));
  const created = files.filter((change) => change.kind === 'create');
  const operations: Operation[] = [];
  const written: Written[] = [];
  for (const { name, text } of created) {
    const uri = uriOfName(name);
    const same = gone.findIndex((file) => file.written === text);
    const moved = same === -1 ? undefined : gone.splice(same, 1)[0];
    operations.push(
      moved ? { kind: 'rename', oldUri: uriFor(moved.path), newUri: uri } : { kind: 'create', uri },
    );
    if (!moved) written.push({ uri, text });
  }
  for (const file of gone) operations.push({ kind: 'delete', uri: uriFor(file.path) });
  return { operations, written };
}
