/** A page with the text between `<!-- name -->` and `<!-- /name -->` replaced. */
export function withSection(page: string, name: string, content: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const start = page.indexOf(open) + open.length;
  return `${page.slice(0, start)}\n\n${content}\n\n${page.slice(page.indexOf(close, start))}`;
}
