/** Parts of names whose values nobody wants to see in a report. */
const SECRET = /pass|pwd|secret|token|credential|private|auth|salt|key|pin/i;

/** Whether the value of an option or environment property of this name may be a secret. */
export const isSecretName = (name: string): boolean => SECRET.test(name);
