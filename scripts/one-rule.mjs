// Tests of one rule: what `npm run test:rule` and `npm run update` have in common.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('..', import.meta.url));

/** The rule that the command line names; ends the process where there is none. */
export function ruleArgument(command) {
  const [id = ''] = process.argv.slice(2);
  if (!/^[\w-]+\/[\w-]+$/.test(id)) {
    console.error(
      `Usage: npm run ${command} GROUP/RULE, for example npm run ${command} routing/port-mismatch`,
    );
    process.exit(2);
  }
  // A filter that matches no test would pass.
  if (!existsSync(`${repository}src/rules/${id}.ts`)) {
    console.error(`There is no src/rules/${id}.ts. Check the id, or write the rule there.`);
    process.exit(2);
  }
  return id;
}

/** Runs the tests of these names, and of the rule: what is about no other rule costs no time. */
export function runTests(id, files, names, flags = []) {
  const filter = [`${id}(?![\\w-])`, ...names].join('|');
  const { status } = spawnSync(
    'npx',
    ['vitest', 'run', '--hideSkippedTests', ...flags, ...files, '-t', filter],
    {
      cwd: repository,
      stdio: 'inherit',
    },
  );
  return status ?? 1;
}
