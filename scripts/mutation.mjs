// Mutation tests of the core and of the rest, each with its own tests; fails below 90 %. Files are changed in place while it
// runs, so run it in a separate clone: npm run mutation -- [FILE…], npm run mutation:changed -- [REF]
import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const repository = fileURLToPath(new URL('..', import.meta.url));
const GROUPS = [
  { config: 'test/config/stryker.json', files: /^src\/(?:model|rules|parse|catalogue)\/(?!index\.ts$)/ },
  {
    config: 'test/config/stryker-edges.json',
    files: /^src\/(?:(?:lint|fix|io|discover|report|commands|cli)\/|run\.ts$)/,
  },
];

const { values, positionals } = parseArgs({
  options: { changed: { type: 'boolean', default: false } },
  allowPositionals: true,
});

const git = (...args) => execFileSync('git', args, { cwd: repository, encoding: 'utf8' }).split('\n');

/** Files of src/ that differ from a commit, new ones included. */
function changedSince(ref = 'HEAD') {
  const tracked = git('diff', '--name-only', '--diff-filter=d', ref, '--', 'src');
  const untracked = git('ls-files', '--others', '--exclude-standard', '--', 'src');
  return [...tracked, ...untracked].filter((name) => name.endsWith('.ts'));
}

const files = values.changed ? changedSince(positionals[0]) : positionals;
if (values.changed && files.length === 0) {
  console.log('No file of src/ has changed.');
  process.exit(0);
}

let failed = false;
for (const group of GROUPS) {
  const own = files.filter((name) => group.files.test(name));
  if (files.length > 0 && own.length === 0) continue;
  const mutate = own.length > 0 ? ['--mutate', own.join(',')] : [];
  const { status } = spawnSync('npx', ['stryker', 'run', group.config, ...mutate], {
    cwd: repository,
    stdio: 'inherit',
  });
  failed ||= status !== 0;
}
process.exit(failed ? 1 : 0);
