import { isTemplate } from '../../knowledge/placeholders/placeholders.js';
import { recognizeSection } from '../../parse/config-file/recognize-section.js';
import { type FileEntry, nameOf, scalarOf } from '../../parse/config-file/sections.js';
import { type MappedText, mappedText } from '../../parse/shell/word.js';
import type { ScalarNode } from '../../parse/yaml/node.js';
import { mapScalar } from '../../parse/yaml/scalar-text.js';
import { placeOf, SourceFile } from '../../source/index.js';
import { lazily, oncePer } from '../../util/memo.js';
import { fileEntries } from '../bundle/config-files.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { fact } from '../fact.js';
import { platform } from '../platform/find-platform.js';
import { osOf } from '../platform/platform.js';
import type { ProjectFile } from '../project.js';
import { scripts } from '../scripts/scripts.js';
import type { ProxyFile } from './proxy-file.js';
import { isProxyConfiguration, proxyPathOf, type ProxyProgram } from './proxy-paths.js';
import { proxyWritesOf } from './proxy-writes.js';

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
