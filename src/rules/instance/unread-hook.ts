import { HOOK_FOLDERS, isHookFolder } from '../../knowledge/instance/deployment-order.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { platform } from '../../model/platform/find-platform.js';
import type { Project } from '../../model/project.js';
import { filesNamedIn, mayBeNamed } from '../../model/scripts/named-files.js';
import { scripts } from '../../model/scripts/scripts.js';
import { placeOf, type SourceFile, startOfFile } from '../../source/index.js';
import { lookUp } from '../../util/collections.js';
import { nearest } from '../../util/nearest.js';
import { baseName } from '../../util/paths.js';
import type { Finding, Rule } from '../rule.js';
import { moving } from '../support/migration/move-to-bundle.js';

export const unreadHook: Rule = {
  meta: {
    summary: 'A script is in a folder of .platform where nothing runs it',
    why: 'Scripts are run from .platform/hooks and .platform/confighooks, in their folders prebuild, predeploy and postdeploy. A script in another folder is silently ignored, and so is one in a folder below these. Windows platforms have no such hooks.',
    consequence: 'silently-ignored',
    references: ['guide:platforms-linux-extend.hooks'],
  },
  *check(project) {
    if (platform(project).language === 'windows') {
      yield* onWindows(project);
      return;
    }
    for (const file of deployedFiles(project).files) {
      const found = 'source' in file && isScript(file.source) && misplaced(file.source);
      if (found && !isNamed(file.name, project))
        yield {
          at: placeOf(file.source, 0, 0),
          message: `Nothing runs ${file.name}`,
          help: `Move it to \`.platform/${found}/\`.`,
          trial: moving(file.source, `.platform/${found}/${baseName(file.name)}`),
        };
    }
  },
};

function* onWindows(project: Project): Generator<Finding> {
  const file = deployedFiles(project).files.find(({ name }) => name.startsWith('.platform/'));
  if (!file) return;
  const { place } = platform(project);
  yield {
    at: startOfFile(file),
    message: `Windows platforms do not read .platform, nor ${file.name} in it`,
    help: 'Delete the folder, and write its commands to `container_commands` in `.ebextensions/01_commands.config`, for cmd.exe.',
    ...(place && { related: [{ at: place, note: 'the platform is named here' }] }),
  };
}

/** Whether a script or another file names it: it may run it. */
const isNamed = (name: string, project: Project): boolean =>
  filesNamedIn(scripts(project)).has(baseName(name)) || mayBeNamed(name, deployedFiles(project).files);

const isScript = ({ name, text }: SourceFile): boolean => text.startsWith('#!') || name.endsWith('.sh');

/** The folders of Amazon Linux 1. https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/custom-platform-hooks.html */
const FORMER = /^(appdeploy\/|configdeploy\/)?(pre|enact|post|preinit|postinit)\//;
const NOW: Readonly<Record<string, string>> = {
  post: 'postdeploy',
  postinit: 'postdeploy',
  preinit: 'prebuild',
};

/** What people call folders for a time of the deployment. */
const OTHER_STAGES: Readonly<Record<string, string>> = {
  build: 'predeploy',
  deploy: 'predeploy',
  init: 'prebuild',
  postbuild: 'predeploy',
  install: 'prebuild',
  restart: 'postdeploy',
  setup: 'prebuild',
  start: 'postdeploy',
  startup: 'postdeploy',
};

/** The folder that was probably intended. */
function misplaced({ name, text }: SourceFile): string | undefined {
  // After the deployment, the folder of the new version has another name.
  const unnamed = /\/var\/app\/staging\b/.test(text) ? 'predeploy' : 'postdeploy';
  if (/^\.platform\/[^/]+$/.test(name)) return `hooks/${unnamed}`;
  const [, stageAlone] = /^\.platform\/([^/]+)\/[^/]+$/.exec(name) ?? [];
  if (stageAlone !== undefined && isHookFolder(stageAlone.toLowerCase()))
    return `hooks/${stageAlone.toLowerCase()}`;
  const [, outer, top, rest = ''] =
    /^(\.platform|\.ebextensions(?:\/\.?platform)?)\/((?:conf(?:ig)?_?)?hooks?)\/(.+)$/i.exec(name) ?? [];
  if (outer === undefined || top === undefined) return undefined;
  const kind = /^conf/i.test(top) ? 'confighooks' : 'hooks';
  const [, deployment, former] = FORMER.exec(rest) ?? [];
  if (former !== undefined)
    return `${deployment === 'configdeploy/' ? 'confighooks' : kind}/${lookUp(NOW, former) ?? 'predeploy'}`;
  const folders = rest.split('/').slice(0, -1);
  const [stage] = folders;
  if (stage === undefined) return `${kind}/${unnamed}`;
  const intended = isHookFolder(stage)
    ? stage
    : (lookUp(OTHER_STAGES, stage.toLowerCase()) ?? nearest(stage.toLowerCase(), HOOK_FOLDERS));
  // What else lies there may be for the hooks themselves.
  if (
    intended === undefined ||
    (intended === stage && outer === '.platform' && /^(?:config)?hooks$/.test(top))
  )
    return undefined;
  return `${kind}/${intended}`;
}
