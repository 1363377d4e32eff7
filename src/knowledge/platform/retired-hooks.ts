import { lookUp } from '../../util/collections.js';
import { baseName } from '../../util/paths.js';
import type { HookFolder } from '../instance/deployment-order.js';

/**
 * Hooks of Amazon Linux 1, and where supported platforms look for them.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.hooks.html
 */

const HOOK = /^\/opt\/elasticbeanstalk\/hooks\/(appdeploy|configdeploy)\/(pre|enact|post)\/([^/]+)$/;

const FOLDERS = { appdeploy: 'hooks', configdeploy: 'confighooks' } as const;

/** A hook of today: `stage` is the folder that it belongs in. */
export interface HookPlace {
  readonly stage: HookFolder;
  /** Path in the bundle. */
  readonly path: string;
}

/** What a script needs that is installed only after the hooks of prebuild. */
const NEEDS_DEPENDENCIES =
  /\b(?:activate|artisan|bundle|celery|django-admin|knex|manage\.py|node_modules|npx|prisma|rails|rake|sequelize|venv)\b/;

/** Where a hook belongs; undefined where no stage of today is like the one that it ran at. */
export function hookPlace(path: string, text: string): HookPlace | undefined {
  const [, deployment, phase, name] = HOOK.exec(path) ?? [];
  const folder = FOLDERS[deployment as keyof typeof FOLDERS];
  if (name === undefined || folder === undefined) return undefined;
  const stage =
    phase === 'post'
      ? 'postdeploy'
      : phase === 'enact' || NEEDS_DEPENDENCIES.test(text)
        ? 'predeploy'
        : 'prebuild';
  return { stage, path: `.platform/${folder}/${stage}/${name}` };
}

/**
 * Scripts of Amazon Linux 1's own platforms: a file of that name took the place of one, and what it did is a part of the
 * deployment today.
 */
const OWN_SCRIPTS: Readonly<Record<string, ReplacedScript>> = {
  '10_bundle_install.sh': { step: 'installs the gems' },
  '10_composer_install.sh': { step: 'installs the packages of Composer' },
  '11_asset_compilation.sh': { step: 'compiles the assets' },
  '12_db_migration.sh': { step: 'migrates the database' },
  '40install_node.sh': { step: 'brings Node.js' },
  // https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/nodejs-platform-dependencies.html
  '50npm.sh': { step: 'runs `npm install`', unless: 'the bundle has `node_modules`' },
  '55npm_rebuild.sh': { step: 'rebuilds the packages of npm' },
};

/** What a script of Amazon Linux 1 did. */
export interface ReplacedScript {
  /** What the platform does today: the rest of a sentence about it. */
  readonly step: string;
  /** When it does not. */
  readonly unless?: string;
}

/** What supported platforms do themselves where a hook of this name replaced a script of Amazon Linux 1. */
export const replacedScript = (path: string): ReplacedScript | undefined =>
  lookUp(OWN_SCRIPTS, baseName(path));
