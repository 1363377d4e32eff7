import { expect, it } from 'vitest';
import { fact } from '../../src/model/fact.js';
import { type EachRule, findingsOf } from '../../src/rules/rule.js';
import { placeOf, SourceFile } from '../../src/source/index.js';
import { projectOf } from '../support/fixtures.js';
import { testRule } from '../support/test-rule.js';

interface Item {
  readonly name: string;
  readonly isUncertain?: boolean;
}

const at = placeOf(new SourceFile('/project/a', 'a', ''), 0, 0);
const { meta } = testRule('test/each', () => []);

const found = (items: readonly Item[]) => {
  const asked: string[] = [];
  const rule: EachRule<Item> = {
    meta,
    each: fact('items', () => items),
    *check({ name }, { files }) {
      asked.push(name);
      yield { at, message: `${name} in ${files.root}` };
    },
  };
  const findings = [...findingsOf(rule, projectOf({}))];
  return { asked, findings: findings.map(({ message, warnsBecause }) => [message, warnsBecause]) };
};

it('asks a rule once for each item, and lowers what is found in one that is not certain', () => {
  expect(found([{ name: 'a' }, { name: 'b', isUncertain: true }, { name: 'c', isUncertain: false }])).toEqual(
    {
      asked: ['a', 'b', 'c'],
      findings: [
        ['a in /project', undefined],
        ['b in /project', 'may-not-run'],
        ['c in /project', undefined],
      ],
    },
  );
});

it('asks a rule nothing where there is nothing', () => {
  expect(found([])).toEqual({ asked: [], findings: [] });
});
