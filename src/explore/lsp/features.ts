import type * as lsp from 'vscode-languageserver-protocol';
import { withoutSecrets } from '../../knowledge/secrets/secret-text.js';
import type { LintReport } from '../../lint/lint-report.js';
import type { Project } from '../../model/project.js';
import type { SourceFile, Span } from '../../source/index.js';
import { type Completion, completionsAt } from '../editor/complete.js';
import { descriptionAt } from '../editor/describe.js';
import { definitionsAt, type Mention, mentionAt, mentionsOf, renamableAt, renamed } from '../editor/names.js';
import { foldsIn, hintsIn, linksIn, type Symbol, symbolsIn } from '../editor/outline.js';
import type { Agreement } from './agreement.js';
import { toLocation, toOffset, toPosition, toRange, uriOf } from './protocol.js';
import { type EditContext, workspaceEdit } from './workspace-edit.js';

/** A place that an editor asks about, and how it counts and calls files. */
export interface Asked {
  readonly project: Project;
  readonly report: () => LintReport;
  readonly file: SourceFile;
  readonly offset: number;
  readonly agreement: Agreement;
  readonly uriFor: (path: string) => string;
  readonly editContext: EditContext;
}

const rangeOf = ({ file, agreement }: Asked, span: Span): lsp.Range =>
  toRange(file, span, agreement.encoding);

const locationOf = ({ agreement, uriFor }: Asked, { place }: Pick<Mention, 'place'>): lsp.Location =>
  toLocation(place, agreement.encoding, uriFor);

export function hover(asked: Asked): lsp.Hover | null {
  const { project, report, file, offset, agreement } = asked;
  const found = descriptionAt({ project, diagnostics: report().diagnostics }, file, offset);
  if (!found) return null;
  const { text } = found;
  return {
    contents: agreement.takesMarkdown
      ? { kind: 'markdown', value: text }
      : { kind: 'plaintext', value: plain(text) },
    range: rangeOf(asked, found.place.span),
  };
}

