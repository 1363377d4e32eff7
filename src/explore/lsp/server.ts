import type * as lsp from 'vscode-languageserver-protocol';
import { withoutSecretForms } from '../../knowledge/secrets/secret-text.js';
import type { Watcher } from '../../ports/ports.js';
import type { NotificationMethod, RequestMethod } from './messages.js';
import { pathOf, uriOf } from './protocol.js';
import { PublishedFindings } from './published-findings.js';
import { Requests } from './requests.js';
import type { ServerStart, Session } from './session.js';
import { readSettings } from './settings.js';
import { Workspace } from './workspace.js';

/** How long an editor may take to tell its settings before it is checked without them. */
const MAX_SETTINGS_MILLISECONDS = 1000;

/** Different lines that an editor gets for its log about configurations. */
const MAX_LOGGED_LINES = 1000;

/** From LSP: how a message is shown. */
const WARNING: lsp.MessageType = 2;

/** Starts what an editor talks to. */
export async function startServer(start: ServerStart): Promise<LanguageServer> {
  const { ports } = start;
  const logged = new Set<string>();
  const log = (text: string): void => {
    const line = withoutSecretForms(text.trimEnd());
    if (logged.has(line) || logged.size >= MAX_LOGGED_LINES) return;
    logged.add(line);
    start.log(line);
  };
  let server: LanguageServer | undefined;
  const watcher = await ports.openWatcher({
    onChange: () => server?.filesChanged(),
    onFailure: (error) => {
      log(error.message);
      server?.watchByEditor();
    },
  });
  return (server = new LanguageServer({ ...start, log }, watcher));
}

/** Takes in what an editor tells, its settings too, and has its requests answered. */
export class LanguageServer {
  readonly #workspace: Workspace;
  readonly #findings: PublishedFindings;
  readonly #requests: Requests;
  readonly #warned = new Set<string>();
  #isWatchedByEditor = false;
  #isEnabled = true;
  /** Until the settings of the editor are known, nothing is shown. */
  #settings: Promise<void> = Promise.resolve();
  #folders: readonly string[];

  constructor(
    readonly start: ServerStart,
    watcher: Watcher,
  ) {
    const { options, ports, params, log } = start;
    const warn = (text: string): void => {
      this.#warn(text);
    };
    const workspace = new Workspace(options, { ports, log, warn, watcher });
    const session: Session = {
      start,
      workspace,
      uriFor: (path) => workspace.open.get(path)?.uri ?? uriOf(path),
      isOn: async () => {
        await this.#settings;
        return this.#isEnabled;
      },
    };
    this.#workspace = workspace;
    this.#findings = new PublishedFindings(session);
    this.#requests = new Requests(session, (diagnostic) => this.#findings.diagnosticOf(diagnostic));
    this.#use(undefined);
    const uris = params.workspaceFolders?.map(({ uri }) => uri) ?? [params.rootUri ?? undefined];
    this.#folders = uris.flatMap((uri) => pathOf(uri) ?? []);
    this.#workspace.folders = this.#folders;
  }

  tell(method: NotificationMethod, params: unknown): void {
    this.#notifications[method](params as never);
  }

