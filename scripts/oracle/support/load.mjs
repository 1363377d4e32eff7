import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const yaml = `${repository}node_modules/yaml/browser/index.js`;

/** A module of src/, bundled as the program is. */
export async function load(name) {
  const folder = mkdtempSync(join(tmpdir(), 'eblint-oracle-'));
  try {
    const bundle = await rolldown({
      input: repository + name,
      platform: 'node',
      resolve: { alias: { yaml } },
    });
    await bundle.write({ file: join(folder, 'module.mjs'), format: 'esm' });
    await bundle.close();
    return await import(pathToFileURL(join(folder, 'module.mjs')).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
