const NAMES: ReadonlySet<string> = new Set(['localhost', 'localhost.localdomain', '::1']);

/** Whether a host is reached from its own machine only. https://www.rfc-editor.org/rfc/rfc6890#section-2.2 */
export const isLoopback = (host: string): boolean =>
  NAMES.has(host) || /^(?:::ffff:)?127\.[\d.]+$/.test(host);
