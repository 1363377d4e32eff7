import { redirectsToHttps } from '../../parse/config-file/resources.js';
import { resourceEntries } from '../bundle/config-files.js';
import { fact } from '../fact.js';
import { proxy } from '../nginx/proxy.js';
import { ENVIRONMENT_PROPERTIES } from '../settings/namespaces.js';
import { type Setting, settings } from '../settings/settings.js';

/**
 * Whether plain HTTP requests are sent on to HTTPS: by a resource of the load balancer, by the proxy on the instances, or
 * by the application, if an environment property tells it to. One that does so unasked is not seen.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/configuring-https-httpredirect.html
 */
export const redirectsHttp = fact(
  'redirectsHttp',
  (project): boolean =>
    resourceEntries(project).some(redirectsToHttps) ||
    proxy(project).mayRedirectToHttps() ||
    settings(project).of(ENVIRONMENT_PROPERTIES).some(demandsHttps),
);

/** `SECURE_SSL_REDIRECT` of Django, `FORCE_SSL` and `FORCE_HTTPS` of many. */
const demandsHttps = ({ option, value }: Setting): boolean =>
  /SSL|HTTPS/i.test(option.value) &&
  /FORCE|ONLY|REDIRECT|REQUIRE/i.test(option.value) &&
  !/^(?:0|false|no|off|)$/i.test(value.text.trim());
