/** The permissions of a mode: what `chmod` takes. */
const PERMISSIONS = 0o7777;

const BITS = 'rwxrwxrwx';

/**
 * The permissions that cfn-init sets for a mode: it reads the text as an octal number. Undefined where that fails.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-init.html
 */
export const permissionsOf = (text: string): number | undefined =>
  /^(?:0[oO])?[0-7]{1,15}$/.test(text.trim())
    ? Number.parseInt(text.trim().replace(/^0[oO]/, ''), 8) & PERMISSIONS
    : undefined;

/** Permissions as `ls` shows them: `0644 (rw-r--r--)`. */
export function describePermissions(permissions: number): string {
  const letters = [...BITS].map((letter, index) => (permissions & (0o400 >> index) ? letter : '-'));
  return `${permissions.toString(8).padStart(4, '0')} (${letters.join('')})`;
}
