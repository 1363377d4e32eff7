import { namespaceFacts, type Template, templates } from './namespaces.js';
import type { NamespaceFacts } from './option-facts.js';

/** A namespace as a project names it. */
export interface NamespaceInfo extends NamespaceFacts {
  /** As it was looked up: `aws:elbv2:listener:443`. */
  readonly name: string;
  /** As the catalogue lists it: `aws:elbv2:listener:PORT`. */
  readonly listedAs: string;
}

/**
 * The namespace of a name, which has no resource prefix; a template such as `aws:elbv2:listener:PORT` is found by any name
 * that fits.
 */
export function findNamespace(name: string): NamespaceInfo | undefined {
  if (!found.has(name)) {
    // A project names a few dozen, a hostile one all that fit; a run over many projects must not keep them all.
    if (found.size > 50_000) found.clear();
    found.set(name, lookUp(name));
  }
  return found.get(name);
}

/** Several rules ask for the same names, one setting after the other. */
const found = new Map<string, NamespaceInfo | undefined>();

function lookUp(name: string): NamespaceInfo | undefined {
  const template = templates().find((candidate) => fits(name, candidate));
  if (!template && templates().some(({ listedAs }) => listedAs === name)) return undefined;
  const listedAs = template?.listedAs ?? name;
  const facts = namespaceFacts(listedAs);
  return facts && { ...facts, name, listedAs };
}

/** Whether a name is a template with its last part filled in. */
export function fits(name: string, { listedAs, prefix }: Template): boolean {
  const segment = name.slice(prefix.length);
  if (!name.startsWith(prefix) || segment === '') return false;
  return namespaceFacts(listedAs)?.segment?.test(segment) ?? true;
}

/** Whether a namespace's name still has its variable part in capitals: `aws:elbv2:listener:PORT`. */
export const isTemplate = (listedAs: string): boolean =>
  templates().some((template) => template.listedAs === listedAs);

/** The page of AWS that documents a namespace's options. */
export const docUrl = ({ doc }: NamespaceFacts): string =>
  `https://docs.aws.amazon.com/elasticbeanstalk/latest/${doc}`;
