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
  const client = new QuietClient(
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
      middleware: {
        async provideCompletionItem(...[document, position, context, token, next]) {
          const found = await next(document, position, context, token);
          const items = Array.isArray(found) ? found : (found?.items ?? []);
          const isLast = endsEntry(document, position);
          for (const item of items) goOn(item as CompletedItem, isLast);
          return found;
        },
      },
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

/** A client whose errors are in the output only: whoever starts it says what they mean. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

interface CompletedItem extends vscode.CompletionItem {
  /** Whether there is a list for what follows the item. */
  readonly data?: unknown;
}

/** Opens the next list after an item: for the value of a key, or for the keys below it, on a line of their own. */
function goOn(item: CompletedItem, isLast: boolean): void {
  const { insertText: text, data } = item;
  const written = typeof text === 'string' ? text : text?.value;
  const hasBlock = written?.endsWith(':') === true;
  if (hasBlock && isLast) {
    if (typeof text === 'string') item.insertText = `${text}\n\t`;
    else text?.appendText('\n\t').appendTabstop(0);
  }
  if (data === true && (isLast || !hasBlock))
    item.command = {
      title: 'Suggest',
      command: 'editor.action.triggerSuggest',
      arguments: [{ auto: true }],
    };
}

/** Whether a line ends at a position, with nothing below it that belongs to it. */
function endsEntry(document: vscode.TextDocument, { line, character }: vscode.Position): boolean {
  const { text, firstNonWhitespaceCharacterIndex: indentation } = document.lineAt(line);
  if (text.slice(character).trim() !== '') return false;
  for (let below = line + 1; below < document.lineCount; below++) {
    const next = document.lineAt(below);
    if (!next.isEmptyOrWhitespace) return next.firstNonWhitespaceCharacterIndex <= indentation;
  }
  return true;
}

/** What the server reads of the settings. */
function settings(): Readonly<Record<string, unknown>> {
  const configuration = vscode.workspace.getConfiguration('eblint');
  return Object.fromEntries(
    ['enable', 'configFile', 'strict', 'platform'].map((name) => [name, configuration.get(name)]),
  );
}
