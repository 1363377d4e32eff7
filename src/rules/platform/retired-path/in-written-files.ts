import { mayNameRetiredPath, retiredPaths } from '../../../knowledge/platform/retired-paths.js';
import { deployedFiles } from '../../../model/bundle/deployed-files.js';
import { hasShebang, type InstanceScript } from '../../../model/execution/instance-script.js';
import { liveScripts } from '../../../model/paths/retired-hooks.js';
import { filesWrittenIn, type WrittenFile } from '../../../model/paths/written-files.js';
import type { Project } from '../../../model/project.js';
import { scriptsNaming } from '../../../model/scripts/named-files.js';
import { placeOfMapped, sliceMapped } from '../../../parse/shell/word.js';
import type { Place } from '../../../source/index.js';
import { firstOfEach } from '../../../util/collections.js';
import { baseName } from '../../../util/paths.js';
import type { Finding } from '../../rule.js';
import { findingsIn, pathsInLines } from './in-content.js';

/**
 * The paths in files that scripts write, or copy from the bundle; one finding for each kind and file.
 * @param unused where files are written that nothing reads
 */
export function* inWrittenFiles(
  project: Project,
  isKnown: (path: string) => boolean,
  unused: ReadonlySet<Place>,
): Generator<Finding> {
  const written = writersIn(project)
    .flatMap((script) => filesWrittenIn(script, deployedFiles(project).files, () => true))
    .filter((file) => isData(file) && !unused.has(file.target.place));
  for (const { text } of firstOfEach(written, ({ source, target }) => source ?? target.place)) {
    if (!text || !mayNameRetiredPath(text.text)) continue;
    yield* findingsIn(pathsInLines(text.text, isKnown), (start, end) =>
      placeOfMapped(sliceMapped(text, start, end)),
    );
  }
}

/** The scripts that may write such a path, or copy a file with one: others are not parsed. */
function writersIn(project: Project): readonly InstanceScript[] {
  const { files } = deployedFiles(project);
  const copiers = new Set(
    files.flatMap((file) =>
      'source' in file && mayNameRetiredPath(file.source.text)
        ? (scriptsNaming(liveScripts(project)).naming(baseName(file.name)) ?? [])
        : [],
    ),
  );
  return liveScripts(project).filter(
    (script) =>
      script.stage && (copiers.has(script) || (WRITES.test(script.text) && mayNameRetiredPath(script.text))),
  );
}

const WRITES = /<<|\b(?:echo|printf)\b/;

/** Scripts are read as scripts where they run; what is written to a path that nothing reads is another finding. */
const isData = ({ target, text }: WrittenFile): boolean =>
  text !== undefined &&
  !hasShebang(text.text) &&
  /^\/(?!dev\/|tmp\/|var\/(?:log|tmp)\/)/.test(target.value) &&
  !/\.(?:sh|bash|log)$/.test(target.value) &&
  retiredPaths(target.value, 'command').next().done === true;
