import { SHELLS } from '../cli/commands.js';
import type { Options } from '../cli/parse-flags.js';
import { unknownName } from '../cli/unknown-name.js';
import { UsageError } from '../cli/usage-error.js';
import { list } from '../util/list.js';
import { bashScript } from './completion/bash-script.js';
import { fishScript } from './completion/fish-script.js';
import { vocabulary, type Vocabulary } from './completion/vocabulary.js';
import { zshScript } from './completion/zsh-script.js';

type Shell = (typeof SHELLS)[number];

const SCRIPTS: Readonly<Record<Shell, (vocabulary: Vocabulary) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/**
 * What `eblint completion SHELL` prints: a script that completes commands, flags and their values.
 * @throws UsageError unless exactly one known shell is named
 */
export function completion({ paths }: Pick<Options, 'paths'>): string {
  const [name, ...others] = paths;
  if (name === undefined || others.length > 0)
    throw new UsageError(`Name one shell, ${list(SHELLS, 'or')}: \`eblint completion ${SHELLS[0]}\`.`);
  const shell = SHELLS.find((known) => known === name);
  if (!shell) throw unknownName('shell', name, SHELLS, `Use ${list(SHELLS, 'or')}.`);
  return SCRIPTS[shell](vocabulary());
}
