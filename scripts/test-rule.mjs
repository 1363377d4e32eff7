// Runs the tests of one rule, and those of the list of rules and of comments: npm run test:rule -- GROUP/RULE
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('..', import.meta.url));
const [id = ''] = process.argv.slice(2);
if (!/^[\w-]+\/[\w-]+$/.test(id)) {
  console.error('Usage: npm run test:rule -- GROUP/RULE, for example routing/port-mismatch');
  process.exit(2);
}
// A filter that matches no test would pass.
if (!existsSync(`${repository}src/rules/${id}.ts`)) {
  console.error(`There is no src/rules/${id}.ts. Check the id, or write the rule there.`);
  process.exit(2);
}
const { status } = spawnSync(
  'npx',
  [
    ...['vitest', 'run', '--hideSkippedTests'],
    ...['rules', 'afters', 'house', 'voice'].map((name) => `test/rules/${name}.test.ts`),
    ...['-t', `${id}(?![\\w-])|the house lists|the comments of the source avoid`],
  ],
  { cwd: repository, stdio: 'inherit' },
);
process.exitCode = status ?? 1;
