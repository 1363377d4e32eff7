import { missingPackage } from '../../knowledge/packages/python-packages.js';
import { allRequirements } from '../../model/packages/installed-requirements.js';
import { importedModules } from '../../model/servers/imported-modules.js';
import { startOfFile } from '../../source/index.js';
import type { Rule } from '../rule.js';

export const missingImport: Rule = {
  meta: {
    id: 'bundle/missing-import',
    summary: 'The application imports a package that requirements.txt does not install',
    why: 'The Python platform installs what requirements.txt names, into a virtual environment that has nothing else but gunicorn. A module that imports another package ends with "ModuleNotFoundError: No module named \'flask_cors\'", its server ends again and again, and every request ends in 502 Bad Gateway. The rule follows the modules that a server starts with, at their top level, and what `INSTALLED_APPS` lists; it knows a few dozen widely used packages, and is silent where a command installs packages, and where another package of requirements.txt may bring the module.',
    severity: 'warning',
    consequence: 'traffic-breaks',
    preset: 'recommended',
    references: [
      'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/python-configuration-requirements.html',
      'https://docs.python.org/3/reference/import.html#searching',
      'https://docs.djangoproject.com/en/stable/ref/applications/#how-applications-are-loaded',
    ],
    since: '0.1.0',
    needsPlatform: true,
    claimsAbsence: true,
  },
  *check(project) {
    const known = allRequirements(project);
    if (!known) return;
    for (const { name, place } of importedModules(project)) {
      const missing = missingPackage(name, known.names);
      if (missing === undefined) continue;
      yield {
        at: place,
        message: `${name} comes from the package ${missing}, which requirements.txt does not list`,
        help: `Add \`${missing}\` to requirements.txt.`,
        related: [{ at: startOfFile(known.file), note: `does not list ${missing}` }],
      };
    }
  },
};
