import { type LookAlike, type LookAlikeKind, lookAlikesIn } from '../../knowledge/look-alikes.js';
import { lookAlikesInCommand } from '../../model/execution/look-alikes-in-command.js';
import { buildfile, procfile } from '../../model/platform/procfile.js';
import type { Procfile } from '../../parse/procfile.js';
import { type Place, placeOf, textAt } from '../../source/index.js';
import { source } from '../on.js';
import type { Finding, Rule } from '../rule.js';
import { lookAlikeFinding, utf16Finding } from '../support/look-alike-finding.js';

export const procfileLookAlikeCharacter: Rule = {
  meta: {
    summary: 'The Procfile contains a character that only looks like another one, or is saved as UTF-16',
    why: 'Web pages, word processors and input methods insert no-break spaces, full-width characters, long dashes and invisible marks. A line with one of them before its colon does not match the pattern that Elastic Beanstalk requires. In a command, the shell treats them as letters, so a program or a file is not found.',
    consequence: 'deploy-fails',
    references: ['guide:platforms-linux-extend.build-proc', 'posix:V3_chap02#tag_19_03'],
  },
  needs: source('Procfile', 'Buildfile'),
  *check(project) {
    const file = procfile(project);
    for (const read of [file, buildfile(project)]) if (read?.file.isUtf16) yield utf16Finding(read.file);
    if (!file) return;
    if (file.file.hasBom) yield byteOrderMark(file);
    for (const { command, place } of file.entries) {
      const { span } = place;
      const commandPlace = placeOf(place.file, command.offsets[0] ?? span.start, span.end);
      yield* findingsIn(commandPlace, lookAlikesInCommand(textAt(commandPlace)), 'a command');
    }
    for (const { kind, place } of file.lines)
      if (kind === 'bad') yield* findingsIn(place, beforeCommand(textAt(place)), 'a line');
  },
};

/** A byte order mark is part of the first line. Whether the platform strips it is not documented. */
const byteOrderMark = ({ file }: Procfile): Finding => ({
  at: placeOf(file, 0, 0),
  message: 'The Procfile begins with a byte order mark (U+FEFF)',
  help: 'Save it as UTF-8 without a byte order mark.',
  warnsBecause: 'undocumented',
});

/** The characters in the name of a process, and what seems to be the colon after it. */
function beforeCommand(line: string): LookAlike[] {
  const length = /^[^\n:]{0,80}?[:\ua789\ufe55\uff1a]/.exec(line)?.[0].length ?? 0;
  return lookAlikesIn(line.slice(0, length));
}

/** A file may have such a name, and an argument may be text. */
const UNCERTAIN: ReadonlySet<LookAlikeKind> = new Set([
  'hyphen',
  'quote',
  'full-width',
  'unreadable',
] as const);

function* findingsIn(place: Place, lookAlikes: readonly LookAlike[], where: string): Generator<Finding> {
  const finding = lookAlikeFinding(place, lookAlikes, where);
  const [first] = lookAlikes;
  if (!finding || !first) return;
  const isUncertain = where === 'a command' && UNCERTAIN.has(first.kind);
  yield { ...finding, ...(isUncertain && { warnsBecause: 'undocumented' as const }) };
}
