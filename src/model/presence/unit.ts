import { oncePerName } from '../../util/memo.js';
import { fileEntries } from '../bundle/config-files.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { liveText } from '../execution/live-text.js';
import { fact } from '../fact.js';
import { procfile } from '../platform/procfile.js';
import type { Project } from '../project.js';
import { scripts } from '../scripts/scripts.js';
import { ABSENT, type Presence, THERE, unknown } from './presence.js';

/**
 * Whether systemd has a unit that no image has: a process of the Procfile is one, and so is what the project writes. What it
 * copies to the folder of units, and what a package brings, may be one.
 */
export const unitNamed = (name: string, project: Project): Presence => units(project)(name);

const units = fact('units', (project) =>
  oncePerName((name: string): Presence => {
    const file = `/${name}.service`;
    if (procfile(project)?.entries.some((entry) => entry.name.value === name)) return THERE;
    const written = fileEntries(project).find((entry) => entry.name.text.endsWith(file));
    if (written) return { kind: 'made', by: written.name.place };
    if (deployedFiles(project).files.some((one) => `/${one.name}`.endsWith(file)))
      return unknown(`a file of the project is named ${name}.service`);
    const maker = scripts(project).find((script) => makes(liveText(script), name));
    return maker ? unknown('this may make the unit', maker.name.place) : ABSENT;
  }),
);

const makes = (text: string, name: string): boolean =>
  text.includes(`/${name}.service`) || COPIES_UNITS.test(text) || installs(text, name);

/** Whatever units a pattern or a variable may mean: `*.service`, `$NAME.service`, all that is copied to their folder. */
const COPIES_UNITS =
  /\*\.service|\$\{?\w{1,80}\}?\.service|\b(?:cp|install|ln|mv|rsync)\s[^\n]{1,200}\s\/etc\/systemd\/system\/?(?!\S)/;

const installs = (script: string, name: string): boolean =>
  script.split('\n').some((line) => /\b(?:yum|dnf|rpm)\b/.test(line) && line.includes(name));
