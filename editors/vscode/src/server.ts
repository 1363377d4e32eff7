import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';

/** What is known of the server; a detail is Markdown. */
type State =
  | { readonly kind: 'stopped' | 'starting' }
  | { readonly kind: 'running' | 'failed'; readonly detail: string };

/** A program that can be started. */
interface Program {
  readonly path: string;
  /** Where it is from, in Markdown. */
  readonly origin: string;
}

/** The language server, which is started and stopped one after the other, whatever is asked for at once. */
export class Server {
  state: State = { kind: 'stopped' };
  #client: LanguageClient | undefined;
  #last: Promise<void> = Promise.resolve();

  /** @param changed called when `state` is another */
  constructor(
    readonly extensionPath: string,
    readonly output: vscode.LogOutputChannel,
    readonly changed: () => void,
  ) {}

  /** Starts it where it is not started, with the first program that starts. */
  start(): Promise<void> {
    return this.#then(async () => {
      if (this.#client) return;
      this.#become({ kind: 'starting' });
      for (const program of this.#programs()) if (await this.#startWith(program)) return;
      this.#become({ kind: 'failed', detail: 'the output says why' });
    });
  }

  stop(): Promise<void> {
    return this.#then(async () => {
      const client = this.#client;
      this.#client = undefined;
      this.#become({ kind: 'stopped' });
      // A server that does not answer is ended nevertheless.
      await client?.dispose().catch((error: unknown) => {
        this.output.warn(String(error));
      });
    });
  }

  #then(action: () => Promise<void>): Promise<void> {
    return (this.#last = this.#last.then(action).catch((error: unknown) => {
      this.output.error(String(error));
    }));
  }

  #become(state: State): void {
    this.state = state;
    void vscode.commands.executeCommand('setContext', 'eblint.isRunning', state.kind === 'running');
    this.changed();
  }

  /** What may be started, the best first. Code of a workspace that is not trusted is none of it. */
  #programs(): Program[] {
    const bundled = { path: join(this.extensionPath, 'server/cli.cjs'), origin: 'from the extension' };
    if (!vscode.workspace.isTrusted)
      return [{ ...bundled, origin: 'from the extension, because the workspace is not trusted' }];
    const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
    const setting = vscode.workspace.getConfiguration('eblint').get('server.path', '');
    const named = setting === '' ? [] : [resolve(folders[0] ?? '/', setting)];
    const installed = folders
      .map((folder) => join(folder, 'node_modules/eblint/dist/cli.cjs'))
      .filter((path) => existsSync(path));
    return [
      ...named.map((path) => ({ path, origin: 'from the setting `eblint.server.path`' })),
      ...installed.slice(0, 1).map((path) => ({ path, origin: 'from the workspace' })),
      bundled,
    ];
  }

  async #tellFailure(text: string): Promise<void> {
    const chosen = await vscode.window.showWarningMessage(`eblint: ${text}`, 'Show Output');
    if (chosen !== undefined) this.output.show();
  }

  /** Whether it runs now. */
  async #startWith({ path, origin }: Program): Promise<boolean> {
    const { connect } = await import('./connect.js');
    const client = connect(path, this.output, () => {
      if (client !== this.#client) return;
      this.#client = undefined;
      this.#become({ kind: 'failed', detail: 'it ended again and again; the output says more' });
    });
    this.output.info(`Starting ${path}`);
    try {
      await client.start();
    } catch (error) {
      this.output.error(`Cannot start ${path}: ${String(error)}`);
      void this.#tellFailure(`Cannot start ${path}, ${origin.replaceAll('`', '')}.`);
      await client.dispose().catch(() => undefined);
      return false;
    }
    const { version: told = '' } = client.initializeResult?.serverInfo ?? {};
    // Whichever program it is: the detail is Markdown.
    const version = /^[\w.+-]+$/.test(told) ? told : 'unknown';
    this.#client = client;
    this.#become({ kind: 'running', detail: `version ${version}, ${origin}` });
    this.output.info(`eblint ${version} is running, ${origin}`);
    return true;
  }
}
