/** The last part of a path with slashes. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The path of the folder that a file is in, with the slash at its end; empty for a name without a folder. */
export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);
