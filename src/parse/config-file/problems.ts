import type { Problem } from '../problem.js';
import type { SectionWithoutMap } from './sections-without-map.js';
import type { SettingsFault } from './settings-fault.js';
import type { UnknownSection } from './unknown-sections.js';

/** What is wrong with a `.config` file: its text, or the form of its sections. */
export type ConfigProblem =
  | Problem
  | ({ readonly kind: 'settings-shape' } & SettingsFault)
  | ({ readonly kind: 'section-not-a-map' } & SectionWithoutMap)
  | ({ readonly kind: 'unknown-section' } & UnknownSection);

/** The problems of one kind in some files, in the order of the files. */
export const problemsOf = <Kind extends ConfigProblem['kind']>(
  files: readonly { readonly problems: readonly ConfigProblem[] }[],
  kind: Kind,
): Extract<ConfigProblem, { kind: Kind }>[] =>
  files.flatMap(({ problems }) =>
    problems.filter((problem): problem is Extract<ConfigProblem, { kind: Kind }> => problem.kind === kind),
  );
