import { ResponseError } from 'vscode-jsonrpc/node';
import type * as lsp from 'vscode-languageserver-protocol';
import type { Options } from '../../cli/parse-flags.js';
import { isInside } from '../../discover/is-inside.js';
import { namesMatching } from '../../editor/outline.js';
import { withoutSecretForms } from '../../knowledge/secrets/secret-text.js';
import type { Diagnostic } from '../../lint/diagnostic.js';
import { ALL_RULES } from '../../lint/lint-project.js';
import { type Project, sourceNamed } from '../../model/project.js';
import { WriteError } from '../../ports/file-system.js';
import type { LanguageClient } from '../../ports/language-client.js';
import type { Ports, Watcher } from '../../ports/ports.js';
import type { NamedRule } from '../../rules/rule.js';
import type { Place } from '../../source/index.js';
import { groupBy } from '../../util/collections.js';
import { oncePer } from '../../util/memo.js';
import { relativePath } from '../../util/paths.js';
import { topOfWrites } from '../fix.js';
import type { NotificationMethod, RequestMethod } from '../lsp.js';
import type { Agreement } from './agreement.js';
import { codeActions } from './code-actions.js';
import {
  type Asked,
  completion,
  definition,
  documentLinks,
  documentSymbols,
  foldingRanges,
  highlights,
  hover,
  inlayHints,
  prepareRename,
  references,
  rename,
} from './features.js';
import { isBroken, keptFindings } from './kept-findings.js';
import { pathOf, toLocation, toOffset, toProtocolDiagnostic, toRange, uriOf } from './protocol.js';
import { readSettings } from './settings.js';
import { type CheckedProject, type EditedProject, Workspace } from './workspace.js';
import type { EditContext } from './workspace-edit.js';

/** How often a change waits for those that follow it before it is checked. */
const MAX_CHANGE_DELAYS = 10;

/** The pause after a change where a check takes long, and while the editor does not read. */
const MAX_QUIET_MILLISECONDS = 500;

/** How long an editor may take to tell its settings before it is checked without them. */
const MAX_SETTINGS_MILLISECONDS = 1000;

/** Different lines that an editor gets for its log about configurations. */
const MAX_LOGGED_LINES = 1000;

/** Names of a search over all projects. */
const MAX_WORKSPACE_SYMBOLS = 1000;

/** What a server is started with. */
export interface ServerStart {
  readonly params: lsp.InitializeParams;
  readonly agreement: Agreement;
  readonly options: Options;
  readonly ports: Ports;
  readonly client: LanguageClient;
  readonly log: (text: string) => void;
}

/** In milliseconds: what an editor sends at once is one change. */
const QUIET = 2;

const RULES: ReadonlyMap<string, NamedRule> = new Map(ALL_RULES.map((rule) => [rule.id, rule]));

/** A place that an editor asks about. */
interface AskedPlace extends CheckedProject, Asked {}

/** What most requests have. */
interface PlaceParams {
  readonly textDocument?: lsp.TextDocumentIdentifier;
  readonly position?: lsp.Position;
}

/** From LSP: how a message is shown. */
const WARNING: lsp.MessageType = 2;

/** From LSP: a request that makes sense and cannot be done. */
const REQUEST_FAILED = -32803;

/** What was last published of a file. */
interface Published {
  readonly diagnostics: readonly lsp.Diagnostic[];
  /** The text that was open; empty where none was. */
  readonly text: string;
  readonly json: string;
  readonly version: number | undefined;
}

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

/** Answers an editor, and tells it what is found. */
export class LanguageServer {
  readonly #workspace: Workspace;
  readonly #published = new Map<string, Published>();
  readonly #warned = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #delays = 0;
  #quiet = QUIET;
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
    this.#workspace = new Workspace(options, { ports, log, warn, watcher });
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
    return (this.#isEnabled ? await this.#requests[method](params as never) : undefined) ?? null;
  }

