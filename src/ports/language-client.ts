import type { MessageConnection } from 'vscode-jsonrpc/node';

/** An editor that speaks the Language Server Protocol. */
export interface LanguageClient {
  readonly connection: MessageConnection;
  /** Tells it something; nothing happens where it is gone. */
  readonly notify: (method: string, params: object) => void;
  /** Whether it reads so slowly that what is sent would only wait in memory. */
  readonly isBehind: () => boolean;
  /** Ends this process soon after the process of the editor has ended. */
  readonly watchProcess: (id: number) => void;
  /** Ends this process. */
  readonly exit: (code: number) => void;
}
