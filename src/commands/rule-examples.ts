/** The sections of a rule's page that show a project, and what `--explain` calls them. */
const SECTIONS = [
  ['Reported', 'Reported, for example'],
  ['Not reported', 'Not reported'],
] as const;

/** Where the build puts the pages of all rules, as far as `--explain` shows them. */
export const EXAMPLES_FILE = 'dist/rule-examples.txt';

/** Between two pages in one text: no page contains it. */
const PAGE_BREAK = '\f';

/** The page of a rule among several in one text; empty where there is none. */
export const pageOf = (pages: string, id: string): string =>
  pages.split(PAGE_BREAK).find((page) => page.startsWith(`# ${id}\n`)) ?? '';

/** The examples of a rule's page as plain text: each file below its name. Empty where the page has none. */
export const examplesOf = (page: string): string =>
  SECTIONS.flatMap(([heading, title]) => {
    const section = sectionOf(page, heading);
    return section === undefined ? [] : [`${title}:\n\n${plain(section)}\n`];
  }).join('\n');

function sectionOf(page: string, heading: string): string | undefined {
  const start = page.indexOf(`\n## ${heading}\n`);
  if (start === -1) return undefined;
  const end = page.indexOf('\n## ', start + 1);
  return page.slice(start, end === -1 ? undefined : end).replace(/^\n## .*\n+/, '');
}

/** Markdown's fences become an indentation. */
function plain(markdown: string): string {
  let isCode = false;
  return markdown
    .trimEnd()
    .split('\n')
    .flatMap((line) => {
      if (/^`{3,}/.test(line)) {
        isCode = !isCode;
        return [];
      }
      return [isCode ? `    ${line}`.trimEnd() : `  ${line.replaceAll('`', '')}`.trimEnd()];
    })
    .join('\n')
    .replace(/:\n\n/g, ':\n');
}
