import { addressOf } from '../knowledge/pages.js';
import type { NamedRule, Preset, RuleId, RuleMeta } from './rule.js';
import { type Severity, severityOf } from './severity.js';

/** All that is known about a rule: what its file says, and what follows from its path and defaults. */
export interface RuleInfo extends Omit<RuleMeta, 'preset' | 'references'> {
  readonly id: RuleId;
  readonly severity: Severity;
  readonly preset: Preset;
  /** The addresses of the pages that say so. */
  readonly references: readonly string[];
  readonly since: string;
}

export const ruleInfo = ({ id, meta }: NamedRule): RuleInfo => ({
  preset: 'recommended',
  since: '0.1.0',
  ...meta,
  id,
  severity: severityOf(meta),
  references: meta.references.map(addressOf),
});
