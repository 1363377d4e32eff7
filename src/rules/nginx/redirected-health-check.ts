import { healthCheckRedirects } from '../../model/nginx/health-check-redirects.js';
import { healthCheckPaths } from '../../model/routing/health-check-paths.js';
import type { Rule } from '../rule.js';
import { isOwn } from '../support/in-nginx.js';
import { nginx } from '../../model/nginx/nginx.js';
import { proxyServer } from '../../model/proxy/proxy-server.js';

export const redirectedHealthCheck: Rule = {
  meta: {
    id: 'nginx/redirected-health-check',
    summary: 'A redirect to HTTPS also answers the health check of the load balancer',
    why: 'The load balancer adds X-Forwarded-Proto to the requests of clients, but its own health check has no such header, so a comparison with != "https" is true, and a redirect without a condition applies to it as well. The health check gets a redirect instead of 200, and the instance becomes unhealthy. AWS\'s sample makes an exception for the user agent ELB-HealthChecker.',
    severity: 'warning',
    consequence: 'traffic-breaks',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/configuring-https-httpredirect.html',
      'https://github.com/awsdocs/elastic-beanstalk-samples/tree/main/configuration-files/aws-provided/security-configuration/https-redirect',
    ],
    since: '0.1.0',
  },
  *check(project) {
    if (proxyServer(project).program !== 'nginx' || !nginx(project).isComplete) return;
    for (const redirect of healthCheckRedirects(nginx(project).installed, healthCheckPaths(project)).filter(
      isOwn,
    ))
      yield {
        at: redirect.directive.name.place,
        message: 'This redirect also answers the health check of the load balancer',
        help: `${redirect.directive.name.text === 'if' ? 'Use' : 'Put it into'} \`if ($http_x_forwarded_proto = "http")\`: the health check has no such header.`,
      };
  },
};
