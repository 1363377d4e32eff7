// Shows what eblint says of a project that forgot a few things.
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
  `Exit code ${status}: ${status === 1 ? 'errors were found, as they should be.' : 'that is not what the demo expects.'}`,
);
process.exitCode = status === 1 ? 0 : 1;
