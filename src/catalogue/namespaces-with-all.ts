import { fits } from './find-namespace.js';
import { namespaceFacts, namespaceNames, templates } from './namespaces.js';
import type { NamespaceFacts } from './option-facts.js';

/**
 * The namespaces that list every one of some options and that a project may use, as the catalogue names them.
 * A port at the end of `name`, under which the options are now, is kept: `aws:elbv2:listener:443`.
 */
export const namespacesWithAll = (options: readonly string[], name: string): string[] =>
  namespaceNames()
    .filter((listedAs) => {
      const facts = namespaceFacts(listedAs);
      return facts && isOfUse(facts) && options.every((option) => Object.hasOwn(facts.options, option));
    })
    .map((listedAs) => withPortOf(name, listedAs));

const isOfUse = ({ clusterOnly, undocumented, perResource, replacedBy }: NamespaceFacts): boolean =>
  !clusterOnly && !undocumented && !perResource && replacedBy === undefined;

function withPortOf(name: string, listedAs: string): string {
  const template = templates().find((candidate) => candidate.listedAs === listedAs);
  if (!template || !namespaceFacts(listedAs)?.segment) return listedAs;
  const filled = template.prefix + name.slice(name.lastIndexOf(':') + 1);
  return fits(filled, template) ? filled : listedAs;
}
