import type { NamespaceInfo } from '../catalogue/find-namespace.js';
import { findOption, type OptionInfo } from '../catalogue/find-option.js';

/** A namespace as the catalogue lists it, a blank, and an option: `aws:autoscaling:asg MinSize`. */
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
  /** Undefined: not set. An undefined text: set, but only the deployment knows to what. */
  readonly get: (at: OptionAt) => { readonly text: string | undefined } | undefined;
}

/** A reference for one namespace in use: where it names the same template, the same part is filled in. */
export function resolveReference(reference: OptionReference, subject: NamespaceInfo | undefined): OptionAt {
  const blank = reference.indexOf(' ');
  const listedAs = reference.slice(0, blank);
  return {
    namespace: subject?.listedAs === listedAs ? subject.name : listedAs,
    option: reference.slice(blank + 1),
  };
}

/** What the catalogue knows of a referenced option. @throws Error for a reference to nothing: a fault of the tables */
export function factsOf({ namespace, option }: OptionAt): OptionInfo {
  const facts = findOption(namespace, option);
  if (!facts) throw new Error(`The catalogue has no ${namespace} ${option}.`);
  return facts;
}

/** How a message names one option beside another: with its namespace where that is another. */
export const nameBeside = ({ namespace, option }: OptionAt, beside: OptionAt): string =>
  namespace === beside.namespace ? option : `${namespace} ${option}`;

/** Whether an option is set to a text, whatever its case. */
export const hasText = (settings: SettingsLookup, reference: OptionReference, text: string): boolean =>
  settings.get(resolveReference(reference, undefined))?.text?.trim().toLowerCase() === text;
