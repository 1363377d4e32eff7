import { readdirSync, readFileSync } from 'node:fs';
import { REPOSITORY } from './fixtures.js';

/** The pages that people write, by path; those of the rules are generated. */
export const PAGES: readonly string[] = ['', 'docs/', 'docs/rules/'].flatMap((folder) =>
  readdirSync(`${REPOSITORY}${folder}`)
    .filter((name) => name.endsWith('.md'))
    .map((name) => folder + name),
);

export const pageText = (path: string): string => readFileSync(`${REPOSITORY}${path}`, 'utf8');

/** The code blocks of a page in one language. */
export const codeBlocks = (page: string, language: string): string[] =>
  [...page.matchAll(/^```(\w+)\n([^]*?)\n```$/gm)]
    .filter(([, name]) => name === language)
    .map(([, , code]) => code!);

/** The arguments of every `eblint` command in the shell blocks and recipes of a page. */
export const commandsOf = (page: string): string[][] =>
  ['sh', 'yaml', 'console']
    .flatMap((language) => codeBlocks(page, language))
    // A backslash continues a line, and what a shell would fill in is left out.
    .map((code) => code.replace(/\\\n */g, '').replace(/\$\([^)]*\)/g, ''))
    .flatMap((code) => [...code.matchAll(/^(?:- run: |\$ )?(?:npx --no-install )?eblint(| .*)$/gm)])
    .map(([, words]) =>
      words!
        .replace(/\s+[#|].*$/, '')
        .split(' ')
        .filter(Boolean),
    );

/** The text in backticks at the start of the rows of the table below a heading. */
export function termsOf(page: string, heading: string): string[] {
  const start = page.indexOf(`\n## ${heading}\n`);
  const end = page.indexOf('\n## ', start + 1);
  return [...page.slice(start, end).matchAll(/^\| (`[^|]*)\|/gm)].flatMap(([, cell]) =>
    [...cell!.matchAll(/`([^`]+)`/g)].map(([, term]) => term!),
  );
}
