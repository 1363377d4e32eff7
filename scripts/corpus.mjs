// Lints every project below a folder and prints the findings per rule and per project, as a text that can be compared
// between two versions: npm run corpus -- DIR [--preset strict …]
import { spawnSync } from 'node:child_process';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const [folder, ...flags] = process.argv.slice(2);
if (!folder) {
  console.error('Usage: npm run corpus -- DIR [eblint flags]');
  process.exit(2);
}
const cli = fileURLToPath(new URL('../dist/cli.cjs', import.meta.url));
const { status, stdout, stderr } = spawnSync(process.execPath, [cli, '--format', 'json', ...flags, folder], {
  encoding: 'utf8',
  maxBuffer: 1 << 30,
});
process.stderr.write(stderr);
if (status !== 0 && status !== 1) process.exit(status ?? 2);

const results = JSON.parse(stdout);
const findings = results.flatMap(({ filePath, messages }) =>
  messages.map((message) => ({ ...message, file: relative(folder, filePath) })),
);

const counts = new Map();
for (const { ruleId } of findings) counts.set(ruleId, (counts.get(ruleId) ?? 0) + 1);
console.log(`${results.length} files, ${findings.length} findings\n`);
for (const [ruleId, count] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
  console.log(`${String(count).padStart(5)}  ${ruleId}`);
console.log();
for (const { file, line, column, severity, ruleId, message, relatedLocations = [] } of findings) {
  console.log(`${file}:${line}:${column} ${severity === 2 ? 'error' : 'warning'} ${ruleId} ${message}`);
  for (const other of relatedLocations)
    console.log(`    ${relative(folder, other.filePath)}:${other.line}:${other.column} ${other.message}`);
}
