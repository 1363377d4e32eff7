import { spawnSync } from 'node:child_process';
import { REPOSITORY } from '../support/fixtures.js';

/** Installs what is missing. A client that is missing after that fails its tests: nobody would notice a test that is skipped. */
export default function setup(): void {
  spawnSync(`${REPOSITORY}.ci/install-programs`, { stdio: 'ignore' });
}
