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
