import { lookUp } from '../../util/look-up.js';

/** Why pip cannot install a package on Linux. */
export interface Uninstallable {
  /** The versions that are meant; all of them where this is left out. */
  readonly versions?: RegExp;
  /** `windows` where it is right on Windows, `frozen` where `pip freeze` took it from the operating system of another machine. */
  readonly kind: 'windows' | 'frozen';
}

/**
 * Packages of which the index has no file that pip can install on Linux, or whose sources do not compile there.
 * https://github.com/mhammond/pywin32/issues/1834
 * https://github.com/twisted/twisted/issues/12020
 * https://bugs.launchpad.net/ubuntu/+source/python-pip/+bug/1635463
 */
const UNINSTALLABLE: Readonly<Record<string, Uninstallable>> = {
  'aws-cfn-bootstrap': { versions: /^==\s*2\.0$/, kind: 'frozen' },
  'pkg-resources': { versions: /^==\s*0\.0\.0$/, kind: 'frozen' },
  pypiwin32: { kind: 'windows' },
  pywin32: { kind: 'windows' },
  'twisted-iocpsupport': { kind: 'windows' },
};

/** What is known of a package that pip cannot install on Linux; undefined for all others. */
export function uninstallable(name: string, versions: string): Uninstallable | undefined {
  const known = lookUp(UNINSTALLABLE, name);
  return known?.versions?.test(versions) === false ? undefined : known;
}
