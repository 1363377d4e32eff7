/**
 * Commands that only a shell knows: no program has their names. POSIX asks for programs of others, such as `cd`, which
 * change nothing outside of themselves.
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_15
 * https://www.gnu.org/software/bash/manual/html_node/Shell-Builtin-Commands.html
 */
const WITHOUT_PROGRAM: ReadonlySet<string> = new Set([
  ...['.', 'declare', 'eval', 'exec', 'export', 'popd', 'pushd', 'readonly', 'set', 'shopt', 'source'],
  ...['trap', 'typeset', 'unset'],
]);

const WITHOUT_EFFECT: ReadonlySet<string> = new Set(['alias', 'cd', 'ulimit', 'umask']);

/** What becomes of a command of the shell that another program is to run; undefined for any other name. */
export const builtinElsewhere = (name: string): 'not-found' | 'without-effect' | undefined =>
  WITHOUT_PROGRAM.has(name) ? 'not-found' : WITHOUT_EFFECT.has(name) ? 'without-effect' : undefined;
