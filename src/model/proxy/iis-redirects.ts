import { withoutXmlComments, type XmlElement, xmlElements } from '../../parse/xml-elements.js';

/** A rule of the module URL Rewrite, with what is in it. */
interface IisRule {
  readonly tag: XmlElement;
  readonly parts: XmlElement[];
}

/**
 * The conditions that make IIS redirect every request over HTTP to the same address over HTTPS; none where the file looks at what
 * a load balancer says.
 * https://learn.microsoft.com/en-us/iis/extensions/url-rewrite-module/url-rewrite-module-configuration-reference
 */
export function httpsConditions(text: string): XmlElement[] {
  if (!/\{HTTPS\}/i.test(text) || /X_FORWARDED_PROTO/i.test(text)) return [];
  const xml = withoutXmlComments(text);
  const rules: IisRule[] = [];
  for (const element of xmlElements(xml)) {
    const last = rules.at(-1);
    if (element.path.endsWith('rewrite/rules/rule')) rules.push({ tag: element, parts: [] });
    else if (last && element.start < last.tag.end) last.parts.push(element);
  }
  const attribute = ({ start }: XmlElement, name: string): string =>
    new RegExp(`\\b${name}\\s*=\\s*["']([^"']*)`, 'i').exec(xml.slice(start, xml.indexOf('>', start)))?.[1] ??
    '';
  const isNegated = (element: XmlElement): boolean => attribute(element, 'negate') === 'true';
  const isAlways = (add: XmlElement): boolean =>
    /^\{HTTPS\}$/i.test(attribute(add, 'input')) &&
    (isNegated(add) ? /^\^?on\$?$/i : /^\^?off\$?$/i).test(attribute(add, 'pattern'));
  const isForAll = (match: XmlElement): boolean =>
    !isNegated(match) && /^\^?\(?\.[*?]?\)?\$?$/.test(attribute(match, 'url'));
  const redirects = (action: XmlElement): boolean =>
    attribute(action, 'type') === 'Redirect' &&
    /^https:\/\/\{(?:HTTP_HOST|SERVER_NAME)\}/.test(attribute(action, 'url'));
  return rules.flatMap(({ tag, parts }) => {
    const named = (name: string): XmlElement[] => parts.filter((part) => part.name === name);
    const condition = named('add').find(isAlways);
    // The others are exceptions.
    return attribute(tag, 'enabled') !== 'false' &&
      named('match').every(isForAll) &&
      named('action').some(redirects) &&
      condition &&
      named('add').every((add) => add === condition || isNegated(add))
      ? [condition]
      : [];
  });
}
