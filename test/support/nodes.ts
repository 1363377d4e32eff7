import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { REPOSITORY } from './fixtures.js';

/** The Nodes whose own behavior the program relies on: the oldest that it supports, and one with all that it uses. */
const VERSIONS: Readonly<Record<number, string>> = { 20: '20.20.2', 24: '24.21.0' };

const CACHE = `${REPOSITORY}node_modules/.cache/eblint-nodes`;

export interface OtherNode {
  readonly major: number;
  /** The program; undefined where it cannot be installed, which is an error in CI. */
  readonly path: string | undefined;
}

/** Each Node, installed from npm when it is first needed and kept beside the dependencies; this one is taken as it is. */
export const nodes = (): OtherNode[] =>
  Object.entries(VERSIONS).map(([major, version]) => ({ major: Number(major), path: nodeOf(version) }));

function nodeOf(version: string): string | undefined {
  if (process.version.split('.')[0] === `v${version.split('.')[0]}`) return process.execPath;
  const folder = `${CACHE}/${version}`;
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const path = `${folder}/node_modules/${name}/bin/node${process.platform === 'win32' ? '.exe' : ''}`;
  if (!existsSync(path)) install(`${name}@${version}`, folder);
  if (existsSync(path)) return path;
  if (process.env['CI']) throw new Error(`${name}@${version} cannot be installed`);
  console.warn(`What needs Node ${version} is skipped: it cannot be installed.`);
  return undefined;
}

/** Whole or not at all: several test files may want it at once. */
function install(what: string, folder: string): void {
  mkdirSync(CACHE, { recursive: true });
  const draft = mkdtempSync(`${CACHE}/draft-`);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['install', '--prefix', draft, '--no-save', '--no-audit', '--no-fund', what];
  const { status } = spawnSync(npm, args, { cwd: draft, shell: process.platform === 'win32' });
  try {
    if (status === 0) renameSync(draft, folder);
  } catch {
    // Somebody else was faster.
  }
  rmSync(draft, { recursive: true, force: true });
}
