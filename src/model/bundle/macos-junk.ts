import type { ProjectFile } from '../project.js';

/** Where Elastic Beanstalk finds it: beside the real file, or where the archiver of macOS puts it. */
const APPLE_DOUBLE_NAME = /^(?:__MACOSX\/(?:.*\/)?)?\.ebextensions\/\._[^/]+\.config$/;

/** With these bytes every AppleDouble file begins. https://www.rfc-editor.org/rfc/rfc1740 */
const APPLE_DOUBLE_MARK = '\0\u0005\u0016\u0007';

/**
 * Whether a file is an AppleDouble file, which macOS writes beside a real one to keep what other file systems have no
 * place for. Elastic Beanstalk reads it as configuration.
 */
export const isMacosJunk = (file: ProjectFile): boolean =>
  APPLE_DOUBLE_NAME.test(file.name) &&
  !('unreadable' in file) &&
  (!('source' in file) || file.source.text.startsWith(APPLE_DOUBLE_MARK));
