import type * as lsp from 'vscode-languageserver-protocol';
import type { Options } from '../../cli/parse-flags.js';
import type { LanguageClient } from '../../ports/language-client.js';
import type { Ports } from '../../ports/ports.js';
import type { Agreement } from './agreement.js';
import type { Workspace } from './workspace.js';

/** What a server is started with. */
export interface ServerStart {
  readonly params: lsp.InitializeParams;
  readonly agreement: Agreement;
  readonly options: Options;
  readonly ports: Ports;
  readonly client: LanguageClient;
  readonly log: (text: string) => void;
}

/** What the answers to an editor and the findings that it gets are about. */
export interface Session {
  readonly start: ServerStart;
  readonly workspace: Workspace;
  /** How the editor calls a file. */
  readonly uriFor: (path: string) => string;
  /** Whether eblint is on; known when the settings of the editor are. */
  readonly isOn: () => Promise<boolean>;
}
