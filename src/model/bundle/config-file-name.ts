/** The files directly in `.ebextensions` whose names end in `.config`: nothing else there is read. */
export const isConfigFile = (name: string): boolean => /^\.ebextensions\/[^/]+\.config$/.test(name);

/** Files beside them whose names end as those of YAML and JSON files do: they are parsed to tell what they would mean. */
export const MEANT_AS_CONFIG_FILE = /^(\.ebextensions\/[^/]+?)(?:\.config)?\.(?:ya?ml|json|conf)$/i;
