import type { NamespaceInfo } from '../find-namespace.js';
import { findOption, type OptionInfo } from '../find-option.js';

/** A namespace as the catalogue lists it, a space, and an option: `aws:autoscaling:asg MinSize`. */
export type OptionReference = `aws:${string} ${string}`;

/** One option of one namespace in use: `aws:elasticbeanstalk:environment:process:web`, `Port`. */
export interface OptionAt {
  readonly namespace: string;
  readonly option: string;
}

/** What a project sets. */
export interface SettingsLookup {
  /** Every namespace in use. */
  readonly namespaces: readonly string[];
  /** Undefined: not set. An undefined text: set to a value that is only known at deployment. */
  readonly get: (at: OptionAt) => { readonly text: string | undefined } | undefined;
}

/** A reference for one namespace in use: where it names the same template, the same part is filled in. */
export function resolveReference(reference: OptionReference, subject: NamespaceInfo | undefined): OptionAt {
  const space = reference.indexOf(' ');
  const listedAs = reference.slice(0, space);
  return {
    namespace: subject?.listedAs === listedAs ? subject.name : listedAs,
    option: reference.slice(space + 1),
  };
}

/** What the catalogue knows about a referenced option. @throws Error for an unknown option: a bug in the tables */
export function factsOf({ namespace, option }: OptionAt): OptionInfo {
  const facts = findOption(namespace, option);
  if (!facts) throw new Error(`The catalogue has no ${namespace} ${option}.`);
  return facts;
}

/** How a help text names one option next to another: with its namespace unless both are in the same one. */
export const optionBeside = ({ namespace, option }: OptionAt, other: OptionAt): string =>
  namespace === other.namespace ? `\`${option}\`` : `\`${option}\` in \`${namespace}\``;

/** Whether an option is set to a text, whatever its case. */
export const hasText = (settings: SettingsLookup, reference: OptionReference, text: string): boolean =>
  settings.get(resolveReference(reference, undefined))?.text?.trim().toLowerCase() === text;
