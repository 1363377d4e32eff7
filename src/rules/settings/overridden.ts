import { configFiles } from '../../model/bundle/config-files.js';
import type { Project } from '../../model/project.js';
import { type ConfigFile, problemsOf } from '../../parse/index.js';
import type { Related } from '../../source/index.js';
import { partitionPoint } from '../../util/collections.js';
import { oncePer } from '../../util/memo.js';
import type { Rule } from '../rule.js';
import { type LostSetting, lostSettings } from './overridden/lost-settings.js';
import { overrideMessage } from './overridden/override-message.js';

/** Settings that one finding names. */
const MAX_OVERRIDDEN_KEYS = 100;

export const overridden: Rule = {
  meta: {
    summary: 'A file sets an option to different values',
    why: 'Elastic Beanstalk reads each file from top to bottom. When an option is set more than once, the last value takes precedence, and the others are silently lost.',
    consequence: 'silently-ignored',
    references: ['guide:command-options'],
    yieldsTo: ['config/duplicate-key'],
  },
  *check(project) {
    for (const lost of lostSettings(project)) {
      if (!lost.isInOneFile) continue;
      const { loser, winner } = lost;
      yield {
        at: loser.option.place,
        message: overrideMessage(lost),
        help: 'Delete one of the two settings.',
        related: [{ at: winner.option.place, note: noteOn(winner) }, ...duplicateKeysBetween(project, lost)],
      };
    }
  },
};

/** Of two settings of an environment itself, it is not known which one takes precedence. */
const noteOn = ({ option, layer }: LostSetting['winner']): string =>
  layer === 'environment'
    ? `${option.value} is set here as well`
    : `this later ${option.value} takes precedence`;

/** Keys that appear twice around two settings of one file, so that Elastic Beanstalk may read only one of the two. */
function duplicateKeysBetween(project: Project, { loser, winner }: LostSetting): Related[] {
  const { file } = winner.place;
  const [earlier, later] = [loser, winner].map(({ option }) => option.place.span.start) as [number, number];
  const ownFile = configFiles(project).find((own) => own.file === file);
  const keys = ownFile ? duplicateKeysIn(ownFile) : [];
  const start = partitionPoint(keys, ({ at }) => at.span.start <= earlier);
  return keys
    .slice(start, start + MAX_OVERRIDDEN_KEYS)
    .filter(({ at, first }) => first.span.start <= earlier && at.span.start < later)
    .map(({ at }) => ({ at, note: 'the key around it appears again here' }));
}

/** In the order of the text. */
const duplicateKeysIn = oncePer((file: ConfigFile) =>
  problemsOf([file], 'duplicate-key').sort((a, b) => a.at.span.start - b.at.span.start),
);
