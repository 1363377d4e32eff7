import { oldestVersion } from '../../knowledge/platform/platform-branches.js';
import type { Language, SupportedGeneration } from '../../knowledge/platform/platforms.js';
import { parsePlatformName } from '../../parse/platform-name.js';
import type { Place } from '../../source/index.js';

/** The platform of a project, as far as its files (or `--platform`) tell. */
export interface Platform {
  /** The name as it was written; undefined where nothing names a platform. */
  readonly name: string | undefined;
  /** Where the name is; undefined for `--platform` and where nothing names one. */
  readonly place: Place | undefined;
  readonly language: Language | undefined;
  /**
   * The generation that the next new environment runs on: that of the name, and for a retired one its successor. What no
   * supported platform takes is a mistake, whatever the name says.
   */
  readonly generation: SupportedGeneration | undefined;
  /** Whether the name is that of a retired branch, which no new environment can have. */
  readonly isRetired: boolean;
}

/** The operating system of a platform; undefined where neither the generation nor the language tells it. */
export function osOf({ generation, language }: Platform): 'linux' | 'windows' | undefined {
  if (generation) return generation === 'windows' ? 'windows' : 'linux';
  if (!language || language === 'other') return undefined;
  return language === 'windows' ? 'windows' : 'linux';
}

/** The generations on which a project may run: its own, else all that are supported and fit its language. */
export function possibleGenerations(platform: Platform): readonly SupportedGeneration[] {
  if (platform.generation) return [platform.generation];
  const os = osOf(platform);
  return os === 'windows' ? ['windows'] : os === 'linux' ? ['al2023'] : ['al2023', 'windows'];
}

/** The oldest version of Python that a project may get: that of its branch, if that is supported. */
export const oldestPython = ({ name }: Pick<Platform, 'name'>): string =>
  oldestVersion('python', parsePlatformName(name ?? '').version) ?? '';
