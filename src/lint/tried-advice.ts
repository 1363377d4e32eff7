import { PROXY_PORTS } from '../knowledge/platform/proxy-ports.js';
import { nginx } from '../model/nginx/nginx.js';
import { nginxServers } from '../model/nginx/nginx-servers.js';
import type { Project } from '../model/project.js';
import { proxyServer } from '../model/proxy/proxy-server.js';
import { mayBeInstancePort } from '../model/routing/classic-targets.js';
import { mayBeProcessPort } from '../model/routing/targets.js';
import type { Changes, Choice, RuleMeta, Trial } from '../rules/rule.js';
import type { Related } from '../source/index.js';
import { MAX_TRIED_ADVICE } from '../util/limits.js';
import { list, shorten } from '../util/text.js';
import type { Diagnostic } from './diagnostic.js';
import { filesOf, overlaps } from './edit-text.js';
import { keyOf, surplusOf } from './suppressions/surplus.js';

/** How a project with changes is linted. */
export interface TrialLint {
  read: (changes: Changes) => Project;
  lint: (project: Project) => readonly Diagnostic[];
  consequenceOf: (ruleId: string) => RuleMeta['consequence'] | undefined;
}

/** A finding whose advice gives effect to what has none. */
type Tried = Omit<Diagnostic, 'fix'> & { readonly fix: Trial };

/**
 * Findings whose advice was tried: what would give effect to dead configuration is linted as it would be afterwards. Where
 * that brings a mistake, the advice is to delete it, or says what comes with the other way. All are tried at once, and
 * each by itself only where something comes with them.
 */
export function withTriedAdvice(
  diagnostics: readonly Diagnostic[],
  project: Project,
  trial: TrialLint,
): readonly Diagnostic[] {
  const tried = diagnostics.flatMap((one) => {
    const changes = changesOf(one);
    return changes ? [{ original: one, changed: { ...one, fix: changes } }] : [];
  });
  if (tried.length === 0) return diagnostics;
  const tryOut = (some: readonly Tried[]) => broughtBy(some, diagnostics, project, trial);
  if (tried.length > 1 && tryOut(tried.map(({ changed }) => changed))?.length === 0) return diagnostics;
  const answers = new Map<Diagnostic, Diagnostic>();
  for (const { original, changed } of tried.slice(0, MAX_TRIED_ADVICE)) {
    const brought = tryOut([changed]) ?? [];
    if (brought.length > 0) answers.set(original, answered(original, changed.fix, brought));
  }
  return answers.size === 0 ? diagnostics : diagnostics.map((one) => answers.get(one) ?? one);
}

/** A fix that creates a file moves what was dead. */
function changesOf({ fix, trial }: Diagnostic): Trial | undefined {
  if (trial) return trial;
  return fix && filesOf(fix, 'create').length > 0 ? fix : undefined;
}

/** What comes with an advice. */
interface Brought {
  /** A statement. */
  readonly message: string;
  readonly diagnostic?: Diagnostic;
  /** What is revived is not needed by anything. */
  readonly isIdle: boolean;
}

/** Undefined where the changes cannot be made together. */
function broughtBy(
  tried: readonly Tried[],
  before: readonly Diagnostic[],
  project: Project,
  { read, lint, consequenceOf }: TrialLint,
): readonly Brought[] | undefined {
  const edits = tried.flatMap(({ fix }) => fix.edits);
  const files = tried.flatMap(({ fix }) => fix.files ?? []);
  const created = files.flatMap((change) => (change.kind === 'create' ? [change.name.toLowerCase()] : []));
  const deleted = new Set(files.map((change) => change.kind === 'delete' && change.file.name));
  const isTaken = project.files.files.some(
    ({ name }) => created.includes(name.toLowerCase()) && !deleted.has(name),
  );
  if (isTaken || overlaps(edits) || new Set(created).size < created.length) return undefined;
  const changed = read({ edits, files });
  const own = new Set(tried.map(keyOf));
  const found = surplusOf(before, lint(changed), tried)
    .filter(
      (one) => !own.has(keyOf(one)) && (one.severity === 'error' || BREAKS.has(consequenceOf(one.ruleId))),
    )
    .map((diagnostic): Brought => ({
      message: diagnostic.message,
      diagnostic,
      isIdle: IDLE_RULES.has(diagnostic.ruleId),
    }));
  return [...found, ...idlePorts(changed, project)];
}