/** Without the marks of Markdown; a link as its text and address. */
const plain = (markdown: string): string =>
  markdown.replace(/\*\*|`/g, '').replace(/\[([^[\]\n]*)\]\((https:[^()\s]*)\)/g, '$1: $2');

/** From LSP: how editors mark what is completed. */
const COMPLETION_KINDS: Readonly<Record<Completion['kind'], lsp.CompletionItemKind>> = {
  section: 9,
  namespace: 9,
  option: 10,
  key: 10,
  value: 12,
  name: 18,
  resource: 7,
  flag: 14,
};

export function completion(
  asked: Asked,
  { context }: Partial<lsp.CompletionParams>,
): lsp.CompletionList | null {
  const { project, file, offset, agreement } = asked;
  // A list that opens while a line is indented would take the next Tab as a choice.
  if (context?.triggerCharacter === ' ' && isIndentation(file, offset)) return null;
  const found = completionsAt(project, file, offset);
  if (!found) return null;
  const range = rangeOf(asked, found.span);
  const typed = file.text.slice(found.span.start, offset).toLowerCase();
  const matching = found.items.filter(({ label }) => hasInOrder(label.toLowerCase(), typed));
  const isOther = ({ label }: Completion): number => Number(!label.toLowerCase().startsWith(typed));
  const sorted = matching.sort((a, b) => isOther(a) - isOther(b));
  const items = sorted.map(({ label, kind, detail, text = label, isSnippet, leadsOn }, index) => {
    const takesSnippet = isSnippet === true && agreement.takesSnippets;
    return {
      label,
      kind: COMPLETION_KINDS[kind],
      ...(detail !== undefined && { detail }),
      // What begins as it is typed is first, also for editors that find letters anywhere; by the whole name: it has colons.
      sortText: String(index).padStart(4, '0'),
      filterText: label,
      ...(takesSnippet && { insertTextFormat: SNIPPET }),
      // Only the extension for VS Code reads it.
      ...(leadsOn === true && { data: leadsOn }),
      textEdit: { range, newText: takesSnippet ? text : text.replace(/\$\{1:([^}]*)\}/, '$1') },
    };
  });
  return { isIncomplete: false, items };
}

const SNIPPET: lsp.InsertTextFormat = 2;

/** Whether a label has the typed characters in their order. Some editors compare only what follows the last colon. */
function hasInOrder(label: string, typed: string): boolean {
  let from = 0;
  for (const character of typed) {
    from = label.indexOf(character, from) + 1;
    if (from === 0) return false;
  }
  return true;
}

const isIndentation = (file: SourceFile, offset: number): boolean =>
  file.text.slice(file.lineSpan(file.positionAt(offset).line).start, offset).trim() === '';

export const definition = (asked: Asked): lsp.Location[] =>
  definitionsAt(asked.project, asked.file, asked.offset).map((mention) => locationOf(asked, mention));

export function references(asked: Asked, { context }: Partial<lsp.ReferenceParams>): lsp.Location[] {
  const mention = mentionAt(asked.project, asked.file, asked.offset);
  if (!mention) return [];
  return mentionsOf(asked.project, mention)
    .filter(({ isDeclaration }) => !isDeclaration || context?.includeDeclaration !== false)
    .map((one) => locationOf(asked, one));
}

const READ = 2;
const WRITE = 3;

export function highlights(asked: Asked): lsp.DocumentHighlight[] {
  const mention = mentionAt(asked.project, asked.file, asked.offset);
  if (!mention) return [];
  return mentionsOf(asked.project, mention)
    .filter(({ place }) => place.file === asked.file)
    .map(({ place, isDeclaration }) => ({
      range: rangeOf(asked, place.span),
      kind: isDeclaration ? WRITE : READ,
    }));
}

/** @throws WriteError where a file that mentions the name may not be written */
export function prepareRename(asked: Asked): lsp.PrepareRenameResult | null {
  const mention = renamableAt(asked.project, asked.file, asked.offset);
  if (!mention) return null;
  editOf(asked, mentionsOf(asked.project, mention), mention.name);
  return { range: rangeOf(asked, mention.place.span), placeholder: mention.name };
}

/**
 * @returns a sentence where it is not possible
 * @throws WriteError where a file that mentions the name may not be written
 */
export function rename(asked: Asked, newName: unknown): lsp.WorkspaceEdit | string | null {
  const mention = renamableAt(asked.project, asked.file, asked.offset);
  if (!mention) return 'There is no name here that can be changed.';
  const places = renamed(asked.project, mention, String(newName));
  if (typeof places === 'string') return places;
  return editOf(
    asked,
    places.map((place) => ({ place })),
    String(newName),
  );
}

const editOf = (
  { editContext }: Asked,
  mentions: readonly Pick<Mention, 'place'>[],
  text: string,
): lsp.WorkspaceEdit | null =>
  workspaceEdit({ edits: mentions.map(({ place }) => ({ ...place, text })), files: [] }, editContext) ?? null;

const SYMBOL_KINDS: Readonly<Record<Symbol['kind'], lsp.SymbolKind>> = {
  section: 2,
  namespace: 3,
  option: 7,
  entry: 20,
  process: 12,
};

export function documentSymbols(asked: Asked): lsp.DocumentSymbol[] | lsp.SymbolInformation[] {
  const toSymbol = ({ name, kind, detail, span, nameSpan, children }: Symbol): lsp.DocumentSymbol => ({
    name,
    ...(detail !== undefined && { detail }),
    kind: SYMBOL_KINDS[kind],
    range: rangeOf(asked, span),
    selectionRange: rangeOf(asked, nameSpan),
    children: children.map(toSymbol),
  });
  const symbols = symbolsIn(asked.file);
  if (asked.agreement.takesHierarchy) return symbols.map(toSymbol);
  const flat = (all: readonly Symbol[]): Symbol[] => all.flatMap((one) => [one, ...flat(one.children)]);
  return flat(symbols).map(({ name, kind, span }) => ({
    name,
    kind: SYMBOL_KINDS[kind],
    location: { uri: asked.uriFor(asked.file.path), range: rangeOf(asked, span) },
  }));
}

export const foldingRanges = (asked: Asked): lsp.FoldingRange[] =>
  foldsIn(asked.project, asked.file).map((span) => {
    const { start, end } = rangeOf(asked, span);
    return { startLine: start.line, endLine: end.line };
  });

/** In characters: VS Code cuts a longer note, unless its user wants otherwise. */
const SHOWN_HINT = 43;

export function inlayHints(asked: Asked, { range }: Partial<lsp.InlayHintParams>): lsp.InlayHint[] {
  const { file, agreement, project } = asked;
  const start = toOffset(file, range?.start, agreement.encoding);
  const end = range ? toOffset(file, range.end, agreement.encoding) : file.text.length;
  return hintsIn(project, file)
    .filter(({ offset }) => start <= offset && offset <= end)
    .map(({ offset, text }) => ({
      position: toPosition(file, offset, agreement.encoding),
      label: withoutSecrets(text),
      paddingLeft: true,
      ...(text.length > SHOWN_HINT && { tooltip: withoutSecrets(text) }),
    }));
}

export const documentLinks = (asked: Asked): lsp.DocumentLink[] =>
  linksIn(asked.project, asked.file).map(({ span, target }) => ({
    range: rangeOf(asked, span),
    target: 'url' in target ? target.url : uriOf(`${asked.project.files.root}/${target.name}`),
  }));
