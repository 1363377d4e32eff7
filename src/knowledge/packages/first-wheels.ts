import { lookUp } from '../../util/collections.js';
import { compareVersions } from '../../util/compare.js';

/**
 * The first versions of packages that pip can install with a version of Python. Older ones have no wheel for it, and the index has
 * no source code of them for it (scipy since 1.7, tensorflow, torch), or source code that does not compile: greenlet with Python
 * itself, numpy and scipy without its distutils, the others with the tools of today.
 * https://www.psycopg.org/docs/news.html
 * https://www.tensorflow.org/install/source#tested_build_configurations
 * https://github.com/pytorch/pytorch/blob/main/RELEASE.md#release-compatibility-matrix
 * https://github.com/python-greenlet/greenlet/issues/303
 * https://github.com/pallets/markupsafe/issues/187
 * https://github.com/numpy/numpy/issues/29345
 * https://github.com/numpy/numpy/issues/24318
 * https://numpy.org/doc/stable/release/2.1.0-notes.html
 * https://numpy.org/doc/stable/release/2.3.2-notes.html
 * https://github.com/scipy/scipy/issues/17957
 * https://scipy.github.io/devdocs/release/1.11.2-notes.html
 * https://scipy.github.io/devdocs/release/1.14.1-notes.html
 * https://scipy.github.io/devdocs/release/1.16.1-notes.html
 * https://github.com/pandas-dev/pandas/issues/61139
 * https://github.com/pandas-dev/pandas/pull/62415
 * https://github.com/pytorch/pytorch/pull/174634
 * https://github.com/yaml/pyyaml/issues/724
 * https://github.com/PyO3/pyo3/issues/4248
 * https://github.com/pydantic/pydantic/issues/13293
 * https://cffi.readthedocs.io/en/stable/whatsnew.html
 * https://pillow.readthedocs.io/en/stable/releasenotes/index.html
 * https://lxml.de/changes-5.3.0.html
 * Read on 2026-12-02 from these pages, and not from the list of files on https://pypi.org. Without a wheel, cffi, lxml and pillow are
 * compiled with the headers of a library, and pydantic-core with a PyO3 that refuses a newer Python.
 */
const FIRST_WHEELS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  cffi: { '3.11': '1.15.1', '3.12': '1.16', '3.13': '1.17', '3.14': '2.0' },
  greenlet: { '3.11': '1.1.3', '3.12': '3.0' },
  lxml: { '3.12': '4.9.3', '3.13': '5.3' },
  markupsafe: { '3.11': '1.1.1', '3.12': '1.1.1', '3.13': '1.1.1', '3.14': '1.1.1' },
  numpy: { '3.12': '1.26', '3.13': '2.1', '3.14': '2.3.2' },
  pandas: { '3.12': '2.1.1', '3.13': '2.2.3', '3.14': '2.3.3' },
  pillow: { '3.11': '9.3', '3.12': '10.0', '3.13': '10.4', '3.14': '11.3' },
  'psycopg2-binary': { '3.11': '2.9.5', '3.12': '2.9.9', '3.13': '2.9.10', '3.14': '2.9.11' },
  pydantic: { '3.13': '2.8', '3.14': '2.12' },
  'pydantic-core': { '3.13': '2.20', '3.14': '2.41' },
  pyyaml: { '3.11': '6.0', '3.12': '6.0.1', '3.13': '6.0.1', '3.14': '6.0.1' },
  scipy: { '3.12': '1.11.2', '3.13': '1.14.1', '3.14': '1.16.1' },
  tensorflow: { '3.11': '2.12', '3.12': '2.16' },
  torch: { '3.11': '1.13', '3.12': '2.2', '3.13': '2.5' },
};

/**
 * Versions before these ones compile: PyYAML did not ask for Cython then, of which the newest one is too new for it, and pydantic had
 * no part in Rust.
 */
const COMPILES_BEFORE: Readonly<Record<string, string>> = { pydantic: '2.0', pyyaml: '5.4' };

/** Versions from these on have other tools, and compile where a compiler and libraries are there. */
const MAY_COMPILE_FROM: Readonly<Record<string, string>> = { numpy: '1.26', pandas: '2.1', scipy: '1.11' };

/** The first version of a package that pip can install with a version of Python, where a version of the package is older than that. */
export function laterWheel(name: string, version: string | undefined, python: string): string | undefined {
  const first = lookUp(lookUp(FIRST_WHEELS, name) ?? {}, python);
  if (version === undefined || first === undefined) return undefined;
  const isBetween =
    compareVersions(version, lookUp(COMPILES_BEFORE, name) ?? '0') >= 0 &&
    compareVersions(version, lookUp(MAY_COMPILE_FROM, name) ?? first) < 0;
  return isBetween ? first : undefined;
}

/**
 * The first versions that run with a version of Python, of packages that pip installs all the same. Django before 4.2 imports cgi, which
 * Python 3.13 does not have. https://docs.python.org/3.13/whatsnew/3.13.html#pep-594
 */
const FIRST_RUNNING: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  django: { '3.13': '4.2', '3.14': '4.2' },
};

/** The first version of a package that runs with a version of Python, where the newest one asked for is older. */
export function laterRunning(name: string, version: string | undefined, python: string): string | undefined {
  const first = lookUp(lookUp(FIRST_RUNNING, name) ?? {}, python);
  return version !== undefined && first !== undefined && compareVersions(version, first) < 0
    ? first
    : undefined;
}

/**
 * Versions of widely used packages from which on they need a newer Python than some branch has, the newest first.
 * https://docs.djangoproject.com/en/6.0/releases/6.0/#python-compatibility
 * https://docs.djangoproject.com/en/5.2/releases/5.0/#python-compatibility
 * https://numpy.org/doc/stable/release/2.1.0-notes.html
 * https://numpy.org/doc/stable/release/2.3.0-notes.html
 * https://scipy.github.io/devdocs/release/1.14.0-notes.html
 * https://scipy.github.io/devdocs/release/1.16.0-notes.html
 * https://scipy.github.io/devdocs/release/1.18.0-notes.html
 */
const NEEDED_PYTHONS: Readonly<
  Record<string, readonly { readonly from: string; readonly python: string }[]>
> = {
  django: [
    { from: '6.0', python: '3.12' },
    { from: '5.0', python: '3.10' },
  ],
  numpy: [
    { from: '2.3', python: '3.11' },
    { from: '2.1', python: '3.10' },
  ],
  scipy: [
    { from: '1.18', python: '3.12' },
    { from: '1.16', python: '3.11' },
    { from: '1.14', python: '3.10' },
  ],
};

/**
 * The version of Python that a package needs, where that is newer than the one there is and the lowest version asked for needs it;
 * and the first version of the package that the one there is is too old for.
 */
export function neededPython(name: string, lowest: string | undefined, python: string) {
  const tooNew = lookUp(NEEDED_PYTHONS, name)?.filter((one) => compareVersions(one.python, python) > 0);
  const needed =
    lowest === undefined ? undefined : tooNew?.find(({ from }) => compareVersions(lowest, from) >= 0);
  const from = tooNew?.at(-1)?.from;
  return needed && from !== undefined ? { python: needed.python, from } : undefined;
}
