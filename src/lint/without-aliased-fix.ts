import { aliasedPlaces } from '../parse/aliased-places.js';
import type { Project } from '../model/project.js';
import type { Edit } from '../rules/rule.js';
import type { Diagnostic } from './diagnostic.js';
import { touches } from './keeps-meaning.js';

/** A diagnostic without its fix, where that would change what an alias uses elsewhere as well. */
export function withoutAliasedFix(diagnostic: Diagnostic, { configFiles }: Project): Diagnostic {
  const { fix, ...rest } = diagnostic;
  const isAliased = ({ file, span }: Edit): boolean => {
    const config = configFiles.find((candidate) => candidate.file === file);
    return config !== undefined && [...aliasedPlaces(config)].some((place) => touches(span, place.span));
  };
  return fix?.edits.some(isAliased) ? rest : diagnostic;
}
