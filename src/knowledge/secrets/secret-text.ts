import { isSecretName } from './secret-names.js';

/** A name with what it is set to: `NAME: value`, `"name" = "value"`, `NAME=value`; a value may begin with the next one. */
const ASSIGNMENT = /(?<![\w.-])([\w.-]+)["']?\s*[:=]\s*(?=\S)/g;

/** A command line's flag with its value in the next word. */
const FLAG = /(?<![\w-])-{1,2}([a-z][\w-]*)\s+(?=\S)/gi;

/** A directive of nginx or a Dockerfile with a name and, after a space, its value; a variable is none. */
const DIRECTIVE =
  /\b(?:add_header|(?:fastcgi|scgi|uwsgi)_param|(?:grpc|proxy)_set_header|ENV)\s+["']?([\w.-]+)["']?\s+(?=["']?[^\s"'$=])/g;

/** https://datatracker.ietf.org/doc/html/rfc3986#section-3.2.1: the user and password before the host. */
const URL_WITH_PASSWORD = /:\/\/[^\s/@:]*:[^\s/@]+@/;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids */
const ACCESS_KEY_ID = /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/;

/** Programs that take a password without a flag. */
const PASSWORD_OPERAND = /\brabbitmqctl\b.{0,200}?\b(?:add_user|change_password)\s+\S+\s+\S/;

/** Whether a text shows a secret by its form, whatever it is the value of. */
export const isSecretText = (text: string): boolean =>
  URL_WITH_PASSWORD.test(text) || ACCESS_KEY_ID.test(text) || PASSWORD_OPERAND.test(text);

/** Whether a line sets something to a value whose name says that it is a secret. */
export const setsSecret = (line: string): boolean =>
  [ASSIGNMENT, FLAG, DIRECTIVE].some((form) =>
    [...line.matchAll(form)].some(([, name = '']) => isSecretName(name)),
  );
