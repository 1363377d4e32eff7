import { compareVersions } from '../../util/compare-versions.js';
import { lookUp } from '../../util/look-up.js';

/**
 * The first versions of packages with a wheel for Linux and a version of Python; of tensorflow and torch, the index has no source
 * code that pip could compile instead.
 * https://www.psycopg.org/docs/news.html
 * https://www.tensorflow.org/install/source#tested_build_configurations
 * https://github.com/pytorch/pytorch/blob/main/RELEASE.md#release-compatibility-matrix
 */
const FIRST_WHEELS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'psycopg2-binary': { '3.11': '2.9.5', '3.12': '2.9.9', '3.13': '2.9.10', '3.14': '2.9.11' },
  tensorflow: { '3.11': '2.12', '3.12': '2.16' },
  torch: { '3.11': '1.13', '3.12': '2.2', '3.13': '2.5' },
};

/** The first version of a package with a wheel for a version of Python, where a version of the package is older than that. */
export function laterWheel(name: string, version: string | undefined, python: string): string | undefined {
  const first = lookUp(lookUp(FIRST_WHEELS, name) ?? {}, python);
  return version !== undefined && first !== undefined && compareVersions(version, first) < 0
    ? first
    : undefined;
}
