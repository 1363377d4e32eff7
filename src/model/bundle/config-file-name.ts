/** The files directly in `.ebextensions` whose names end in `.config`: nothing else there is read. */
export const isConfigFile = (name: string): boolean => /^\.ebextensions\/[^/]+\.config$/.test(name);

/** Files beside them whose names end as those of YAML and JSON files do, or in another case: they are parsed to tell what they would mean. */
export const INTENDED_AS_CONFIG_FILE =
  /^(\.ebextensions\/[^/]+?)(?:(?:\.config)?\.(?:ya?ml|json|conf)|\.config)$/i;

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
