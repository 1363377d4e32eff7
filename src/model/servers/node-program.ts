import { parseDataFile } from '../../parse/data-file.js';
import type { ConfigEntry, ServerConfig } from '../../parse/server-config/config-entry.js';
import { filesOfModule } from '../../parse/server-config/local-modules.js';
import { readServerConfig } from '../../parse/server-config/read-server-config.js';
import { scalar } from '../../parse/yaml/node.js';
import { MAX_NODE_MODULES } from '../../util/limits.js';
import { folderOf } from '../../util/paths.js';
import type { ServerContext } from '../entry/server-context.js';

const UNKNOWN: ServerConfig = { entries: [], isOpen: true };

/**
 * Where a program of Node.js listens: known where its script and the modules of the project that it runs have all been
 * read, and open a single port.
 */
export function readNodeProgram(path: string, context: ServerContext): ServerConfig {
  const paths = new Set([entryFile(path, context)]);
  const entries: ConfigEntry[] = [];
  for (const one of paths) {
    const file = context.fileText(one);
    if (!file || paths.size > MAX_NODE_MODULES) return UNKNOWN;
    if (one.endsWith('.json')) continue;
    const config = readServerConfig(file, 'node', undefined);
    if (config.isOpen) return UNKNOWN;
    entries.push(...config.entries);
    for (const module of config.modules ?? []) {
      const found = filesOfModule(module, folderOf(one)).find((name) => context.hasFile(name));
      if (found === undefined) return UNKNOWN;
      paths.add(found);
    }
  }
  return entries.length === 1 ? { entries, isOpen: false } : UNKNOWN;
}

/**
 * The file that a path on the command line means: a script, one without its ending, or what `package.json` of a folder
 * names as its main file.
 * https://nodejs.org/api/modules.html#all-together
 */
function entryFile(path: string, context: ServerContext): string {
  const files = filesOfModule(path, '');
  const main = mainFiles(path === '' ? '' : `${path}/`, context);
  const names = [path, ...files.slice(0, -1), ...main, ...files.slice(-1)];
  return names.find((name) => name !== '' && context.hasFile(name)) ?? path;
}

function mainFiles(folder: string, context: ServerContext): readonly string[] {
  const file = context.fileText(`${folder}package.json`);
  const main = file && scalar(parseDataFile(file).root, 'main')?.text;
  return main === undefined ? [] : [`${folder}${main.replace(/^\.\//, '')}`, ...filesOfModule(main, folder)];
}
