import type * as lsp from 'vscode-languageserver-protocol';
import type { Diagnostic } from '../../lint/diagnostic.js';
import { WriteError } from '../../ports/file-system.js';
import type { RuleId } from '../../rules/rule.js';
import type { SourceFile, Span } from '../../source/index.js';
import { type Action, actionsAt, fixAllIn, type LintedProject, repeatedRules } from '../editor/actions.js';
import type { CheckedProject } from './checked-project.js';
import type { Asked } from './features.js';
import { toOffset } from './protocol.js';
import { workspaceEdit } from './workspace-edit.js';

/** A place that an editor asks about, with how its findings are shown. */
interface AskedActions extends CheckedProject, Asked {
  readonly diagnosticOf: (diagnostic: Diagnostic) => lsp.Diagnostic;
}

const FIX_ALL = 'source.fixAll.eblint';

/** What the light bulb offers, and what is done on saving. */
export function codeActions(
  asked: AskedActions,
  { range, context }: Pick<lsp.CodeActionParams, 'range' | 'context'>,
): lsp.CodeAction[] {
  const { file, agreement } = asked;
  if (!agreement.takesActions) return [];
  const linted = { ...asked, report: asked.report() };
  const wants = (kind: string): boolean =>
    context.only?.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`)) ?? kind === 'quickfix';
  const toSpan = ({ start, end }: lsp.Range): Span => ({
    start: toOffset(file, start, agreement.encoding),
    end: toOffset(file, end, agreement.encoding),
  });
  const inRange = wants('quickfix') ? actionsAt(linted, file, [toSpan(range)]) : [];
  // Neovim asks at the cursor, and adds the findings of the line.
  const spans =
    (context.diagnostics as lsp.Diagnostic[] | undefined)?.map((known) => toSpan(known.range)) ?? [];
  const actions = wants('quickfix') && inRange.length === 0 ? actionsAt(linted, file, spans) : inRange;
  const [fixes, others] = [true, false].map((isFix) =>
    actions.filter(({ kind }) => (kind === 'fix') === isFix),
  ) as [Action[], Action[]];
  const repeated = repeatedRules(file, actions, linted);
  return [
    ...fixes.flatMap((action) => codeAction(action, asked)),
    ...repeated.flatMap((rule) =>
      fixAll({ title: `Fix all of ${rule} in this file`, kind: 'quickfix' }, linted, asked, rule),
    ),
    ...(fixes.some(({ isSafe }) => isSafe) && hasOtherSafeFixes(file, actions, linted)
      ? fixAll({ title: 'Fix all that is safe to fix in this file', kind: 'quickfix' }, linted, asked)
      : []),
    ...others.flatMap((action) => codeAction(action, asked)),
    ...(wants(FIX_ALL) ? fixAll({ title: 'Fix all that is safe to fix', kind: FIX_ALL }, linted, asked) : []),
  ];
}

/** Whether a file has safe fixes of other rules than those that are asked about. */
function hasOtherSafeFixes(file: SourceFile, actions: readonly Action[], { report }: LintedProject): boolean {
  const asked = new Set(actions.map(({ diagnostic }) => diagnostic.ruleId));
  return report.diagnostics.some(
    ({ at, fix, ruleId }) => at.file === file && fix?.safety === 'safe' && !asked.has(ruleId),
  );
}

function codeAction(action: Action, asked: AskedActions): lsp.CodeAction[] {
  const { title, diagnostic, disabled: reason } = action;
  const base = { title, kind: 'quickfix', diagnostics: [asked.diagnosticOf(diagnostic)] };
  return reason === undefined ? withEdit(base, action, asked) : disabled(base, reason, asked);
}

/** @param rule whose fixes are made; those of all where it is left out */
function fixAll(
  action: lsp.CodeAction,
  linted: LintedProject,
  asked: Asked,
  rule?: RuleId,
): lsp.CodeAction[] {
  const { file } = asked;
  const fixed = fixAllIn(file, linted, rule);
  return fixed ? withEdit(action, { edits: [replacing(file, fixed.text)], files: [] }, asked) : [];
}

/** An action with what it does: without it, the light bulb says why. */
function withEdit(
  action: lsp.CodeAction,
  change: Pick<Action, 'edits' | 'files' | 'reasonAt'> & Partial<Pick<Action, 'isPreferred'>>,
  asked: Asked,
): lsp.CodeAction[] {
  try {
    const edit = workspaceEdit(change, asked.editContext);
    return edit ? [{ ...action, ...(change.isPreferred && { isPreferred: true }), edit }] : [];
  } catch (error) {
    if (error instanceof WriteError) return disabled(action, error.message, asked);
    throw error;
  }
}

const disabled = (action: lsp.CodeAction, reason: string, { agreement }: Asked): lsp.CodeAction[] =>
  agreement.takesDisabled ? [{ ...action, disabled: { reason } }] : [];

/** The smallest stretch of a text to replace so that it becomes another one. */
function replacing(file: SourceFile, text: string): { file: SourceFile; span: Span; text: string } {
  const old = file.text;
  const shorter = Math.min(old.length, text.length);
  let start = 0;
  while (start < shorter && old[start] === text[start]) start++;
  let end = 0;
  while (end < shorter - start && old[old.length - 1 - end] === text[text.length - 1 - end]) end++;
  return { file, span: { start, end: old.length - end }, text: text.slice(start, text.length - end) };
}
