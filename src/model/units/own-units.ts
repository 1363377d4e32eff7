import { isTemplate } from '../../knowledge/placeholders/placeholders.js';
import { type FileEntry, scalarOf } from '../../parse/config-file/sections.js';
import type { MappedText } from '../../parse/shell/word.js';
import { parseUnit, type UnitSetting } from '../../parse/systemd-unit.js';
import { mapScalar } from '../../parse/yaml/scalar-text.js';
import { type Place, placeOf } from '../../source/index.js';
import { firstOfEach } from '../../util/collections.js';
import { baseName } from '../../util/paths.js';
import { fileEntries } from '../bundle/config-files.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import type { InstanceScript } from '../execution/instance-script.js';
import { type WordUse, wordUses } from '../execution/path-uses.js';
import { fact } from '../fact.js';
import { filesWrittenIn, type WrittenFile } from '../paths/written-files.js';
import { changesNoContent, isAppending } from '../paths/written-text.js';
import type { Project, ProjectFile } from '../project.js';
import { scripts } from '../scripts/scripts.js';

/** A service or a timer that the project writes for systemd. */
export interface OwnUnit {
  /** Without `.service` or `.timer`. */
  readonly name: string;
  /** Where the project names its file, or where that has the section of its kind. */
  readonly place: Place;
  /** The entry of `files` that writes it. */
  readonly file: FileEntry | undefined;
  readonly settings: readonly UnitSetting[];
}

interface UnitKind {
  readonly path: RegExp;
  /** `printf` makes the line breaks itself. */
  readonly section: RegExp;
  readonly ending: '.service' | '.timer';
}

const SERVICE: UnitKind = {
  path: /^\/(?:etc|usr\/lib|lib)\/systemd\/system\/[^/]+\.service$/,
  section: /^[ \t]*\[Service\](?=[ \t\r]*$)/m,
  ending: '.service',
};

const TIMER: UnitKind = {
  path: /^\/(?:etc|usr\/lib|lib)\/systemd\/system\/[^/]+\.timer$/,
  section: /^[ \t]*\[Timer\](?=[ \t\r]*$)/m,
  ending: '.timer',
};

const isUnitFolder = (path: string): boolean => /^\/(?:etc|usr\/lib|lib)\/systemd\/system\/?$/.test(path);

/** A fast check before a script is parsed. */
const MENTIONED = /systemd\/system\b/;

/** The services that a project writes with `files`, or with scripts, as far as all of their text is known. */
export const ownUnits = fact('ownUnits', (project) => unitsOf(SERVICE, project));

/** The same for timers. */
export const ownTimers = fact('ownTimers', (project) => unitsOf(TIMER, project));

function unitsOf(kind: UnitKind, project: Project): readonly OwnUnit[] {
  const writers = scripts(project).filter(({ stage, text }) => stage && MENTIONED.test(text));
  const files = fileEntries(project);
  const units = [
    ...files.flatMap((file) => unitOfFile(file, kind)),
    ...unitsOfScripts(writers, deployedFiles(project).files, kind),
  ];
  if (units.length === 0) return [];
  const changed = changedNames(files, scripts(project), kind);
  return units.filter(({ name }) => !changed.has(name));
}

function unitOfFile(file: FileEntry, kind: UnitKind): OwnUnit[] {
  const { text: target, place } = file.name;
  const content = scalarOf(file.content);
  if (!kind.path.test(target) || !content || content.holdsFunction) return [];
  return unitOf(target, mapScalar(content), kind, { place, file });
}

/** A file that hooks and hooks of configuration deployments copy alike is one unit. */
const unitsOfScripts = (
  scripts: readonly InstanceScript[],
  files: readonly ProjectFile[],
  kind: UnitKind,
): OwnUnit[] => {
  const written = scripts
    .flatMap((script) => filesWrittenIn(script, files, isUnitFolder))
    .filter(({ target }) => kind.path.test(target.value));
  return [...firstOfEach(written, ({ source, target }) => source ?? target.place)].flatMap((one) =>
    unitOfScript(one, kind),
  );
};

function unitOfScript({ target, text, isExpanded, source }: WrittenFile, kind: UnitKind): OwnUnit[] {
  const header = text && kind.section.exec(text.text);
  if (!text || (!source && !header)) return [];
  if (isExpanded && text.text.split('\n').some(mayAddSetting)) return [];
  const place =
    source && header ? placeOf(source, header.index, header.index + header[0].length) : target.place;
  return unitOf(target.value, text, kind, { place, file: undefined });
}

/** A line of which a shell makes another setting, or a value that decides about others. */
const mayAddSetting = (line: string): boolean =>
  /^[^=]*[$`]/.test(line) || /^[ \t]*(?:Type|Restart)[ \t]*=.*[$`]/.test(line);

function unitOf(
  path: string,
  text: MappedText,
  { ending }: UnitKind,
  facts: Pick<OwnUnit, 'place' | 'file'>,
): OwnUnit[] {
  // systemd itself knows ${NAME}.
  if (isTemplate(text.text.replaceAll(/\$\{\w+\}/g, '$NAME'))) return [];
  return [{ ...facts, name: nameOf(path, ending), settings: parseUnit(text) }];
}

const nameOf = (path: string, ending: string): string => {
  const name = baseName(path);
  return name.endsWith(ending) ? name.slice(0, -ending.length) : name;
};

/** The units whose files scripts change or add to, and those with files beside them that add settings. */
const changedNames = (
  files: readonly FileEntry[],
  scripts: readonly InstanceScript[],
  { ending }: UnitKind,
): ReadonlySet<string> =>
  new Set([
    ...files.flatMap(({ name }) => namesWithMore(name.text, ending)),
    ...scripts.flatMap(({ text }) => namesWithMore(text, ending)),
    ...scripts
      .filter(({ text }) => text.includes(ending))
      .flatMap(({ script }) =>
        wordUses(script)
          .filter(changesText)
          .map(({ word }) => nameOf(word.text, ending)),
      ),
  ]);

const namesWithMore = (text: string, ending: UnitKind['ending']): string[] =>
  text.includes(`${ending}.d`) ? Array.from(text.matchAll(MORE[ending]), ([, name = '']) => name) : [];

const MORE = {
  '.service': /([\w@-]{1,200})\.service\.d\b/g,
  '.timer': /([\w@-]{1,200})\.timer\.d\b/g,
} as const;

const changesText = ({ use, commands }: WordUse): boolean => {
  const command = commands.at(-1);
  if (!command) return false;
  if (use === 'changes') return !changesNoContent(command);
  return use === 'writes' && isAppending(command);
};
