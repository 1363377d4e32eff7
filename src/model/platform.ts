import type { Place } from '../source/index.js';

export type Language =
  | 'python'
  | 'node'
  | 'ruby'
  | 'php'
  | 'go'
  | 'java'
  | 'tomcat'
  | 'dotnet'
  | 'docker'
  | 'ecs'
  | 'windows'
  | 'other';

/** Amazon Linux AMI, Amazon Linux 2, Amazon Linux 2023, Windows Server. */
export type Generation = 'al1' | 'al2' | 'al2023' | 'windows';

/** The platform of a project, as far as its files (or `--platform`) tell. */
export interface Platform {
  /** The name as it was written; undefined where nothing names a platform. */
  readonly name: string | undefined;
  /** Where the name stands; undefined for `--platform` and where nothing names one. */
  readonly place: Place | undefined;
  readonly language: Language | undefined;
  readonly generation: Generation | undefined;
}
