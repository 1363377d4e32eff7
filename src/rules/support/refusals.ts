import { isTemplate } from '../../knowledge/placeholders/placeholders.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { mayBeFilledIn } from '../../model/bundle/may-be-filled-in.js';
import type { Project } from '../../model/project.js';
import type { Refusal, RefusalKind } from '../../model/servers/refusal.js';
import type { Server } from '../../model/servers/server.js';
import { servers } from '../../model/servers/servers.js';
import type { Place } from '../../source/index.js';
import type { Finding, RuleId, RuleMeta } from '../rule.js';

/** What refusals of some kinds are called, and what to do about them. */
export type RefusalTexts = Readonly<
  Partial<
    Record<
      RefusalKind,
      (refusal: Refusal, server: Server) => { readonly message: string; readonly help: string }
    >
  >
>;

/** Rules that say better why a server does not start. */
export const BEFORE_REFUSALS: readonly RuleId[] = ['procfile/look-alike-character', 'procfile/placeholder'];

/** What the Procfile is for, and what servers take. */
export const COMMAND_LINES_OF_SERVERS: RuleMeta['references'] = [
  'guide:platforms-linux-extend.build-proc',
  'https://github.com/django/daphne/blob/main/daphne/cli.py',
  'https://github.com/Kludex/uvicorn/blob/main/uvicorn/main.py',
  'https://docs.gunicorn.org/en/stable/settings.html',
  'https://docs.pylonsproject.org/projects/waitress/en/stable/runner.html',
];

/** A finding for each server that first refuses what is of one of these kinds: it looks no further. */
export function* refusalsOf(texts: RefusalTexts, project: Project): Iterable<Finding> {
  for (const server of servers(project)) {
    const [refusal] = server.refusals;
    const textsOf = refusal && texts[refusal.kind];
    if (!textsOf || (isTemplate(refusal.text) && mayBeFilledIn(deployedFiles(project)))) continue;
    yield {
      at: refusal.at,
      ...textsOf(refusal, server),
      ...(refusal.other && { related: [{ at: refusal.other.at, note: otherNote(refusal) }] }),
      ...(!refusal.isCertain && { warnsBecause: 'undocumented' as const }),
    };
  }
}

const otherNote = ({ kind, other }: Refusal): string =>
  kind === 'exclusive' ? `${other?.text} is used here` : 'the same address';

/** The rest of the line after a place. */
export const textAfter = ({ file, span: { end } }: Place): string =>
  file.text.slice(end, file.lineSpan(file.positionAt(end).line).end);
