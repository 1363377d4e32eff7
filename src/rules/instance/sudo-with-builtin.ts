import type { InstanceScript } from '../../model/execution/instance-script.js';
import { type ProgramRun, programRuns } from '../../model/execution/program-runs.js';
import { liveScripts } from '../../model/paths/retired-hooks.js';
import type { Word } from '../../parse/shell/word.js';
import { textAt } from '../../source/index.js';
import { baseName } from '../../util/paths.js';
import type { EachRule } from '../rule.js';
import { fixOf } from '../support/fix-of.js';

export const sudoWithBuiltin: EachRule<InstanceScript> = {
  meta: {
    summary: 'A command of the shell is run with sudo',
    why: 'sudo runs programs. source, export and others are commands of the shell itself, and there are no programs by their names: "sudo: source: command not found". cd and ulimit exist as programs, but change nothing for the commands after them. Commands and hooks run as root, and do not need sudo.',
    consequence: 'deploy-fails',
    references: [
      'https://www.sudo.ws/docs/man/sudo.man/',
      'https://www.gnu.org/software/bash/manual/html_node/Shell-Builtin-Commands.html',
      'guide:platforms-linux-extend.hooks',
    ],
  },
  each: liveScripts,
  *check(script) {
    if (!script.stage || !/\bsudo\b/.test(script.text)) return;
    for (const run of programRuns(script)) {
      const [sudo, builtin] = builtinOf(run) ?? [];
      const effect = builtin && builtinElsewhere(builtin.text);
      if (!sudo || !effect) continue;
      const isMissing = effect === 'not-found';
      yield {
        at: builtin.place,
        message: isMissing
          ? `sudo cannot run ${builtin.text}, which is a command of the shell`
          : `"sudo ${builtin.text}" has no effect on the commands after it`,
        help: 'Delete `sudo`: commands and hooks run as root.',
        ...((!isMissing || !run.isDecisive) && { warnsBecause: 'error-ignored' as const }),
        ...withoutSudo(sudo, builtin),
      };
    }
  },
};

/** The word `sudo`, and what it runs. */
function builtinOf({ programs }: ProgramRun): readonly [Word, Word] | undefined {
  const at = programs.findIndex(({ text }) => baseName(text) === 'sudo');
  const [sudo, builtin] = [programs[at], programs[at + 1]];
  return sudo && builtin && [sudo, builtin];
}

function withoutSudo(sudo: Word, builtin: Word) {
  const { file, span } = sudo.place;
  const edit = { file, span: { start: span.start, end: builtin.place.span.start }, text: '' };
  return fixOf('unsafe', 'Delete sudo', textAt(sudo.place) === 'sudo' ? edit : undefined);
}

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
const builtinElsewhere = (name: string): 'not-found' | 'without-effect' | undefined =>
  WITHOUT_PROGRAM.has(name) ? 'not-found' : WITHOUT_EFFECT.has(name) ? 'without-effect' : undefined;
