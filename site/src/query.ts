import type { Query } from 'minisearch';

/** What readers call it, and what the pages call it. */
const SYNONYMS: Readonly<Record<string, string>> = {
  silence: 'suppress',
  ignore: 'suppress',
  mute: 'suppress',
  disable: 'suppress',
  skip: 'suppress',
  allow: 'suppress',
  'turn off': 'suppress',
  'switch off': 'suppress',
  monorepo: 'repositories',
  ide: 'editors',
  vscode: 'VS Code',
  pipeline: 'continuous integration',
  speed: 'performance',
  upgrade: 'migrate',
};

/** All words of a query, each or what the pages say in its place. */
export function queryOf(text: string): Query {
  const found = Object.keys(SYNONYMS).filter((name) => new RegExp(`\\b${name}\\b`, 'i').test(text));
  const rest = found
    .reduce((left, name) => left.replace(new RegExp(`\\b${name}\\b`, 'gi'), ' '), text)
    .trim();
  return {
    combineWith: 'AND',
    queries: [
      ...(rest === '' ? [] : [rest]),
      ...found.map((name) => ({ combineWith: 'OR' as const, queries: [name, SYNONYMS[name] ?? name] })),
    ],
  };
}
