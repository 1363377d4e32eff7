import { readFileSync, writeFileSync } from 'node:fs';
import { compare } from './compare.mjs';

const FILE = new URL('../../../test/regressions/yaml.json', import.meta.url);

const ascii = (text) =>
  text.replace(/[^\n -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Texts that `npm test` reads again, where there is no SnakeYAML to ask. */
export const regressions = () =>
  JSON.parse(readFileSync(FILE, 'utf8')).map(({ text }) => ({
    name: 'test/regressions/yaml.json',
    bytes: Buffer.from(text),
  }));

/** Writes down what SnakeYAML says of each of these texts, and which of them eblint still has to read in the same way. */
export async function updateRegressions(eblint, snake) {
  const rows = [];
  for (const { bytes } of regressions()) {
    const isRead = !eblint(bytes).problem;
    const difference = compare(bytes, eblint, await snake.read(bytes));
    const isOpen = difference?.kind === 'accepts' || difference?.kind === 'refuses';
    rows.push({
      text: bytes.toString('utf8'),
      reads: isOpen ? !isRead : isRead,
      ...(isOpen && { open: true }),
    });
  }
  writeFileSync(FILE, `${ascii(JSON.stringify(rows, undefined, 2))}\n`);
}
