import type { Generation, Language } from '../knowledge/platform/platforms.js';

/** What a value is read as. `path` and `arn` are texts of a known form, `duration` is ISO 8601 such as PT5M. */
export type OptionType =
  'arn' | 'boolean' | 'duration' | 'enum' | 'integer' | 'json' | 'list' | 'number' | 'path' | 'string';

/** How a text must look, for programs and for people. */
export interface Form {
  readonly pattern: RegExp;
  /** A noun phrase: `a path that begins with /`. */
  readonly words: string;
}

/** What a value may be; everything that is left out is not restricted. */
export interface Limits {
  /** In the unit of the option; for a text, of every number in it. */
  readonly min?: number;
  readonly max?: number;
  /** For a list: what each item may be. */
  readonly values?: readonly string[];
}

/** Other limits or another default, where other settings or the platform are of a kind. All that is given must hold. */
export interface OptionCase extends Limits {
  /** Options of the same namespace, or of `aws:elasticbeanstalk:environment`, and what they are set to. */
  readonly when?: Readonly<Record<string, readonly string[]>>;
  readonly languages?: readonly Language[];
  readonly generations?: readonly Generation[];
  readonly default?: string;
}

/** What is known of one option, by the fewest words: what is usual is left out. */
export interface OptionFacts extends Limits {
  readonly type: OptionType;
  readonly default?: string;
  readonly unit?: string;
  /** Accepted although not documented. */
  readonly alsoAccepted?: readonly string[];
  /** `values` and `form` are examples: others pass. */
  readonly open?: true;
  /** Any other value than those in `values` is silently ignored. */
  readonly othersIgnored?: true;
  /** A value in another case than that of `values` is refused. */
  readonly caseSensitive?: true;
  /** An empty text is refused; elsewhere it means not set. */
  readonly notEmpty?: true;
  /** Of the whole text; for a list, of each item. */
  readonly form?: Form;
  readonly maxItems?: number;
  /** In characters. */
  readonly maxLength?: number;
  /** The service accepts less than the documented `min`, or, where null, anything. */
  readonly acceptedMin?: number | null;
  readonly acceptedMax?: number | null;
  readonly json?: 'array' | 'object';
  readonly cases?: readonly OptionCase[];
  /** What the EB CLI sends where no file sets the option. */
  readonly cliDefault?: string;
  /** The console or the EB CLI sends it with every environment, which takes precedence over configuration files. */
  readonly clientsOverride?: true;
  /** What to use instead: an option, a namespace, or words. */
  readonly deprecated?: string;
  /** What else it needs to have an effect, in words for people; `dependencies` has what can be checked. */
  readonly requires?: string;
  readonly note?: string;
  /** The day or month from which platform versions know it. */
  readonly since?: string;
  /** Where the option is narrower than its namespace. */
  readonly generations?: readonly Generation[];
  readonly languages?: readonly Language[];
  /** The value is a secret, never to be shown. */
  readonly sensitive?: true;
  readonly readOnly?: true;
  readonly required?: true;
  /** No page of the developer guide mentions it. */
  readonly undocumented?: true;
  /** Refused in configuration files. */
  readonly apiOnly?: true;
}

export interface NamespaceFacts {
  /** Below `https://docs.aws.amazon.com/elasticbeanstalk/latest/`. */
  readonly doc: string;
  readonly options: Readonly<Record<string, OptionFacts>>;
  /** What the part in capitals may be; left out: any name. */
  readonly segment?: RegExp;
  /** Any name is an option, of this form and with such a value. */
  readonly freeForm?: true;
  readonly nameForm?: Form;
  readonly valueType?: OptionType;
  readonly valueForm?: Form;
  /** Left out: every generation. Empty: no platform at all. */
  readonly generations?: readonly Generation[];
  /** Left out: every platform. */
  readonly languages?: readonly Language[];
  readonly requires?: string;
  readonly replacedBy?: string;
  readonly since?: string;
  readonly undocumented?: true;
  /** Each set of options belongs to a named resource: `Name.aws:autoscaling:scheduledaction`. */
  readonly perResource?: true;
  /** Belongs to Cluster (EKS) environments, which read no configuration files. */
  readonly clusterOnly?: true;
}
