import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const works = (command, ...args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;
const hasModule = (name) => works('/usr/bin/python3', '-c', `import ${name}`);

export const snakeYamlJar = () =>
  [process.env.SNAKEYAML_JAR ?? '', '/usr/share/java/snakeyaml.jar'].find(existsSync);

/** How each program is found, and the packages of Debian that have it. */
const PROGRAMS = {
  // Running a single source file needs the compiler, which a mere runtime does not have.
  java: { what: 'a JDK', isThere: () => works('javac', '-version'), debian: ['default-jdk-headless'] },
  snakeyaml: {
    what: 'SnakeYAML 1.x (its path may be in SNAKEYAML_JAR)',
    isThere: () => snakeYamlJar() !== undefined,
    debian: ['libyaml-snake-java'],
  },
  unzip: { isThere: () => works('unzip', '-v'), debian: ['unzip'] },
  nginx: { isThere: () => works('nginx', '-v'), debian: ['nginx-light'] },
  bash: { isThere: () => works('bash', '--version'), debian: ['bash'] },
  'systemd-analyze': { isThere: () => works('systemd-analyze', '--version'), debian: ['systemd'] },
  daphne: { isThere: () => existsSync('/usr/bin/daphne'), debian: ['daphne'] },
  uvicorn: { isThere: () => existsSync('/usr/bin/uvicorn'), debian: ['uvicorn'] },
  hypercorn: { isThere: () => existsSync('/usr/bin/hypercorn'), debian: ['python3-hypercorn'] },
  gunicorn: { isThere: () => existsSync('/usr/bin/gunicorn'), debian: ['gunicorn'] },
  waitress: { isThere: () => existsSync('/usr/bin/waitress-serve'), debian: ['python3-waitress'] },
  django: { isThere: () => hasModule('django'), debian: ['python3-django'] },
  flask: { isThere: () => hasModule('flask'), debian: ['python3-flask'] },
  uwsgi: { isThere: () => existsSync('/usr/bin/uwsgi'), debian: ['uwsgi', 'uwsgi-plugin-python3'] },
  puma: { isThere: () => existsSync('/usr/bin/puma'), debian: ['puma'] },
  php: { isThere: () => existsSync('/usr/bin/php'), debian: ['php-cli'] },
};

/** Which of some programs are not installed, each with the packages that have it. */
export const missingPrograms = (names) =>
  names.flatMap((name) => {
    const { what = name, isThere, debian } = PROGRAMS[name];
    return isThere() ? [] : [{ what, debian }];
  });
