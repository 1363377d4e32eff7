import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Reader } from './reader.mjs';

const JARS = ['/usr/share/java/snakeyaml.jar'];
const PYTHONS = ['/usr/bin/python3', 'python3'];

const works = (command, ...args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;
const pathOf = (name) => fileURLToPath(new URL(name, import.meta.url));

const findJar = () => [process.env.SNAKEYAML_JAR ?? '', ...JARS].find(existsSync);
// Running a single source file needs the compiler, which a mere runtime does not have.
const hasJava = () => works('javac', '-version');
const findPython = () => PYTHONS.find((command) => works(command, '-c', 'import yaml'));

/** Installs what is missing, if possible. */
function install() {
  const missing = [
    ...(hasJava() ? [] : ['default-jdk-headless']),
    ...(findJar() ? [] : ['libyaml-snake-java']),
    ...(findPython() ? [] : ['python3-yaml']),
  ];
  if (missing.length === 0 || process.getuid?.() !== 0 || !works('apt-get', '--version')) return;
  console.error(`Installing ${missing.join(', ')}`);
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
  spawnSync('apt-get', ['install', '-y', '-qq', ...missing], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** SnakeYAML, and PyYAML if Python has it. Undefined, with a sentence on stderr, if there is no SnakeYAML. */
export function openReaders() {
  install();
  const jar = findJar();
  const lacks = [
    ...(hasJava() ? [] : ['a JDK (Debian: default-jdk-headless)']),
    ...(jar ? [] : ['SnakeYAML 1.x (Debian: libyaml-snake-java, or its path in SNAKEYAML_JAR)']),
  ];
  if (lacks.length > 0) {
    console.error(`The oracle needs ${lacks.join(' and ')}.`);
    return undefined;
  }
  const python = findPython();
  return {
    snake: new Reader('java', ['-cp', jar, pathOf('Oracle.java')]),
    py: python && new Reader(python, [pathOf('oracle.py')]),
  };
}
