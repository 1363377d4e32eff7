import { dotnetProject } from '../../model/applications/dotnet-project.js';
import { builder } from '../../model/applications/may-be-built.js';
import { isCodeHere, mayBeMade, mayBeWritten } from '../../model/applications/may-be-made.js';
import { defaultModulePlace } from '../../model/applications/missing-starts.js';
import type { MissingStart } from '../../model/applications/started-words.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { type ExistingFiles, existingFiles } from '../../model/bundle/existing-files.js';
import { toolScripts } from '../../model/bundle/may-be-filled-in.js';
import { deploysArtifact } from '../../model/bundle/shipped-files.js';
import { readStartScript } from '../../model/entry/start-script.js';
import { packageJson } from '../../model/packages/package-json.js';
import { platform } from '../../model/platform/find-platform.js';
import { type Project, sourceNamed } from '../../model/project.js';
import { type Place, startOfFile } from '../../source/index.js';
import { language } from '../on.js';
import type { Finding, Rule } from '../rule.js';
import { onlyApplication } from '../support/application-callable.js';

export const nothingToStart: Rule = {
  meta: {
    summary:
      'Nothing names what the application starts with, and the project has no file that the platform starts by itself',
    why: "Without a Procfile the platform starts a file of a certain name: `application.py` with Python, the `start` script of package.json, `server.js` or `app.js` with Node.js, `application.go` with Go; on Windows, what a manifest names, which an application of ASP.NET Core cannot do without. With Node.js the deployment fails without one of them (\"failed to generate a 'Procfile' for Node.js. Provide one of these files: 'package.json', 'server.js', or 'app.js'\"); with the others the process exits again and again, and every request ends in 502 Bad Gateway.",
    consequence: 'traffic-breaks',
    references: [
      'guide:create-deploy-python-container',
      'guide:nodejs-platform-dependencies',
      'guide:go-environment',
      'guide:dotnet-manifest',
    ],
    claimsAbsence: true,
    mayBeSetElsewhere: true,
    needsPlatform: true,
  },
  needs: language('go', 'node', 'python', 'windows'),
  *check(project) {
    const existing = existingFiles(deployedFiles(project));
    yield* withoutManifest(project, existing);
    if (deploysArtifact(project)) return;
    yield* withoutApplication(project, existing);
    yield* withoutStart(project, existing);
    yield* withoutProgram(project, existing);
  },
};

/** Without a Procfile, the platform starts the module `application` unless `WSGIPath` names another. */
function* withoutApplication(project: Project, existing: ExistingFiles): Generator<Finding> {
  const place = defaultModulePlace(project);
  if (!place || existing.hasModule('application', '') !== false) return;
  const start: MissingStart = { kind: 'module', text: 'application', name: 'application', place, folder: '' };
  if (!isCodeHere(start, existing) || mayBeMade(start, project)) return;
  const application = onlyApplication(project);
  yield {
    ...placeOfCode(`${application?.split(':')[0]?.replaceAll('.', '/')}.py`, place, project),
    message: 'WSGIPath is not set, and the project has no application.py',
    help: `Set \`WSGIPath\` in \`aws:elasticbeanstalk:container:python\` to ${application === undefined ? 'the module of the application' : `\`${application}\``}, or add a Procfile.`,
  };
}

/** The code that is not started, where it can be shown; else what names the platform. */
function placeOfCode(name: string, platformPlace: Place, project: Project): Pick<Finding, 'at' | 'related'> {
  const file = deployedFiles(project).files.find((one) => one.name === name);
  return file
    ? { at: startOfFile(file), related: [{ at: platformPlace, note: 'the platform is named here' }] }
    : { at: platformPlace };
}

/** Without a Procfile, the platform of Node.js runs `npm start`, or one of these. */
const NODE_STARTS = ['app.js', 'server.js'];

function* withoutStart(project: Project, existing: ExistingFiles): Generator<Finding> {
  const names = existing.in('');
  const { language, place } = platform(project);
  if (language !== 'node' || !place || !names || readStartScript(deployedFiles(project).files)) return;
  const made = ['Procfile', 'package.json', ...NODE_STARTS];
  const isThere = ['Procfile', ...NODE_STARTS].some((name) => names.has(name));
  const isMadeLater =
    builder(project) !== undefined ||
    NODE_STARTS.some((name) => names.has(name.replace('.js', '.ts'))) ||
    made.some((name) => mayBeWritten(name, project));
  if (isThere || isMadeLater) return;
  const file = sourceNamed('package.json', deployedFiles(project).files);
  const others = 'server.js, app.js or Procfile';
  const help = 'Add a `start` script to package.json, or a Procfile.';
  if (file) {
    if (packageJson(project))
      yield {
        at: startOfFile(file),
        message: `package.json has no start script, and the project has no ${others}`,
        help,
      };
  } else if (!names.has('package.json') && [...names.keys()].some((name) => /\.[cm]?js$/.test(name)))
    yield { at: place, message: `The project has no package.json, ${others}`, help };
}

/**
 * Without a Procfile, the platform of Go builds one file, or takes a program of the same name.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/go-environment.html
 */
const GO_STARTS = ['Procfile', 'application.go', 'application', 'bin/application'];

function* withoutProgram(project: Project, existing: ExistingFiles): Generator<Finding> {
  const { language, place } = platform(project);
  if (language !== 'go' || !place || !existing.in('')?.has('main.go')) return;
  const isThere = GO_STARTS.some((name) => existing.has(name) !== false || mayBeWritten(name, project));
  if (isThere || builder(project) !== undefined) return;
  yield {
    ...placeOfCode('main.go', place, project),
    message: 'The project has no application.go, application or Procfile',
    help: 'Rename main.go to `application.go`, or build it in a Buildfile and start it in a Procfile.',
  };
}

const MANIFEST = 'aws-windows-deployment-manifest.json';

/** What writes the manifest itself, and packages that are deployed without one. */
const NEEDS_NO_MANIFEST =
  /windows-deployment-manifest|dotnet[ -](?:eb|aws)\b|BeanstalkDeployApplication|msdeploy|WebPublishMethod|PublishProfile|[/:]Package\b/i;

/**
 * An application of ASP.NET Core that commands publish and deploy to Windows.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/dotnet-manifest.html
 */
function* withoutManifest(project: Project, existing: ExistingFiles): Generator<Finding> {
  const built = platform(project).language === 'windows' ? dotnetProject(project) : undefined;
  if (!built?.file.text.includes('Microsoft.NET.Sdk.Web') || mayBeWritten(MANIFEST, project)) return;
  const tools = toolScripts(deployedFiles(project)).map(({ text }) => text);
  const isPublished = tools.some(
    (text) => /\bdotnet publish\b/.test(text) && /beanstalk|\beb deploy\b/.test(text),
  );
  if (!isPublished || existing.has(MANIFEST) !== false || tools.some((text) => NEEDS_NO_MANIFEST.test(text)))
    return;
  yield {
    at: startOfFile(built.file),
    message: `ASP.NET Core on Windows needs a manifest, and the project has no ${MANIFEST}`,
    help: `Add \`${MANIFEST}\` to what is deployed, with the application below \`aspNetCoreWeb\`.`,
    warnsBecause: 'elsewhere',
  };
}
