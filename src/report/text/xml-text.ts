import { visible } from './one-line.js';

/** What no document of XML 1.0 may hold, not even as a reference: https://www.w3.org/TR/xml/#charsets */
const FORBIDDEN = /[\uFFFE\uFFFF]|\p{Surrogate}/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** A text on one line, as XML takes it in an element and in a value. */
export const xmlText = (text: string): string =>
  visible(text)
    .replace(FORBIDDEN, '\uFFFD')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

/** The attributes of an element, each with a space before it. */
export const xmlAttributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${xmlText(String(value))}"`)
    .join('');

export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
