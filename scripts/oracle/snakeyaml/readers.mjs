import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { snakeYamlJar } from '../support/programs.mjs';
import { Reader } from './reader.mjs';

const PYTHONS = ['/usr/bin/python3', 'python3'];

const works = (command, ...args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;
const pathOf = (name) => fileURLToPath(new URL(name, import.meta.url));

const findPython = () => PYTHONS.find((command) => works(command, '-c', 'import yaml'));

/** SnakeYAML, and PyYAML if Python has it. */
export function openReaders() {
  const python = findPython();
  return {
    snake: new Reader('java', ['-cp', snakeYamlJar(), pathOf('Oracle.java')]),
    py: python && new Reader(python, [pathOf('oracle.py')]),
  };
}
