import { lexer, type MarkedToken, type Token } from 'marked';
import { descriptionAt } from '../../src/explore/editor/describe.js';
import type { Place, SourceFile } from '../../src/source/index.js';
import { HOME_URL } from '../../src/web-addresses.js';
import { element } from './dom.js';
import type { CheckedProject } from './project.js';
import { RULE_TEXTS } from './rule-texts.js';

/** What is known of an offset of a file, and what it is about; undefined where nothing is known. */
export function hoverAt(
  { project, report }: CheckedProject,
  file: SourceFile,
  offset: number,
): { readonly place: Place; readonly nodes: readonly Node[] } | undefined {
  const found = descriptionAt({ project, diagnostics: report.diagnostics, rules: RULE_TEXTS }, file, offset);
  return found && { place: found.place, nodes: markdownNodes(found.text) };
}

/** Markdown of descriptions as elements. What it does not know, as HTML, stays a text. */
const markdownNodes = (text: string): Node[] => nodesOf(lexer(text));

const nodesOf = (tokens: readonly Token[] | undefined): Node[] =>
  (tokens ?? []).map((token) => nodeOf(token as MarkedToken));

const TAGS = { paragraph: 'p', strong: 'strong', em: 'em' } as const;

function nodeOf(token: MarkedToken): Node {
  if (token.type === 'paragraph' || token.type === 'strong' || token.type === 'em')
    return element(TAGS[token.type], {}, ...nodesOf(token.tokens));
  if (token.type === 'codespan') return element('code', {}, token.text);
  if (token.type === 'list')
    return element('ul', {}, ...token.items.map(({ tokens }) => element('li', {}, ...nodesOf(tokens))));
  if (token.type === 'link') return element('a', linkTo(token.href), ...nodesOf(token.tokens));
  if (token.type === 'hr') return element('hr');
  if (token.type === 'text' && token.tokens) return element('span', {}, ...nodesOf(token.tokens));
  return new Text(token.type === 'text' ? token.text : token.type === 'space' ? '' : token.raw);
}

const PAGE = `${HOME_URL}/blob/main/`;

/** To a page of this site where it has it, else to the web; nowhere with another scheme. */
function linkTo(href: string): { href?: string; target: string; rel: string } {
  const target = { target: '_blank', rel: 'noopener' };
  if (href.startsWith(PAGE) && href.endsWith('.md'))
    return { ...target, href: href.slice(PAGE.length).replace(/\.md$/, '.html') };
  return /^https?:\/\//.test(href) ? { ...target, href } : target;
}
