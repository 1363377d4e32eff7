import type * as lsp from 'vscode-languageserver-protocol';

/** What the characters of a position count: parts of UTF-8, UTF-16, or whole code points. */
export const ENCODINGS = ['utf-16', 'utf-8', 'utf-32'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** The tag of what has no effect: editors show it faded. */
export const UNNECESSARY: lsp.DiagnosticTag = 1;

/** What an editor and this server agreed on. */
export interface Agreement {
  readonly encoding: Encoding;
  readonly takesRelated: boolean;
  readonly takesTags: boolean;
  readonly takesDescription: boolean;
  readonly takesVersions: boolean;
  /** Edits with versions of texts, and what can be done to files beside them. */
  readonly takesDocumentChanges: boolean;
  readonly fileOperations: ReadonlySet<string>;
  /** Edits with a place for the cursor. */
  readonly takesSnippetEdits: boolean;
  readonly takesSnippets: boolean;
  readonly takesDisabled: boolean;
  /** Whether actions may have what they do, and not just commands. */
  readonly takesActions: boolean;
  readonly takesHierarchy: boolean;
  readonly takesMarkdown: boolean;
  readonly mayRegisterWatchers: boolean;
  /** Whether the editor can be asked for settings, and whether it wants to be asked to report changes. */
  readonly hasSettings: boolean;
  readonly mayRegisterSettings: boolean;
}

/** What the first message of an editor says. Everything in it may be missing. */
export function agreementWith(capabilities: lsp.ClientCapabilities = {}): Agreement {
  const { general, textDocument, workspace } = capabilities;
  const { publishDiagnostics, codeAction, completion, hover, documentSymbol } = textDocument ?? {};
  const edit = workspace?.workspaceEdit;
  // Neovim 0.10 names what it can do to files, which is useful in changes of documents only, and not these.
  const takesDocumentChanges = edit?.documentChanges === true || (edit?.resourceOperations ?? []).length > 0;
  const wanted = general?.positionEncodings?.find((name) => ENCODINGS.some((known) => known === name));
  return {
    encoding: (wanted as Encoding | undefined) ?? 'utf-16',
    takesRelated: publishDiagnostics?.relatedInformation === true,
    takesTags: publishDiagnostics?.tagSupport?.valueSet.includes(UNNECESSARY) === true,
    takesDescription: publishDiagnostics?.codeDescriptionSupport === true,
    takesVersions: publishDiagnostics?.versionSupport === true,
    takesDocumentChanges,
    fileOperations: new Set(edit?.resourceOperations),
    takesSnippetEdits: edit?.snippetEditSupport === true && takesDocumentChanges,
    takesSnippets: completion?.completionItem?.snippetSupport === true,
    takesDisabled: codeAction?.disabledSupport === true,
    takesActions: codeAction?.codeActionLiteralSupport !== undefined,
    takesHierarchy: documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    takesMarkdown: hover?.contentFormat?.includes('markdown') !== false,
    mayRegisterWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    hasSettings: workspace?.configuration === true,
    mayRegisterSettings: workspace?.didChangeConfiguration?.dynamicRegistration === true,
  };
}
