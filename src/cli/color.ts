interface ColorInput {
  /** `--color` or `--no-color`; undefined for neither. */
  readonly flag: boolean | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether the report goes to a terminal; a file is not one. Asked only where nothing else decides. */
  readonly isTTY: () => boolean;
}

/** Whether to use colors: the flag decides, then NO_COLOR, FORCE_COLOR and TERM=dumb, then whether it is a terminal. */
export function wantsColor({ flag, env, isTTY }: ColorInput): boolean {
  if (flag !== undefined) return flag;
  const { NO_COLOR: no, FORCE_COLOR: force, TERM: term } = env;
  // https://no-color.org and https://force-color.org: an empty value is treated as none.
  if (no) return false;
  if (force) return force !== '0' && force.toLowerCase() !== 'false';
  return term !== 'dumb' && isTTY();
}

/**
 * The environment variables that make color libraries decide the same, to be set before a formatter is loaded;
 * undefined means to delete. Without the deletion Node warns of the contradiction.
 */
export const colorEnvironment = (color: boolean): Readonly<Record<string, string | undefined>> =>
  color ? { FORCE_COLOR: '1', NO_COLOR: undefined } : { FORCE_COLOR: '0', FORCE_HYPERLINK: '0' };
