import { shorten } from '../../util/text.js';
import { program } from '../on.js';
import type { EachRule } from '../rule.js';
import { type CommandLine, type Fault, findingOf } from '../support/command-lines.js';

export const folderWithoutRecursion: EachRule<CommandLine> = {
  meta: {
    summary: 'The command rm names a folder, but has no flag for it',
    why: 'The program rm removes files: "rm: cannot remove \'/srv/cache/\': Is a directory". A space after the slash makes two names of one. A failed command stops the deployment; in a cron job nothing happens.',
    consequence: 'deploy-fails',
    references: ['https://www.gnu.org/software/coreutils/manual/html_node/rm-invocation.html'],
  },
  each: program('rm'),
  *check(line) {
    const fault = folderOfRm(line);
    if (fault) yield findingOf(fault, line);
  },
};

/** `rm -f /etc/cron.d/ name`. */
function folderOfRm({ args }: CommandLine): Fault | undefined {
  if (args.some(({ text }) => /^(?:-[a-zA-Z]*[rRd]|--(?:recursive|dir))/.test(text))) return undefined;
  const at = args.findIndex(({ text, kind }) => kind === 'literal' && /[^/]\/$/.test(text));
  const [word, next] = args.slice(at);
  if (at < 0 || !word) return undefined;
  return {
    word,
    message: `"rm" does not remove the folder ${shorten(word.text)}`,
    help: /^[\w.]/.test(next?.text ?? '')
      ? `Delete the space after \`${word.text}\`.`
      : 'Use `rm -r` to remove it with all that is in it.',
  };
}
