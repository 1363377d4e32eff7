import { type CancellationToken, ErrorCodes, ResponseError } from 'vscode-jsonrpc/node';
import type * as lsp from 'vscode-languageserver-protocol';
import { failureText } from '../cli/failure-text.js';
import type { Options } from '../cli/parse-flags.js';
import { agreementWith } from '../explore/lsp/agreement.js';
import { NOTIFICATIONS, REQUESTS } from '../explore/lsp/messages.js';
import type { LanguageServer } from '../explore/lsp/server.js';
import type { ExitCode, Ports } from '../ports/ports.js';
import { lazily } from '../util/memo.js';
import { VERSION } from '../version.js';

const FULL_TEXT = 1;

const CAPABILITIES: lsp.ServerCapabilities = {
  textDocumentSync: { openClose: true, change: FULL_TEXT, save: true },
  codeActionProvider: { codeActionKinds: ['quickfix', 'source.fixAll.eblint'] },
  hoverProvider: true,
  completionProvider: { triggerCharacters: [':', '-', ' ', '"', ','] },
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  renameProvider: { prepareProvider: true },
  documentSymbolProvider: true,
  workspaceSymbolProvider: true,
  foldingRangeProvider: true,
  inlayHintProvider: true,
  documentLinkProvider: {},
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};

/** From LSP: a request before `initialize`, or one that was canceled. */
const NOT_INITIALIZED = -32002;
const CANCELED = -32800;

/**
 * Serves an editor until it ends this process. `initialize` is answered before the linter is loaded, which takes most of the
 * time of a start.
 */
export async function serveEditor(options: Options, ports: Ports): Promise<ExitCode> {
  const client = await ports.openLanguageClient();
  const { connection } = client;
  const log = (text: string): void => {
    client.notify('window/logMessage', { type: 3, message: text.trimEnd() });
  };
  if (options.clientProcess !== undefined) client.watchProcess(options.clientProcess);
  let isShutDown = false;
  let server: (() => Promise<LanguageServer>) | undefined;
  connection.onRequest('initialize', (params: lsp.InitializeParams) => {
    if (server) return new ResponseError(ErrorCodes.InvalidRequest, 'The server is initialized already.');
    const agreement = agreementWith(params.capabilities);
    server = lazily(async () => {
      const { startServer } = await import('../explore/lsp/server.js');
      return startServer({ params, agreement, options, ports, client, log });
    });
    if (typeof params.processId === 'number') client.watchProcess(params.processId);
    // The answer is on its way first.
    setTimeout(
      () =>
        void server?.().catch((error: unknown) => {
          log(failureText(error));
        }),
    );
    return {
      capabilities: { ...CAPABILITIES, positionEncoding: agreement.encoding },
      serverInfo: { name: 'eblint', version: VERSION },
    } satisfies lsp.InitializeResult;
  });
  for (const method of NOTIFICATIONS)
    connection.onNotification(method, async (params: unknown) => {
      try {
        if (!isShutDown) (await server?.())?.tell(method, params);
      } catch (error) {
        log(failureText(error));
      }
    });
  for (const method of REQUESTS)
    connection.onRequest(method, async (params: unknown, token: CancellationToken) => {
      if (!server) return new ResponseError(NOT_INITIALIZED, 'The server is not initialized.');
      if (isShutDown) return new ResponseError(ErrorCodes.InvalidRequest, 'The server is shutting down.');
      try {
        const loaded = await server();
        if (token.isCancellationRequested) return new ResponseError(CANCELED, 'Canceled.');
        return await loaded.answer(method, params);
      } catch (error) {
        log(failureText(error));
        return null;
      }
    });
  connection.onRequest('shutdown', () => {
    isShutDown = true;
    return null;
  });
  connection.onNotification('exit', () => {
    client.exit(isShutDown ? 0 : 1);
  });
  connection.onError(([error]) => {
    log(`The message of the editor cannot be read: ${error.message}`);
  });
  connection.listen();
  // The editor ends the process.
  return new Promise<never>(() => undefined);
}
