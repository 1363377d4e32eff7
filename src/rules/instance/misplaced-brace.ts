import type { InstanceScript } from '../../model/execution/instance-script.js';
import { type PathUse, scriptUses, type WordUse } from '../../model/execution/path-uses.js';
import { scripts } from '../../model/scripts/scripts.js';
import type { EachRule } from '../rule.js';

export const misplacedBrace: EachRule<InstanceScript> = {
  meta: {
    summary: 'A path is written {$NAME} instead of ${NAME}',
    why: 'A shell takes only ${NAME} for a variable with braces. In {$NAME} it replaces the variable and keeps the braces, so the program gets a path that does not exist, such as {/srv/media}.',
    consequence: 'silently-ignored',
    references: ['posix:V3_chap02#tag_19_06_02', 'guide:customize-containers-ec2#linux-commands'],
  },
  each: scripts,
  *check(script) {
    if (!script.text.includes('{$')) return;
    for (const { word } of scriptUses(script).filter(isPath)) {
      const [written, name] = BRACES.exec(word.text) ?? [];
      if (written === undefined || !isExpanded(word, word.text.indexOf(written) + 1)) continue;
      yield {
        at: word.place,
        message: `The shell keeps the braces of "${written}"`,
        help: `Write \`\${${name}}\`.`,
      };
    }
  },
};

const BRACES = /(?<![\w$}])\{\$([A-Za-z_]\w*)\}/;

/** What only prints or tests may want the braces, and so may a program that is not known. */
const NO_PATH: ReadonlySet<PathUse> = new Set(['names', 'prints', 'tests']);

const isPath = ({ use }: WordUse): boolean => !NO_PATH.has(use);

const isExpanded = ({ expansions }: WordUse['word'], at: number): boolean =>
  expansions.some(({ start }) => start === at);
