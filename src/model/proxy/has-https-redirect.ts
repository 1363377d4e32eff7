/** A directive of nginx or Apache that may redirect, and what makes it one to HTTPS. */
const REDIRECT = /\b(?:return[ \t]+30[1278]|rewrite|RewriteRule|Redirect(?:Match|Permanent)?)[ \t]/i;
const TO_HTTPS = /\bhttps:\/\//i;

/**
 * Whether a proxy's configuration, or a script that writes one, has a redirect to HTTPS. Its lines are read, not its directives:
 * it may be of Apache, or in quotes of a shell.
 */
export const hasHttpsRedirect = (text: string): boolean =>
  text.split('\n').some((line) => REDIRECT.test(line) && TO_HTTPS.test(line));
