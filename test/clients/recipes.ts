import { pageText } from '../support/pages.js';

/** The block of code that the README shows below a marker `<!-- recipe: NAME -->`. */
export function recipeOf(name: string): string {
  const [, section = ''] = pageText('README.md').split(`<!-- recipe: ${name} -->`);
  const code = /^\n\n```\w+\n([^]*?\n)```$/m.exec(section);
  if (code?.index !== 0) throw new Error(`The README has no recipe ${name}`);
  return code[1]!;
}
