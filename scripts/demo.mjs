// Shows what eblint reports in a project with a few mistakes.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('..', import.meta.url));
const project = 'fixtures/projects/django-channels-mistakes';

console.log(`$ eblint ${project}`);
const { status } = spawnSync(process.execPath, ['dist/cli.cjs', project], {
  cwd: repository,
  stdio: 'inherit',
});
console.log(
  `Exit code ${status}: ${status === 1 ? 'eblint found errors, as expected.' : 'the demo expects 1.'}`,
);
process.exitCode = status === 1 ? 0 : 1;
