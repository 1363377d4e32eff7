import { holdsToken } from './secret-forms.js';

/** Last words of a name whose value opens something for whoever has it. */
const CREDENTIALS: ReadonlySet<string> = new Set([
  ...['credential', 'credentials', 'passphrase', 'passwd', 'password', 'pwd', 'secret', 'token'],
  ...['apikey', 'apitoken', 'dbpass', 'privatekey', 'secretkey'],
]);

/** What makes a `key` one: the word before it. */
const KEYS: ReadonlySet<string> = new Set([
  ...[
    'access',
    'account',
    'admin',
    'api',
    'auth',
    'encryption',
    'license',
    'master',
    'private',
    'secret',
    'service',
  ],
  ...['session', 'sign', 'signing'],
]);

/** Keys that browsers get to see. */
const PUBLIC: ReadonlySet<string> = new Set(['anon', 'browser', 'client', 'public', 'publishable', 'site']);

/**
 * Variables that tools build into what browsers load: whoever named one so knows that it is public.
 * https://vite.dev/guide/env-and-mode, https://create-react-app.dev/docs/adding-custom-environment-variables
 */
const IN_BROWSERS = /^(?:VITE|REACT_APP|VUE_APP|GATSBY|NG_APP)_/;

/**
 * Settings of a unit that name credentials, which systemd reads elsewhere.
 * https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#Credentials
 */
const IN_UNITS = /^(?:Import|Load)Credential(?:Encrypted)?$/;

/** `DB_PASSWORD` and `dbPassword` as words. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .map((word) => word.replace(/(?<!\d)\d+$/, ''))
    .filter((word) => word !== '');

/** A fast check: without one of these, neither a text nor a name in it names a credential. */
export const mayNameCredential = (text: string): boolean =>
  /credential|pass|pwd|secret|token|key/.test(text.toLowerCase());

/**
 * Whether the name of a property, variable or flag says that its value is a credential. Narrower than `isSecretName`,
 * which decides what a report must not show: here a wrong yes is a false alarm.
 */
export function isCredentialName(name: string): boolean {
  if (!mayNameCredential(name)) return false;
  if (IN_UNITS.test(name)) return false;
  const words = wordsOf(name);
  if ((IN_BROWSERS.test(name) || words.some((word) => PUBLIC.has(word))) && !words.includes('secret'))
    return false;
  const last = words.at(-1) ?? '';
  if (CREDENTIALS.has(last) || last === 'pass' || last.endsWith('password'))
    return words.length > 1 || last !== 'pass';
  // Rails has SECRET_KEY_BASE, Laravel APP_KEY.
  if (last === 'base') return words.at(-2) === 'key' && words.at(-3) === 'secret';
  return last === 'key' && (KEYS.has(words.at(-2) ?? '') || words.join() === 'app,key');
}

/** What no real credential is: examples, defaults, words for "none" and for what only a build needs. */
const HARMLESS =
  /^(?:true|false|yes|no|on|off|null|none|nil|undefined|default|required|optional|disabled|enabled|empty|hidden)$|example|placeh|dummy|chang(?:e|ing)|replace|your|sample|\btest|todo|fixme|xxx|\*\*\*|\.{3}|…|insert|not[ _-]?(?:defined|set)|\bset[ _-](?:by|in|via)[ _-]|fake|mock|secret|passw|foobar|unused|not[ _-]?(?:used|needed)|build[ _-]?(?:time|only)|^(?:admin|root|postgres|user|guest|foo|bar|token|key)$/i;

