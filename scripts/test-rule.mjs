// Runs the tests of one rule, and those of the list of rules and of comments: npm run test:rule GROUP/RULE
import { ruleArgument, runTests } from './one-rule.mjs';

process.exitCode = runTests(
  ruleArgument('test:rule'),
  ['rules', 'afters', 'house', 'voice'].map((name) => `test/rules/${name}.test.ts`),
  ['the house lists', 'the comments of the source avoid'],
);
