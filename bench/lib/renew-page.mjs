import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PAGE = fileURLToPath(new URL('../../docs/performance.md', import.meta.url));

const [START, END] = ['<!-- measured -->', '<!-- /measured -->'];

/** Writes sections into docs/performance.md, each in the place of the one with the same title; the others stay. */
export function renewPage(sections) {
  const page = readFileSync(PAGE, 'utf8');
  const [before, rest] = page.split(`${START}\n`);
  const [measured, after] = rest.split(END);
  const kept = new Map(
    [...sectionsIn(measured), ...sections].map((section) => [
      titleOf(section),
      withoutMissed(section.trim()),
    ]),
  );
  writeFileSync(PAGE, `${before}${START}\n\n${[...kept.values()].join('\n\n')}\n\n${END}${after}`);
}

const sectionsIn = (text) => text.split(/^(?=### )/m).filter((section) => section.startsWith('### '));

const titleOf = (section) => section.slice(0, section.indexOf('\n'));

/** Goals that are missed are for who works on them: the page says what was measured, and which goals are met. */
export const withoutMissed = (text) =>
  text.replace(
    /^(\| [^|\n]* \| [^|\n]* \|)([^\n]*)\| missed \|$/gm,
    (_, kept, goals) => `${kept}${goals.replace(/[^|]+/g, '  ')}|  |`,
  );
