import type { NamedRule, RuleId } from '../../rules/rule.js';

/** What ESLint's formatters know of a rule. */
export interface LintRuleMeta {
  readonly type: 'problem' | 'suggestion';
  readonly docs: { readonly description: string; readonly recommended: boolean; readonly url: string };
}

export type RulesMeta = Readonly<Record<RuleId, LintRuleMeta>>;

/** The rules as ESLint's formatters want them. Every rule gets a link, or some formatters would make up one to ESLint's site. */
export const toRulesMeta = (rules: readonly NamedRule[], docsUrl: (id: RuleId) => string): RulesMeta =>
  Object.fromEntries(rules.map((rule) => [rule.id, toLintRuleMeta(rule, docsUrl(rule.id))]));

const toLintRuleMeta = (
  { meta: { summary, preset, consequence } }: NamedRule,
  url: string,
): LintRuleMeta => ({
  type: consequence === 'hygiene' ? 'suggestion' : 'problem',
  docs: { description: summary, recommended: preset === undefined, url },
});
