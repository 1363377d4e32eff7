import { isTemplate } from '../../knowledge/placeholders.js';
import type { ConfigFile } from '../../parse/config-file/config-file.js';
import { mappedText, type MappedText } from '../../parse/shell/word.js';
import { mapScalar } from '../../parse/yaml/scalar-text.js';
import { placeOf, SourceFile, type Located, type Place } from '../../source/index.js';
import { lazily } from '../../util/lazily.js';
import { oncePer } from '../../util/once-per.js';
import type { ProjectFile } from '../bundle/project-files.js';

export type ProxyProgram = 'nginx' | 'httpd';

/**
 * How a file gets to the proxy:
 * - `platform`: in `.platform/nginx`, which Elastic Beanstalk copies over its own files
 * - `ebextensions`: in `.ebextensions/nginx`, where it looked on Amazon Linux 1
 * - `files`: written by an entry of `files:`
 */
type ProxyFileOrigin = 'platform' | 'ebextensions' | 'files';

/** A configuration file of the proxy that a project brings or writes. */
export interface ProxyFile {
  readonly program: ProxyProgram;
  /** Below `/etc/nginx` or `/etc/httpd`. */
  readonly path: string;
  readonly origin: ProxyFileOrigin;
  /** Where it begins in the bundle, or the path that an entry of `files:` writes to. */
  readonly place: Place;
  /** The absolute path that is written to; undefined for a file of the bundle. */
  readonly target: Located<string> | undefined;
  /** Undefined where the project does not tell. */
  readonly content: () => MappedText | undefined;
}

/** Every file of the proxy, those of the bundle first. */
export const proxyFilesOf = (
  files: readonly ProjectFile[],
  configFiles: readonly ConfigFile[],
): ProxyFile[] => [...files.flatMap(inBundle), ...configFiles.flatMap(writtenBy)];

const FOLDER = /^\.(platform|ebextensions)\/(nginx|httpd)\/(.+)$/;

function inBundle(file: ProjectFile): ProxyFile[] {
  const [, origin, program, path] = FOLDER.exec(file.name) ?? [];
  if (!origin || !program || !path) return [];
  const source = 'source' in file ? file.source : undefined;
  return [
    {
      program: program as ProxyProgram,
      path,
      origin: origin as 'platform' | 'ebextensions',
      place: placeOf(source ?? new SourceFile(file.path, file.name, ''), 0, 0),
      target: undefined,
      content: () => (source && !isFilledIn(source.text) ? wholeText(source) : undefined),
    },
  ];
}

/** Whether a template engine makes the file before it means anything; `${name}` in small letters is a variable of nginx. */
const isFilledIn = (text: string): boolean => isTemplate(text.replaceAll(/\$\{[a-z]\w*\}/g, '$name'));

const wholeText = oncePer((source: SourceFile) => mappedText(source, 0, source.text.length));

const INSTALLED = /^\/etc\/(nginx|httpd)\/(.+)$/;
const STAGED = /^\/var\/proxy\/staging\/(nginx|httpd)\/(.+)$/;

/** The program and the path of a file of the proxy on an instance; undefined for any other path. */
export function proxyPathOf(
  target: string,
): { readonly program: ProxyProgram; readonly path: string; readonly isStaged: boolean } | undefined {
  const isStaged = STAGED.test(target);
  const [, program, path] = (isStaged ? STAGED : INSTALLED).exec(target) ?? [];
  return program && path ? { program: program as ProxyProgram, path, isStaged } : undefined;
}

const writtenBy = ({ files }: ConfigFile): ProxyFile[] =>
  files.flatMap(({ target, content }) => {
    const written = proxyPathOf(target.value);
    if (!written) return [];
    const { program, path } = written;
    return [
      {
        program,
        path,
        origin: 'files',
        place: target.place,
        target,
        content: lazily(() =>
          content && !content.holdsFunction && !isFilledIn(content.written) ? mapScalar(content) : undefined,
        ),
      },
    ];
  });
