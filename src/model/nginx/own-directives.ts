import type { NginxDirective } from '../../parse/nginx/nginx.js';
import { oncePer } from '../../util/memo.js';
import type { Nginx } from './nginx.js';

/**
 * Every directive in a project's files for nginx, with those in blocks, however the files get to the instance. What one
 * of them defines, another may use: files that are not installed together are not known to be apart.
 */
export const ownDirectives = oncePer(({ files }: Nginx): readonly NginxDirective[] =>
  files.flatMap(({ content }) => withBlocks(content.directives)),
);

const withBlocks = (directives: readonly NginxDirective[]): NginxDirective[] =>
  directives.flatMap((directive) => [directive, ...withBlocks(directive.block ?? [])]);
