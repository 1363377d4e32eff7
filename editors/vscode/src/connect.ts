import * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  TransportKind,
} from 'vscode-languageclient/node';
import { SELECTOR } from './documents.js';

/** How often a server that ended is started again, in the time below. */
const MAX_RESTARTS = 4;

/** In milliseconds. */
const RESTARTS_WITHIN = 180_000;

/**
 * A client of a server, not started yet.
 *
 * @param program the path of eblint's program
 * @param gaveUp called when a server that ran ended too often to be started again
 */
export function connect(
  program: string,
  output: vscode.LogOutputChannel,
  gaveUp: () => void,
): LanguageClient {
  const ends: number[] = [];
  let hasRun = false;
  const cwd = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const client = new LanguageClient(
    'eblint',
    'eblint',
    {
      // The Node.js that VS Code itself runs on: nothing else has to be installed.
      command: process.execPath,
      args: [program, 'lsp'],
      transport: TransportKind.stdio,
      options: { env: { ELECTRON_RUN_AS_NODE: '1' }, ...(cwd !== undefined && { cwd }) },
    },
    {
      documentSelector: SELECTOR,
      outputChannel: output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: settings(),
      initializationFailedHandler: () => false,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed() {
          const now = Date.now();
          ends.push(now);
          const recent = ends.filter((end) => now - end < RESTARTS_WITHIN).length;
          if (hasRun && recent <= MAX_RESTARTS) return { action: CloseAction.Restart, handled: true };
          if (hasRun) gaveUp();
          return { action: CloseAction.DoNotRestart, handled: true };
        },
      },
    },
  );
  client.onDidChangeState(({ newState }) => {
    hasRun ||= newState === State.Running;
  });
  return client;
}

/** What the server reads of the settings. */
function settings(): Readonly<Record<string, unknown>> {
  const configuration = vscode.workspace.getConfiguration('eblint');
  return Object.fromEntries(
    ['enable', 'configFile', 'strict', 'platform'].map((name) => [name, configuration.get(name)]),
  );
}
