/** The folders in which version control systems keep what they believe, and what they run. */
export const VERSION_CONTROL = ['.git', '.hg', '.svn', '.jj'] as const;

/** Characters that HFS+ leaves out of a name before it looks for the file. */
const NOT_SEEN = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;

/** As it is, or as the short name that Windows makes of it. Windows leaves out the dots and spaces at an end. */
const NAMES = /^(?:\.(?:GIT|HG|SVN|JJ)|(?:GIT|HG|SVN|JJ)~\d+)[. ]*$/;

/**
 * Whether some system takes the name of a file for that of such a folder: letter case may not matter, and for Windows a name
 * ends before that of a stream.
 */
export const isVersionControl = (name: string): boolean =>
  NAMES.test(name.split(':', 1).join('').replace(NOT_SEEN, '').toUpperCase());
