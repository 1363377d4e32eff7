import { builder } from '../../model/applications/may-be-built.js';
import { deployedFiles } from '../../model/bundle/deployed-files.js';
import { type ExistingFiles, existingFiles } from '../../model/bundle/existing-files.js';
import { deploysArtifact, isShipped } from '../../model/bundle/shipped-files.js';
import type { Doubt } from '../../model/doubt.js';
import { platform } from '../../model/platform/find-platform.js';
import { procfile } from '../../model/platform/procfile.js';
import { saidByFile } from '../../model/presence/mentions.js';
import type { Project } from '../../model/project.js';
import { scriptsNaming } from '../../model/scripts/named-files.js';
import { scripts } from '../../model/scripts/scripts.js';
import { documentRoot } from '../../model/settings/document-root.js';
import { settings } from '../../model/settings/settings.js';
import type { Finding, Rule } from '../rule.js';

export const missingDocumentRoot: Rule = {
  meta: {
    summary: 'The document root is a folder that is not in the project, or one without index.php',
    why: 'The option document_root names the folder of the project that the proxy of the PHP platform serves. If there is no such folder, every request ends in 403 Forbidden or 404 Not Found. Without the option it serves the root of the project, where frameworks such as Laravel and Symfony have no index.php. The rule is silent where a build or Composer may create the folder, and where no other folder has an index.php.',
    consequence: 'traffic-breaks',
    references: [
      'guide:php-namespaces',
      'guide:command-options-specific#command-options-php',
      'guide:php-laravel-tutorial',
    ],
    claimsAbsence: true,
    needsPlatform: true,
    mayBeSetElsewhere: true,
  },
  *check(project) {
    const { setting, folder } = documentRoot(project) ?? {};
    if (setting === undefined && folder === '') yield* withoutOption(project);
    if (!setting || !folder || !/^[\w./-]+$/.test(folder) || folder.split('/').includes('..')) return;
    const existing = existingFiles(deployedFiles(project));
    const suggestion = folderWithIndex(existing);
    if (existing.has(folder) !== false || suggestion === undefined) return;
    yield {
      at: setting.value.place,
      message: `The document root "${folder}" is not a folder of the project`,
      help: `Use \`/${suggestion}\`, where index.php is.`,
      doubt: doubtOf(folder, project),
    };
  },
};

/** Folders that frameworks serve. */
const SERVED = ['public', 'web', 'webroot', 'htdocs'];

function* withoutOption(project: Project): Generator<Finding> {
  const { language, place } = platform(project);
  if (language !== 'php' || deploysArtifact(project) || procfile(project)) return;
  const files = deployedFiles(project);
  const existing = existingFiles(files);
  if (['index.php', 'index.html'].some((name) => existing.has(name) !== false)) return;
  const [folder, ...others] = SERVED.filter((name) => existing.has(`${name}/index.php`));
  const [option] = settings(project).of('aws:elasticbeanstalk:container:php:phpini');
  const subject = option?.namespace.place ?? place;
  if (folder === undefined || others.length > 0 || !subject) return;
  const at = saidByFile(SERVES, project, (name) => /^\.(?:ebextensions|htaccess$|platform)/.test(name));
  yield {
    at: subject,
    message: `document_root is not set, and index.php is in the folder ${folder}`,
    help: `Set \`document_root: /${folder}\` in \`aws:elasticbeanstalk:container:php:phpini\`.`,
    doubt: at && { reason: 'this may serve another folder', at },
  };
}

/** What serves another folder: directives of a proxy, or what changes them or links a folder. */
const SERVES = /document_?root|\/var\/www|^[ \t]*(?:alias|root|DirectoryIndex|Rewrite\w+)\s|\bln\s/im;

/** Where index.php is: the root, which is empty, or the only folder in it. */
function folderWithIndex(existing: ExistingFiles): string | undefined {
  if (existing.has('index.php')) return '';
  const folders = existing.folders.filter((folder) => existing.has(`${folder}/index.php`));
  return folders.length === 1 ? folders[0] : undefined;
}

/** What may create the folder: a build, a command, or a package of Composer that is configured to put it there. */
function doubtOf(folder: string, project: Project): Doubt | undefined {
  const [top = folder] = folder.split('/');
  const because = (reason: string): Doubt => ({ reason, at: undefined });
  if (deploysArtifact(project)) return because('another archive is uploaded in place of the folder');
  if (isShipped(`${folder}/index.php`, deployedFiles(project)) === false)
    return because('a file leaves it out of what is uploaded, so something makes it');
  const naming = scriptsNaming(scripts(project)).naming(top);
  if (naming?.length !== 0) return { reason: `\`${top}\` is named here`, at: naming?.[0]?.name.place };
  const composer = deployedFiles(project).files.find(
    (file) =>
      file.name === 'composer.json' &&
      !('source' in file && !INSTALLERS.test(file.source.text) && !file.source.text.includes(top)),
  );
  return composer ? because('composer.json may put it there') : builder(project);
}

/** Packages that put others, or files of theirs, in folders of the project. */
const INSTALLERS = /installer|scaffold|drupal|magento|typo3|wordpress/i;
