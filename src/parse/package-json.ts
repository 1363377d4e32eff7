import type { SourceFile } from '../source/index.js';
import { oncePer } from '../util/memo.js';
import { parseDataFile } from './data-file.js';
import { child, entriesOf, type MapEntry, scalar, type ScalarNode } from './yaml/node.js';

/** What `package.json` says, as far as Elastic Beanstalk and npm go by it. */
export interface PackageJson {
  readonly file: SourceFile;
  /** Its own keys. */
  readonly keys: ReadonlySet<string>;
  readonly scripts: readonly MapEntry[];
  /** The text of a script; undefined where there is none of that name. */
  readonly script: (name: string) => ScalarNode | undefined;
  /** The packages below a key. */
  readonly packages: (kind: DependencyKind) => readonly MapEntry[];
  /** The versions of Node.js that it asks for. */
  readonly nodeRange: ScalarNode | undefined;
}

type DependencyKind = 'dependencies' | 'devDependencies' | 'optionalDependencies' | 'peerDependencies';

/** Undefined where it cannot be read. */
export const parsePackageJson = oncePer((file: SourceFile): PackageJson | undefined => {
  const { root } = parseDataFile(file);
  if (!root) return undefined;
  const scripts = child(root, 'scripts');
  return {
    file,
    keys: new Set(entriesOf(root).map(({ key }) => key.text)),
    scripts: entriesOf(scripts),
    script: (name) => scalar(scripts, name),
    packages: (kind) => entriesOf(child(root, kind)),
    nodeRange: scalar(child(root, 'engines'), 'node'),
  };
});
