import { holdsCronJobs } from '../../knowledge/instance/cron.js';
import type { ConfigFile } from '../../parse/config-file/config-file.js';
import { entriesIn } from '../../parse/config-file/sections.js';
import type { Word } from '../../parse/shell/word.js';
import { isConditional } from '../execution/conditions.js';
import type { InstanceScript } from '../execution/instance-script.js';
import { type PathUse, type WordUse, wordUses } from '../execution/path-uses.js';
import { isAppending } from '../paths/written-text.js';

/** A crontab to which a script adds at each deployment. */
export interface AppendedCrontab {
  readonly script: InstanceScript;
  readonly target: Word;
}

/** The crontabs that grow with each deployment: scripts add to them unasked, and nothing writes them anew or takes lines out. */
export function appendedCrontabs(
  configFiles: readonly ConfigFile[],
  scripts: readonly InstanceScript[],
): AppendedCrontab[] {
  const uses = scripts
    .filter(({ stage, text }) => stage && MENTIONED.test(text))
    .flatMap((script) => wordUses(script.script).map((use) => ({ script, use })));
  const renewed = new Set([
    ...configFiles.flatMap((file) => entriesIn(file, 'files').map(({ name }) => name.text)),
    ...uses.filter(({ use }) => renews(use)).map(({ use }) => use.word.text),
  ]);
  if ([...renewed].some(mayBeAnyCrontab)) return [];
  const changing = new Set(scripts.filter(takesLinesOut));
  const isRenewed = scripts.some(({ text }) => RENEWS_CRONTAB.test(text));
  return uses.flatMap(({ script, use }) =>
    isAppended(use) &&
    !renewed.has(use.word.text) &&
    !changing.has(script) &&
    !(isRenewed && use.word.text.startsWith('/var/spool/cron')) &&
    !isConditional(script, use.commands)
      ? [{ script, target: use.word }]
      : [],
  );
}

/** `crontab -r`, `crontab FILE`, `crontab -`: the crontab of a user is deleted, or written anew. */
const RENEWS_CRONTAB = /\bcrontab(?:[ \t]+-u[ \t]*\S+)?[ \t]+(?:-r\b|-(?=[ \t]|$)|[^-\s])/m;

/** A fast check before a script is parsed. */
const MENTIONED = /\/etc\/cron|\/var\/spool\/cron/;

/** Whether a path may match any of these files. */
function mayBeAnyCrontab(path: string): boolean {
  const at = path.search(/\/cron[^/]*\//);
  return at !== -1 && /[*?[$]/.test(path.slice(path.indexOf('/', at + 1)));
}

/** Whether a script looks what is there already, or changes it. */
export const takesLinesOut = ({ text }: InstanceScript): boolean =>
  /\b(?:grep|sed|awk|sort|uniq)\b/.test(text);

const RENEWS: ReadonlySet<PathUse> = new Set(['writes', 'makes', 'changes', 'moves', 'removes', 'clears']);

const isAppended = ({ word, use, commands }: WordUse): boolean => {
  const command = commands.at(-1);
  return use === 'writes' && command !== undefined && isAppending(command) && holdsCronJobs(word.text);
};

const NO_CONTENT = /^(?:chmod|chown|chgrp)$/;

const renews = (use: WordUse): boolean =>
  RENEWS.has(use.use) &&
  !isAppended(use) &&
  !use.commands.some(({ words }) => words.some(({ text }) => NO_CONTENT.test(text)));
