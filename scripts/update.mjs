// Writes what is generated: the list of rules, expected reports, pages, pictures and the schema. For one rule in seconds:
// npm run update [GROUP/RULE]
import { spawnSync } from 'node:child_process';
import { ruleArgument, runTests } from './one-rule.mjs';

const WRITE = '--update=all';
const PAGES = ['test/docs.test.ts', 'test/configuration/schema.test.ts'];

await import('./rules-index.mjs');
process.exitCode =
  process.argv.length > 2
    ? runTests(
        ruleArgument('update'),
        ['test/rules/rules.test.ts', ...PAGES],
        ['the index of rules', 'the README counts', 'the JSON Schema of the configuration is current'],
        [WRITE],
      )
    : run(
        'test/rules/rules.test.ts',
        'test/rules/afters.test.ts',
        'test/rules/projects.test.ts',
        'test/rules/clean-project.test.ts',
      ) || run(...PAGES);

function run(...files) {
  return spawnSync('npx', ['vitest', 'run', WRITE, ...files], { stdio: 'inherit' }).status ?? 1;
}
