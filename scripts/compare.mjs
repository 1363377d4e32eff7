// Prints what other tools report about the ten mistakes in fixtures/compare, for the table in docs/comparison.md. Each tool is given the files
// that it is made for. One that is not installed is named: yamllint, shellcheck and nginx are packages of Debian, eslint-plugin-yml is
// one of the peers that `npm run bench` installs.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('..', import.meta.url));
const folder = `${repository}fixtures/compare`;
const files = readdirSync(folder, { recursive: true }).map(String).sort();
const ending = (pattern) => files.filter((name) => pattern.test(name));
const temporary = mkdtempSync(join(tmpdir(), 'eblint-compare-'));
const main = join(temporary, 'nginx.conf');
writeFileSync(
  main,
  `events {}\nhttp { include ${folder}/shop/.platform/nginx/conf.d/*.conf; }\npid ${temporary}/pid;\n`,
);

const TOOLS = [
  [
    'eblint',
    ['--version'],
    process.execPath,
    [`${repository}dist/cli.cjs`, '--format', 'unix', '.'],
    [`${repository}dist/cli.cjs`],
  ],
  ['yamllint', ['--version'], 'yamllint', ['-f', 'parsable', ...ending(/\.config$/)]],
  [
    'eslint-plugin-yml',
    ['--version'],
    `${repository}bench/node_modules/.bin/eslint`,
    ['--no-config-lookup', '--config', `${repository}bench/peers/yml.eslint.mjs`, '.'],
  ],
  ['ShellCheck', ['--version'], 'shellcheck', ['--format', 'gcc', ...ending(/\.sh$/)]],
  ['nginx -t', ['-v'], 'nginx', ['-t', '-c', main]],
];

for (const [name, version, command, args, before = []] of TOOLS) {
  const run = (own) => spawnSync(command, own, { cwd: folder, encoding: 'utf8' });
  const first = run([...before, ...version]);
  console.log(`\n## ${name}: ${first.error ? 'not installed' : (first.stdout + first.stderr).trim()}\n`);
  if (first.error) continue;
  const { stdout, stderr } = run(args);
  console.log((stdout + stderr).replaceAll(`${folder}/`, '').trim());
}
rmSync(temporary, { recursive: true });
