import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { REPOSITORY } from '../support/fixtures.js';
import { temporaryFolder } from '../support/temporary.js';

const hasBuildah =
  spawnSync('buildah', ['--version']).status === 0 &&
  spawnSync('/usr/lib/podman/netavark', ['--version']).status === 0 &&
  process.getuid?.() === 0;

// Debian's packages buildah and netavark. Without them, scripts/image.sh says what to run elsewhere.
it.skipIf(!hasBuildah)('the image checks projects as a user without rights', () => {
  const folder = temporaryFolder({});
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: REPOSITORY });
  const archive = join(
    folder,
    readdirSync(folder).find((name) => name.endsWith('.tgz'))!,
  );
  const check = (...projects: readonly string[]) =>
    spawnSync('bash', ['scripts/image.sh', archive, ...projects.map((name) => `fixtures/projects/${name}`)], {
      cwd: REPOSITORY,
      encoding: 'utf8',
    });
  const right = check('channels-443');
  expect(right.stdout, right.stderr).toMatch(/^image: .*\nuser: 65534\nexit code: 0\n$/);
  const wrong = check('channels-443', 'channels-443-port-mismatch');
  expect(wrong.stdout).toContain('routing/port-mismatch');
  expect(wrong.stdout).toMatch(/\nuser: 65534\nexit code: 1\n$/);
});
