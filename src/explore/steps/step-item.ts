import type { Diagnostic } from '../../lint/diagnostic.js';
import { type Place } from '../../source/index.js';
import { type ChangingItem, type Override } from './overrides.js';

/** One thing that a step does for a project. */
export interface StepItem extends ChangingItem {
  /** The section that it is in, where a step has several. */
  readonly section?: string;
  readonly title: string;
  /** What is special about it: `on the leader only`. */
  readonly details: readonly string[];
  /** Where it is written; undefined for a file that was not read. */
  readonly at: Place | undefined;
  /** What a later step, or a later file, does to what it writes or sets. */
  readonly overriddenBy: readonly Override[];
  readonly findings: readonly Pick<Diagnostic, 'ruleId' | 'severity'>[];
}

export type Item = Omit<StepItem, 'findings'>;

export const itemOf = (item: Pick<Item, 'title' | 'at'> & Partial<Item>): Item => ({
  ...{ name: item.title, details: [], overriddenBy: [], changes: [] },
  ...item,
});
