import { lookUp } from '../../util/collections.js';

/** Programs that do one thing and end, and with which arguments they go on instead. */
const TOOLS: Readonly<Record<string, { readonly args?: RegExp; readonly unless?: RegExp }>> = {
  alembic: {},
  bundle: { args: /^install\b/ },
  composer: { args: /^(?:install|update|dump-autoload)\b/ },
  eslint: {},
  flask: { args: /^db\b/ },
  jest: { unless: /--watch/ },
  knex: { args: /^(?:migrate|seed):/ },
  'manage.py': {
    args: /^(?:migrate|makemigrations|collectstatic|check|compilemessages|createsuperuser|loaddata|test)\b/,
  },
  mocha: { unless: /(?:^|\s)(?:-w|--watch)\b/ },
  next: { args: /^(?:build|export|lint)\b/ },
  ng: { args: /^(?:build|lint|test)\b/, unless: /--watch/ },
  npm: { args: /^(?:i|install|ci|audit)\b/ },
  pip: { args: /^install\b/ },
  pip3: { args: /^install\b/ },
  prisma: { args: /^(?:db|generate|migrate)\b/ },
  rails: { args: /^(?:db|assets):/ },
  rake: { args: /^(?:db|assets):/ },
  'react-scripts': { args: /^build\b/ },
  rollup: { unless: /(?:^|\s)(?:-w|--watch)\b/ },
  sequelize: { args: /^db:/ },
  'sequelize-cli': { args: /^db:/ },
  tsc: { unless: /(?:^|\s)(?:-w|--watch)\b/ },
  tslint: {},
  typedoc: { unless: /--watch/ },
  vite: { args: /^build\b/, unless: /(?:^|\s)(?:-w|--watch)\b/ },
  webpack: { unless: /(?:^|\s)(?:-w|--watch|serve|server)\b/ },
};

/** Whether a program, named without its folder, ends after it has built or checked something. */
export const isBuildTool = (name: string, args: readonly string[]): boolean => {
  const tool = lookUp(TOOLS, name);
  const text = args.join(' ');
  return tool !== undefined && (tool.args?.test(text) ?? true) && !tool.unless?.test(text);
};
