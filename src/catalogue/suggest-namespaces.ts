import { nearest } from '../util/nearest.js';
import { findNamespace } from './find-namespace.js';
import { findOption } from './find-option.js';
import { namespacesWithAll } from './namespaces-with-all.js';
import { nearestNamespace } from './nearest-name.js';

/** Namespaces to suggest for an unknown name. */
export interface NamespaceSuggestion {
  /** As the catalogue lists them, or with the port of the unknown name; empty where nothing is near. */
  readonly names: readonly string[];
  /** The name is near to the unknown one; otherwise the options belong to the namespace. */
  readonly isNear: boolean;
}

/** Where more namespaces have the options, they are no help. */
const MOST_OWNERS = 3;

const ENVIRONMENT_PROPERTIES = 'aws:elasticbeanstalk:application:environment';

/** @param options what the project sets in the namespace: a near name is suggested only if they do not point to another one */
export function suggestNamespaces(name: string, options: readonly string[]): NamespaceSuggestion {
  const near = nearestNamespace(name);
  if (near !== undefined && !findNamespace(near)) return { names: [near], isNear: true };
  const owners = ownersOf(options, name);
  const has = (option: string) => near !== undefined && findOption(near, option) !== undefined;
  const isPlausible =
    options.every(has) || (owners.length === 0 && (options.some(has) || isSlip(name, near)));
  if (near !== undefined && isPlausible) return { names: [near], isNear: true };
  return { names: owners.length > MOST_OWNERS ? [] : owners, isNear: false };
}

function ownersOf(options: readonly string[], name: string): string[] {
  if (options.length === 0) return [];
  return options.every(isVariable) ? [ENVIRONMENT_PROPERTIES] : namespacesWithAll(options, name);
}

/** No option is written like `RAILS_ENV`, and few environment variables otherwise. */
const isVariable = (option: string): boolean => /^[A-Z][A-Z0-9_]*$/.test(option);

/** One or two letters differ. */
const isSlip = (name: string, near = ''): boolean => nearest(name, [near], 2) !== undefined;
