import type { Span } from '../source/index.js';

/** A condition of Apache: `RewriteCond %{HTTPS} off`. */
export interface RewriteCondition extends Span {
  readonly test: string;
  readonly pattern: string;
  /** Whether the next one may be true in its place. */
  readonly isOr: boolean;
}

/** A rule of Apache with the conditions before it: `RewriteRule ^(.*)$ https://%{HTTP_HOST}/$1 [R,L]`. */
export interface RewriteRule {
  readonly pattern: string;
  readonly target: string;
  readonly conditions: readonly RewriteCondition[];
}

const LINE = /^[ \t]*(?:Rewrite(Cond|Rule|Engine)(?=[ \t])(.*)|<(\/?)(\w+)\b([^>\n]*)>.*)$/gim;
const WORD = /"(?:[^"\\\n]|\\.)*"|[^\s"]+/g;

/** A section that applies to all requests over HTTP, or where the module of the rules is there. */
const FOR_ALL =
  /^(?:Directory|IfModule[ \t]+"?(?:mod_rewrite\.c|rewrite_module)"?|VirtualHost[ \t]+"?[^\s":]+(?::80)?"?)[ \t]*$/i;

/**
 * The rules of a configuration of Apache that apply to all requests, up to the first that does not redirect; none before
 * `RewriteEngine On`. Lines that go on with a backslash are not read. Never throws.
 * https://httpd.apache.org/docs/2.4/mod/mod_rewrite.html
 */
export function rewriteRules(text: string): RewriteRule[] {
  const rules: RewriteRule[] = [];
  const sections: boolean[] = [];
  let conditions: RewriteCondition[] = [];
  let isOn = false;
  for (const {
    0: line,
    1: directive,
    2: rest = '',
    3: slash,
    4: name = '',
    5: more = '',
    index,
  } of text.matchAll(LINE)) {
    if (directive === undefined) {
      if (slash === '/') sections.pop();
      else sections.push(FOR_ALL.test(name === 'Directory' ? name : `${name}${more}`));
      continue;
    }
    if (sections.includes(false)) continue;
    const [first = '', second = '', flags = ''] = [...rest.matchAll(WORD)].map(([word]) =>
      word.replace(/^"(.*)"$/, '$1'),
    );
    switch (directive.toLowerCase()) {
      case 'engine':
        isOn = first.toLowerCase() === 'on';
        break;
      case 'cond':
        conditions.push({
          test: first,
          pattern: second,
          isOr: /\bOR(?:next)?\b/i.test(flags),
          start: index + line.search(/\S/),
          end: index + line.trimEnd().length,
        });
        break;
      default:
        if (!/^https?:/.test(second)) return rules;
        if (isOn) rules.push({ pattern: first, target: second, conditions });
        conditions = [];
    }
  }
  return rules;
}
