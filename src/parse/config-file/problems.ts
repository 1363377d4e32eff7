import type { Place } from '../../source/index.js';
import type { Problem } from '../problem.js';
import type { NoMap, ScalarNode } from '../yaml/node.js';

/** What is wrong with a `.config` file: its text, or the form of its sections. */
export type ConfigProblem =
  | Problem
  | ({ readonly kind: 'settings-shape' } & SettingsFault)
  | SectionWithoutMap
  | UnknownSection
  | ResourceWithoutMap;

/** The problems of one kind in some files, in the order of the files. */
export const problemsOf = <Kind extends ConfigProblem['kind']>(
  files: readonly { readonly problems: readonly ConfigProblem[] }[],
  kind: Kind,
): Extract<ConfigProblem, { kind: Kind }>[] =>
  files.flatMap(({ problems }) =>
    problems.filter((problem): problem is Extract<ConfigProblem, { kind: Kind }> => problem.kind === kind),
  );

/** A top-level key that Elastic Beanstalk does not know. */
export interface UnknownSection {
  readonly kind: 'unknown-section';
  readonly key: ScalarNode;
  /** The section that was probably intended. */
  readonly suggestion: string | undefined;
  /** It differs from the suggestion only in case and spaces. */
  readonly isCaseVariant: boolean;
  /** Where it belongs if its indentation was lost: what a help text puts after "below". */
  readonly container: string | undefined;
  /** Its value is only a text. */
  readonly isText: boolean;
  /** It only has sections below it, one level too deep. */
  readonly isAboveSections: boolean;
}

/** A part of a file that should be a map, but is not. */
export interface SectionWithoutMap {
  readonly kind: 'section-not-a-map';
  readonly at: Place;
  readonly name: string;
  readonly holds: 'a list' | 'a string';
  /** How an entry of it is written. */
  readonly entry: string;
}

/** `Resources`, a resource or its `Properties` that should be a map, but is not. */
export interface ResourceWithoutMap {
  readonly kind: 'resource-not-a-map';
  readonly part: 'section' | 'resource' | 'properties';
  /** The key of the section or of the resource. */
  readonly key: ScalarNode;
  readonly holds: NoMap;
}

/** A part of an `option_settings` section that has the wrong form or is on the wrong level. */
export type SettingsFault = { readonly at: Place } & (
  | { readonly code: 'text-for-settings' }
  | { readonly code: 'text-for-options'; readonly namespace: string }
  | { readonly code: 'list-for-options'; readonly namespace: string }
  /** `MinSize:1`, which YAML reads as a text. */
  | { readonly code: 'missing-space'; readonly option: string }
  | { readonly code: 'maps-for-value'; readonly option: string }
  | {
      readonly code: 'map-for-value';
      readonly namespace: string;
      readonly option: string;
      readonly isJson: boolean;
      /** The environment property that the first key of the map means: `DB_HOST` of `DB: { HOST: … }`. */
      readonly member: string | undefined;
    }
  /** The intended value, where a `#` begins a comment instead. */
  | {
      readonly code: 'missing-value';
      readonly option: string;
      readonly lost?: 'template' | 'value' | undefined;
    }
  | { readonly code: 'section-in-settings'; readonly section: string; readonly parent: string }
  | { readonly code: 'namespace-in-namespace'; readonly namespace: string; readonly parent: string }
  /** `aws:elbv2:` with `listener:443:` below it. */
  | { readonly code: 'split-namespace'; readonly parent: string; readonly whole: string }
  | { readonly code: 'option-for-namespace'; readonly option: string; readonly owner: string | undefined }
  /** `option_name` in a map instead of an item of a list. */
  | { readonly code: 'item-without-hyphen' }
  | { readonly code: 'item-in-namespace'; readonly namespace: string; readonly option: string | undefined }
  | { readonly code: 'namespace-in-item'; readonly namespace: string }
  | { readonly code: 'not-an-item'; readonly holds: 'nothing' | 'a list' | 'a string' }
  | {
      readonly code: 'incomplete-item';
      readonly missing: 'option_name' | 'value';
      /** The key that is probably a misspelling of the missing one. */
      readonly instead: string | undefined;
    }
  | { readonly code: 'option-name-not-text' }
);
