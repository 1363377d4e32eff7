import { encryption, isSecureProtocol } from '../../model/routing/encryption.js';
import { settings } from '../../model/settings/settings.js';
import type { Rule } from '../rule.js';

export const httpsOnPort80: Rule = {
  meta: {
    summary: 'The listener on port 80 uses HTTPS',
    why: 'Browsers that open http:// send plain HTTP to port 80, and a listener that encrypts rejects it. Browsers that open https:// connect to port 443.',
    consequence: 'traffic-breaks',
    references: [
      'guide:configuring-https-elb',
      'guide:command-options-general#command-options-general-elbv2-listener',
    ],
  },
  needs: encryption,
  *check(project) {
    for (const { port, namespace, place, protocol, protocolSetting, certificate, names } of encryption(
      project,
    )) {
      if (port !== 80 || !isSecureProtocol(protocol)) continue;
      const other = namespace.replace(/:(?:default|80)$|(?<=^aws:elb:listener)$/, ':443');
      yield {
        at: protocolSetting?.value.place ?? place,
        message: `Listener 80 uses ${protocol}, but browsers send plain HTTP to port 80`,
        help:
          settings(project).of(other).length > 0 || other === namespace
            ? `Set \`${names.protocol}\` to \`${names.plainProtocol}\`${certificate ? ` and delete \`${certificate.option.value}\`` : ''}: listener 443 is in \`${other}\`.`
            : `Change the namespace to \`${other}\`: port 80 has a listener for ${names.plainProtocol} by default.`,
        ...(certificate && {
          related: [{ at: certificate.option.place, note: 'certificate of the listener' }],
        }),
      };
    }
  },
};
