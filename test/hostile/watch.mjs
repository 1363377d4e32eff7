// Loaded before the program: tells on standard error at the end which paths it touched and what it started.
import childProcess from 'node:child_process';
import dns from 'node:dns';
import fs from 'node:fs';
import net from 'node:net';
import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import workers from 'node:worker_threads';

const touched = new Set();

const watch = (module, name) => {
  const original = module[name];
  if (typeof original !== 'function' || /^[A-Z_]/.test(name)) return;
  module[name] = Object.assign(function (...args) {
    const path = args[0] instanceof URL ? fileURLToPath(args[0]) : args[0];
    if (typeof path === 'string' || Buffer.isBuffer(path))
      touched.add(`${name} ${isAbsolute(String(path)) ? path : resolve(String(path))}`);
    return Reflect.apply(original, this, args);
  }, original);
};
for (const module of [fs, fs.promises]) for (const name of Object.keys(module)) watch(module, name);

const started = [];
const STARTERS = [
  [childProcess, ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork']],
  [workers, ['Worker']],
  [net, ['connect', 'createConnection', 'createServer']],
  [dns, ['lookup']],
];
for (const [module, names] of STARTERS)
  for (const name of names)
    module[name] = () => {
      started.push(name);
      throw new Error('nothing may be started');
    };

process.on('exit', () =>
  process.stderr.write(`WATCHED ${JSON.stringify({ touched: [...touched], started })}\n`),
);
