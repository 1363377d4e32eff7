import MiniSearch from 'minisearch';
import { lazily } from '../../src/util/memo.js';
import { shorten } from '../../src/util/text.js';
import { byId, element } from './dom.js';
import { queryOf } from './query.js';
import { connectTheme } from './theme.js';

interface Page {
  /** Its path below the root of the site. */
  readonly id: string;
  readonly title: string;
  /** Its first paragraph. */
  readonly about: string;
  readonly text: string;
}

const SHOWN_HITS = 10;
const ABOUT_CHARACTERS = 90;

/** Loaded when it is first needed: a module, because the policy lets nothing be fetched. */
const index = lazily(async () => {
  const address = new URL('search-index.js', import.meta.url).href;
  const { default: pages } = (await import(address)) as { default: readonly Page[] };
  const search = new MiniSearch<Page>({
    fields: ['title', 'text'],
    storeFields: ['title', 'about'],
    searchOptions: { boost: { title: 4 }, prefix: true, fuzzy: 0.15, combineWith: 'AND' },
  });
  search.addAll(pages);
  return search;
});

const form = byId('search', HTMLFormElement);
const field = byId('query', HTMLInputElement);
const hits = byId('hits', HTMLElement);

async function show(): Promise<void> {
  const query = field.value.trim();
  const found = query === '' ? [] : (await index()).search(queryOf(query)).slice(0, SHOWN_HITS);
  // Another key may have been typed while the index was loaded.
  if (query !== field.value.trim()) return;
  hits.hidden = query === '';
  byId('hit-count', HTMLElement).textContent = found.length === 1 ? '1 page' : `${found.length} pages`;
  byId('hit-list', HTMLUListElement).replaceChildren(
    ...(found.length === 0
      ? [element('li', { class: 'quiet' }, 'No page has these words.')]
      : found.map(({ id, title, about }) =>
          element(
            'li',
            {},
            element(
              'a',
              { href: new URL(String(id), import.meta.url).href },
              String(title),
              element('span', { class: 'about' }, shorten(String(about), ABOUT_CHARACTERS)),
            ),
          ),
        )),
  );
}

form.hidden = false;
connectTheme(byId('theme', HTMLButtonElement));
field.addEventListener('focus', () => void index());
field.addEventListener('input', () => void show());
form.addEventListener('submit', (event) => {
  event.preventDefault();
  hits.querySelector('a')?.click();
});
form.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') {
    hits.hidden = true;
    field.focus();
  }
  const links = [...hits.querySelectorAll('a')];
  const at = links.indexOf(document.activeElement as HTMLAnchorElement);
  if (key === 'ArrowDown') links[at + 1]?.focus();
  if (key === 'ArrowUp') (links[at - 1] ?? field).focus();
});
addEventListener('keydown', (event) => {
  if (event.key !== '/' || document.activeElement !== document.body) return;
  event.preventDefault();
  field.focus();
});
addEventListener('pointerdown', ({ target }) => {
  if (!form.contains(target as Node)) hits.hidden = true;
});
// On a narrow screen the text comes first.
if (matchMedia('(max-width: 60rem)').matches) byId('side-details', HTMLDetailsElement).open = false;
