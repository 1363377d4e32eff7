import type { Place } from '../../source/index.js';

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
      readonly option: string;
      readonly isJson: boolean;
      /** The environment property that the first key of the map stands for: `DB_HOST` of `DB: { HOST: … }`. */
      readonly member: string | undefined;
    }
  | { readonly code: 'missing-value'; readonly option: string }
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
