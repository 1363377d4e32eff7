/**
 * One option as the service describes it.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/api/API_ConfigurationOptionDescription.html
 */
export interface DescribedOption {
  readonly Namespace: string;
  readonly Name: string;
  readonly DefaultValue?: string | null;
  /** Somebody set it, under a name of their own. */
  readonly UserDefined?: boolean | null;
  readonly ValueType?: string | null;
  readonly ValueOptions?: readonly string[] | null;
  readonly MinValue?: number | null;
  readonly MaxValue?: number | null;
  readonly MaxLength?: number | null;
  readonly Regex?: { readonly Pattern?: string | null } | null;
}

/** What one call of the service tells. */
export interface Description {
  /** The solution stack or platform that it was asked for. */
  readonly platform: string | undefined;
  readonly options: readonly DescribedOption[];
}
