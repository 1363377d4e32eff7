import type { Language } from '../platform/platforms.js';

/**
 * What Elastic Beanstalk itself puts below `/etc/nginx`, as far as it decides how nginx reads a project's files: written anew
 * from what instances and copies in public projects show. No page of AWS documents these files as a whole.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.proxy.html
 */
const main = (server: string): string => `user nginx;
events { worker_connections 1024; }
http {
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  log_format main '$remote_addr';
  include conf.d/*.conf;
  map $http_upgrade $connection_upgrade { default "upgrade"; }
  server {
    listen 80 default_server;
    access_log /var/log/nginx/access.log main;
    gzip_comp_level 4;
    ${server}
    include conf.d/elasticbeanstalk/*.conf;
  }
}
`;

const MAIN = main('client_header_timeout 60; client_body_timeout 60; keepalive_timeout 60; gzip off;');

/** On Docker the location of the application is in the main file. */
const DOCKER_MAIN = main('gzip on; location / { proxy_pass http://docker; }');

const HEALTH_LOG_FORMAT = `log_format healthd '$msec';
`;

const HEALTH_LOG = `if ($time_iso8601 ~ "^(\\d{4})-(\\d{2})-(\\d{2})T(\\d{2})") {
  set $year $1;
  set $month $2;
  set $day $3;
  set $hour $4;
}
access_log /var/log/nginx/healthd/application.log.$year-$month-$day-$hour healthd;
`;

/** The path of the main file below `/etc/nginx`. */
export const NGINX_CONF = 'nginx.conf';

const COMMON: Readonly<Record<string, string>> = {
  [NGINX_CONF]: MAIN,
  'conf.d/healthd_logformat.conf': HEALTH_LOG_FORMAT,
  'conf.d/elasticbeanstalk/healthd.conf': HEALTH_LOG,
};

const application = (server: string): string => `location / { proxy_pass ${server}; }
`;

/** The file with the `location /` of Elastic Beanstalk, which one of the same name replaces; on Docker it is in the main file. */
export const APPLICATION_CONF = 'conf.d/elasticbeanstalk/00_application.conf';

/** The file that passes requests to PHP, where there is no `location /`. */
export const PHP_CONF = 'conf.d/elasticbeanstalk/php.conf';

/** The upstreams that Elastic Beanstalk defines, and the only platform that has each: on PHP and Docker in files of their own. */
export const PLATFORM_UPSTREAMS: Readonly<Record<string, Language>> = {
  docker: 'docker',
  my_app: 'ruby',
  'php-fpm': 'php',
};

/** What Amazon Linux 1 called the upstream of the application on Node.js. */
export const RETIRED_UPSTREAM = 'nodejs';

const OWN_FILES: Readonly<Partial<Record<Language, Readonly<Record<string, string>>>>> = {
  docker: {
    'conf.d/elasticbeanstalk-nginx-docker-upstream.conf': 'upstream docker { server 127.0.0.1:8080; }\n',
    [NGINX_CONF]: DOCKER_MAIN,
  },
  php: {
    'conf.d/php-fpm.conf': 'upstream php-fpm { server unix:/run/php-fpm/www.sock; }\n',
    [PHP_CONF]: 'location ~ \\.php$ { fastcgi_pass php-fpm; }\n',
  },
  ruby: {
    'conf.d/elasticbeanstalk-nginx-ruby-upstream.conf':
      'upstream my_app { server unix:///var/run/puma/my_app.sock; }\n',
    [APPLICATION_CONF]: application('http://my_app'),
  },
};

/** The platforms that have no `location /`, or have it with an upstream of their own. */
const WITHOUT_PORT: ReadonlySet<Language> = new Set(['docker', 'php', 'ruby']);

/** The files of a platform, by their paths below `/etc/nginx`; those that most platforms have where it is not known. */
export const defaultNginxFiles = (language: Language | undefined): Readonly<Record<string, string>> => ({
  ...COMMON,
  ...(language && WITHOUT_PORT.has(language)
    ? OWN_FILES[language]
    : { [APPLICATION_CONF]: application('http://127.0.0.1:8000') }),
});

/** Whether Elastic Beanstalk writes a path below `/etc/nginx` itself: what else was written there is overwritten. */
export const writesNginxFile = (path: string, language: Language | undefined): boolean =>
  Object.hasOwn(defaultNginxFiles(language), path) || path === 'conf.d/elasticbeanstalk/01_static.conf';
