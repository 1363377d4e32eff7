import { settings } from '../../model/settings/settings.js';
import { trimmedText } from '../../source/index.js';
import { shorten } from '../../util/text.js';
import { anySetting } from '../on.js';
import type { Rule } from '../rule.js';
import { fixOf } from '../support/fix-of.js';
import { neededProtocol } from '../support/needed-protocol.js';
import { replaceValue } from '../support/replace-value.js';

const NAMESPACE = 'aws:elasticbeanstalk:sns:topics';

export const wrongNotificationProtocol: Rule = {
  meta: {
    summary: 'Notifications go to an endpoint of another protocol',
    why: 'Amazon SNS refuses a subscription whose endpoint is not of its protocol ("Invalid parameter: Endpoint must match the specified protocol"), so that the notifications of the environment reach no one. The default protocol is email.',
    consequence: 'silently-ignored',
    references: ['guide:using-features.managing.sns', 'aws:sns/latest/api/API_Subscribe'],
  },
  needs: anySetting,
  *check(project) {
    const endpoint = settings(project).effective(NAMESPACE, 'Notification Endpoint');
    const protocol = settings(project).effective(NAMESPACE, 'Notification Protocol');
    const address = trimmedText(endpoint?.value);
    if (!endpoint || !address) return;
    const own = protocol ? trimmedText(protocol.value)?.toLowerCase() : 'email';
    const needed = own === undefined ? undefined : neededProtocol(own, address);
    if (needed === undefined) return;
    const edit = protocol && replaceValue(protocol, needed);
    yield {
      at: endpoint.value.place,
      message: `Notification Protocol is ${own}, but the endpoint is "${shorten(address)}"`,
      help: `Set \`Notification Protocol\` to \`${needed}\`.`,
      ...(protocol && { related: [{ at: protocol.value.place, note: 'the protocol' }] }),
      ...(edit && fixOf('unsafe', `Change it to ${needed}`, edit)),
    };
  },
};
