import { parseAst } from 'rolldown/parseAst';
import { Visitor } from 'rolldown/utils';

/**
 * The source of a rule without some properties of its `meta`, which the program that is built does not read.
 * @param names a set of their names
 */
export function withoutRuleTexts(code, names) {
  const texts = [];
  new Visitor({
    ObjectExpression({ properties }) {
      const own = properties.map(({ key }) => key?.name);
      if (own.includes('references') && own.includes('why'))
        texts.push(...properties.filter((_, index) => names.has(own[index])));
    },
  }).visit(parseAst(code, { lang: 'ts' }));
  let rest = code;
  for (const { start, end } of texts.reverse())
    rest = rest.slice(0, start) + rest.slice(end).replace(/^\s*,/, '');
  return rest;
}
