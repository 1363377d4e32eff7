import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from './fixtures.js';
import { sharedFolder } from './shared-folder.js';

/** The packed program, installed as a user would install it. */
export interface Program {
  /** What it is installed in. */
  readonly home: string;
  /** Where its files are. */
  readonly folder: string;
  readonly cli: string;
}

/** To begin with, packing and installing takes its time. */
export const INSTALL_TIMEOUT = 240_000;

/** Packed and installed once for all test files of a run. */
export async function installedProgram(): Promise<Program> {
  const home = await sharedFolder('home', install);
  const folder = join(home, 'node_modules/eblint/dist');
  return { home, folder, cli: join(folder, 'cli.cjs') };
}

export const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

export const run = (command: string, args: readonly string[], cwd: string) =>
  spawnSync(command, args, { cwd, encoding: 'utf8', shell: process.platform === 'win32' });

function install(home: string): void {
  const succeed = (args: readonly string[], cwd: string): void => {
    const { status, stderr } = run(npm, args, cwd);
    if (status !== 0) throw new Error(`npm ${args.join(' ')}: ${stderr}`);
  };
  succeed(['pack', '--pack-destination', home], REPOSITORY);
  const tarball = readdirSync(home).find((name) => name.endsWith('.tgz'))!;
  writeFileSync(join(home, 'package.json'), '{ "private": true }');
  succeed(['install', '--offline', '--no-audit', '--no-fund', `./${tarball}`], home);
}

export interface Bounds {
  readonly cwd: string;
  readonly seconds?: number;
  readonly megabytes?: number;
  /** Whether `cpuSeconds` is to be known. */
  readonly measures?: boolean;
  readonly nodeOptions?: readonly string[];
  /** Another Node than this one. */
  readonly node?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Reports on another stream than those of the program: wall time says more of the machine than of the program. */
const MEASURE = `data:text/javascript,${encodeURIComponent(
  "import { writeSync } from 'node:fs'; process.on('exit', () => { const { user, system } = process.cpuUsage(); writeSync(3, String((user + system) / 1e6)); });",
)}`;

/** One run in a process of its own, and the seconds of processor time that it took. `signal` is set where it had to be ended; out of memory is status 134. */
export function runProgram(
  { cli }: Program,
  args: readonly string[],
  {
    cwd,
    seconds = 30,
    megabytes = 512,
    measures = false,
    nodeOptions = [],
    node = process.execPath,
    env = {},
  }: Bounds,
) {
  const { status, signal, stdout, stderr, output } = spawnSync(
    node,
    [
      `--max-old-space-size=${megabytes}`,
      ...(measures ? ['--import', MEASURE] : []),
      ...nodeOptions,
      cli,
      ...args,
    ],
    {
      cwd,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'pipe', measures ? 'pipe' : 'ignore'],
      timeout: seconds * 1000,
      killSignal: 'SIGKILL',
      maxBuffer: 2 ** 27,
      env: { PATH: process.env['PATH'], NO_COLOR: '1', ...env },
    },
  );
  return { status, signal, stdout, stderr, cpuSeconds: Number(output[3] || NaN) };
}
