/** What an editor may tell. */
export const NOTIFICATIONS = [
  ...(['textDocument/didOpen', 'textDocument/didChange', 'textDocument/didSave'] as const),
  ...(['textDocument/didClose', 'workspace/didChangeWatchedFiles'] as const),
  ...(['workspace/didChangeWorkspaceFolders', 'workspace/didChangeConfiguration', 'initialized'] as const),
] as const;
export type NotificationMethod = (typeof NOTIFICATIONS)[number];

/** What an editor may ask. */
export const REQUESTS = [
  ...(['textDocument/codeAction', 'textDocument/hover', 'textDocument/completion'] as const),
  ...(['textDocument/definition', 'textDocument/references', 'textDocument/documentHighlight'] as const),
  ...(['textDocument/prepareRename', 'textDocument/rename', 'textDocument/documentSymbol'] as const),
  ...(['textDocument/foldingRange', 'textDocument/inlayHint', 'textDocument/documentLink'] as const),
  'workspace/symbol',
] as const;
export type RequestMethod = (typeof REQUESTS)[number];
