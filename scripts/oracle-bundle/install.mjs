import { spawnSync } from 'node:child_process';

const works = (command, ...args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** Whether a program is there; installs its Debian package first, if that is possible. */
export function hasProgram(command, versionFlag, debianPackage) {
  if (works(command, versionFlag)) return true;
  if (process.getuid?.() === 0 && works('apt-get', '--version')) {
    console.error(`Installing ${debianPackage}`);
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', debianPackage], {
      stdio: ['ignore', 'ignore', 'inherit'],
      // A package that starts a service must not do so here.
      env: { ...process.env, RUNLEVEL: '1', DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
  if (works(command, versionFlag)) return true;
  console.error(`The oracle needs ${command} (Debian: ${debianPackage}).`);
  return false;
}
