import { expect, it } from 'vitest';
import { loadedModulesIn } from '../../src/parse/server-config/local-modules.js';

it.each([
  ["const a = require('a');", ['a']],
  ['var { b, c } = require( "@x/b/c" ).d;', ['@x/b/c']],
  ["require('dotenv').config()", ['dotenv']],
  ["const a_1 = __importDefault(require('a'));", ['a']],
  ["import a, {\n  b,\n} from 'a';\nimport './b.js'\nexport * from 'c';", ['a', './b.js', 'c']],
  ["const app = {\n  a: [1] };\nconst b = require('b')", ['b']],
  ["const text = /[({'`]\\/[/]/;\nconst a = require('a');", ['a']],
  ["const half = width / 2; // it's\nconst a = require('a');", ['a']],
  ["export const a = 'a';\nexport default 'b';\nconst from = 'c';", []],
  ["import('a');\nconst b = await import('b');\nimport type { c } from 'c';", []],
  ["const a = process.env.A ? require('a') : null;", []],
  ["if (process.env.A)\nrequire('a');\nelse\nrequire('b');", []],
  ["try {\nrequire('a');\n} catch {}\nfunction f() {\nrequire('b');\n}", []],
  [
    "// const a = require('a');\n/*\nconst b = require('b');\n*/\nconst c = `\nconst d = require('d');\n`;",
    [],
  ],
])('of %j', (text, names) => {
  const loaded = loadedModulesIn(text);
  expect(loaded.map(({ name }) => name)).toEqual(names);
  for (const { name, start } of loaded) expect(text.slice(start, start + name.length)).toBe(name);
});
