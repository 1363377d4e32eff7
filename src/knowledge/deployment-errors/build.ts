import type { KnownError } from './known-error.js';

const HOOKS = 'guide:platforms-linux-extend.hooks';
const WORKFLOW = 'guide:platforms-linux-extend.workflow';
const DOCKER = 'guide:troubleshooting-docker';
const PYTHON_PACKAGES = 'guide:python-configuration-requirements';
const AL1_PATHS = 'guide:using-features.migration-al.generic.from-al1';

/** Texts of staging, hooks, dependencies, builds and container commands. */
export const buildErrors: readonly KnownError[] = [
  {
    texts: [
      'The `--…` flag has been removed because it relied on being remembered across bundler invocations',
    ],
    stage: 'script',
    cause: 'Bundler 4, which Ruby 4.0 brings, does not have this flag any more.',
    remedy:
      'Use what the message names, such as `bundle config set deployment true` in a line before `bundle install`.',
    holes: ['word'],
    source: 'https://bundler.io/doc/upgrading.html',
  },
  {
    texts: ["Both 'Dockerfile' and 'Dockerrun.aws.json' are missing in your source bundle"],
    stage: 'build',
    cause:
      'The root of the bundle has no file that the Docker platform starts from. Often the folder was zipped, not its contents.',
    remedy:
      'Put a Dockerfile, docker-compose.yml or Dockerrun.aws.json into the root of the bundle, and commit it.',
    rules: ['bundle/wrong-file-name', 'bundle/nested-folder'],
    source: 'https://github.com/aws/aws-elastic-beanstalk-cli/issues/60',
  },
  {
    texts: ["Could not find 'bundler' (…) required by your …Gemfile.lock"],
    stage: 'build',
    cause: 'Gemfile.lock was written by a version of Bundler that the platform does not have.',
    remedy:
      'Run `bundle update --bundler` with the Ruby version of the platform, or install it in a prebuild hook: `gem install bundler -v VERSION`.',
    holes: ['word', 'word'],
    source: 'https://github.com/aws/elastic-beanstalk-roadmap/issues/12',
  },
  {
    texts: ['Fatal Error Insufficient shared memory!'],
    stage: 'build',
    cause:
      'PHP cannot reserve the shared memory of OPcache: the instance has too little memory, or `opcache.memory_consumption` is larger than it.',
    remedy: 'Choose a larger `InstanceTypes`, or lower `opcache.memory_consumption`.',
    source: 'https://github.com/rennokki/laravel-aws-eb/issues/41',
  },
  {
    texts: ["failed to install Composer dependencies specified in 'composer.json'"],
    stage: 'build',
    cause: 'Composer failed.',
    remedy: 'Read the lines of Composer before this one in /var/log/eb-engine.log.',
    isGeneral: true,
    source: 'guide:php-configuration-composer',
  },
  {
    texts: [
      'PHP Fatal error: Out of memory (allocated …)',
      'Fatal error: Out of memory (allocated …)',
      'mmap() failed: [12] Cannot allocate memory',
    ],
    stage: 'build',
    cause: 'The instance has too little memory for the program. `memory_limit` of PHP does not change that.',
    remedy:
      'Choose a larger `InstanceTypes`, add swap space in a prebuild hook, or put `vendor` into the bundle: Composer is not run then.',
    holes: ['word'],
    source: 'https://github.com/rennokki/laravel-aws-eb/issues/54',
  },
  {
    texts: ['Could not open input file: /opt/elasticbeanstalk/support/composer.phar'],
    stage: 'commands',
    cause: 'Only Amazon Linux 1 had Composer at this path.',
    remedy: 'Use `/usr/bin/composer.phar`.',
    rules: ['platform/retired-path'],
    source: 'https://github.com/rennokki/laravel-aws-eb/issues/5',
  },
  {
    texts: ['Cannot create cache directory …, or directory is not writable'],
    stage: 'build',
    cause:
      'Composer runs as a user who may not write to its cache. This is a warning: the installation goes on without it.',
    remedy: 'Read on: what failed is in another line.',
    holes: ['word'],
    source: 'https://github.com/amazonlinux/amazon-linux-2023/issues/644',
  },
  {
    texts: ['git: command not found', 'git was not found, check that it is installed', 'spawn git ENOENT'],
    stage: 'build',
    cause:
      'A dependency comes from a git repository, and the instance has no git when dependencies are installed.',
    remedy: 'Install it first: `git: []` below `packages: yum:`. Or take the dependency from the registry.',
    source: 'https://github.com/aws/elastic-beanstalk-roadmap/issues/262',
  },
  {
    texts: [
      "EACCES: permission denied, mkdir '/root/.npm'",
      "EACCES: permission denied, open '…/node_modules/…'",
      "EACCES: permission denied, mkdir '…/node_modules/…'",
    ],
    stage: 'build',
    cause: 'A script of a package runs as another user than the owner of the folder that it writes to.',
    remedy:
      'Choose a current platform branch, where npm runs as `webapp`; do not run `npm` as root in hooks or commands. With npm 6, `unsafe-perm=true` in `.npmrc` helps as well.',
    holes: ['word', 'word'],
    source: 'https://github.com/lovell/sharp/issues/3221',
  },
  {
    texts: ['`node-gyp rebuild`', 'gyp ERR! build error', 'gyp ERR! configure error'],
    stage: 'build',
    cause:
      'npm compiles a package with native code, and the compiler, Python or a header is missing, or the package is too old for this Node.js.',
    remedy:
      'Update the package to a version with a binary for this Node.js, or install `gcc-c++`, `make` and `python3` below `packages: yum:`.',
    source: 'https://github.com/lovell/sharp/issues/373',
  },
  {
    texts: ['No build stage in current context'],
    stage: 'build',
    cause: 'An instruction of the Dockerfile comes before the first `FROM`.',
    remedy: 'Move `FROM` to the top; only `ARG` and comments may come before it.',
    source: 'https://github.com/tasso94/start-camunda/pull/20',
  },
  {
    texts: ["You must include a file with a '.runtimeconfig.json' suffix"],
    stage: 'build',
    cause:
      'The root of the bundle is not the output of `dotnet publish`: it holds the sources, or the output is in a subfolder.',
    remedy: 'Run `dotnet publish -c Release -o site`, and zip the contents of `site`.',
    source: 'https://github.com/aws/aws-toolkit-azure-devops/issues/393',
  },
  {
    texts: [
      'Thin Pool has … free data blocks',
      'no space left on device',
      'ENOSPC: no space left',
      'No space left on device',
    ],
    stage: 'script',
    cause: 'The disk is full, often with old Docker images or logs.',
    remedy:
      'Set a larger `RootVolumeSize` in `aws:autoscaling:launchconfiguration`, or delete what is not needed, for example with `docker image prune -af`.',
    holes: ['word'],
    source: 'https://github.com/UrbanCCD-UChicago/plenario/issues/269',
  },
  {
    texts: [
      'spawn ENOMEM',
      'returned non-zero exit status -9',
      'JavaScript heap out of memory',
      'failed with error signal: killed',
    ],
    stage: 'script',
    cause:
      'The instance has too little memory for the installation or the build, or Node.js stopped at its own limit.',
    remedy:
      'Build before the deployment, choose a larger `InstanceTypes`, or add swap space in a prebuild hook. For Node.js, raise `NODE_OPTIONS=--max-old-space-size=MEGABYTES`.',
    source: 'https://github.com/aws/aws-sdk-js/issues/2683',
  },
  {
    texts: ['The stream or file "…" could not be opened', 'failed to open stream: Permission denied'],
    stage: 'traffic',
    cause:
      'The application runs as `webapp`, and a command that ran as root made the file or its folder, such as `php artisan`.',
    remedy:
      'Give it to `webapp` after the last such command, in `.platform/hooks/predeploy`: `chown -R webapp:webapp storage bootstrap/cache`.',
    holes: ['word'],
    source: 'https://github.com/rennokki/laravel-aws-eb/issues/28',
  },
  {
    texts: ['There is no existing directory at "/var/app/staging/…"'],
    stage: 'start',
    cause:
      'Laravel cached its configuration with the paths of the staging folder, which is gone once the version is live.',
    remedy:
      'Run `php artisan config:cache` in `.platform/hooks/postdeploy`, in `/var/app/current`, and not before.',
    holes: ['word'],
    source: 'https://github.com/rennokki/laravel-aws-eb/issues/82',
  },
  {
    texts: ['npm ERR! missing script: …', 'npm error Missing script: "…"', 'npm ERR! Missing script: "…"'],
    stage: 'script',
    cause: '`scripts` in package.json does not have the script that a command or process runs.',
    remedy: 'Add the script, or correct its name where it is run.',
    rules: ['bundle/missing-script'],
    holes: ['word'],
    source: 'https://github.com/etclabscore/jade-service-runner/issues/161',
  },
  {
    texts: ['cannot load such file -- …'],
    stage: 'script',
    cause:
      'Ruby does not find a file: a gem is not in the Gemfile, is in a group that is not installed, or the program runs without `bundle exec`.',
    remedy:
      'Add the gem outside of `group :development, :test`, run `bundle install`, and commit Gemfile.lock.',
    holes: ['word'],
    source: 'https://github.com/DavyJonesLocker/client_side_validations/issues/643',
  },
  {
    texts: ['bundler: command not found: …'],
    stage: 'script',
    cause:
      'The program after `bundle exec` belongs to no gem of the Gemfile, or is a path that does not exist.',
    remedy: 'Add its gem to the Gemfile, or correct the path.',
    rules: ['platform/retired-path'],
    holes: ['file'],
    source: 'https://github.com/gkop/elastic-beanstalk-ruby/issues/14',
  },
  {
    texts: [
      'An error occurred (403) when calling the HeadObject operation',
      'An error occurred (AccessDenied) when calling the GetObject operation',
    ],
    stage: 'script',
    cause: 'The instance profile may not read the object in S3, or it does not exist.',
    remedy:
      'Add `s3:GetObject` and `s3:ListBucket` for the bucket to the role of the instance profile, or correct bucket and key.',
    source: 'https://github.com/meteor-up/mup-aws-beanstalk/issues/68',
  },
  {
    texts: ['[StageApplication] … no such file or directory', 'chown /var/app/staging/'],
    stage: 'build',
    cause: 'The bundle contains a link that leads nowhere, often in a virtual environment.',
    remedy: 'Leave the virtual environment out: list it in .ebignore.',
    holes: ['word'],
    source: 'guide:applications-sourcebundle',
  },
  {
    texts: ['Command .platform/… failed with error'],
    stage: 'build',
    cause: 'A platform hook ended with an exit code other than 0.',
    remedy: 'Read the output of the hook in /var/log/eb-hooks.log.',
    holes: ['file'],
    source: HOOKS,
  },
  {
    texts: ['fork/exec .platform/…: permission denied'],
    stage: 'build',
    cause:
      'The hook is not executable. Platform versions released since April 29, 2022 set the bit themselves.',
    remedy: 'Update the platform version, or run `git update-index --chmod=+x FILE`.',
    rules: ['instance/not-executable'],
    holes: ['file'],
    source: 'https://docs.aws.amazon.com/elasticbeanstalk/latest/relnotes/release-2022-04-29-linux.html',
  },
  {
    texts: ['fork/exec .platform/…: exec format error'],
    stage: 'build',
    cause: 'The hook does not begin with `#!`.',
    remedy: 'Write `#!/bin/bash` in its first line.',
    rules: ['instance/hook-without-shebang'],
    holes: ['file'],
    source: HOOKS,
  },
  {
    texts: ['fork/exec .platform/…: no such file or directory'],
    stage: 'build',
    cause: 'The interpreter in the first line of the hook does not exist, or the line ends with CRLF.',
    remedy:
      'Correct the first line, and save the file with LF line ends. Platform versions released since December 29, 2022 convert them in hooks.',
    rules: ['instance/hook-without-shebang'],
    holes: ['file'],
    source: HOOKS,
  },
  {
    texts: ['The dir .platform/… does not exist'],
    stage: 'build',
    cause: 'The bundle has no hooks for this stage. This is information, unless you have written one.',
    remedy:
      'If there should be a hook, check the name of its folder, and whether .ebignore or .gitignore lists it.',
    holes: ['file'],
    source: HOOKS,
  },
  {
    texts: ['skipping nginx folder under .ebextensions'],
    stage: 'build',
    cause: 'Amazon Linux 2 and later do not read `.ebextensions/nginx`.',
    remedy: 'Move the files to `.platform/nginx`.',
    source: 'guide:platforms-linux-extend.proxy',
  },
  {
    texts: ['failed to install application dependencies'],
    stage: 'build',
    cause: 'The package manager of the language failed.',
    remedy: 'Read the lines before this one in /var/log/eb-engine.log.',
    isGeneral: true,
    source: WORKFLOW,
  },
  {
    texts: ['fail to install dependencies with requirements.txt', '[InstallDependency]'],
    stage: 'build',
    cause:
      'pip could not install a line of requirements.txt: it does not exist, or needs a compiler or headers.',
    remedy: 'Read the lines of pip before this one in /var/log/eb-engine.log.',
    isGeneral: true,
    source: PYTHON_PACKAGES,
  },
  {
    texts: [
      'No matching distribution found for …',
      'Could not find a version that satisfies the requirement …',
    ],
    stage: 'build',
    cause: 'A line of requirements.txt names a package or version that PyPI does not have for this Python.',
    remedy:
      'Correct the version, or remove the line: `pip freeze` on an instance also lists packages of the system.',
    holes: ['word'],
    rules: ['bundle/uninstallable-requirement'],
    source: PYTHON_PACKAGES,
  },
  {
    texts: ['pg_config executable not found'],
    stage: 'build',
    cause: 'psycopg2 is compiled, and the headers of PostgreSQL are missing.',
    remedy: 'Install `libpq-devel` (Amazon Linux 2023) below `packages: yum:`, or use `psycopg2-binary`.',
    rules: ['bundle/missing-headers'],
    source: 'https://www.psycopg.org/docs/install.html',
  },
  {
    texts: ['Can not find valid pkg-config name', 'mysql_config: command not found'],
    stage: 'build',
    cause: 'mysqlclient is compiled, and the headers of MariaDB or MySQL are missing.',
    remedy: 'Install `mariadb105-devel` (Amazon Linux 2023), `pkgconf` and `gcc` below `packages: yum:`.',
    rules: ['bundle/missing-headers'],
    source: 'https://github.com/PyMySQL/mysqlclient#install',
  },
  {
    texts: ["command 'gcc' failed", 'gcc: command not found', 'Python.h: No such file or directory'],
    stage: 'build',
    cause: 'A Python package is compiled, and the compiler or the headers of Python are missing.',
    remedy:
      'Install `gcc` and the headers of the Python in use, for example `python3.12-devel`, below `packages: yum:`.',
    source: PYTHON_PACKAGES,
  },
  {
    texts: [
      "'npm' failed to install dependencies",
      'Failed to run npm install. Snapshot logs for more details',
      'failed to install dependencies that you defined in …package.json',
    ],
    stage: 'build',
    cause:
      'npm failed: often package-lock.json does not fit package.json, or a script of a package needs more memory.',
    remedy:
      'Run `npm ci` with the Node.js version of the platform, and read the lines of npm in /var/log/eb-engine.log.',
    holes: ['word'],
    source: 'guide:nodejs-platform-dependencies',
  },
  {
    texts: ["didn't specify a Node.js version in the 'package.json'"],
    stage: 'build',
    cause:
      'package.json has no `engines.node`. This is information: the Node.js version of the platform is used.',
    remedy: 'Nothing to do, or set `engines.node`.',
    source: 'guide:nodejs-platform-dependencies',
  },
  {
    texts: ["failed to install dependency gems that you defined in 'Gemfile'"],
    stage: 'build',
    cause: 'bundler failed: often the Ruby version of the Gemfile is not that of the platform.',
    remedy: 'Run `bundle install` with the Ruby version of the platform.',
    source: 'guide:ruby-platform-gemfile',
  },
  {
    texts: ['Your Ruby version is …, but your Gemfile specified …'],
    stage: 'build',
    cause: 'The Gemfile asks for another Ruby version than the platform has.',
    remedy: 'Change `ruby` in the Gemfile, or choose the platform branch of that Ruby.',
    holes: ['word', 'word'],
    source: 'guide:ruby-platform-gemfile',
  },
  {
    texts: ["failed to generate a 'Procfile' for Node.js"],
    stage: 'build',
    cause:
      'The root of the bundle has no Procfile, package.json, server.js or app.js. Often the folder was zipped, not its contents.',
    remedy: 'Put one of these files into the root of the bundle.',
    source: 'guide:nodejs-configuration-procfile',
  },
  {
    texts: [
      "failed to generate a 'Procfile' for …",
      'does not contain either a file named application.jar or a Procfile',
    ],
    stage: 'build',
    cause: 'The root of the bundle has nothing that the platform can start.',
    remedy: 'Put a Procfile, or what the platform starts without one, into the root of the bundle.',
    holes: ['word'],
    source: 'guide:platforms-linux-extend.build-proc',
  },
  {
    texts: [
      'failed to generate rsyslog file with error Procfile could not be parsed',
      'Procfile could not be parsed',
      'failed to parse Procfile',
      'invalid Procfile',
    ],
    stage: 'build',
    cause: 'A line of the Procfile does not have the form `name: command`.',
    remedy: 'Correct the line.',
    rules: ['procfile/invalid-line', 'procfile/comment-line'],
    source: 'guide:platforms-linux-extend.build-proc',
  },
  {
    texts: ['failed to build the Docker image'],
    stage: 'build',
    cause: '`docker build` failed.',
    remedy: 'Run `docker build .` in a copy of the bundle, and read its lines in /var/log/eb-engine.log.',
    source: DOCKER,
  },
  {
    texts: ['failed to download the Docker image', 'Invalid repository name'],
    stage: 'build',
    cause: 'The image does not exist, its name is a placeholder, or the registry refuses the credentials.',
    remedy:
      'Correct `Image` in Dockerrun.aws.json or docker-compose.yml, and grant the instance profile access to the registry.',
    source: DOCKER,
  },
  {
    texts: ['no EXPOSE directive found in Dockerfile'],
    stage: 'build',
    cause: 'Neither the Dockerfile nor Dockerrun.aws.json names a port of the container.',
    remedy: 'Add `EXPOSE PORT` to the Dockerfile.',
    rules: ['bundle/missing-expose'],
    source: DOCKER,
  },
  {
    texts: ['Invalid Dockerrun.aws.json version'],
    stage: 'build',
    cause:
      'The version in Dockerrun.aws.json does not belong to the platform: ECS platforms take 2, Docker platforms take 1 or 3.',
    remedy: 'Set `AWSEBDockerrunVersion` to the version of the platform.',
    rules: ['bundle/wrong-dockerrun-version', 'bundle/missing-dockerrun-version'],
    source: 'guide:single-container-docker-configuration',
  },
  {
    texts: ['Failed to download authentication credentials …', 'Invalid auth configuration file'],
    stage: 'build',
    cause: 'The file with the credentials of the registry cannot be read from S3, or has the wrong format.',
    remedy:
      'Check `Authentication` in Dockerrun.aws.json and the permission of the instance profile. The file is a .dockercfg.',
    holes: ['word'],
    source: DOCKER,
  },
  {
    texts: ['[PostBuildEbExtension]', 'Container commands build failed', 'container commands build failed'],
    stage: 'container',
    cause: 'A container command failed.',
    remedy:
      'Read the last lines of /var/log/cfn-init.log for its name, and /var/log/cfn-init-cmd.log for its output.',
    isGeneral: true,
    rules: ['platform/retired-path'],
    source: 'guide:customize-containers-ec2',
  },
  {
    texts: ['container_command … in .ebextensions/… failed'],
    stage: 'container',
    cause: 'A container command ended with an exit code other than 0. The text is that of Amazon Linux 1.',
    remedy:
      'Read its output in /var/log/eb-activity.log, or in /var/log/cfn-init-cmd.log on later platforms.',
    rules: ['platform/retired-path'],
    holes: ['command', 'file'],
    source: 'guide:customize-containers-ec2',
  },
  {
    texts: ['Hook /opt/elasticbeanstalk/hooks/… failed'],
    stage: 'build',
    cause:
      'A step of a deployment on Amazon Linux 1 failed: the platform has scripts in this folder, and yours may be there. Later platforms, ECS apart, do not run it.',
    remedy:
      'Read the lines before this one, which are those of the step. Move a script of your own to `.platform/hooks/`.',
    isGeneral: true,
    rules: ['platform/retired-path'],
    holes: ['file'],
    source: AL1_PATHS,
  },
  {
    texts: ['nginx.service is not active, cannot reload'],
    stage: 'container',
    cause:
      'A command reloads nginx before it runs: the proxy starts after container_commands and predeploy hooks.',
    remedy: 'Move the command to a postdeploy hook, or remove it.',
    rules: ['proxy/early-reload'],
    source: WORKFLOW,
  },
  {
    texts: [
      '/opt/python/…: No such file or directory',
      '/opt/python/…: not found',
      "can't cd to /opt/python/…",
    ],
    stage: 'container',
    cause: 'The path exists only on Amazon Linux 1.',
    remedy:
      'Use /var/app/venv/*/bin/activate, /var/app/staging (container_commands) and `get-config environment`.',
    rules: ['platform/retired-path'],
    holes: ['file'],
    source: AL1_PATHS,
  },
  {
    texts: ['/envvars: No such file or directory', '/use-app-ruby.sh: No such file or directory'],
    stage: 'container',
    cause:
      'Only Amazon Linux 1 had this file. A path that begins with it comes from a key of `get-config container` that is gone.',
    remedy: 'Remove the line: hooks and container commands have the environment properties as variables.',
    rules: ['platform/retired-config-key', 'platform/retired-path'],
    source: 'guide:custom-platforms-scripts',
  },
  {
    texts: ["invalid user: 'wsgi'", "invalid user: 'nodejs'", 'unknown user wsgi', 'unknown user nodejs'],
    stage: 'container',
    cause: 'The users `wsgi` and `nodejs` exist only on Amazon Linux 1.',
    remedy: 'Use `webapp`.',
    rules: ['platform/retired-user'],
    source: AL1_PATHS,
  },
  {
    texts: ['cannot create directory …: File exists'],
    stage: 'container',
    cause: 'The command does not work a second time on the same instance.',
    remedy: 'Use `mkdir -p`.',
    holes: ['file'],
    source: 'guide:customize-containers-ec2',
  },
  {
    texts: ['initctl: command not found', 'supervisorctl: command not found', 'chkconfig: command not found'],
    stage: 'container',
    cause: 'The command belongs to Amazon Linux 1.',
    remedy: 'Use `systemctl`, or start the program in the Procfile.',
    rules: ['platform/retired-service'],
    source: AL1_PATHS,
  },
  {
    texts: ["can't read /tmp/deployment/config/…", 'cannot stat /tmp/deployment/config/…'],
    stage: 'container',
    cause: 'Only Amazon Linux 1 put the configuration of the proxy together in this folder.',
    remedy: 'Write the configuration of nginx in `.platform/nginx`.',
    rules: ['platform/retired-path'],
    holes: ['file'],
    source: 'guide:platforms-linux-extend.proxy',
  },
  {
    texts: ['Redirecting to /bin/systemctl …'],
    stage: 'container',
    cause: 'This is no error: `service` passes the command on to systemd.',
    remedy: 'Read on: what failed is in another line. Use `systemctl` to be rid of this one.',
    isGeneral: true,
    holes: ['word'],
    source: AL1_PATHS,
  },
  {
    texts: ['Unit … not found', 'Unit … could not be found', 'Unit … not loaded'],
    stage: 'container',
    cause:
      'There is no service of this name: it belongs to another Amazon Linux, or its package is not installed.',
    remedy:
      'Correct the name: `systemctl list-unit-files` on an instance shows all. Processes of the Procfile are named after their line.',
    holes: ['word'],
    source: AL1_PATHS,
  },
  {
    texts: ['crontab: command not found', 'crond: command not found', 'Unit crond.service not found'],
    stage: 'container',
    cause:
      'Amazon Linux 2023 has no cron until you install it. The images of Elastic Beanstalk have it; an image or a container of your own may not.',
    remedy:
      'Add `cronie: []` below `packages: yum:`, and start `crond` below `services: systemd:`; or use a systemd timer.',
    source: 'https://docs.aws.amazon.com/linux/al2023/ug/deprecated-al2023.html',
  },
  {
    texts: ['manage.py: No such file or directory', "can't open file '…manage.py'"],
    stage: 'container',
    cause:
      'The command does not run in the folder of the application: container_commands start in /var/app/staging, `commands` before the code is there.',
    remedy: 'Use container_commands, and a path relative to the root of the bundle.',
    rules: ['platform/retired-path'],
    holes: ['word'],
    source: 'guide:customize-containers-ec2',
  },
  {
    texts: [
      "ModuleNotFoundError: No module named 'django'",
      'ImportError: No module named django',
      "ImportError: Couldn't import Django",
    ],
    stage: 'container',
    cause: 'The command runs the Python of the system, which does not have the packages of requirements.txt.',
    remedy: 'Run `source /var/app/venv/*/bin/activate` before it, in the same command.',
    source: 'guide:create-deploy-python-django',
  },
  {
    texts: ['failed to get one or more secrets'],
    stage: 'build',
    cause: 'A secret cannot be read: its ARN is wrong, or the instance profile lacks a permission.',
    remedy:
      'Check the ARN in `aws:elasticbeanstalk:application:environmentsecrets`, and grant `secretsmanager:GetSecretValue` or `ssm:GetParameter`.',
    source: 'guide:AWSHowTo.secrets.env-vars',
  },
  {
    texts: ['multiline environment values'],
    stage: 'build',
    cause: 'An environment property has several lines, which Amazon Linux 2 does not take.',
    remedy: 'Use one line, or a platform of Amazon Linux 2023.',
    source: 'guide:AWSHowTo.secrets.env-vars',
  },
];
