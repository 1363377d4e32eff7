import type { MarkedPattern } from './secret-forms.js';

/** Where a value ends. */
export type Extent =
  /** With its word or its quotes. */
  | 'word'
  /** With its quotes, its brackets or the line. */
  | 'rest';

/** A name, with the value right after the match. */
interface NamePattern extends MarkedPattern {
  readonly extent: Extent;
}

export const NAMES: readonly NamePattern[] = [
  // A command line's flag, with its value in the next word.
  { marks: ['-'], pattern: /(?<![\w-])--?(?<name>[a-z][\w.-]*)[ \t]+(?![-|;&<>])(?=\S)/gi, extent: 'word' },
  // A name with capitals, and a text in quotes where the sign between them is missing.
  { marks: ['"', "'"], pattern: /(?<![\w.-])(?=[a-z\d_]*[A-Z])(?<name>\w+)\s*(?=["']\w)/g, extent: 'word' },
  // A directive of nginx.
  {
    marks: ['_header', '_param'],
    pattern:
      /\b(?:add_header|(?:fastcgi|scgi|uwsgi)_param|(?:grpc|proxy)_set_header)\s+["']?(?<name>[\w.-]+)["']?\s+(?=\S)/g,
    extent: 'word',
  },
  { marks: ['$'], pattern: /\bset\s+\$(?<name>\w+)\s+(?=\S)/g, extent: 'word' },
  // One of a Dockerfile, of Apache or of the C shell.
  {
    marks: ['env'],
    pattern: /\b(?:ENV|setenv|SetEnv)\s+["']?(?<name>[\w.-]+)["']?\s+(?![\s=])(?=\S)/g,
    extent: 'rest',
  },
  {
    marks: ['header'],
    pattern:
      /\b(?:Request)?Header\s+(?:always\s+|early\s+)?(?:add|append|edit|merge|set|setifempty)\s+["']?(?<name>[\w.-]+)["']?\s+(?=\S)/gi,
    extent: 'word',
  },
  {
    marks: ['configure'],
    pattern: /\baws\b[^|;&]{0,200}?\bconfigure\s+set\s+(?:--\S+\s+\S+\s+)*(?<name>[\w.-]+)\s+(?=\S)/g,
    extent: 'word',
  },
  {
    marks: ['printf'],
    pattern: /\bprintf\s+-v\s+(?<name>\w+)\s+(?:["']?%s["']?\s+)?(?=\S)/g,
    extent: 'word',
  },
  {
    marks: ['setx'],
    pattern: /\bsetx(?:\.exe)?\s+(?:\/\w+\s+)*["']?(?<name>\w+)["']?\s+(?=\S)/gi,
    extent: 'word',
  },
  {
    marks: ['config'],
    pattern:
      /\b(?:npm|pnpm|yarn)\b[^|;&]{0,100}?\bconfig\s+set\s+(?:-\S+\s+)*["']?(?:\S{1,200}:)?(?<name>_?[\w.-]+)["']?\s+(?=\S)/g,
    extent: 'word',
  },
  // Calls such as `define('NAME', 'value')`, and XML.
  { marks: ['('], pattern: /\(\s*["'](?<name>[\w.-]+)["']\s*,\s*(?=["'])/g, extent: 'word' },
  // Without its end tag, it is a placeholder: `postgres://shop:<password>@host`.
  { marks: ['</'], pattern: /<(?<name>[\w.-]+)>(?=[^<\s][^<]{0,2000}<\/)/g, extent: 'word' },
];

/** What takes a password without a name before it: the value is right after the match. */
export const OPERANDS: readonly MarkedPattern[] = [
  {
    marks: ['rabbitmqctl'],
    pattern: /\brabbitmqctl\b.{0,200}?\b(?:add_user|change_password)\s+\S+\s+(?=\S)/g,
  },
  { marks: ['mariadb', 'mysql'], pattern: /\b(?:mariadb|mysql)[\w-]*\b[^|;&]{0,200}?\s-p(?=[^\s-])/g },
  { marks: ['mysqladmin'], pattern: /\bmysqladmin\b[^|;&]{0,200}?\spassword\s+(?=\S)/g },
  { marks: ['usermod', 'useradd'], pattern: /\buser(?:add|mod)\b[^|;&]{0,200}?\s-p\s+(?=\S)/g },
  { marks: ['net user'], pattern: /\bnet1?(?:\.exe)?\s+user\s+[^\s/]\S*\s+(?=[^\s/*])/gi },
  { marks: ['convertto-securestring'], pattern: /\bConvertTo-SecureString\s+(?:-String\s+)?(?=["'])/gi },
  { marks: ['vault'], pattern: /\bvault\s+login\s+(?:-\S+\s+)*(?=[^\s=-]+(?:\s|$|["']))/g },
  {
    marks: ['put-parameter'],
    pattern: /\bput-parameter\b(?=[^|;&]{0,400}SecureString)[^|;&]{0,400}?\s--value[ =]+(?=\S)/g,
  },
  {
    marks: ['composer'],
    pattern:
      /\bcomposer\b[^|;&]{0,100}?\bconfig\s+(?:-\S+\s+)*(?:[\w-]+-(?:oauth|token)|bearer)\.\S+\s+(?=\S)/g,
  },
  { marks: ['sqlcmd'], pattern: /\bsqlcmd\b[^|;&]{0,200}?\s-P\s*(?=\S)/g },
  {
    marks: ['mongo'],
    pattern: /\bmongo(?:sh|dump|export|import|restore)?\b[^|;&]{0,200}?\s-p[ =]?(?=[^\s-])/g,
  },
  {
    marks: ['create_superuser', 'create_user'],
    pattern: /\bcreate_(?:super)?user\(\s*(?:[^,()]{1,200},\s*){1,2}(?=["'][^@"']*["'])/g,
  },
  { marks: ['redis-cli'], pattern: /\bredis-cli\b[^|;&]{0,200}?\s-a\s+(?=\S)/g },
  {
    marks: ['login'],
    pattern: /\b(?:docker|podman|helm)\b[^|;&]{0,100}?\blogin\b[^|;&]{0,200}?\s-p[ =]?(?=\S)/g,
  },
  { marks: ['sshpass'], pattern: /\bsshpass\s+-p\s*(?=\S)/g },
  {
    marks: ['curl', 'wget', 'http'],
    pattern:
      /\b(?:curl|wget|http)\b[^|;&]{0,300}?\s(?:-[a-zA-Z]{0,8}u|--(?:proxy-)?user)[ =]?["']?[\w.@-]{1,200}:(?=[^\s"'$])/g,
  },
  { marks: ['htpasswd'], pattern: /\bhtpasswd\s+-\w{0,8}b\w{0,8}\s+\S{1,200}\s+\S{1,200}\s+(?=\S)/g },
  { marks: ['pass:'], pattern: /\s-pass(?:in|out)?\s+["']?pass:(?=\S)/g },
  { marks: ['identified'], pattern: /\bIDENTIFIED\s+(?:WITH\s+\w+\s+)?BY\s+(?=["'])/gi },
  { marks: ['password'], pattern: /\bPASSWORD\s+(?=["'])/gi },
  { marks: ['requirepass', 'masterauth'], pattern: /^\s*(?:requirepass|masterauth)\s+(?=\S)/g },
  { marks: ['login'], pattern: /\blogin\s+\S{1,200}\s+password\s+(?=\S)/g },
  {
    marks: ['echo', 'printf'],
    pattern:
      /\b(?:echo|printf)\s+(?:-n\s+|%s\s+|['"]%s\\?n?['"]\s+)?(?=\S{1,200}\s*\|\s*[^|]{0,200}(?:--password-stdin|chpasswd|passwd\b|--stdin))/g,
  },
  {
    marks: ['<<<'],
    pattern:
      /(?:--password-stdin|chpasswd|passwd\b|\bread\b.{0,60}(?:PASS|SECRET|TOKEN)\w{0,60})\s*<<<\s*(?=\S)/gi,
  },
];
