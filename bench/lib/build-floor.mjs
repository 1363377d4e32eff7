import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const browserBuild = fileURLToPath(new URL('../../node_modules/yaml/browser/index.js', import.meta.url));

/** Bundles the parse floor as the program itself is bundled: one CommonJS file with the browser build of yaml. */
export async function buildFloor(file) {
  const bundle = await rolldown({
    input: fileURLToPath(new URL('../floor.mjs', import.meta.url)),
    platform: 'node',
    resolve: { alias: { yaml: browserBuild } },
  });
  await bundle.write({ file, format: 'cjs', minify: { compress: true, mangle: false, codegen: true } });
  await bundle.close();
}
