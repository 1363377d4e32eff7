import MiniSearch from 'minisearch';
import { expect, it } from 'vitest';
import { queryOf } from '../../site/src/query.js';

const search = new MiniSearch({
  fields: ['text'],
  searchOptions: { prefix: true, fuzzy: 0.15, combineWith: 'AND' },
});
search.addAll([
  { id: 'suppressions', text: 'Suppress a finding with a comment' },
  { id: 'ignore', text: 'A line of .ebignore, or ignore files' },
  { id: 'editors', text: 'See findings in editors' },
]);

const hits = (text: string) => search.search(queryOf(text)).map(({ id }) => String(id));

it.each(['silence', 'ignore', 'disable', 'turn off', 'Skip', 'mute a finding'])(
  '%s finds how to suppress',
  (text) => {
    expect(hits(text)).toContain('suppressions');
  },
);

it('finds the word itself as well, and demands all others', () => {
  expect(hits('ignore')).toContain('ignore');
  expect(hits('ignore comment')).toEqual(['suppressions']);
  expect(hits('findings editors')).toEqual(['editors']);
  expect(hits('nothing of it')).toEqual([]);
});
