/** The files directly in `.ebextensions` whose names end in `.config`: nothing else there is read. */
export const isConfigFile = (name: string): boolean => /^\.ebextensions\/[^/]+\.config$/.test(name);

/** Files beside them whose names end as those of YAML and JSON files do, or in another case: they are parsed to tell what they would mean. */
export const MEANT_AS_CONFIG_FILE =
  /^(\.ebextensions\/[^/]+?)(?:(?:\.config)?\.(?:ya?ml|json|conf)|\.config)$/i;

/**
 * Files in folders below `.ebextensions`. In two of them Amazon Linux 1 kept what belongs to its proxies, and in others
 * people keep what they do not use.
 */
export const IN_FOLDER_BELOW =
  /^\.ebextensions\/(?!nginx\/|httpd\/|[^/]*(?:archive|backup|bak|deprecated|disabled|example|inactive|off|old|sample|template|unused)[^/]*\/)(?:[^/]+\/)+[^/]+\.config$/i;

/** Files in `.platform`, which only has folders for hooks and for the proxies. */
export const IN_PLATFORM_FOLDER =
  /^\.platform\/(?!(?:config)?hooks\/|nginx\/|httpd\/|[^/]*(?:archive|backup|bak|deprecated|disabled|example|inactive|off|old|sample|template|unused)[^/]*\/)(?:[^/]+\/)*[^/]+\.config$/i;
