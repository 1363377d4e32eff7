import type { Options } from '../../cli/parse-flags.js';
import { UsageError } from '../../cli/usage-error.js';
import { paintDiff } from '../../fix/paint-diff.js';
import { patchForLog } from '../../fix/patch-for-log.js';
import type { Ports } from '../../ports/ports.js';
import { withoutControls } from '../../report/text/one-line.js';

/**
 * For `git apply`, in a file as it is; for eyes without what would act on their terminal, for a log without what would
 * command a build service.
 * @throws UsageError where that cannot be kept apart
 */
export function patch(
  diff: string,
  { outputFile }: Options,
  { stdout }: Ports,
  color: () => boolean,
): string {
  if (outputFile !== undefined) return diff;
  const text = patchForLog(stdout.isTTY ? withoutControls(diff) : diff);
  if (text !== undefined) return stdout.isTTY && color() ? paintDiff(text) : text;
  throw new UsageError(
    'The diff contains text that a build service would read as a command. Write it to a file with --output-file.',
  );
}
