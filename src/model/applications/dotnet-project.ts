import { withoutXmlComments } from '../../parse/xml-elements.js';
import { type Place, placeOf, type SourceFile, startOfFile } from '../../source/index.js';
import { deployedFiles } from '../bundle/deployed-files.js';
import { existingFiles } from '../bundle/existing-files.js';
import { fact } from '../fact.js';
import type { Project } from '../project.js';

/** What the only project of .NET in a folder is built to. */
export interface DotnetProject {
  readonly file: SourceFile;
  /** The name of the program and of its library, without an ending. */
  readonly assembly: string;
  /** Where that name is, or the start of the file that has it as its own name. */
  readonly namedAt: Place;
  /** The version of .NET that it is built for, such as `8`; undefined where the build brings its own, or where it is not known. */
  readonly version: string | undefined;
  readonly versionAt: Place;
}

/** What brings the runtime along, or lets another one take its place. */
const BRINGS_RUNTIME = /SelfContained|RuntimeIdentifier|PublishAot|PublishSingleFile|RollForward/;

/**
 * Undefined where there is none or more than one, and where files beside it may decide.
 * https://learn.microsoft.com/en-us/dotnet/core/project-sdk/msbuild-props
 */
export function dotnetProjectIn(folder: string, project: Project): DotnetProject | undefined {
  const existing = existingFiles(deployedFiles(project));
  const names = [...(existing.in(folder)?.keys() ?? [])];
  const [name, ...others] = names.filter((one) => /.\.(?:cs|fs|vb)proj$/.test(one));
  const around = [...names, ...(existing.in('')?.keys() ?? [])];
  if (name === undefined || others.length > 0 || around.some((one) => /^Directory\.Build\./.test(one)))
    return undefined;
  const file = existing.source(folder === '' ? name : `${folder}/${name}`);
  if (!file) return undefined;
  const text = withoutXmlComments(file.text);
  const [assembly, ...assemblies] = text.matchAll(/<AssemblyName[^<>]*>([^<>]*)</g);
  const stem = name.replace(/\.\w+$/, '');
  const written = assembly?.[1]?.trim() ?? stem;
  const [framework, ...frameworks] = text.matchAll(/<TargetFrameworks?>\s*net(\d{1,2})\.0\s*</g);
  const isOpen = frameworks.length > 0 || text.includes('<TargetFrameworks>') || BRINGS_RUNTIME.test(text);
  if (assemblies.length > 0 || !/^[\w.-]+$/.test(written)) return undefined;
  const at = (match: RegExpExecArray | undefined) =>
    match ? placeOf(file, match.index, match.index + match[0].length - 1) : startOfFile(file);
  return {
    file,
    assembly: written,
    namedAt: at(assembly),
    version: isOpen ? undefined : framework?.[1],
    versionAt: at(framework),
  };
}

/** That in the root. */
export const dotnetProject = fact('dotnetProject', (project) => dotnetProjectIn('', project));
