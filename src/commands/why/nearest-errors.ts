import { KNOWN_ERRORS, type KnownError } from '../../knowledge/deployment-errors/index.js';

/** Words that many errors have in common. */
const MIN_WORD = 4;

const wordsOf = (text: string): Set<string> =>
  new Set((text.toLowerCase().match(/[a-z][a-z0-9_-]+/g) ?? []).filter((word) => word.length >= MIN_WORD));

/** In how many known errors each word is: a rare one says more. */
const FREQUENCY = new Map<string, number>();
const WORDS = KNOWN_ERRORS.map((error) => {
  const words = wordsOf(error.texts.join(' '));
  for (const word of words) FREQUENCY.set(word, (FREQUENCY.get(word) ?? 0) + 1);
  return { error, words };
});

/** The known errors that share most with a text, best first; those that share nothing are left out. */
export function nearestErrors(text: string, count = 3): KnownError[] {
  const given = wordsOf(text);
  return WORDS.map(({ error, words }) => ({ error, score: scoreOf(words, given) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, count)
    .map(({ error }) => error);
}

const scoreOf = (words: ReadonlySet<string>, given: ReadonlySet<string>): number => {
  const shared = [...words].filter((word) => given.has(word));
  return shared.reduce((sum, word) => sum + 1 / (FREQUENCY.get(word) ?? 1), 0) / Math.sqrt(words.size);
};
