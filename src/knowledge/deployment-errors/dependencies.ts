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
];
