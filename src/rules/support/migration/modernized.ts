import { retiredPaths } from '../../../knowledge/platform/retired-paths.js';
import { scriptOfFile, type Stage } from '../../../model/execution/instance-script.js';
import { scriptUses } from '../../../model/execution/path-uses.js';
import { programRuns } from '../../../model/execution/program-runs.js';
import { retiredKeysIn } from '../../../model/scripts/config-keys.js';
import { SourceFile } from '../../../source/index.js';
import type { Edit } from '../../rule.js';
import { configKeyAnswer } from './config-key-answer.js';
import { pathAnswer } from './path-answer.js';
import { serviceAnswer } from './service-answer.js';

/** The text of a script as a hook of a supported platform says it, as far as that is known. */
export function modernized(text: string, name: string, stage: Stage): string {
  const file = new SourceFile(name, name, text);
  const script = scriptOfFile(file, name.includes('/confighooks/') ? 'confighook' : 'hook', stage);
  const edits = [
    ...scriptUses(script).flatMap((use) =>
      [...retiredPaths(use.word.text, 'command')].map((path) => pathAnswer(use, path, script)),
    ),
    ...programRuns(script).map((run) => serviceAnswer(run, script)),
    ...retiredKeysIn(script).flatMap((use) => configKeyAnswer(use) ?? []),
  ];
  return withEdits(text, edits);
}

/** Each edit that touches none before it. */
function withEdits(text: string, edits: readonly (Edit | undefined)[]): string {
  const parts: string[] = [];
  let at = 0;
  const known = edits.filter((edit) => edit !== undefined);
  for (const { span, text: replacement } of known.sort((a, b) => a.span.start - b.span.start)) {
    if (span.start < at) continue;
    parts.push(text.slice(at, span.start), replacement);
    at = span.end;
  }
  return parts.join('') + text.slice(at);
}
