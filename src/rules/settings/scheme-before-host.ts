import { ENVIRONMENT_PROPERTIES } from '../../model/settings/namespaces.js';
import { settings } from '../../model/settings/settings.js';
import { trimmedText } from '../../source/index.js';
import { anySetting } from '../on.js';
import type { Rule } from '../rule.js';
import { fixOf } from '../support/fix-of.js';
import { replaceValue } from '../support/replace-value.js';

export const schemeBeforeHost: Rule = {
  meta: {
    summary: 'The host name of a database begins with http://',
    why: 'Databases of Amazon RDS, Aurora, Redshift, DocumentDB and ElastiCache do not speak HTTP, and a client takes a host name, not a URL. It looks up all of the value as a name, which does not exist: "could not translate host name", "getaddrinfo ENOTFOUND", "Unknown MySQL server host". An application may remove the beginning itself.',
    consequence: 'traffic-breaks',
    warnsBecause: 'intent',
    references: [
      'guide:AWSHowTo.RDS',
      'aws:AmazonRDS/latest/UserGuide/USER_ConnectToPostgreSQLInstance',
      'https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNECT-HOST',
    ],
  },
  needs: anySetting,
  *check(project) {
    for (const setting of settings(project).effectiveSettings()) {
      if (setting.namespace.value !== ENVIRONMENT_PROPERTIES) continue;
      const [, scheme, host, slash] = OF_DATABASE.exec(trimmedText(setting.value) ?? '') ?? [];
      if (scheme === undefined || host === undefined) continue;
      const edit = replaceValue(setting, host);
      yield {
        at: setting.value.place,
        message: `${setting.option.value} has "${scheme}" before the host name of a database`,
        help: `Delete \`${scheme}\`${slash ? ' and the slash at the end' : ''}.`,
        ...(edit && fixOf('unsafe', `Delete ${scheme}`, edit)),
      };
    }
  },
};

/** Endpoints in AWS that only clients of their databases use; those of Neptune and OpenSearch speak HTTP. */
const OF_DATABASE =
  /^(https?:\/\/)([a-z\d.-]+\.(?:cache|docdb|rds|redshift)\.amazonaws\.com(?:\.cn)?(?::\d+)?)(\/?)$/i;
