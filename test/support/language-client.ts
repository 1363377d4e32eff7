import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import type * as lsp from 'vscode-languageserver-protocol';
import { parseOptions } from '../../src/cli/parse-flags.js';
import { serveEditor } from '../../src/commands/lsp.js';
import { openLanguageClient } from '../../src/io/language-client.js';
import type { Ports } from '../../src/ports/ports.js';
import { ports } from './ports.js';

/** All that an editor may be able to do. */
export const FULL: lsp.ClientCapabilities = {
  general: { positionEncodings: ['utf-16'] },
  textDocument: {
    publishDiagnostics: {
      relatedInformation: true,
      tagSupport: { valueSet: [1, 2] },
      codeDescriptionSupport: true,
      versionSupport: true,
    },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: [] } },
      isPreferredSupport: true,
      disabledSupport: true,
    },
    completion: { completionItem: { snippetSupport: true } },
    hover: { contentFormat: ['markdown'] },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
  workspace: {
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename', 'delete'] },
  },
};

/** An editor for tests, with what the server told it. */
export class TestEditor {
  /** What is shown now, by URI. */
  readonly shown = new Map<string, lsp.PublishDiagnosticsParams>();
  readonly log: string[] = [];
  /** What the user was shown beside findings. */
  readonly messages: string[] = [];
  readonly exits: number[] = [];
  /** The processes that the server ends with. */
  readonly watched: number[] = [];
  /** The versions of the texts that are open, and those that were last told about. */
  readonly versions = new Map<string, number>();
  readonly acknowledged = new Map<string, number>();
  private wake: () => void = () => undefined;
  private lastVersion = 0;

  private constructor(
    readonly connection: MessageConnection,
    readonly streams: { readonly toServer: PassThrough; readonly fromServer: PassThrough },
  ) {
    connection.onNotification('textDocument/publishDiagnostics', (params: lsp.PublishDiagnosticsParams) => {
      if (params.version !== undefined) this.acknowledged.set(params.uri, params.version);
      this.wake();
      if (params.diagnostics.length > 0) this.shown.set(params.uri, params);
      else this.shown.delete(params.uri);
    });
    connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.log.push(message);
    });
    connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
      this.messages.push(message);
    });
    connection.listen();
  }

  /** A server in this process, which is not initialized yet. */
  static start(over: Partial<Ports> = {}, args: readonly string[] = []): TestEditor {
    const [toServer, fromServer] = [new PassThrough(), new PassThrough()];
    const connection = createMessageConnection(
      new StreamMessageReader(fromServer),
      new StreamMessageWriter(toServer),
    );
    const editor = new TestEditor(connection, { toServer, fromServer });
    const client = openLanguageClient({
      stdin: toServer,
      stdout: fromServer,
      kill: () => true,
      exit: (code) => void editor.exits.push(code),
    });
    const watchProcess = (id: number) => void editor.watched.push(id);
    const served = ports({
      openLanguageClient: () => Promise.resolve({ ...client, watchProcess }),
      ...over,
    });
    void serveEditor(parseOptions(['lsp', ...args]), served);
    return editor;
  }

  /** The same with the first messages of an editor that has some folders open. */
  static async open(
    folders: readonly string[],
    { capabilities = FULL, over = {}, args = [], initializationOptions }: OpenSettings = {},
  ): Promise<TestEditor> {
    const editor = TestEditor.start(over, args);
    await editor.initialize(folders, capabilities, initializationOptions);
    return editor;
  }

  async initialize(
    folders: readonly string[],
    capabilities = FULL,
    initializationOptions?: unknown,
  ): Promise<lsp.InitializeResult> {
    const workspaceFolders = folders.map((folder) => ({ uri: uriOf(folder), name: folder }));
    const result = await this.ask<lsp.InitializeResult>('initialize', {
      processId: null,
      rootUri: null,
      capabilities,
      workspaceFolders,
      initializationOptions,
    });
    this.tell('initialized', {});
    return result;
  }

  ask<T = unknown>(method: string, params: unknown): Promise<T> {
    return this.connection.sendRequest<T>(method, params);
  }

  tell(method: string, params: unknown): void {
    this.connection.sendNotification(method, params).catch(() => undefined);
  }

  /** Without a version, one that no text had before. */
  openFile(path: string, text: string, version = this.lastVersion + 1): void {
    this.lastVersion = Math.max(this.lastVersion, version);
    this.versions.set(uriOf(path), version);
    this.tell('textDocument/didOpen', {
      textDocument: { uri: uriOf(path), languageId: 'yaml', version, text },
    });
  }

  change(path: string, text: string, version = this.lastVersion + 1): void {
    this.lastVersion = Math.max(this.lastVersion, version);
    this.versions.set(uriOf(path), version);
    this.tell('textDocument/didChange', {
      textDocument: { uri: uriOf(path), version },
      contentChanges: [{ text }],
    });
  }

  close(path: string): void {
    this.versions.delete(uriOf(path));
    this.tell('textDocument/didClose', { textDocument: { uri: uriOf(path) } });
  }

  /** Something on the disk is different; a new version of an open text tells when that is known. */
  diskChanged(path: string): void {
    this.tell('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(path), type: 2 }] });
  }

  /** Waits until the findings of all texts as they are now are shown: the server tells of each version of an open text. */
  async settled(): Promise<void> {
    const isShown = (): boolean =>
      [...this.versions].every(([uri, version]) => this.acknowledged.get(uri) === version);
    while (!isShown())
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    // What is told about other files at once comes before the next answer.
    await this.ask('textDocument/hover', {});
  }

  /** The findings of a file. */
  async diagnosticsOf(path: string): Promise<readonly lsp.Diagnostic[]> {
    await this.settled();
    return this.shown.get(uriOf(path))?.diagnostics ?? [];
  }

  end(): void {
    this.connection.dispose();
    this.streams.toServer.destroy();
  }
}

interface OpenSettings {
  readonly capabilities?: lsp.ClientCapabilities;
  readonly over?: Partial<Ports>;
  readonly args?: readonly string[];
  readonly initializationOptions?: unknown;
}

export const uriOf = (path: string): string => pathToFileURL(path).href;