const BREAKS: ReadonlySet<string | undefined> = new Set(['deploy-fails', 'traffic-breaks']);

/** What they report gets no requests, or passes them to a port that is not open. */
const IDLE_RULES: ReadonlySet<string> = new Set([
  'nginx/unreachable-server',
  'routing/nothing-listens',
  'routing/unrouted-server',
]);

/** Servers of nginx on a port to which nothing sends requests. */
function idlePorts(changed: Project, project: Project): Brought[] {
  const known = new Set(portsOfNginx(project));
  return [...new Set(portsOfNginx(changed))].flatMap((port) =>
    known.has(port) ||
    PROXY_PORTS.has(port) ||
    mayBeProcessPort(port, changed) ||
    mayBeInstancePort(port, changed)
      ? []
      : [{ message: `nothing sends requests to port ${port}, where its server listens`, isIdle: true }],
  );
}

const LOOPBACK = /^(?:127\.|localhost|\[::1\])/;

const portsOfNginx = (project: Project): number[] =>
  proxyServer(project).program === 'nginx'
    ? nginxServers(nginx(project).installed).flatMap(({ listens }) =>
        // Programs of the instance may ask one of its own address.
        listens.flatMap(({ isOwn, port, socket }) =>
          isOwn && port !== undefined && !LOOPBACK.test(socket) ? [port] : [],
        ),
      )
    : [];

/** A finding with the advice that is left of the one that was tried. */
function answered(original: Diagnostic, changes: Changes, brought: readonly Brought[]): Diagnostic {
  const { fix, trial, help = '', choices, ...rest } = original;
  const [target] = filesOf(changes, 'create');
  const where = target ? `in \`${target.name}\`` : 'afterwards';
  const messages = [...new Set(brought.map(({ message }) => message))].slice(0, MAX_MESSAGES);
  const clauses = list(messages.map(asClause), 'and');
  const consequence = `${where}, ${clauses}`;
  const isIdle = brought.some((one) => one.isIdle);
  const { otherwise = 'Delete it', isInUse } = trial ?? {};
  const isGroup = isInUse === true || filesOf(changes, 'delete').length > 1;
  const removal =
    fix && !isGroup && filesOf(fix, 'delete').length + fix.edits.length > 0 ? withoutCreated(fix) : undefined;
  const advice = help.replace(/\.$/, '');
  return {
    ...rest,
    help: isGroup
      ? `${advice}, and correct it: ${consequence}.`
      : isIdle
        ? `${otherwise}: ${consequence}.`
        : `${otherwise}, or ${lowerFirst(advice)}, and correct it there: ${clauses}.`,
    related: [...rest.related, ...brought.flatMap((one) => placeBefore(one, original))].slice(0, MAX_RELATED),
    ...(removal && { fix: { ...fix, ...removal, title: 'Delete it', safety: 'unsafe' } }),
    ...(!isGroup && {
      choices: choices ?? [
        {
          action: `${otherwise}.`,
          consequence: 'Nothing changes: it has no effect today.',
          ...(removal && { isFix: true }),
        } satisfies Choice,
        { action: help, consequence: `Then ${consequence}.` },
      ],
    }),
  };
}

const MAX_MESSAGES = 2;
const MAX_RELATED = 4;

function withoutCreated({ edits, files = [] }: Changes): Changes {
  return { edits, files: files.filter(({ kind }) => kind === 'delete') };
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** A message within a sentence: names keep their capitals. */
const asClause = (message: string): string =>
  shorten(
    /^(?:[A-Z][a-z]+ |A )/.test(message) && !/^(?:Elastic|Apache|Amazon)\b/.test(message)
      ? lowerFirst(message)
      : message,
    120,
  );

/** Where the text that a finding marks is today: its line is searched from the place of the finding that is answered. */
function placeBefore({ diagnostic, message }: Brought, { at }: Diagnostic): Related[] {
  if (!diagnostic) return [];
  const { file, span } = diagnostic.at;
  const line = file.lineSpan(file.positionAt(span.start).line);
  const text = file.text.slice(line.start, line.end).trim();
  const start = text === '' ? -1 : at.file.text.indexOf(text, at.span.start);
  return start === -1
    ? []
    : [
        {
          at: { file: at.file, span: { start, end: start + text.length } },
          note: `then: ${asClause(message)}`,
        },
      ];
}
