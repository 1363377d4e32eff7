/** `DBPasword`, `db_password` and `db.password` as words. */
const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .map((word) => word.replace(/(?<!\d)\d+$/, ''))
    .filter((word) => word !== '');

/** Within a word, also misspelled: nothing harmless contains it. */
const PART =
  /pas{1,3}w(?!i|ri)|pas{1,2}(?:o?r|ro)d|psswd?|pws?d|pswd|pas{1,2}phr|passkey|passcode|se(?:cr|rc)e?t(?!ar)|scret|secert|tok(?:en|ne)(?!i)|toekn|tokn|cr?ede?n(?:t|ne)|cred$|creds$|(?:access|api|auth|app|encryption|license|master|private|priv|secret|service|session|shared|sign|signing|ssh)keys?$/;

/** A whole word. */
const WORD = /^(?:auth|oauth|authorization|jwt|otp|pass|passes|pin|pincode|private|psw|pw|salt|salts|hmac)$/;

/** `dbpass`, but not `compass`. */
const PASS = /(?<!by|com|en|over|proxy|sur|tres|under)pass$/;

/** `APPKEY`, but not `monkey`. */
const KEY = /(?<!don|hoc|hot|joc|mon|tur|whis)keys?$/;

/** Keys that everyone may see, or that are in a table: the word before them. */
const OPEN_KEYS: ReadonlySet<string> = new Set([
  ...['authorized', 'cache', 'candidate', 'composite', 'foreign', 'group', 'hash', 'host', 'index', 'known'],
  ...[
    'lookup',
    'map',
    'object',
    'partition',
    'primary',
    'public',
    'publishable',
    'range',
    'recv',
    'registry',
  ],
  ...['routing', 'rpm', 'row', 'site', 'sort', 'tag', 'trusted', 'unique'],
]);

/** Last words of what is about a secret and is not one: `PASSWORD_MIN_LENGTH`, `TokenUrl`. */
const ABOUT: ReadonlySet<string> = new Set([
  ...['age', 'alg', 'algorithm', 'allowed', 'arn', 'attempts', 'audience', 'bits', 'class', 'column'],
  ...['count', 'days', 'dir', 'directory', 'disabled', 'enabled', 'endpoint', 'env', 'expiration', 'expire'],
  ...['expired', 'expires', 'expiry', 'field', 'file', 'files', 'folder', 'format', 'generator', 'group'],
  ...[
    'header',
    'hours',
    'host',
    'id',
    'ids',
    'issuer',
    'len',
    'length',
    'lifetime',
    'limit',
    'location',
    'manager',
  ],
  ...['max', 'maximum', 'method', 'min', 'minimum', 'minutes', 'mode', 'name', 'names', 'path', 'policy'],
  ...[
    'port',
    'prompt',
    'provider',
    'region',
    'required',
    'rotation',
    'schema',
    'scheme',
    'seconds',
    'server',
  ],
  ...['size', 'spec', 'stdin', 'store', 'timeout', 'ttl', 'type', 'uri', 'url', 'usage', 'user', 'username'],
  ...['validator', 'validators', 'version', 'zone'],
]);

/** `userPin` and `PIN_CODE`, not the one in `portMappings`, `SHIPPING_URL` or `spin`. */
const PIN = /(?<![A-Za-z])pin(?![egkt])|Pin(?![egkt])|(?<![A-Z])PIN(?![EGKT])/;

/** Directives of nginx that name a server; those of Apache begin with `ProxyPass`. */
const TO_SERVERS: ReadonlySet<string> = new Set([
  ...['fastcgi_pass', 'grpc_pass', 'memcached_pass', 'proxy_pass', 'scgi_pass', 'uwsgi_pass'],
]);

/** `LICENSE_KEY_SERVER` is a key; `KEY_SERVER` and `GPG_KEY_SERVER` are hosts that have keys of everybody. */
const KEY_OF_SERVER = /(?<!(?:gpg|pgp|public|apt)_)(?<=_)key_server$/;

/** Whose personal access token a name such as `GH_PAT` means: a `url_pat` is a pattern. */
const TOKEN_OWNERS: ReadonlySet<string> = new Set([
  ...['access', 'ado', 'azure', 'bitbucket', 'bot', 'ci', 'deploy', 'devops', 'docker', 'gh', 'git'],
  ...['github', 'gitlab', 'hub', 'jira', 'my', 'npm', 'packages', 'personal', 'registry', 'repo', 'user'],
]);

/** Whether the value of an option, environment property or variable of this name, right or misspelled, may be a secret. */
export function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  if (TO_SERVERS.has(name) || name.startsWith('ProxyPass')) return false;
  if (ABOUT.has(last) && !KEY_OF_SERVER.test(words.join('_'))) return false;
  if (/^PATS?$/.test(name) || (/^pats?$/.test(last) && TOKEN_OWNERS.has(words.at(-2) ?? ''))) return true;
  if (words.some((word) => PART.test(word) || WORD.test(word) || PASS.test(word))) return true;
  if (PIN.test(name)) return true;
  return words.some(
    (word, index) =>
      KEY.test(word) &&
      // Tags and objects of S3 have a `Key`.
      (words.length > 1 || !/^keys?$/.test(word)) &&
      !OPEN_KEYS.has(words[index - 1] ?? '') &&
      !words.includes('kms'),
  );
}
