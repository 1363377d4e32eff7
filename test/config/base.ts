/** What all configurations of vitest have in common. */
export const base = {
  globalSetup: 'test/support/shared.ts',
  // An expected report that is missing is a failure, not a file to be written: `npm run update` writes them.
  update: 'none' as const,
  // A build service gets other reports: the same tests pass in one and at a desk.
  env: { NO_COLOR: '1', CI: '', GITHUB_ACTIONS: '' },
  // What takes a second alone takes several where the other tests run beside it.
  testTimeout: 20_000,
};

/** They take as long as all others, or install programs: `npm run growth` and `npm run test:clients`. */
export const APART = ['test/growth/**', 'test/clients/**'];

/**
 * Hostile input, attacks on the installed program, what is packed, started and measured, and what compares two ways to one
 * answer over all fixtures. They start hundreds of programs, or take half a minute for one test:
 * `npm run test:slow`, which is a part of `npm run check`.
 */
export const SLOW = [
  'test/hostile/{hostile,patterns,properties}.test.ts',
  'test/e2e/{attacks,bench,build,compile-cache,permissions,same-findings,watch}.test.ts',
  'test/explore/{request/follow-request,graph/one-answer}.test.ts',
];
