import { placeOf, type SourceFile } from '../../../source/index.js';
import type { ForeignText, SyntaxProblem } from '../../problem.js';

/** By the first line that is not a comment, the surest first. */
const FIRST_LINES: readonly (readonly [ForeignText, RegExp])[] = [
  [
    'Apache directives',
    /^<\/?(?:Directory|Files|FilesMatch|IfModule|Limit|Location|LocationMatch|Proxy|VirtualHost)\b[^>]*>/,
  ],
  [
    'Apache directives',
    /^(?:Header (?:always|set|edit)|Listen|LoadModule|ProxyPass|RewriteCond|RewriteEngine|RewriteRule|SetEnv|WSGI[A-Z]\w+) /,
  ],
  ['nginx directives', /^(?:events|http|server|types|upstream [\w.-]+) ?\{$/],
  ['nginx directives', /^(?:location|map)\b[^:{]*\{$/],
  ['nginx directives', /^(?:add_header|client_max_body_size|gzip|keepalive_timeout|proxy_[a-z_]+)\s[^:]*;$/],
  [
    'a shell script',
    /^(?:set -[a-z]+|export \w+=.*|(?:apt-get|cd|chmod|chown|cp|curl|dnf|mkdir|npm|pip|sudo|systemctl|yum) [^:]*|source \S+|if \[.*|echo ["'].*)$/,
  ],
];

/** Another language that a whole file is written in; undefined where its first lines do not tell. */
export function foreignText(text: string): ForeignText | undefined {
  if (/^#!.*\b(?:ba|da|k|z)?sh\b/.test(text)) return 'a shell script';
  const line = /^[ \t]*(?!#)(\S.*)$/m.exec(text)?.[1]?.trimEnd();
  return line === undefined ? undefined : FIRST_LINES.find(([, pattern]) => pattern.test(line))?.[0];
}

/** The problem of a file that is written in another language from its first line on. */
export function foreignProblem(file: SourceFile): SyntaxProblem | undefined {
  const language = foreignText(file.text);
  if (!language) return undefined;
  const indented = file.text.startsWith('#!') ? undefined : /^[ \t]*(?!#)\S/m.exec(file.text);
  const start = indented ? indented.index + indented[0].length - 1 : 0;
  const { end } = file.lineSpan(file.positionAt(start).line);
  return { kind: 'syntax', at: placeOf(file, start, end), fault: { code: 'foreign-text', language } };
}

/** Whether a text means to be JSON, below comments or not, which JSON does not have and YAML has. */
export const looksLikeJson = (text: string): boolean => /^\s*(?:#[^\n]*\n\s*)*\{/.test(text);
