import { ResponseError } from 'vscode-jsonrpc/node';
import type * as lsp from 'vscode-languageserver-protocol';
import { topOfWrites } from '../../commands/fix.js';
import type { Diagnostic } from '../../lint/diagnostic.js';
import { type Project, sourceNamed } from '../../model/project.js';
import { WriteError } from '../../ports/file-system.js';
import { relativePath } from '../../util/paths.js';
import { namesMatching } from '../editor/outline.js';
import type { CheckedProject } from './checked-project.js';
import { codeActions } from './code-actions.js';
import type { EditedProject } from './editor-configuration.js';
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
import type { RequestMethod } from './messages.js';
import { pathOf, toLocation, toOffset } from './protocol.js';
import type { Session } from './session.js';
import type { EditContext } from './workspace-edit.js';

/** Names of a search over all projects. */
const MAX_WORKSPACE_SYMBOLS = 1000;

/** A place that an editor asks about. */
interface AskedPlace extends CheckedProject, Asked {}

/** What most requests have. */
interface PlaceParams {
  readonly textDocument?: lsp.TextDocumentIdentifier;
  readonly position?: lsp.Position;
}

/** From LSP: a request that makes sense and cannot be done. */
const REQUEST_FAILED = -32803;

/** Answers what an editor asks about a project. */
export class Requests {
  constructor(
    readonly session: Session,
    readonly diagnosticOf: (diagnostic: Diagnostic) => lsp.Diagnostic,
  ) {}

  answer(method: RequestMethod, params: unknown): Promise<unknown> {
    return this.#answers[method](params as never);
  }

  readonly #answers: Readonly<Record<RequestMethod, (params: never) => Promise<unknown>>> = {
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
    for (const edited of await this.session.workspace.projects()) {
      const checked = await this.session.workspace.check(edited);
      for (const { kind, name, place } of checked ? namesMatching(checked.project, query) : [])
        found.push({
          name,
          containerName: kind,
          kind: kind === 'process' ? 12 : 20,
          location: toLocation(place, this.session.start.agreement.encoding, this.session.uriFor),
        });
    }
    return found.slice(0, MAX_WORKSPACE_SYMBOLS);
  }

  /** What a text is of, as it is now; undefined where it belongs to no project. */
  async #asked(uri: unknown, position?: lsp.Position): Promise<AskedPlace | undefined> {
    const path = pathOf(uri);
    if (path === undefined) return undefined;
    const edited = await this.session.workspace.projectOf(path);
    const checked = edited && (await this.session.workspace.check(edited));
    if (!checked) return undefined;
    const name = relativePath(checked.project.files.root, path);
    const file = sourceNamed(name, checked.project.files.files);
    if (!file) return undefined;
    const offset = toOffset(file, position, this.session.start.agreement.encoding);
    const { agreement } = this.session.start;
    const editContext = this.#editContext(checked.project, edited);
    return { ...checked, file, offset, agreement, uriFor: this.session.uriFor, editContext };
  }

  #editContext({ files: { root } }: Project, { cwd }: EditedProject): EditContext {
    const { files, checkWrite } = this.session.start.ports;
    const top = topOfWrites(root, cwd);
    return {
      root,
      agreement: this.session.start.agreement,
      documentOf: (path) => this.session.workspace.open.get(path),
      checkWrite: (kind, path) => {
        // A text that was never saved is not on the disk.
        checkWrite(kind === 'replace' && files.kindOf(path) === 'missing' ? 'create' : kind, path, top);
      },
    };
  }

  async #codeActions(params: lsp.CodeActionParams): Promise<lsp.CodeAction[]> {
    const asked = await this.#asked(params.textDocument.uri, params.range.start);
    return asked ? codeActions({ ...asked, diagnosticOf: this.diagnosticOf }, params) : [];
  }
}

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
