import { deployedFiles } from '../../../model/bundle/deployed-files.js';
import type { Project } from '../../../model/project.js';
import { scripts } from '../../../model/scripts/scripts.js';
import { ENVIRONMENT_PROPERTIES } from '../../../model/settings/namespaces.js';
import { settings } from '../../../model/settings/settings.js';
import type { Place } from '../../../source/index.js';
import type { Finding } from '../../rule.js';

/** Something that needs another version than the platform has. */
export interface Need {
  readonly at: Place;
  readonly subject: string;
  /** What the platform has in its place, where that is not the version in its name. */
  readonly runtime?: string;
  /** The lowest version that would do. */
  readonly version: string;
  /** What to write for the version that is there. */
  readonly instead?: string;
  /** What to do, where that is neither this text nor a platform branch of that version. */
  readonly help?: string;
  readonly related?: Finding['related'];
  /** Whether what is deployed may be made from something else. */
  readonly isUncertain?: boolean;
}

/** Whether a text that runs on an instance, or an environment property, may bring another runtime. */
export const isBrought = (bringing: RegExp, project: Project): boolean =>
  scripts(project).some(({ text }) => bringing.test(text)) ||
  settings(project)
    .of(ENVIRONMENT_PROPERTIES)
    .some(({ option }) => bringing.test(option.value)) ||
  deployedFiles(project).files.some(
    (file) => 'source' in file && file.name === 'Procfile' && bringing.test(file.source.text),
  );
