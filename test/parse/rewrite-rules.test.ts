import { describe, expect, it } from 'vitest';
import { rewriteRules } from '../../src/parse/rewrite-rules.js';

const RULE = 'RewriteRule ^ https://%{HTTP_HOST}%{REQUEST_URI} [R,L]';

describe('the rules of Apache', () => {
  it.each<[string, string, string[][]]>([
    [
      'have the conditions before them',
      `RewriteEngine on\nRewriteCond %{HTTPS} off\n${RULE}\n${RULE}`,
      [['%{HTTPS} off'], []],
    ],
    [
      'may be in quotes',
      `RewriteEngine On\nRewriteCond "%{HTTPS}" "!=on" [NC,OR]\n${RULE}`,
      [['%{HTTPS} !=on OR']],
    ],
    ['are none before they are switched on', `RewriteCond %{HTTPS} off\n${RULE}\nRewriteEngine On`, []],
    ['are none in a comment', `RewriteEngine On\n# ${RULE}`, []],
    ['end before one that does not redirect', `RewriteEngine On\nRewriteRule ^health - [L]\n${RULE}`, []],
    ['may be where the module is', `<IfModule mod_rewrite.c>\nRewriteEngine On\n${RULE}\n</IfModule>`, [[]]],
    ['are none of another host', `<VirtualHost *:443>\nRewriteEngine On\n${RULE}\n</VirtualHost>`, []],
    ['may be in the host of port 80', `<VirtualHost *:80>\nRewriteEngine On\n${RULE}\n</VirtualHost>`, [[]]],
    ['are none in another condition', `RewriteEngine On\n<If "true">\n${RULE}\n</If>`, []],
  ])('%s', (_, text, expected) => {
    expect(
      rewriteRules(text).map(({ conditions }) =>
        conditions.map(({ test, pattern, isOr }) => `${test} ${pattern}${isOr ? ' OR' : ''}`),
      ),
    ).toEqual(expected);
  });
});
