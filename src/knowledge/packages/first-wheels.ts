import { compareVersions } from '../../util/compare.js';
import { lookUp } from '../../util/collections.js';

/**
 * The first versions of packages that pip can install with a version of Python. Older ones have no wheel for it, and the index has
 * no source code of them (tensorflow, torch), or source code that does not compile: greenlet with Python itself, the others with
 * the tools of today.
 * https://www.psycopg.org/docs/news.html
 * https://www.tensorflow.org/install/source#tested_build_configurations
 * https://github.com/pytorch/pytorch/blob/main/RELEASE.md#release-compatibility-matrix
 * https://github.com/python-greenlet/greenlet/issues/303
 * https://github.com/pallets/markupsafe/issues/187
 * https://github.com/numpy/numpy/issues/29345
 * https://github.com/yaml/pyyaml/issues/724
 */
const FIRST_WHEELS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  greenlet: { '3.11': '1.1.3', '3.12': '3.0' },
  markupsafe: { '3.11': '1.1.1', '3.12': '1.1.1', '3.13': '1.1.1', '3.14': '1.1.1' },
  numpy: { '3.12': '1.26' },
  'psycopg2-binary': { '3.11': '2.9.5', '3.12': '2.9.9', '3.13': '2.9.10', '3.14': '2.9.11' },
  pyyaml: { '3.11': '6.0', '3.12': '6.0.1', '3.13': '6.0.1', '3.14': '6.0.1' },
  tensorflow: { '3.11': '2.12', '3.12': '2.16' },
  torch: { '3.11': '1.13', '3.12': '2.2', '3.13': '2.5' },
};

/** Versions before these ones compile: PyYAML did not ask for Cython then, of which the newest one is too new for it. */
const COMPILES_BEFORE: Readonly<Record<string, string>> = { pyyaml: '5.4' };

/** The first version of a package that pip can install with a version of Python, where a version of the package is older than that. */
export function laterWheel(name: string, version: string | undefined, python: string): string | undefined {
  const first = lookUp(lookUp(FIRST_WHEELS, name) ?? {}, python);
  if (version === undefined || first === undefined) return undefined;
  const isBetween =
    compareVersions(version, lookUp(COMPILES_BEFORE, name) ?? '0') >= 0 &&
    compareVersions(version, first) < 0;
  return isBetween ? first : undefined;
}
