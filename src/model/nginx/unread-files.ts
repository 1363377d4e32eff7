import { originOfDirective } from '../../knowledge/nginx/directives.js';
import type { Nginx, OwnNginxFile } from './nginx.js';

/** The files of `.platform/nginx` that look like configuration and that nothing includes. */
export const unreadNginxFiles = ({ files, installed, ownMain }: Nginx): OwnNginxFile[] =>
  files.filter(
    (file) =>
      file.source.origin === 'platform' &&
      file !== ownMain &&
      !installed.included.has(file) &&
      isConfiguration(file),
  );

/** Certificates, pages and lists lie there as well, and files that are switched off by another ending. */
const isConfiguration = ({ path, content: { directives } }: OwnNginxFile): boolean =>
  /(?:^|\/)[^./][^/]*$/.test(path) &&
  /(?:\.(?:conf|config|cnf|cfg|nginx)|\/[^./]+|^[^./]+)$/.test(path) &&
  directives.length > 0 &&
  directives.every(({ name }) => originOfDirective(name.text) !== 'unknown');
