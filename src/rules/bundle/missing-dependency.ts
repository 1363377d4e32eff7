import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { nodeDependencies } from '../../model/packages/node-packages.js';
import { sourceNamed } from '../../model/project.js';
import { requiredPackages } from '../../model/applications/required-packages.js';
import { startOfFile } from '../../source/index.js';
import { OF_NODE } from '../support/lost-words.js';
import { source } from '../on.js';
import type { Rule } from '../rule.js';

export const missingDependency: Rule = {
  meta: {
    summary: 'The application requires a package that package.json does not install',
    why: 'The Node.js platform installs the dependencies that package.json lists for production. A script that requires another package ends at once ("Error: Cannot find module \'express\'"), the process exits again and again, and every request ends in 502 Bad Gateway. The rule follows the scripts that Node.js starts with, at their top level. It is silent where a command installs packages, where the bundle has a folder `node_modules`, and where another dependency may bring the package: package-lock.json tells, and without it a few dozen widely used packages are known.',
    severity: 'warning',
    consequence: 'traffic-breaks',
    references: [
      'guide:nodejs-platform-dependencies',
      'https://nodejs.org/api/modules.html#loading-from-node_modules-folders',
    ],
    needsPlatform: true,
    claimsAbsence: OF_NODE,
    mayBeSetElsewhere: true,
  },
  needs: source('package.json'),
  *check(project) {
    const file = sourceNamed('package.json', deployedFiles(project).files);
    const required = file ? requiredPackages(project) : [];
    const installed = required.length === 0 ? undefined : nodeDependencies(project);
    if (!file || !installed) return;
    for (const { name, place } of required) {
      if (!installed.isMissing(name)) continue;
      const isOfDevelopment = installed.isForDevelopment(name);
      yield {
        at: place,
        message: isOfDevelopment
          ? `${place.file.name} requires ${name}, which is only a devDependency and is not installed`
          : `${place.file.name} requires ${name}, which package.json does not list`,
        help: installed.lock
          ? `Run \`npm install --save-prod ${name}\`, and deploy package.json and ${installed.lock}.`
          : isOfDevelopment
            ? `Move \`${name}\` to \`dependencies\` in package.json.`
            : `Add \`${name}\` to \`dependencies\` in package.json.`,
        related: [{ at: startOfFile(file), note: `does not install ${name}` }],
      };
    }
  },
};
