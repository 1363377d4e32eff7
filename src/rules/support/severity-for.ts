import type { Server } from '../../model/servers/server.js';
import type { Finding } from '../rule.js';

/** The severity of a finding about servers that, for all that the text tells, may not run. */
export const severityFor = (...servers: readonly Server[]): Pick<Finding, 'severity'> =>
  servers.every(({ isCertain }) => isCertain) ? {} : { severity: 'warning' };
