import type { KnownError } from './known-error.js';

/** Texts of pip, npm and Django where dependencies are installed and built. */
export const dependencyErrors: readonly KnownError[] = [
  {
    texts: [
      'npm ERR! code ELIFECYCLE',
      'npm error Lifecycle script … failed',
      'npm ERR! Lifecycle script … failed',
    ],
    stage: 'script',
    cause: 'A script of package.json ended with an error, which is in the lines before this one.',
    remedy: 'Read these lines: often a program of `devDependencies` is not installed, or memory ran out.',
    rules: ['bundle/uninstalled-dev-dependency'],
    isGeneral: true,
    holes: ['word'],
    source: 'https://docs.npmjs.com/cli/v11/using-npm/scripts',
  },
  {
    texts: ['ResolutionImpossible', 'because these package versions have conflicting dependencies'],
    stage: 'build',
    cause:
      'Two lines of requirements.txt, or what they need, ask for versions of a package that exclude each other.',
    remedy: 'Loosen one of the two pins that the lines before name, or make the file anew with `pip freeze`.',
    source: 'https://pip.pypa.io/en/stable/topics/dependency-resolution/',
  },
  {
    texts: [
      'Could not build wheels for …',
      'Failed building wheel for …',
      'Failed to build installable wheels',
    ],
    stage: 'build',
    cause: 'The package has no wheel for the Python of the platform, and compiling it failed.',
    remedy:
      'Use a version that has a wheel, or install the compiler and the headers that the lines before name.',
    rules: ['bundle/missing-headers'],
    isGeneral: true,
    holes: ['word'],
    source: 'https://pip.pypa.io/en/stable/reference/build-system/',
  },
  {
    texts: ['staticfiles app without having set the STATIC_ROOT setting'],
    stage: 'script',
    cause: '`collectstatic` runs, but the settings of Django do not say where the files go.',
    remedy: "Write `STATIC_ROOT = BASE_DIR / 'static'` to the settings.",
    source: 'https://docs.djangoproject.com/en/stable/howto/static-files/',
  },
  {
    texts: ['Failed to build gem native extension'],
    stage: 'build',
    cause: 'A gem with C code lacks a compiler or the headers of a library.',
    remedy:
      'List what it asks for below `packages: yum:` in `.ebextensions`, such as `gcc`, `make` and `libpq-devel`.',
    source: 'https://github.com/puma/puma/issues/2641',
  },
  {
    texts: ['install dependencies in Gemfile failed'],
    stage: 'build',
    cause:
      '`bundle install` failed: often the version of Ruby, Bundler or a platform in Gemfile.lock does not fit the instance.',
    remedy:
      'Read what follows `Stderr:`; run `bundle lock --add-platform x86_64-linux`, and commit Gemfile.lock.',
    rules: ['platform/wrong-ruby-version'],
    source: 'https://github.com/aws/elastic-beanstalk-roadmap/issues/12',
  },
  {
    texts: ['cannot open linker script file …'],
    stage: 'build',
    cause:
      'A version of the Python platform names a file in its build settings that is not there, so that no package with C code can be built.',
    remedy: 'Use a package with a wheel, such as `psycopg2-binary`, or update the platform.',
    rules: ['bundle/missing-headers'],
    holes: ['word'],
    source: 'https://github.com/aws/elastic-beanstalk-roadmap/issues/341',
  },
  {
    texts: ['Your requirements.txt is invalid'],
    stage: 'build',
    cause:
      'pip failed on requirements.txt: a version does not exist for this Python, or a package lacks headers.',
    remedy:
      'Read eb-engine.log for the name of the package, and try `pip install -r requirements.txt` with the same version of Python.',
    rules: ['bundle/uninstallable-requirement', 'bundle/missing-headers', 'bundle/conflicting-requirements'],
    source: 'https://github.com/aws-samples/eb-py-flask-signup/issues/9',
  },
  {
    texts: ['Getting requirements to build wheel did not run successfully'],
    stage: 'build',
    cause:
      'A package has no wheel for this version of Python and cannot be built: it is too old for it, or lacks headers.',
    remedy: 'Raise its version to one that supports this Python, or choose an older branch of the platform.',
    rules: ['bundle/uninstallable-requirement', 'bundle/missing-headers'],
    source: 'https://github.com/aws/aws-elastic-beanstalk-cli/issues/441',
  },
  {
    texts: [
      'npm ERR! enoent ENOENT: no such file or directory',
      'npm error enoent ENOENT: no such file or directory',
    ],
    stage: 'build',
    cause: 'npm or a script of package.json reads a file that is not in the bundle, or is not there yet.',
    remedy:
      'Look whether .ebignore or .gitignore leaves the file out; for one below /tmp/.npm, deploy again.',
    source: 'https://github.com/nodeadmin/nodeadmin/issues/21',
  },
  {
    texts: ['event returned with error code'],
    stage: 'build',
    cause:
      'A script of composer.json failed, such as `php artisan package:discover`: often an environment property or a database is missing.',
    remedy:
      'Set the property in `aws:elasticbeanstalk:application:environment`, or set `composer_options: --no-scripts` in `aws:elasticbeanstalk:container:php:phpini`.',
    source: 'https://github.com/rennokki/laravel-aws-eb/issues/41',
  },
  {
    texts: ['Failed to start ECS task'],
    stage: 'start',
    cause:
      'The agent of ECS refused the task or a container ended: often an image cannot be pulled, or the memory of all containers is more than the instance has.',
    remedy:
      'Check `image`, `memory` and `portMappings` of each container in Dockerrun.aws.json, and read ecs-agent.log.',
    source: 'https://github.com/mattermost/docs/issues/3660',
  },
  {
    texts: ['ProgrammingError: relation … does not exist', 'no such table: …'],
    stage: 'traffic',
    cause: 'The tables of the application were not made in the database that it uses.',
    remedy: 'Run the migrations in `container_commands`, with `leader_only: true`.',
    holes: ['word'],
    source: 'https://github.com/onnela-lab/beiwe-backend/issues/351',
  },
];
