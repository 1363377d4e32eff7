import type { Span } from '../source/index.js';
import { MAX_XML_DEPTH, MAX_XML_TAGS } from '../util/limits.js';

/** An element of an XML text, with offsets. */
export interface XmlElement {
  /** Its name, after those of the elements that it is in: `project/parent/version`. */
  readonly path: string;
  readonly name: string;
  /** The text right after its first tag, without white space around it. */
  readonly text: string;
  readonly start: number;
  /** After its closing tag, or where the text ends. */
  readonly end: number;
}

/** A text without its comments, with every offset unchanged. */
export const withoutXmlComments = (text: string): string =>
  text.replaceAll(/<!--[^]*?(?:-->|$)/g, (comment) => comment.replace(/[^\n]/g, ' '));

/**
 * The elements of an XML text without comments, in the order of their first tags. None where there are more than
 * `MAX_XML_TAGS`, or where a declaration may replace parts of the text (`<!DOCTYPE`). Never throws.
 */
export function xmlElements(xml: string): XmlElement[] {
  const parts = xml.split('<', MAX_XML_TAGS + 1);
  if (parts.length > MAX_XML_TAGS) return [];
  const elements: { path: string; name: string; text: string; start: number; end: number }[] = [];
  const open: (typeof elements)[number][] = [];
  let at = parts[0]?.length ?? 0;
  for (const part of parts.slice(1)) {
    const [tag = '', text = ''] = part.split('>', 2);
    const start = at;
    at += 1 + part.length;
    if (tag.startsWith('!')) return [];
    if (tag.startsWith('/')) {
      const closed = open.pop();
      if (closed) closed.end = start + 1 + tag.length + 1;
    }
    const [name] = /^[\w.:-]+/.exec(tag) ?? [];
    if (name === undefined) continue;
    const path = [...open.slice(-MAX_XML_DEPTH).map((one) => one.name), name].join('/');
    const isClosed = tag.endsWith('/');
    const element = {
      path,
      name,
      text: text.trim(),
      start,
      end: isClosed ? start + tag.length + 2 : xml.length,
    };
    elements.push(element);
    if (!isClosed) open.push(element);
  }
  return elements;
}

/** Why a text is not well-formed XML: a tag that nothing closes, with the one that is there in its place, or a bare `&`. */
export type XmlProblem =
  | {
      readonly kind: 'unclosed';
      readonly name: string;
      readonly span: Span;
      readonly before: string | undefined;
    }
  | { readonly kind: 'unopened'; readonly name: string; readonly span: Span }
  | { readonly kind: 'ampersand'; readonly span: Span };

const TAG = /<(\/?)([A-Za-z_][\w.:-]*)(?=[\s/>])(?:"[^"<]*"|'[^'<]*'|[^"'<>])*>/g;
/** Without an end, up to the end of the text: otherwise each beginning would look for it again. */
const NO_TAG = /<\?[^]*?(?:\?>|$)|<!\[CDATA\[[^]*?(?:\]\]>|$)/g;

/** The first problem of an XML text that is certain; none where a declaration may change what it means. Never throws. */
export function xmlProblem(text: string): XmlProblem | undefined {
  const xml = withoutXmlComments(text).replace(NO_TAG, (part) =>
    /(?:\?|\]\])>$/.test(part) ? part.replace(/[^\n]/g, ' ') : part,
  );
  const ampersand = /&(?!(?:amp|apos|gt|lt|quot|#\d{1,7}|#x[\da-fA-F]{1,6});)/.exec(xml);
  const tags = [...xml.matchAll(TAG)];
  // What is no tag may be anything.
  if (xml.split('<').length - 1 !== tags.length) return undefined;
  if (ampersand) return { kind: 'ampersand', span: { start: ampersand.index, end: ampersand.index + 1 } };
  const open: { readonly name: string; readonly span: Span }[] = [];
  for (const { 0: tag, 1: slash, 2: name = '', index } of tags) {
    const span = { start: index, end: index + tag.length };
    if (slash !== '/') {
      if (!tag.endsWith('/>')) open.push({ name, span });
      continue;
    }
    const last = open.pop();
    if (!last) return { kind: 'unopened', name, span };
    if (last.name !== name) return { kind: 'unclosed', ...last, before: tag };
  }
  const last = open.at(-1);
  return last && { kind: 'unclosed', ...last, before: undefined };
}
