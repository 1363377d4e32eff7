/** A pattern that is searched for only where one of its marks is: most texts have none, and looking for a mark takes less time. */
export interface MarkedPattern {
  /** In lower case: each match has one of them, in any case. */
  readonly marks: readonly string[];
  readonly pattern: RegExp;
}

/** A secret that its form tells. */
interface SecretForm extends MarkedPattern {
  /** What has no other purpose than to open something, in use: no key of a test, and none that browsers get to see. */
  readonly isCertain?: true;
}

/** @param lower the text in lower case */
export const matchesIn = (
  text: string,
  lower: string,
  { marks, pattern }: MarkedPattern,
): Iterable<RegExpExecArray> => (marks.some((mark) => lower.includes(mark)) ? text.matchAll(pattern) : []);

/**
 * What is a secret by its form, whatever its name: the whole match. Each begins with a fixed text, so that a text is read once.
 */
export const SECRET_FORMS: readonly SecretForm[] = [
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
  { marks: ['akia', 'asia'], pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g },
  // https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats
  {
    isCertain: true,
    marks: ['gho_', 'ghp_', 'ghr_', 'ghs_', 'ghu_', 'github_pat_'],
    pattern: /\b(?:gh[oprsu]_|github_pat_)\w{20,255}/g,
  },
  // https://docs.gitlab.com/security/tokens/#token-prefixes
  {
    isCertain: true,
    marks: ['gl'],
    pattern: /\bgl(?:agent|cbt|dt|ffct|ft|imt|oas|pat|ptt|rt|rtr|soat)-[\w-]{20,300}/g,
  },
  // https://docs.slack.dev/authentication/tokens
  { isCertain: true, marks: ['xox', 'xapp-'], pattern: /\bx(?:ox[a-z]|app|oxe\.xox[bp])-[\w-]{10,300}/g },
  {
    isCertain: true,
    marks: ['hooks.slack.com'],
    pattern: /(?<=\bhooks\.slack\.com\/services\/)[\w/-]{20,200}/g,
  },
  // https://docs.stripe.com/keys
  { isCertain: true, marks: ['k_live_', 'whsec_'], pattern: /\b(?:[rs]k_live|whsec)_\w{16,300}/g },
  { marks: ['k_test_'], pattern: /\b[rs]k_test_\w{16,300}/g },
  { isCertain: true, marks: ['npm_'], pattern: /\bnpm_[A-Za-z0-9]{30,100}/g },
  { isCertain: true, marks: ['pypi-'], pattern: /\bpypi-[\w-]{40,300}/g },
  { marks: ['aiza'], pattern: /\bAIza[\w-]{30,60}/g },
  { marks: ['ya29.'], pattern: /\bya29\.[\w-]{20,300}/g },
  { isCertain: true, marks: ['gocspx-'], pattern: /\bGOCSPX-[\w-]{20,60}/g },
  { isCertain: true, marks: ['sg.'], pattern: /\bSG\.[\w-]{16,40}\.[\w-]{16,80}/g },
  { isCertain: true, marks: ['dop_v1_'], pattern: /\bdop_v1_[a-f0-9]{40,80}/g },
  { isCertain: true, marks: ['hf_'], pattern: /\bhf_[A-Za-z0-9]{30,60}/g },
  { isCertain: true, marks: ['dckr_pat_'], pattern: /\bdckr_pat_[\w-]{20,60}/g },
  { isCertain: true, marks: ['shp'], pattern: /\bshp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}/g },
  { marks: ['sk-'], pattern: /\bsk-(?:proj-|ant-|svcacct-)?(?=[\w-]{0,80}\d)[\w-]{20,300}/g },
  // Addresses that are signed, for whoever has them: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html,
  // https://cloud.google.com/storage/docs/access-control/signed-urls, https://learn.microsoft.com/en-us/rest/api/storageservices/create-service-sas
  {
    marks: ['x-amz-', 'x-goog-', 'signature=', 'sig='],
    pattern:
      /(?<=[?&](?:amp;)?(?:X-(?:Amz|Goog)-(?:Credential|Security-Token|Signature)|Signature|sig)=)[\w%+/.~=-]{16,5000}/gi,
  },
  // https://datatracker.ietf.org/doc/html/rfc7519#section-3.1
  { marks: ['eyj'], pattern: /\beyJ[\w-]{8,5000}\.[\w-]{8,5000}(?:\.[\w-]{0,5000})?/g },
  // https://datatracker.ietf.org/doc/html/rfc6750#section-2.1; words of prose have neither digits nor capitals within.
  {
    marks: ['basic', 'bearer'],
    pattern:
      /(?<=\b(?:[Bb]asic|BEARER|[Bb]earer) {1,3})(?=[\w.~+/-]{0,80}(?:\d|[a-z][A-Z]|=))[\w.~+/-]{6,5000}=*/g,
  },
  // https://datatracker.ietf.org/doc/html/rfc3986#section-3.2.1: the password before the host, or a token in its place.
  {
    marks: ['://'],
    pattern: /(?<=:\/\/[^\s/@:]{0,200}:)(?!\$\{?\w+\}?@|%\(\w+\)s@|<[\w-]+>@|\{\{?[\w.]+\}?\}@)[^\s/]+(?=@)/g,
  },
  { marks: ['://'], pattern: /(?<=\bhttps?:\/\/)(?!\$)(?=[^\s/@:]{0,80}\d)[^\s/@:]{8,5000}(?=@)/g },
  // https://datatracker.ietf.org/doc/html/rfc7468#section-10, up to its end, also with `\n` in one line.
  {
    marks: ['-----begin'],
    pattern:
      /-----BEGIN [A-Z ]{0,30}PRIVATE KEY[A-Z ]{0,10}-----(?:[\w+/=:,. \t\r\n-]|\\[rn])*?(?:-----END [A-Z ]{0,40}-----|$|(?![\w+/=:,. \t\r\n\\-]))/g,
  },
];

/** Documentation shows keys of the right form: they repeat or count characters, or say that they are examples. */
const EXAMPLE = /(.)\1{4}|example|sample|your|placeholder|dummy|1234567|abcdefg|redacted/i;

const CERTAIN_FORMS = SECRET_FORMS.filter(({ isCertain }) => isCertain);

/** Whether a text holds a token that is one by its form, and in use as far as it shows. */
export function holdsToken(text: string): boolean {
  const lower = text.toLowerCase();
  return CERTAIN_FORMS.some((form) =>
    [...matchesIn(text, lower, form)].some(([token]) => !EXAMPLE.test(token)),
  );
}
