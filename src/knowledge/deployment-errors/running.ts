import type { KnownError } from './known-error.js';

const PROXY = 'guide:platforms-linux-extend.proxy';
const PROCFILE = 'guide:platforms-linux-extend.build-proc';
const HEALTH = 'guide:troubleshooting-health';
const NGINX = 'https://nginx.org/en/docs';

/** Texts of the start of the proxy and the processes, of health and of requests. */
export const runningErrors: readonly KnownError[] = [
  {
    texts: ['…: cannot execute: required file not found', '…^M: bad interpreter', "env: 'bash\\r'"],
    stage: 'script',
    cause:
      'The interpreter in the first line of the script is not there: often because the line ends in a carriage return, which belongs to its name.',
    remedy:
      'Save the script with LF line endings, and write `*.sh text eol=lf` to `.gitattributes`; otherwise correct the first line.',
    rules: ['instance/windows-line-ends', 'instance/missing-interpreter'],
    holes: ['file'],
    source: 'https://git.savannah.gnu.org/cgit/bash.git/tree/execute_cmd.c',
  },
  {
    texts: ['java.lang.UnsupportedClassVersionError: …', 'Unsupported major.minor version …'],
    stage: 'start',
    cause: 'The application was compiled for a newer Java than the platform has.',
    remedy:
      'Choose a newer platform branch, or compile with `--release` and the Java version of the platform.',
    holes: ['word'],
    source: 'https://github.com/awslabs/amazon-kinesis-scaling-utils/issues/11',
  },
  {
    texts: [
      "HaltServer: <HaltServer 'Worker failed to boot.'",
      "HaltServer('Worker failed to boot.'",
      'Reason: Worker failed to boot.',
    ],
    stage: 'start',
    cause: 'gunicorn could not import the application. The error of Python is in the lines before this one.',
    remedy:
      'Read the traceback in /var/log/web.stdout.log: often a module or an environment property is missing.',
    rules: [
      'bundle/start-file-not-found',
      'bundle/undefined-application',
      'bundle/missing-requirement',
      'platform/wrong-wsgi-path',
    ],
    isGeneral: true,
    source: 'https://github.com/benoitc/gunicorn/issues/2232',
  },
  {
    texts: ['HTTP Error 502.5 - Process Failure', 'HTTP Error 500.30', 'HTTP Error 500.31'],
    stage: 'traffic',
    cause:
      'IIS could not start the process of ASP.NET Core: often the instance does not have the runtime that the application was built for.',
    remedy:
      'Publish for a runtime of the platform version, or self-contained; the event log in the bundle of logs has the reason.',
    source: 'https://github.com/aws/aws-lambda-dotnet/issues/85',
  },
  {
    texts: ['HTTP: attempt to connect to … (…) failed', 'HTTP: failed to make connection to backend: …'],
    stage: 'traffic',
    cause: 'No program listens where Apache sends the requests: another port, or the application has ended.',
    remedy: 'Let the application listen on that port, and read its log.',
    rules: ['routing/proxy-port-mismatch', 'routing/loopback-bind', 'procfile/no-web'],
    holes: ['word', 'word'],
    source: 'https://github.com/awsdocs/aws-elastic-beanstalk-developer-guide/issues/82',
  },
  {
    texts: ['Following services are not running: …'],
    stage: 'health',
    cause: 'A process of the Procfile ended (such as web), or the proxy did not start (proxy).',
    remedy:
      'Read /var/log/web.stdout.log for the process, and /var/log/nginx/error.log for the proxy. `eb logs` has both.',
    source: 'https://github.com/zodern/mup-aws-beanstalk/issues/115',
  },
  {
    texts: ['Environment still has health …'],
    stage: 'health',
    cause:
      'The deployment is done, but the environment does not become healthy in the time that the deploying action waits.',
    remedy: 'Read the causes of its health (`eb health`), and correct the health check or the application.',
    rules: ['routing/port-mismatch', 'routing/loopback-bind', 'routing/proxy-port-mismatch'],
    holes: ['word'],
    isGeneral: true,
    source: 'https://github.com/einaregilsson/beanstalk-deploy/issues/113',
  },
  {
    texts: ['validate nginx configuration failed', 'copy proxy conf from staging failed'],
    stage: 'start',
    cause: 'nginx refuses the configuration, with the files of `.platform/nginx` in it.',
    remedy: 'Read the line with `[emerg]`: it names the file, the line and the reason.',
    isGeneral: true,
    source: PROXY,
  },
  {
    texts: ['"…" directive is not allowed here'],
    stage: 'start',
    cause:
      'The directive is in the wrong context: files in `conf.d/` belong to `http`, those in `conf.d/elasticbeanstalk/` to `server`.',
    remedy: 'Move `location` and the like to `.platform/nginx/conf.d/elasticbeanstalk/`.',
    rules: ['nginx/wrong-context'],
    holes: ['word'],
    source: PROXY,
  },
  {
    texts: ['duplicate location "…"'],
    stage: 'start',
    cause: 'A file of yours declares a location that the platform declares too, often `/`.',
    remedy: 'Name the file `00_application.conf`: it replaces the location of the platform.',
    rules: ['nginx/duplicate-location'],
    holes: ['word'],
    source: PROXY,
  },
  {
    texts: ['a duplicate default server for …'],
    stage: 'start',
    cause: 'Two servers are `default_server` of the same port. The platform has one on port 80.',
    remedy: 'Remove `default_server` from yours.',
    rules: ['nginx/duplicate-default-server'],
    holes: ['word'],
    source: `${NGINX}/http/ngx_http_core_module.html#listen`,
  },
  {
    texts: ['host not found in upstream "…"'],
    stage: 'start',
    cause:
      '`proxy_pass` names an upstream or a host that does not exist. `nodejs` was an upstream of Amazon Linux 1.',
    remedy: 'Use `http://127.0.0.1:PORT`.',
    rules: ['nginx/unknown-upstream'],
    holes: ['word'],
    source: `${NGINX}/http/ngx_http_upstream_module.html`,
  },
  {
    texts: [
      'unknown directive "…"',
      'unexpected "}" in',
      'directive "…" is not terminated by ";"',
      'unexpected end of file, expecting',
    ],
    stage: 'start',
    cause: 'nginx does not understand a line of its configuration.',
    remedy: 'Correct the file at the line that the text names.',
    rules: ['nginx/unknown-directive', 'nginx/syntax-error'],
    holes: ['word'],
    source: PROXY,
  },
  {
    texts: ['cannot load certificate "…"', 'cannot load certificate key "…"'],
    stage: 'start',
    cause: 'nginx is told to use a certificate that is not on the instance.',
    remedy: 'Write the file with `files:` before nginx starts, or terminate TLS on the load balancer.',
    rules: ['nginx/missing-certificate-file', 'nginx/server-without-certificate'],
    holes: ['file'],
    source: 'guide:https-singleinstance',
  },
  {
    texts: ['bind() to … failed (98: Address already in use)', 'Address already in use', 'EADDRINUSE'],
    stage: 'start',
    cause:
      'Two programs listen on one port. nginx has port 80; each process of the Procfile needs a port of its own.',
    remedy: 'Let the program listen on another port.',
    rules: ['routing/port-clash'],
    holes: ['word'],
    source: PROXY,
  },
  {
    texts: ['EACCES: permission denied … :80', 'EACCES … 0.0.0.0:80', 'Permission denied … port 80'],
    stage: 'start',
    cause: 'Programs of the Procfile run as user `webapp`, which may not listen on ports below 1024.',
    remedy: 'Let the program listen on the port of its process, for example 5000.',
    holes: ['word'],
    source: PROCFILE,
  },
  {
    texts: [
      '/var/pids/….pid: no such file or directory',
      'failed to read file /var/pids/….pid',
      'pid symlinks failed',
    ],
    stage: 'start',
    cause: 'A process of the Procfile ends at once.',
    remedy: 'Read /var/log/web.stdout.log on the instance: it has the error of the program.',
    holes: ['word'],
    source: PROCFILE,
  },
  {
    texts: ['command not found'],
    stage: 'script',
    cause: 'A program is not installed, or not in the search path of the shell that runs it.',
    remedy:
      'Install it, or write its whole path. A program of the bundle needs its path from the root: `bin/application`.',
    rules: ['platform/missing-tool', 'bundle/start-file-not-found', 'bundle/other-build-output'],
    source: PROCFILE,
  },
  {
    texts: ["No module named '…'", 'No module named …'],
    stage: 'start',
    cause:
      'Python does not find a module: `WSGIPath` or the Procfile names a module that is not in the bundle, or requirements.txt lacks a package.',
    remedy: 'Set `WSGIPath` to your module, for example `mysite.wsgi:application`, or add the package.',
    rules: ['bundle/start-file-not-found', 'bundle/missing-requirement', 'platform/wrong-wsgi-path'],
    holes: ['word'],
    source: 'guide:create-deploy-python-container',
  },
  {
    texts: ["Cannot find module '…'"],
    stage: 'start',
    cause: 'Node.js does not find a file or a package: often the output of the build is not in the bundle.',
    remedy: 'Check whether .ebignore or .gitignore lists it, or build it on the instance.',
    holes: ['file'],
    source: 'guide:nodejs-platform-dependencies',
  },
  {
    texts: ['Invalid HTTP_HOST header: …', 'DisallowedHost'],
    stage: 'health',
    cause: 'Django refuses the requests of the health check, which name the address of the instance as host.',
    remedy:
      'Add the address of the instance to `ALLOWED_HOSTS`, or answer the path of the health check without Django.',
    holes: ['word'],
    source: 'https://docs.djangoproject.com/en/stable/ref/settings/#allowed-hosts',
  },
  {
    texts: ['413 Request Entity Too Large', 'client intended to send too large body'],
    stage: 'traffic',
    cause: 'nginx takes request bodies of up to 1 MB.',
    remedy: 'Set `client_max_body_size` in a file in `.platform/nginx/conf.d/`.',
    source: `${NGINX}/http/ngx_http_core_module.html#client_max_body_size`,
  },
  {
    texts: ['upstream timed out', '504 Gateway Time-out', '504 Gateway Timeout'],
    stage: 'traffic',
    cause:
      'The application did not answer within 60 seconds, the default of the proxy and of the load balancer.',
    remedy:
      'Raise `proxy_read_timeout` in nginx and the idle timeout of the load balancer, or answer faster.',
    source: `${NGINX}/http/ngx_http_proxy_module.html#proxy_read_timeout`,
  },
  {
    texts: [
      'connect() failed (111: Connection refused) while connecting to upstream … upstream: "http://127.0.0.1:…',
      'Connection refused) while connecting to upstream',
      '502 Bad Gateway',
    ],
    stage: 'traffic',
    cause: 'No program listens where the proxy sends the requests: another port, or the program has ended.',
    remedy:
      'Let `web` listen on the port of the proxy (8000 on Python, 5000 elsewhere), and read /var/log/web.stdout.log.',
    rules: [
      'routing/port-mismatch',
      'routing/proxy-port-mismatch',
      'routing/loopback-bind',
      'procfile/no-web',
    ],
    holes: ['word', 'word'],
    source: PROXY,
  },
  {
    texts: ['connect() to unix:… failed'],
    stage: 'traffic',
    cause: 'No program listens on the socket that the proxy uses: the Procfile lets it listen elsewhere.',
    remedy: 'Let the program listen on the socket of the platform, or remove the Procfile.',
    rules: ['routing/proxy-port-mismatch'],
    holes: ['file'],
    source: 'guide:ruby-platform-procfile',
  },
  {
    texts: [
      'Error during WebSocket handshake: Unexpected response code: …',
      'WebSocket connection to … failed',
    ],
    stage: 'traffic',
    cause:
      'The request to upgrade did not reach the WebSocket server: the rule is not attached to the listener, the port differs, nginx does not pass `Upgrade` on, or the load balancer is a classic one.',
    remedy: 'Check the rule, the port of the process, and the headers `Upgrade` and `Connection` in nginx.',
    rules: [
      'routing/unattached-rule',
      'routing/rule-missing-on-listener',
      'routing/port-mismatch',
      'load-balancer/websockets-on-classic',
    ],
    holes: ['word'],
    source: 'guide:environments-cfg-alb',
  },
  {
    texts: [
      'ELB processes are not healthy on …',
      'ELB health is failing',
      'Has Zero Healthy Instances',
      'Instance ELB health has not been available',
    ],
    stage: 'health',
    cause:
      'The health check of the load balancer is not answered with 200: wrong path, wrong port, or the program has ended.',
    remedy:
      'Set `HealthCheckPath` of the process to a path that answers 200 without logging in, and check its `Port`.',
    rules: ['routing/port-mismatch', 'routing/loopback-bind', 'routing/proxy-port-mismatch'],
    holes: ['word'],
    source: HEALTH,
  },
  {
    texts: ['None of the instances are sending data'],
    stage: 'health',
    cause: 'The health agent of the instances has no route to Elastic Beanstalk, or their clock is wrong.',
    remedy: 'Check the route to the internet or the VPC endpoint `elasticbeanstalk-health`.',
    source: HEALTH,
  },
  {
    texts: [
      'of the requests are failing with HTTP 5xx',
      'of the requests to the ELB are failing with HTTP 5xx',
    ],
    stage: 'health',
    cause: 'The application answers with errors, or the proxy does because the application does not listen.',
    remedy: 'Read /var/log/nginx/access.log for the codes and paths, and /var/log/web.stdout.log.',
    rules: ['routing/port-mismatch', 'routing/proxy-port-mismatch'],
    source: HEALTH,
  },
  {
    texts: [
      'of the requests are failing with HTTP 4xx',
      'of the requests to the ELB are failing with HTTP 4xx',
      'of the requests are erroring with HTTP 4xx',
    ],
    stage: 'health',
    cause:
      'The application refuses requests: their path does not exist, their host is not one that it allows, or they need a login. The health check may be one of them.',
    remedy:
      'Read /var/log/nginx/access.log for the codes and paths. Let `HealthCheckPath` be one that answers 200 to any host, without a login.',
    source: HEALTH,
  },
  {
    texts: ['Incorrect application version found on'],
    stage: 'health',
    cause: 'A deployment failed after some instances had the new version.',
    remedy: 'Deploy again.',
    source: HEALTH,
  },
  {
    texts: [
      'Command failed on instance. Return code:',
      'Engine execution has encountered an error',
      "Instance deployment failed. For details, see 'eb-engine.log'",
    ],
    stage: 'start',
    cause: 'A step of the deployment failed on an instance.',
    remedy: 'Run `eb logs`, and read the lines with ERROR in /var/log/eb-engine.log.',
    isGeneral: true,
    source: 'guide:troubleshooting-deployments',
  },
  {
    texts: [
      'Command execution completed on all instances',
      'Unsuccessful command execution on instance id(s)',
      'During an aborted deployment, some instances may have deployed',
    ],
    stage: 'start',
    cause: 'A step of the deployment failed on an instance.',
    remedy: 'Read the events before this one, or run `eb logs`.',
    isGeneral: true,
    source: 'guide:troubleshooting-deployments',
  },
  {
    texts: ['BAD FILE MODE (…)'],
    stage: 'start',
    cause: 'cron ignores files in /etc/cron.d that are executable or that others may write.',
    remedy: 'Set `mode: "000644"`.',
    holes: ['file'],
    source: 'https://github.com/cronie-crond/cronie',
  },
];
