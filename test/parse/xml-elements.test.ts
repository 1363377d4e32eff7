import { describe, expect, it } from 'vitest';
import { withoutXmlComments, xmlElements } from '../../src/parse/xml-elements.js';

describe('xmlElements', () => {
  it('has the way to each element, its text, and offsets up to its closing tag', () => {
    const xml = '<?xml version="1.0"?>\n<a x="1"><b> 2 </b><c/><d>\n<b>3</b></d></a>';
    const elements = xmlElements(xml);
    expect(elements.map(({ path, text }) => `${path}=${text}`)).toEqual([
      'a=',
      'a/b=2',
      'a/c=',
      'a/d=',
      'a/d/b=3',
    ]);
    expect(elements.map(({ start, end }) => xml.slice(start, end))).toEqual([
      '<a x="1"><b> 2 </b><c/><d>\n<b>3</b></d></a>',
      '<b> 2 </b>',
      '<c/>',
      '<d>\n<b>3</b></d>',
      '<b>3</b>',
    ]);
  });

  it.each([
    ['<a><b>1', ['<a><b>1', '<b>1']],
    ['</a><b>1</b>', ['<b>1</b>']],
    ['<a>1<', ['<a>1<']],
    ['', []],
  ])('reads %s as far as it goes', (xml, texts) => {
    expect(xmlElements(xml).map(({ start, end }) => xml.slice(start, end))).toEqual(texts);
  });

  it('knows nothing of a text whose declarations may replace parts of it', () => {
    expect(xmlElements('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')).toEqual([]);
  });

  it('leaves offsets as they are without comments', () => {
    expect(withoutXmlComments('<a><!-- <b>\n --></a><!-- c')).toBe('<a>        \n    </a>      ');
  });
});
