import { oncePer } from '../../util/memo.js';
import { WordIndex } from '../../util/word-index.js';
import type { InstanceScript } from '../execution/instance-script.js';

/** The scripts by the names in their texts, comments included. */
export const scriptsNaming = oncePer(
  (scripts: readonly InstanceScript[]) => new WordIndex(scripts, ({ text }) => text),
);
