import { editDistance } from '../../util/nearest.js';

/** The files directly in `.ebextensions` whose names end in `.config`: nothing else there is read. */
export const isConfigFile = (name: string): boolean => /^\.ebextensions\/[^/]+\.config$/.test(name);

/** Endings of YAML and JSON files, another case of the right one, and what editors add to it. */
const OTHER_ENDING = /(?:(?:\.config)?\.(?:ya?ml|json|conf|cfg)|\.config(?:\.txt)?)$/i;

/** A misspelled ending, or one that is set off by another sign; the whole name where it has no ending. */
const WRITTEN_ENDING = /^(.+?)(?:[._-]([a-z]+))?$/i;

/**
 * What comes before `.config` in the name that was intended for a file directly in `.ebextensions`; undefined for a name that
 * says something else. Such files are parsed to tell what they would mean.
 */
export function intendedStem(name: string): string | undefined {
  const [, file] = /^\.ebextensions\/([^/]+)$/.exec(name) ?? [];
  if (file === undefined || isConfigFile(name)) return undefined;
  if (OTHER_ENDING.test(file)) return file.replace(OTHER_ENDING, '') || undefined;
  const [, stem, ending = ''] = WRITTEN_ENDING.exec(file) ?? [];
  if (stem !== undefined && ending.length > 3 && editDistance(ending.toLowerCase(), 'config') <= 2)
    return stem;
  return file.includes('.') ? undefined : file;
}

/** What people call folders of what they do not use. */
const UNUSED =
  '[^/]*(?:archive|backup|bak|deprecated|disabled|example|inactive|off|old|sample|template|unused)[^/]*/';

/** Files in folders below `.ebextensions`, apart from those where people keep what they do not use. */
export const IN_FOLDER_BELOW = new RegExp(
  String.raw`^\.ebextensions/(?!${UNUSED})(?:[^/]+/)+[^/]+\.config$`,
  'i',
);

/** Files in `.platform`, which has folders for hooks, where every file is one, and for the configuration of the proxies. */
export const IN_PLATFORM_FOLDER = new RegExp(
  String.raw`^\.platform/(?!(?:config)?hooks/|${UNUSED})(?:[^/]+/)*[^/]+\.config$`,
  'i',
);

/** Configuration of .NET and NuGet. */
const OF_DOTNET = 'app|nuget|packages|web';

/** Files of that ending where people put them by mistake: beside `.ebextensions`, or where the EB CLI keeps its own. */
const BESIDE_FOLDER = new RegExp(
  String.raw`^(?:\.elasticbeanstalk/)?(?!(?:${OF_DOTNET})\.(?:[^/]+\.)?config$)[^/]+\.config$`,
  'i',
);

export const isBesideFolder = (name: string): boolean => BESIDE_FOLDER.test(name);
