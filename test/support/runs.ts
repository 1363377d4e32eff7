/** How often a property is tried: less often in mutation tests, where every mutant tries it again (test/config/mutation.ts). */
export const runs = (numRuns: number): { readonly numRuns: number } => ({
  numRuns: Math.min(numRuns, Number(process.env['EBLINT_MAX_RUNS'] ?? numRuns)),
});
