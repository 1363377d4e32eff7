/** A stretch of a text: UTF-16 offsets, the end excluded. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * Expressions that a template engine or a pipeline fills in before the text means anything.
 * CloudFormation's `{{resolve:…}}` is not one: it is filled in by the deployment itself.
 */
const TEMPLATES =
  /\$\{[A-Za-z_][^{}]*\}|\{\{(?!resolve:)[^{}]*\}\}|\{%[^%]*%\}|<%[^%]*%>|@@\w+@@|%\(\w+\)[sd]|#\{[A-Za-z_][^{}]*\}|(?<!\w)__[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*__(?!\w)/;

const ALL_TEMPLATES = new RegExp(TEMPLATES, 'g');

/** True where a template engine or a pipeline has a part of the text to fill in: `${NAME}`, `{{ x }}`, `<%= x %>` … */
export const isTemplate = (text: string): boolean => TEMPLATES.test(text);

/** Placeholders without brackets. None of these forms can be a real value; whatever could be one is not here. */
const BARE: readonly RegExp[] = [
  // YOUR_LICENSE_KEY, subnet-YOUR_ID; not $YOUR_KEY
  /(?<![\w$%])YOUR[_-][A-Z0-9]+(?:[_-][A-Z0-9]+)*(?![a-z])/,
  // YOUR CERTIFICATE ARN, YOUR KEY HERE
  /(?<![\w$])YOUR(?: [A-Z0-9]+){0,5} (?:ARN|HERE|ID|KEY|PASSWORD|SECRET|TOKEN)(?!\w)/,
  // your-domain.com, your_app.wsgi, your-secret-key; not reset-your-password
  /(?<![\w$%-])[Yy]our[_-](?:acm|api|app|application|arn|aws|bucket|cert|certificate|cluster|database|db|domain|ec2|environment|host|iam|instance|key|keypair|lb|project|rds|redis|region|repository|secret|security|sg|ssh|ssl|subnet|token|vpc)(?![A-Za-z0-9])(?:[_-][A-Za-z0-9]+)*/,
  // your-password, //your-username:…; not the page /your-password
  /(?<![\w$%-]|(?<!\/)\/)[Yy]our[_-](?:access|account|email|password|username)(?![A-Za-z0-9])(?:[_-][A-Za-z0-9]+)*/,
  // yourdomain.com
  /(?<![\w$%])your(?:app|domain|project)name(?![A-Za-z0-9])|(?<![\w$%])yourdomain(?=\.)/i,
  // xxxxxxxx anywhere, subnet-xxxx
  /x{8,}|X{8,}|(?<!\w)(?:ami|eipalloc|fs|i|rtb|sg|subnet|vol|vpc)-(?:x{4,}|X{4,})(?!\w)/,
  // subnet-00000000, sg-12345678 and other ids of examples
  /(?<!\w)(?:ami|eipalloc|fs|i|rtb|sg|subnet|vol|vpc)-(?:0{8,17}|12345678|1234567890abcdef0|0123456789abcdef0)(?!\w)/,
  // vpc-#######, certificate/########; not the banner of a comment, not a heading
  /(?<=[\w:/.-])#{4,}|^#{4,}$/,
  // CHANGEME, REPLACE_ME, replace-this; not change-me-later
  /(?<![\w$%-])(?:change[_-]?me|replace[_-]?me|(?:change|replace)[_-]this)(?![\w-])/i,
  // REPLACE_WITH_ARN, INSERT_KEY_HERE
  /(?<![\w$%-])(?:REPLACE_WITH(?:_[A-Z0-9]+)+|(?:ADD|ENTER|INSERT|PASTE|PUT)(?:_[A-Z0-9]+){1,8}(?<=_HERE))(?!\w)/,
  // elasticbeanstalk-us-east-2-REPLACE_ACCOUNT_ID; not the variable REPLACE_URL=…
  /(?<![\w$%{])REPLACE_(?:[A-Z0-9]+_){0,5}(?:ACCOUNT|ARN|BUCKET|DOMAIN|ID|KEY|NAME|PASSWORD|REGION|SECRET|TOKEN|URL)(?!\w|\s?[=:(])/,
  // sk-proj-..., pk_live_…
  /^(?:[A-Za-z]{2,10}[-_]){1,3}(?:\.{3}|…)$/,
  // Replace with the certificate's ARN
  /^replace with \S.*/i,
  /^(?:TODO|FIXME): \S.*/,
  // s3-region.amazonaws.com/bucketname/, the bucket of Elastic Beanstalk itself, my-bucket
  /(?<=\bs3[.-])region(?=\.amazonaws\.com)|(?<=amazonaws\.com\/)bucket-?name(?=\/)/,
  /(?<=^|\/)elasticbeanstalk-region-account-?id(?!\w)/,
  /^my-(?:bucket|security-group)$|(?<=^tcp, ?\d{1,5}, ?\d{1,5}, ?)my-security-group$/,
  // s3://STACK_NAME-data: the name of a bucket has no capitals
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
  /(?<=\bs3:\/\/)[a-z0-9.-]{0,63}[A-Z][\w.-]*/,
  // account-number.dkr.ecr.eu-central-1.amazonaws.com
  /(?<![\w$}.-])[A-Za-z][\w-]*(?=\.dkr\.ecr\.[a-z])/,
  // The sample of the guide for composer_options
  /^vendor\/package$/,
  // xx.xx.xx.xx
  /(?<![\w.])(?:x{2,3}\.){3}x{2,3}(?![\w.])/i,
  /^place_?ho(?:ld|dl)er$/i,
  // private key contents, certificate file contents: a line of its own in the examples of AWS
  // https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/https-singleinstance-python.html
  /^[ \t]*(?:(?:[a-z]+ )?certificate|(?:private )?key)(?: file)? contents(?=[ \t]*(?:#.*)?$)/,
  // [your app name]
  /\[your[ _-][^\][\n]{1,80}\]/i,
];

/** `<…>` with nothing inside that markup, mail addresses or templates are made of; an input method may write `＜…＞`. */
const ANGLES =
  /[<＜]([\w*\u3040-\u9fff\uac00-\ud7af](?:[\w .,:/'()*\u3040-\u9fff\uac00-\ud7af-]{0,80}[\w.)*\u3040-\u9fff\uac00-\ud7af])?)[>＞]/g;

const CLOSING_TAG = /<\/[A-Za-z][\w-]*>/;

/** The text between `<` and `>` of a placeholder, wherever it occurs. */
const ANGLE_CONTENTS: readonly RegExp[] = [
  /(?:^|[^a-z])your/i,
  /^(?:add|enter|insert|paste|put|replace)[ _-]/i,
  /[ _-]here$/i,
  /^\*+[^*]+\*+$/,
  /^[A-Z][A-Z0-9]*(?:[ _-][A-Z0-9]+)+$/,
];

/** The same for one that is the whole text or a part of a longer word: an application's own text may say `Hello <name>`. */
const GLUED_ANGLE_CONTENTS: readonly RegExp[] = [
  /^[A-Z][A-Z0-9]{2,}$/,
  /^(?:my[ _-])?(?:[a-z0-9]+[ _-]){0,5}(?:account|app|appname|application|arn|bucket|cert|certificate|cluster|database|db|domain|domainname|email|endpoint|environment|host|hostname|id|ip|key|module|name|password|port(?:[ _-]?number)?|project|projectname|region|secret|service|subnet|tag|token|url|user|userid|username|version|vpc)$/i,
];

/** Placeholders that are only certain in an ARN, by the number of its part between colons, from 0. */
const ARN = /(?<![\w-])arn:[^\s,'"`;]+/g;
const ARN_PARTS: Readonly<Record<number, RegExp>> = {
  3: /^(?:(?:aws|your|my)?[_-]?region(?:[_-](?:id|name))?|(?:[a-z]{2}-)?x{2,}(?:-x+)*|#+|<[^<>]*>)$/i,
  // The account of AWS's own examples.
  4: /^(?:123456789012|(?:aws|your|my)?[_-]?account(?:[_-]?(?:id|number|no))?|x{2,}(?:-x+)*|#+|<[^<>]*>)$/i,
};
const ARN_RESOURCE =
  /(?<=^|\/)(?:(?:your[_-])?cert(?:ificate)?[_-]?(?:id|uuid)|12345678-1234-1234-1234-[\da-f]{12}|x{4,}(?:-x+)*|#{4,}|<[^<>]*>)(?=\/|$)/i;

/** An edited pattern or a name template: `sed s/YOUR_KEY/…/`, `mktemp x.XXXXXXXX`. */
const EDITORS = /(?:^|[\s'"`/;&|(])(?:mktemp|perl|sed)\s/;

/** A text without these contains no placeholder: one fast check instead of a dozen patterns for most texts. */
const MARKS =
  /[<#＜〇○◯]|your|x{4}|change|replace|_here|todo|fixme|(?:certificate|key|file) contents|arn:|bucket|s3:|xx\.|my-s|\.dkr\.|^plac|s3[.-]region|region-acc|vendor\/|-(?:0{8}|01?2345|1234567)|[-_](?:\.{3}|…)|の|ここに|[此这這请請换換你您]|여기에/i;

/** Whether the text contains a placeholder to be filled in: `<your_app>`, `YOUR_KEY`, `xxxxxxxx` … */
export const isPlaceholder = (text: string): boolean => placeholderIn(text) !== undefined;

/**
 * The first placeholder of a text, in offsets of the text: one in words before a number from an example. Templates, markup, mail addresses, redirections and edited
 * patterns are not placeholders.
 */
export function placeholderIn(text: string): Stretch | undefined {
  if (!MARKS.test(text)) return undefined;
  const own = withoutTemplates(text);
  let first: Stretch | undefined;
  const isNumber = ({ start, end }: Stretch) => /^[\d-]+$/.test(own.slice(start, end));
  for (const found of placeholders(own)) {
    const order = first ? Number(isNumber(found)) - Number(isNumber(first)) || found.start - first.start : -1;
    if (order < 0) first = found;
  }
  if (!first || EDITORS.test(own.slice(0, first.start))) return undefined;
  return first;
}

/** The text with its templates blanked, so that offsets stay. */
const withoutTemplates = (text: string): string =>
  isTemplate(text) ? text.replace(ALL_TEMPLATES, (found) => ' '.repeat(found.length)) : text;

function* placeholders(text: string): Generator<Stretch> {
  for (const pattern of EAST_ASIAN.test(text) ? [...BARE, ...EAST_ASIAN_PLACEHOLDERS] : BARE) {
    const found = pattern.exec(text);
    if (found) yield { start: found.index, end: found.index + found[0].length };
  }
  if (/[<＜]/.test(text) && !CLOSING_TAG.test(text)) yield* anglePlaceholders(text);
  if (text.includes('arn:')) yield* arnPlaceholders(text);
}

function* anglePlaceholders(text: string): Generator<Stretch> {
  for (const { 0: whole, 1: content = '', index: start } of text.matchAll(ANGLES)) {
    const end = start + whole.length;
    // `List<YOUR_TYPE>` is a generic type, `<<EOF>file` a here-document, `(?<version>.+)` a group of a pattern.
    const before = text[start - 1] ?? '';
    if (/[A-Za-z0-9<?]/.test(before)) continue;
    if (matches(ANGLE_CONTENTS, content)) yield { start, end };
    else if (
      isGlued(text, start, end) &&
      (matches(GLUED_ANGLE_CONTENTS, content) || EAST_ASIAN_LETTERS.test(content))
    )
      yield { start, end };
  }
}

const matches = (patterns: readonly RegExp[], text: string): boolean =>
  patterns.some((pattern) => pattern.test(text));

/** True where the stretch is the whole text or joined to the text next to it as in `<app>.wsgi`, `:<port>`. */
const isGlued = (text: string, start: number, end: number): boolean =>
  text.trim().length === end - start ||
  /[.:/=@_-]/.test(text[start - 1] ?? '') ||
  /[.:/@_-]/.test(text[end] ?? '');

function* arnPlaceholders(text: string): Generator<Stretch> {
  for (const { 0: arn, index } of text.matchAll(ARN)) {
    let start = index;
    for (const [number, part] of arn.split(':').entries()) {
      const found = (ARN_PARTS[number] ?? (number > 4 ? ARN_RESOURCE : undefined))?.exec(part);
      if (found) yield { start: start + found.index, end: start + found.index + found[0].length };
      start += part.length + 1;
    }
  }
}

/** Japanese, Chinese and Korean letters. */
const EAST_ASIAN_LETTERS = /[\u3040-\u9fff\uac00-\ud7af]/;

/** What each of the placeholders below holds at least one of. */
const EAST_ASIAN = /[\u3007\u25cb\u25ef\u3040-\u9fff\uac00-\ud7af]/;

/** Placeholders of tutorials in these languages, with the words that follow them up to the next space or punctuation mark. */
const EAST_ASIAN_PLACEHOLDERS: readonly RegExp[] = [
  // ここに証明書のARNを入力, ここにドメイン名
  /ここに[^\s、。]{0,40}?(?:入力|記入|記載|貼り付け|貼付|書き?込|置き換え|設定|[A-Za-z\u30a0-\u30ff]+名?$)[^\s、。]{0,20}/,
  // あなたのドメイン, 自分の証明書のARN
  /(?:あなた|自分|自身|お客様|各自)の[^\s、。]{0,20}?(?:ARN|URL|ID|アプリ|ドメイン|プロジェクト|証明書|アカウント|バケット|サブネット|キー|パスワード|リージョン)[^\s、。]{0,20}/,
  // 〇〇.example.com
  /[〇○◯]{2,}/,
  // 在此输入证书, 请填写域名, 您的域名, 替换为…
  /(?:在此处?|在这里|在這裡|此处|此處|请|請)(?:输入|輸入|填写|填寫|填入|替换|替換|粘贴|貼上)[^\s，。]{0,40}/,
  /(?:替换|替換)(?:为|為|成)[^\s，。]{1,40}/,
  /[你您]的[^\s，。]{0,20}?(?:ARN|URL|ID|域名|网域|網域|应用|應用|项目|專案|证书|憑證|密钥|金鑰|密码|密碼|账号|帳號|账户|帳戶|存储桶)[^\s，。]{0,20}/,
  // 여기에 인증서 ARN 입력
  /여기에 ?[^,.\n]{0,40}?(?:입력|붙여)[^\s,.]{0,20}/,
];
