import { configFiles } from '../model/bundle/config-files.js';
import type { Project } from '../model/project.js';
import type { ConfigFile } from '../parse/config-file/config-file.js';
import { aliasedPlaces } from '../parse/tree/aliased-places.js';
import type { Edit } from '../rules/rule.js';
import { touching } from '../source/place.js';
import { oncePer } from '../util/memo.js';
import type { Diagnostic } from './diagnostic.js';

/** A diagnostic without its fix, where that would change what an alias uses elsewhere as well. */
export function withoutAliasedFix(diagnostic: Diagnostic, project: Project): Diagnostic {
  const { fix, ...rest } = diagnostic;
  const isAliased = ({ file, span }: Edit): boolean => {
    const config = configFiles(project).find((candidate) => candidate.file === file);
    return config !== undefined && touchesAliased(config)(span);
  };
  return fix?.edits.some(isAliased) ? rest : diagnostic;
}

const touchesAliased = oncePer((config: ConfigFile) =>
  touching([...aliasedPlaces(config)].map(({ span }) => span)),
);
