/** The protocol of an address of Amazon SNS that is plainly one of another protocol; undefined where it fits, or may fit. */
export function neededProtocol(protocol: string, address: string): string | undefined {
  const [, scheme] = /^(https?):\/\//i.exec(address) ?? [];
  if (scheme !== undefined) return protocol === scheme.toLowerCase() ? undefined : scheme.toLowerCase();
  const isMail = /^[^\s@:/]+@[^\s@:/]+\.[a-z]+$/i.test(address);
  return isMail && /^(?:https?|sqs|lambda|sms)$/.test(protocol) ? 'email' : undefined;
}
