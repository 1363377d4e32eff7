/** Parts of the names of values that a report must not show. */
const SECRET = /pass|pwd|secret|token|credential|private|auth|salt|key/i;

/** Not the one in `portMappings` or `SHIPPING_URL`. */
const PIN = /[Pp]in(?!g)|PIN(?!G)/;

/** Whether the value of an option or environment property of this name may be a secret. */
export const isSecretName = (name: string): boolean => SECRET.test(name) || PIN.test(name);
