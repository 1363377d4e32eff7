export type Severity = 'error' | 'warning';

/** What happens because of a mistake, and what that makes of its findings: the only place that decides. */
const SEVERITIES = {
  'deploy-fails': 'error',
  'traffic-breaks': 'error',
  /** A whole section or file has no effect. */
  'file-ignored': 'error',
  /** eblint itself did not check everything. */
  'not-checked': 'error',
  /** A part has no effect. */
  'silently-ignored': 'warning',
  'data-loss': 'warning',
  security: 'warning',
  hygiene: 'warning',
} as const satisfies Record<string, Severity>;

export type Consequence = keyof typeof SEVERITIES;

/** What keeps a finding a warning although its consequence is one of an error. */
export type WarningReason =
  /** No source says what happens. */
  | 'undocumented'
  /** What is outside the project may set, make or replace that very thing. */
  | 'elsewhere'
  /** It is a mistake only if names and ports say what is intended. */
  | 'intent'
  /** The deployment goes on although the step fails. */
  | 'error-ignored'
  /** It may not be run or read at all. */
  | 'may-not-run'
  /** Less happens in this case. */
  | 'milder';

/** What a rule says of its severity in `meta`, and a finding of its own. */
interface Judged {
  readonly warnsBecause?: WarningReason;
}

/** The severity of a rule, or of a finding of it, where the user has set no other one. */
export const severityOf = (
  meta: Judged & { readonly consequence: Consequence },
  finding?: Judged,
): Severity => ((meta.warnsBecause ?? finding?.warnsBecause) ? 'warning' : SEVERITIES[meta.consequence]);
