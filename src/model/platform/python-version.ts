import { oldestVersion } from '../../knowledge/platform/platform-branches.js';
import { parsePlatformName } from '../../parse/platform-name.js';
import type { Platform } from './platform.js';

/** The oldest version of Python that a project may get: that of its branch, if that is supported. */
export const oldestPython = ({ name }: Pick<Platform, 'name'>): string =>
  oldestVersion('python', parsePlatformName(name ?? '').version) ?? '';
