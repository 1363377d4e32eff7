import { isTemplate } from '../../knowledge/placeholders/placeholders.js';
import { recognizeSection } from '../../parse/config-file/recognize-section.js';
import { type FileEntry, nameOf, scalarOf } from '../../parse/config-file/sections.js';
import type { Guard } from '../../parse/shell/script.js';
import { type MappedText, mappedText } from '../../parse/shell/word.js';
import type { ScalarNode } from '../../parse/yaml/node.js';
import { mapScalar } from '../../parse/yaml/scalar-text.js';
import { type Located, type Place, placeOf, SourceFile } from '../../source/index.js';
import { lazily, oncePer } from '../../util/memo.js';
import { fileEntries } from '../bundle/config-files.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import type { InstanceScript } from '../execution/instance-script.js';
import { fact } from '../fact.js';
import { platform } from '../platform/find-platform.js';
import { osOf } from '../platform/platform.js';
import type { ProjectFile } from '../project.js';
import { scripts } from '../scripts/scripts.js';
import { isProxyConfiguration, proxyPathOf, type ProxyProgram } from './proxy-paths.js';
import { proxyWritesOf } from './proxy-writes.js';

/**
 * How a file gets to the proxy:
 * - `platform`: in `.platform/nginx`, which Elastic Beanstalk copies over its own files
 * - `ebextensions`: in `.ebextensions/nginx`, where it looked on Amazon Linux 1
 * - `files`: written by an entry of `files:`
 * - `script`: written or changed by a script
 */
type ProxyFileOrigin = 'platform' | 'ebextensions' | 'files' | 'script';

/** A configuration file of the proxy that a project brings or writes. */
export interface ProxyFile {
  readonly program: ProxyProgram;
  /** Below `/etc/nginx` or `/etc/httpd`. */
  readonly path: string;
  readonly origin: ProxyFileOrigin;
  /** Where it begins in the bundle, or the path that is written to. */
  readonly place: Place;
  /** The absolute path that is written to; undefined for a file of the bundle. */
  readonly target: Located<string> | undefined;
  /** The script that writes it, and the conditions on the way there. */
  readonly script?: InstanceScript;
  readonly guards?: readonly Guard[];
  /** The script changes what is there: `sed -i`. */
  readonly isChange?: boolean;
  /** Undefined where the project does not tell. */
  readonly content: () => MappedText | undefined;
}

/** The configuration files of the proxy that the project brings or writes, those of the bundle first. */
export const proxyFiles = fact('proxyFiles', (project): readonly ProxyFile[] => {
  if (osOf(platform(project)) === 'windows') return [];
  // The last of several entries with one path takes precedence.
  const contents = lazily(
    () => new Map(fileEntries(project).map(({ name, content }) => [name.text, scalarOf(content)])),
  );
  return [
    ...deployedFiles(project).files.flatMap(inBundle),
    ...fileEntries(project).flatMap(writtenBy),
    ...proxyWritesOf(
      scripts(project).filter(({ stage }) => stage),
      (path) => knownText(contents().get(path)),
    ),
  ];
});

/**
 * Below them, a `.config` file with sections of Elastic Beanstalk's is not one of the proxy, but one that is not read.
 */
const FOLDER = /^\.(platform|ebextensions)\/(nginx|httpd)\/(.+)$/;

function inBundle(file: ProjectFile): ProxyFile[] {
  const [, origin, program, path] = FOLDER.exec(file.name) ?? [];
  if (!origin || !program || !path) return [];
  const source = 'source' in file ? file.source : undefined;
  if (source && path.endsWith('.config') && recognizeSection(source)) return [];
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

/** The content of an entry of `files`, where the text is all that it will be. */
const knownText = (content: ScalarNode | undefined): MappedText | undefined =>
  content && !content.holdsFunction && !isFilledIn(content.written) ? mapScalar(content) : undefined;

const wholeText = oncePer((source: SourceFile) => mappedText(source));

function writtenBy(file: FileEntry): ProxyFile[] {
  const target = nameOf(file);
  const written = proxyPathOf(target.value);
  if (!written || !isProxyConfiguration(written)) return [];
  const { program, path } = written;
  return [
    {
      program,
      path,
      origin: 'files',
      place: target.place,
      target,
      content: lazily(() => knownText(scalarOf(file.content))),
    },
  ];
}