  /** Something on the disk is different, or may be. */
  filesChanged(): void {
    this.#workspace.forgetDisk();
    this.#schedule();
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
    this.#schedule();
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
        this.#diagnosticOf = this.#converter();
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
        this.#diagnosticOf = this.#converter();
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
      this.#schedule();
    },
  };

  readonly #requests: Readonly<Record<RequestMethod, (params: never) => Promise<unknown>>> = {
    'textDocument/codeAction': (params: lsp.CodeActionParams) => this.#codeActions(params),
    'textDocument/hover': this.#at(hover),
    'textDocument/completion': this.#at(completion),
    'textDocument/definition': this.#at(definition),
    'textDocument/references': this.#at(references),
    'textDocument/documentHighlight': this.#at(highlights),
    'textDocument/prepareRename': this.#at((asked) => orRefusal(() => prepareRename(asked))),
    'textDocument/rename': this.#at((asked, { newName }: Partial<lsp.RenameParams>) =>
      orRefusal(() => rename(asked, newName)),
    ),
    'textDocument/documentSymbol': this.#at(documentSymbols),
    'textDocument/foldingRange': this.#at(foldingRanges),
    'textDocument/inlayHint': this.#at(inlayHints),
    'textDocument/documentLink': this.#at(documentLinks),
    'workspace/symbol': (params: lsp.WorkspaceSymbolParams) => this.#symbols(params),
  };

  /** What answers a request about a place; nothing where it is in no project. */
  #at<P>(answer: (asked: Asked, params: P) => unknown) {
    return async (params: P & PlaceParams): Promise<unknown> => {
      const asked = await this.#asked(params.textDocument?.uri, params.position);
      return asked && answer(asked, params);
    };
  }

  async #symbols({ query }: lsp.WorkspaceSymbolParams): Promise<lsp.SymbolInformation[]> {
    const found: lsp.SymbolInformation[] = [];
    for (const edited of await this.#workspace.projects()) {
      const checked = await this.#workspace.check(edited);
      for (const { kind, name, place } of checked ? namesMatching(checked.project, query) : [])
        found.push({
          name,
          containerName: kind,
          kind: kind === 'process' ? 12 : 20,
          location: toLocation(place, this.#encoding, this.#uriFor),
        });
    }
    return found.slice(0, MAX_WORKSPACE_SYMBOLS);
  }

  #withPath(uri: unknown, act: (path: string) => void): void {
    const path = pathOf(uri);
    if (path === undefined) return;
    act(path);
    this.#schedule();
  }

  /** What a text is of, as it is now; undefined where it belongs to no project. */
  async #asked(uri: unknown, position?: lsp.Position): Promise<AskedPlace | undefined> {
    const path = pathOf(uri);
    if (path === undefined) return undefined;
    const edited = await this.#workspace.projectOf(path);
    const checked = edited && (await this.#workspace.check(edited));
    if (!checked) return undefined;
    const name = relativePath(checked.project.files.root, path);
    const file = sourceNamed(name, checked.project.files.files);
    if (!file) return undefined;
    const offset = toOffset(file, position, this.#encoding);
    const { agreement } = this.start;
    const editContext = this.#editContext(checked.project, edited);
    return { ...checked, file, offset, agreement, uriFor: this.#uriFor, editContext };
  }

  #editContext({ files: { root } }: Project, { cwd }: EditedProject): EditContext {
    const { files, checkWrite } = this.start.ports;
    const top = topOfWrites(root, cwd);
    return {
      root,
      agreement: this.start.agreement,
      documentOf: (path) => this.#workspace.open.get(path),
      checkWrite: (kind, path) => {
        // A text that was never saved is not on the disk.
        checkWrite(kind === 'replace' && files.kindOf(path) === 'missing' ? 'create' : kind, path, top);
      },
    };
  }

  get #encoding() {
    return this.start.agreement.encoding;
  }

  readonly #uriFor = (path: string): string => this.#workspace.open.get(path)?.uri ?? uriOf(path);

  #schedule(): void {
    if (this.#timer !== undefined) {
      if (this.#delays >= MAX_CHANGE_DELAYS) return;
      this.#delays++;
      clearTimeout(this.#timer);
    }
    this.#timer = setTimeout(() => void this.#publish(), this.#quiet);
  }

  /** Tells what is found now. A change in the meantime ends it: then it is done again, with the newer texts. */
  async #publish(): Promise<void> {
    this.#timer = undefined;
    this.#delays = 0;
    if (this.start.client.isBehind()) {
      this.#timer = setTimeout(() => void this.#publish(), MAX_QUIET_MILLISECONDS);
      return;
    }
    // What was answered before is written first: a check of a long file takes seconds.
    await turns();
    if (this.#timer !== undefined) return;
    const started = performance.now();
    try {
      await this.#settings;
      const found = new Map<string, lsp.Diagnostic[]>();
      for (const edited of this.#isEnabled ? await this.#workspace.projects() : []) {
        const own = groupBy(await this.#findingsOf(edited), ([path]) => [path]);
        for (const [path, all] of own)
          found.set(
            path,
            all.map(([, diagnostic]) => diagnostic),
          );
        this.#keepWhileTyped(edited, found);
      }
      if (this.#timer === undefined) this.#tell(found);
    } catch (error) {
      this.start.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
    this.#quiet = Math.min(MAX_QUIET_MILLISECONDS, Math.max(QUIET, (performance.now() - started) / 4));
  }

  async #findingsOf(edited: EditedProject): Promise<(readonly [string, lsp.Diagnostic])[]> {
    const checked = await this.#workspace.check(edited);
    if (checked)
      return checked
        .report()
        .diagnostics.map((diagnostic) => [diagnostic.at.file.path, this.#diagnosticOf(diagnostic)]);
    return (this.#workspace.failureOf(edited)?.faults ?? []).flatMap(({ at, message, help }) =>
      at
        ? [[at.file.path, configurationDiagnostic(at, `${message}\n${help}`, this.start.agreement)] as const]
        : [],
    );
  }

  /** While a file of a project is half typed, what it hides stays shown. */
  #keepWhileTyped({ root }: EditedProject, found: Map<string, lsp.Diagnostic[]>): void {
    const { open } = this.#workspace;
    if (![...open.keys()].some((path) => isInside(path, root) && isBroken(found.get(path) ?? []))) return;
    for (const [path, before] of this.#published) {
      if (!isInside(path, root)) continue;
      const diagnostics = found.get(path) ?? [];
      const kept = keptFindings(before, { text: open.get(path)?.text ?? before.text, diagnostics });
      if (kept.length > 0) found.set(path, [...diagnostics, ...kept]);
    }
  }

  /** Of a file that is open, each version is published, also where nothing is found. */
  #tell(found: ReadonlyMap<string, readonly lsp.Diagnostic[]>): void {
    const { open } = this.#workspace;
    const others = [...this.#published.keys(), ...found.keys()].filter((path) => !open.has(path));
    for (const path of new Set([...others, ...open.keys()])) {
      const diagnostics = found.get(path) ?? [];
      const version = this.#workspace.open.get(path)?.version;
      const before = this.#published.get(path);
      const json =
        before && haveSameItems(before.diagnostics, diagnostics) ? before.json : JSON.stringify(diagnostics);
      if (before?.json === json && before.version === version) continue;
      if (diagnostics.length > 0 || version !== undefined)
        this.#published.set(path, { diagnostics, json, version, text: open.get(path)?.text ?? '' });
      else this.#published.delete(path);
      this.start.client.notify('textDocument/publishDiagnostics', {
        uri: this.#uriFor(path),
        ...(version !== undefined && this.start.agreement.takesVersions && { version }),
        diagnostics,
      });
    }
  }

  async #codeActions(params: lsp.CodeActionParams): Promise<lsp.CodeAction[]> {
    const asked = await this.#asked(params.textDocument.uri, params.range.start);
    return asked ? codeActions({ ...asked, diagnosticOf: this.#diagnosticOf }, params) : [];
  }

  /** Most of what is found is what was found before the last change. What is open has names of the editor. */
  #diagnosticOf = this.#converter();

  #converter() {
    return oncePer((diagnostic: Diagnostic): lsp.Diagnostic => {
      const rule = RULES.get(diagnostic.ruleId);
      return toProtocolDiagnostic(diagnostic, rule?.meta, this.start.agreement, this.#uriFor);
    });
  }
}

/** As many turns of the event loop as a message takes to be written. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < TURNS_OF_A_MESSAGE; turn++) await new Promise(setImmediate);
}

const TURNS_OF_A_MESSAGE = 4;

/** What a request is answered with; an error that says why where nothing can be done. */
function orRefusal(answer: () => unknown): unknown {
  try {
    const answered = answer();
    return typeof answered === 'string' ? new ResponseError(REQUEST_FAILED, answered) : answered;
  } catch (error) {
    if (error instanceof WriteError) return new ResponseError(REQUEST_FAILED, error.message);
    throw error;
  }
}

const haveSameItems = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);

/** A mistake in a configuration: while there is one, nothing is checked. */
const configurationDiagnostic = (at: Place, message: string, { encoding }: Agreement): lsp.Diagnostic => ({
  range: toRange(at.file, at.span, encoding),
  severity: 1,
  source: 'eblint',
  message: withoutSecretForms(message),
});
