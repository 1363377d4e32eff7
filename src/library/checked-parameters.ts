import type { ProjectFiles } from '../model/project.js';
import { SourceFile } from '../source/index.js';

/**
 * Makes sure of what types say, for callers that have none.
 * @param name the parameter, or a part of it
 * @param expected what it has to be, with its article
 * @throws TypeError that names the parameter
 */
export function checkParameter(isRight: boolean, name: string, expected: string): void {
  if (!isRight) throw new TypeError(`The parameter ${name} is not ${expected}.`);
}

const A_SOURCE = 'a SourceFile: make one with `new SourceFile(path, name, text)`';

/**
 * A project as it is.
 * @throws TypeError that names the first part that is not what it has to be
 */
export function checkedFiles(files: ProjectFiles): ProjectFiles {
  const given: unknown = files;
  checkParameter(isObject(given), 'files', 'an object with `root`, `files` and `ebCliConfigs`');
  const { root, files: list, ebCliConfigs } = given as Record<string, unknown>;
  checkParameter(typeof root === 'string', 'files.root', 'a text');
  checkParameter(Array.isArray(list), 'files.files', 'an array');
  for (const [index, file] of (list as unknown[]).entries()) checkFile(file, `files.files[${index}]`);
  checkParameter(Array.isArray(ebCliConfigs), 'files.ebCliConfigs', 'an array');
  for (const [index, file] of (ebCliConfigs as unknown[]).entries())
    checkParameter(file instanceof SourceFile, `files.ebCliConfigs[${index}]`, A_SOURCE);
  return files;
}

function checkFile(file: unknown, name: string): void {
  checkParameter(isObject(file), name, 'an object with `name` and `path`');
  const parts = file as Record<string, unknown>;
  checkParameter(typeof parts['name'] === 'string', `${name}.name`, 'a text');
  checkParameter(typeof parts['path'] === 'string', `${name}.path`, 'a text');
  if ('source' in parts) checkParameter(parts['source'] instanceof SourceFile, `${name}.source`, A_SOURCE);
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
