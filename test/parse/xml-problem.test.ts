import { expect, it } from 'vitest';
import { xmlProblem } from '../../src/parse/xml-elements.js';

it.each<[text: string, expected: string | undefined]>([
  ['<a><b x="1>2"/></a>', undefined],
  ['<?xml version="1.0"?><a><!-- <b> & --><![CDATA[<c> &]]></a>', undefined],
  ['<a><b></a>', 'unclosed <b>'],
  ['<a>', 'unclosed <a>'],
  ['<a/></b>', 'unopened </b>'],
  ['<a x="1&2"/>', 'ampersand &'],
  ['<a x="&#38;&amp;&#x26;"/>', undefined],
  // It may declare what "&b;" means.
  ['<!DOCTYPE a><a>&b;</a>', undefined],
  ['<a>1 < 2</a>', undefined],
  ['<a><![CDATA[<b></a>', undefined],
  ['<a><?b <c></a>', undefined],
])('finds in %j the problem %j', (text, expected) => {
  const problem = xmlProblem(text);
  expect(problem && `${problem.kind} ${text.slice(problem.span.start, problem.span.end)}`).toBe(expected);
});
