import { nearest } from '../util/nearest.js';
import { fits } from './find-namespace.js';
import { namespaceFacts, namespaceNames, type Template, templates } from './namespaces.js';

/**
 * The namespace to suggest for an unknown name: a template as it is listed where the name only lacks its last part, and
 * otherwise with the last part of that name. Long common beginnings such as `aws:elasticbeanstalk:` do not make two names
 * near: only the parts that differ are compared.
 */
export function nearestNamespace(name: string): string | undefined {
  const unfilled =
    templates().find(({ prefix }) => prefix === `${name.toLowerCase()}:`) ?? intendedTemplate(name);
  if (unfilled && isWorthNaming(unfilled.listedAs)) return unfilled.listedAs;
  const lastPart = name.slice(name.lastIndexOf(':') + 1);
  const plain = namespaceNames().filter(isWorthNaming);
  const filled = templates().flatMap((template) => {
    const candidate = template.prefix + lastPart;
    return isWorthNaming(template.listedAs) && fits(candidate, template) ? [candidate] : [];
  });
  return nearest(
    name,
    [...plain, ...filled].filter((candidate) => differInOnePart(name, candidate)),
  );
}

/** The template whose last part is not filled in but described, as in AWS's `aws:elbv2:listener:listener_port`. */
export const intendedTemplate = (name: string): Template | undefined =>
  templates().find(
    ({ listedAs, prefix }) =>
      listedAs === `${prefix}PORT` &&
      name.toLowerCase().startsWith(prefix) &&
      DESCRIBES_PORT.test(name.slice(prefix.length)),
  );

const DESCRIBES_PORT = /^[^\w:]?(?:listener[-_ ]?)?port(?:[-_ ]?number)?[^\w:]?$/i;

/** Whether a configuration file can still use a namespace. */
function isWorthNaming(listedAs: string): boolean {
  const { clusterOnly, generations } = namespaceFacts(listedAs) ?? {};
  return !clusterOnly && (generations?.some((generation) => generation !== 'al1') ?? true);
}

/** Whether two names without their common first and last parts are near, or one only continues the other. */
function differInOnePart(name: string, candidate: string): boolean {
  const [a, b] = [name.toLowerCase().split(':'), candidate.toLowerCase().split(':')];
  while (a.length > 0 && a[0] === b[0]) [a, b].forEach((parts) => parts.shift());
  while (a.length > 0 && a.at(-1) === b.at(-1)) [a, b].forEach((parts) => parts.pop());
  if (a.length > 1 || b.length > 1) return false;
  const [left = '', right = ''] = [a[0], b[0]];
  return left.startsWith(right) || right.startsWith(left) || nearest(left, [right]) !== undefined;
}