  async answer(method: RequestMethod, params: unknown): Promise<unknown> {
    await this.#settings;
    return (this.#isEnabled ? await this.#requests.answer(method, params) : undefined) ?? null;
  }

  /** Something on the disk is different, or may be. */
  filesChanged(): void {
    this.#workspace.forgetDisk();
    this.#findings.schedule();
  }

  /** Where the system has no more watches, the editor may have. */
  watchByEditor(): void {
    if (this.#isWatchedByEditor || !this.start.agreement.mayRegisterWatchers) return;
    this.#isWatchedByEditor = true;
    this.#register('workspace/didChangeWatchedFiles', { watchers: [{ globPattern: '**/*' }] });
  }

  #register(method: NotificationMethod, registerOptions: object): void {
    const registrations = [{ id: method, method, registerOptions }];
    this.start.client.connection
      .sendRequest('client/registerCapability', { registrations })
      .catch((error: unknown) => {
        this.start.log(String(error));
      });
  }

  /** Asks for the settings, and uses those that came last where there is no answer. */
  #askForSettings(): void {
    if (!this.start.agreement.hasSettings) return;
    const asked = this.start.client.connection
      .sendRequest<unknown[]>('workspace/configuration', { items: [{ section: 'eblint' }] })
      .then((sections) => {
        this.#use(sections[0]);
      })
      .catch((error: unknown) => {
        this.start.log(String(error));
      });
    const patience = new Promise<void>((resolve) => {
      setTimeout(resolve, MAX_SETTINGS_MILLISECONDS).unref();
    });
    this.#settings = Promise.race([asked, patience]);
  }

  /** Uses settings, in addition to those of the first message, and shows what is not understood of them. */
  #use(section: unknown): void {
    const { params, options: flags } = this.start;
    const settings = readSettings([params.initializationOptions, section], flags);
    for (const fault of settings.faults) this.#warn(fault);
    this.#isEnabled = settings.isEnabled;
    this.#workspace.settings = settings;
    this.#findings.schedule();
  }

  /** Logs something, and shows it the first time. */
  #warn(text: string): void {
    const message = withoutSecretForms(text);
    if (this.#warned.has(message) || this.#warned.size >= MAX_LOGGED_LINES) return;
    this.#warned.add(message);
    this.start.log(message);
    this.start.client.notify('window/showMessage', { type: WARNING, message: `eblint: ${message}` });
  }

  readonly #notifications: Readonly<Record<NotificationMethod, (params: never) => void>> = {
    initialized: () => {
      if (this.start.agreement.mayRegisterSettings)
        this.#register('workspace/didChangeConfiguration', { section: 'eblint' });
      this.#askForSettings();
    },
    'workspace/didChangeConfiguration': ({ settings }: lsp.DidChangeConfigurationParams) => {
      // An editor that can be asked may tell nothing here.
      if (this.start.agreement.hasSettings) this.#askForSettings();
      else this.#use(settings);
    },
    'textDocument/didOpen': ({ textDocument }: lsp.DidOpenTextDocumentParams) => {
      const { uri, version, text } = textDocument;
      this.#withPath(uri, (path) => {
        this.#workspace.opened(path, { uri, version, text });
        this.#findings.namesChanged();
      });
    },
    'textDocument/didChange': ({ textDocument, contentChanges }: lsp.DidChangeTextDocumentParams) => {
      const text = contentChanges.at(-1)?.text;
      if (text === undefined) return;
      this.#withPath(textDocument.uri, (path) => {
        this.#workspace.changed(path, text, textDocument.version);
      });
    },
    'textDocument/didSave': () => {
      this.filesChanged();
    },
    'textDocument/didClose': ({ textDocument }: lsp.DidCloseTextDocumentParams) => {
      this.#withPath(textDocument.uri, (path) => {
        this.#workspace.closed(path);
        this.#findings.namesChanged();
      });
    },
    'workspace/didChangeWatchedFiles': () => {
      this.filesChanged();
    },
    'workspace/didChangeWorkspaceFolders': ({ event }: lsp.DidChangeWorkspaceFoldersParams) => {
      const gone = new Set(event.removed.map(({ uri }) => pathOf(uri)));
      const added = event.added.flatMap(({ uri }) => pathOf(uri) ?? []);
      this.#folders = [...this.#folders.filter((folder) => !gone.has(folder)), ...added];
      this.#workspace.folders = this.#folders;
      this.#findings.schedule();
    },
  };

  #withPath(uri: unknown, act: (path: string) => void): void {
    const path = pathOf(uri);
    if (path === undefined) return;
    act(path);
    this.#findings.schedule();
  }
}