/** A path, an ARN, a reference to another variable or to a vault, or an expression. */
const REFERENCE =
  /^(?:[.~]?\/|\.\.|[A-Za-z]:\\|arn:|https?:\/\/|s3:\/\/|env[:.]|process\.env|os\.environ|ENV\[|vault:|ssm:)|[$`%{}<>()[\]]|\s/;

/** `DD_API_KEY`: what a command puts in its place is the credential. */
const VARIABLE = /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)+$/;

/** Whether a value is the name of the variable that has the credential. */
export const isCredentialVariable = (value: string): boolean =>
  VARIABLE.test(value) && isCredentialName(value);

/** Whether a literal text may well be a credential in use, once its name says that it is one. */
export const isLiteralCredential = (value: string): boolean => {
  const text = value.trim();
  return (
    text.length >= 6 &&
    !HARMLESS.test(text) &&
    !REFERENCE.test(text) &&
    !isCredentialVariable(text) &&
    !/^[\d.]{1,7}$|^(\w)(?:\1|\W)*$/.test(text)
  );
};

/** https://developer.wordpress.org/advanced-administration/wordpress/wp-config/#security-keys */
const WORDPRESS_KEYS = /^(?:AUTH|SECURE_AUTH|LOGGED_IN|NONCE)_(?:KEY|SALT)$/;

/** Whether a property holds a security key of WordPress as its generator makes them, of all characters that can be typed. */
const isWordPressKey = (name: string, value: string): boolean =>
  WORDPRESS_KEYS.test(name) && value.length === 64 && /[^\w\s]/.test(value);

/**
 * The key that Django makes for a new project: in its 50 characters are those of references and expressions as well. Some are typed.
 * https://github.com/django/django (django/core/management/utils.py: get_random_secret_key)
 */
const DJANGO_KEY =
  /^(?:django-insecure-[a-z0-9!@#$%^&*(\-_=+)]{40,60}|(?!\$\()(?=.*[!@#$%^&*(=+)])[a-z0-9!@#$%^&*(\-_=+)]{45,60})$/;

export const isDjangoKey = (name: string, value: string): boolean =>
  isCredentialName(name) && DJANGO_KEY.test(value);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids; AWS's examples end in EXAMPLE. */
const ACCESS_KEY_ID = /\bAKIA(?![0-9A-Z]{9}EXAMPLE)[0-9A-Z]{16}\b/;

/** The user, password and host of an address. https://datatracker.ietf.org/doc/html/rfc3986#section-3.2.1 */
const ADDRESS = /:\/\/[^\s/@:]{0,200}:([^\s/@]{1,200})@([\w.-]{1,200})/;

/** The host and the password of a connection string. https://learn.microsoft.com/en-us/dotnet/framework/data/adonet/connection-string-syntax */
const CONNECTION_HOST = /\b(?:Server|Data Source|Host|Address) ?= ?(?:tcp:)?([\w.-]{1,200})/i;
const CONNECTION_PASSWORD = /; ?(?:Password|Pwd) ?= ?([^;"'\s]{1,200})/i;

/** Whether a text shows an access key of AWS or a token, in whatever language it is written. */
export const holdsKey = (text: string): boolean => ACCESS_KEY_ID.test(text) || holdsToken(text);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html */
export const isSecretAccessKey = (name: string, value: string): boolean =>
  /^aws[_-]secret(?:[_-]access)?[_-]key$/i.test(name) && /^(?=.*\d)(?!.*EXAMPLE)[\w+/]{40}$/.test(value);

/**
 * Whether a text shows a credential by its form: a token, an access key of AWS, an address of another host with a password, or a
 * connection string for one.
 */
export function holdsCredential(text: string): boolean {
  if (holdsKey(text)) return true;
  const [, password = '', host = ''] = ADDRESS.exec(text) ?? [];
  if (isRemoteHost(host) && isLiteralCredential(password)) return true;
  const [, ofConnection = ''] = CONNECTION_PASSWORD.exec(text) ?? [];
  if (ofConnection === '' || !isLiteralCredential(ofConnection)) return false;
  const [, server = ''] = CONNECTION_HOST.exec(text) ?? [];
  return isRemoteHost(server);
}

/** Without a dot it is a container, or the machine itself. */
export const isRemoteHost = (host: string): boolean =>
  host.includes('.') && !/^(?:127\.|0\.0\.0\.0|.*example\.)/.test(host);

/** Whether a value that a variable is set to may well be a credential in use, by the name of the variable or its own form. */
export const isPlainCredential = (name: string, value: string): boolean =>
  holdsCredential(value) ||
  isWordPressKey(name, value) ||
  isDjangoKey(name, value) ||
  (isCredentialName(name) && isLiteralCredential(value) && value !== name);

/** Whether the real value of a property, of which only the name or a draft is known, is one that does not belong in a file. */
export const mayBeCredential = (name: string, draft: string): boolean =>
  isCredentialName(name) || /:\/\/[^/\s]*@/.test(draft);
