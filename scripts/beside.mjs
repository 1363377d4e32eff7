/**
 * Runs command lines beside each other, each with its output in one piece when it ends, and fails if one of them fails:
 *
 *   node scripts/beside.mjs 'eslint .' 'prettier --check .'
 */
import { spawn } from 'node:child_process';

/** Runs one command line in the shell, prints what it said, and gives its exit code. */
function run(line) {
  const start = performance.now();
  const child = spawn(line, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => output.push(bytes));
  return new Promise((resolve) => {
    child.on('close', (code) => {
      const seconds = Math.round((performance.now() - start) / 1000);
      process.stdout.write(`> ${line} (${seconds} s${code === 0 ? '' : `, exit code ${code}`})\n`);
      process.stdout.write(Buffer.concat(output));
      resolve(code ?? 1);
    });
  });
}

const codes = await Promise.all(process.argv.slice(2).map(run));
process.exitCode = codes.find((code) => code !== 0) ?? 0;
