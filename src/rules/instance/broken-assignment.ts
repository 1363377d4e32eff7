import { describeScript, type InstanceScript } from '../../model/execution/instance-script.js';
import { scripts } from '../../model/scripts/scripts.js';
import type { Word } from '../../parse/shell/word.js';
import type { EachRule } from '../rule.js';

export const brokenAssignment: EachRule<InstanceScript> = {
  meta: {
    summary: 'A variable is set with spaces around =, or with $ in front of its name',
    why: 'A shell takes NAME=value for an assignment only without spaces. NAME = value runs a program called NAME, and $NAME=value one whose name is that text: "command not found". The variable stays as it was.',
    consequence: 'silently-ignored',
    references: [
      'posix:V3_chap02#tag_19_09_01',
      'https://www.shellcheck.net/wiki/SC1068',
      'https://www.shellcheck.net/wiki/SC1066',
    ],
  },
  each: scripts,
  *check(script) {
    if (script.isList || !MAY_ASSIGN.test(script.text)) return;
    for (const { words } of script.script.commands) {
      const found = withSpaces(words) ?? withDollar(words);
      if (found)
        yield {
          at: found.word.place,
          message: `${describeScript(script)} runs a program instead of setting ${found.name}`,
          help: found.help,
        };
    }
  },
};

/** A fast check before a script is parsed. */
const MAY_ASSIGN = /(?:^|[\s;&|])(?:\w{1,80}[ \t]{1,20}=|\$\w{1,80}=)/;

interface Found {
  readonly word: Word;
  readonly name: string;
  readonly help: string;
}

/** `NAME = value`, `NAME =value`; two of the programs that take `=` have such names. */
function withSpaces([name, next]: readonly Word[]): Found | undefined {
  if (!name || !next || !/^[A-Za-z_]\w*$/.test(name.text) || PROGRAMS.has(name.text)) return undefined;
  if (name.kind !== 'literal' || !/^=(?![=~])/.test(next.text)) return undefined;
  return { word: name, name: name.text, help: `Write \`${name.text}=…\`, without spaces.` };
}

const PROGRAMS: ReadonlySet<string> = new Set(['echo', 'expr', 'printf', 'test']);

/** `$NAME=value` */
function withDollar([word]: readonly Word[]): Found | undefined {
  const [, name] = /^\$\{?([A-Za-z_]\w*)\}?=/.exec(word?.text ?? '') ?? [];
  if (!word || name === undefined || word.expansions[0]?.start !== 0) return undefined;
  return { word, name, help: `Write \`${name}=…\`, without \`$\`.` };
}
