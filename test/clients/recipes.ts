import { PAGES, pageText } from '../support/pages.js';

/** The block of code that a page shows below a marker `<!-- recipe: NAME -->`. */
export function recipeOf(name: string): string {
  const marker = `<!-- recipe: ${name} -->`;
  const [, section = ''] =
    PAGES.map((path) => pageText(path).split(marker)).find((parts) => parts.length > 1) ?? [];
  const code = /^\n\n```\w+\n([^]*?\n)```$/m.exec(section);
  if (code?.index !== 0) throw new Error(`No page has a recipe ${name}`);
  return code[1]!;
}
