import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PEERS } from '../contenders.mjs';

const bench = fileURLToPath(new URL('..', import.meta.url));

/**
 * Installs the packages that bench/package.json names into bench/node_modules, and says which peers are left out.
 * @returns {Set<string>} the names of the peers that can run
 */
export function installPeers() {
  const flags = [
    '--no-package-lock',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '--prefer-offline',
    '--silent',
  ];
  spawnSync('npm', ['install', ...flags], {
    cwd: bench,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  const missing = PEERS.filter((peer) => !canRun(peer)).map(({ name }) => name);
  if (missing.length > 0) console.error(`Left out, because it is not installed: ${missing.join(', ')}.`);
  return new Set(PEERS.map(({ name }) => name).filter((name) => !missing.includes(name)));
}

const canRun = ({ program }) =>
  spawnSync(program[0], [...program.slice(1), '--version'], { stdio: 'ignore' }).status === 0;
