import { processesWithoutTls, type ProcessWithoutTls } from '../../model/routing/processes-without-tls.js';
import type { EachRule } from '../rule.js';

export const processWithoutTls: EachRule<ProcessWithoutTls> = {
  meta: {
    id: 'https/process-without-tls',
    summary: 'A process uses HTTPS, but no server on the instances uses TLS',
    why: 'Protocol of a process is the protocol between the load balancer and the instances. The certificate of the listener stays on the load balancer: the proxy of an instance listens on port 80 without TLS, and on port 443 only where its configuration says so and has a certificate. Otherwise the health checks fail, and every request ends in 502.',
    severity: 'warning',
    consequence: 'traffic-breaks',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/configuring-https-endtoend.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html#command-options-general-environmentprocess',
    ],
    since: '0.1.0',
    claimsAbsence: true,
    needsPlatform: true,
  },
  each: processesWithoutTls,
  *check({ process, protocol }) {
    const { name, portSetting, port } = process;
    yield {
      at: protocol.value.place,
      message: `Process "${name}" uses HTTPS, but no server on the instances uses TLS`,
      help: `Set \`Protocol\` to \`HTTP\`${port === 443 ? ' and `Port` to 80' : ''}, or add a certificate to the proxy in \`.platform/nginx/conf.d\`.`,
      related: portSetting ? [{ at: portSetting.value.place, note: `port of process "${name}"` }] : [],
    };
  },
};
