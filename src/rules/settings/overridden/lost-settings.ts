import type { Project } from '../../../model/project.js';
import { isSameValue } from '../../../model/settings/same-value.js';
import { type Setting, settings } from '../../../model/settings/settings.js';

/** A setting whose value is lost, and the later one of the same option that has another. */
export interface LostSetting {
  readonly loser: Setting;
  readonly winner: Setting;
  readonly isInOneFile: boolean;
}

export const lostSettings = (project: Project): LostSetting[] =>
  [...settings(project).effectiveSettings()].flatMap((winner) =>
    winner.overridden
      .filter((loser) => isKnown(winner) && isKnown(loser) && !isSameValue(winner, loser))
      .map((loser) => ({ loser, winner, isInOneFile: loser.place.file === winner.place.file })),
  );

const isKnown = ({ value }: Setting): boolean => value.kind === 'literal';
