import { lazily } from '../../util/memo.js';

/**
 * Packages that applications require, each with those of these packages that depend on it in some version, or ask npm to
 * install it beside them. Read from the dependencies and peer dependencies that they declare on https://www.npmjs.com.
 */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  ...{ 'aws-sdk': [], bcrypt: [], bcryptjs: [], compression: [], 'connect-flash': [], 'cookie-session': [] },
  ...{ dotenv: [], ejs: [], 'express-fileupload': [], 'express-handlebars': [], 'express-validator': [] },
  ...{ helmet: [], ioredis: [], knex: [], 'method-override': [], mongoose: [], morgan: [], multer: [] },
  ...{ mysql: [], mysql2: [], nodemailer: [], openai: [], passport: [], 'passport-jwt': [] },
  ...{ 'passport-local': [], pg: [], pug: [], sequelize: [], 'socket.io': [], stripe: [], twilio: [] },
  axios: ['openai', 'twilio'],
  'body-parser': ['express'],
  'cookie-parser': [],
  cors: ['socket.io'],
  express: ['express-rate-limit'],
  'express-rate-limit': [],
  'express-session': [],
  jsonwebtoken: ['passport-jwt', 'twilio'],
  mongodb: ['mongoose'],
};

/** Packages that depend on none of these. */
const OTHERS: readonly string[] = [
  ...['cookie', 'dayjs', 'debug', 'http-errors', 'lodash', 'luxon', 'moment', 'ms', 'pg-hstore'],
  ...['serve-favicon', 'slugify', 'uuid', 'validator', 'ws'],
];

const known = lazily(() => new Set([...Object.keys(PACKAGES), ...OTHERS]));

/** Whether it is known on which of these packages a package depends. */
export const isKnownPackage = (name: string): boolean => known().has(name);

/** The known packages that may bring a package; undefined where they are not known. */
export const broughtBy = (name: string): ReadonlySet<string> | undefined =>
  Object.hasOwn(PACKAGES, name) ? new Set(PACKAGES[name]) : undefined;

/** https://nodejs.org/api/modules.html#built-in-modules */
const BUILT_IN = lazily(
  () =>
    new Set(
      `
assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns
domain events fs http http2 https inspector module net os path perf_hooks process punycode querystring
readline repl stream string_decoder sys timers tls trace_events tty url util v8 vm wasi worker_threads zlib
`
        .trim()
        .split(/\s+/),
    ),
);

const NAME = /^(?:@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*(?=$|\/)/;

/** The package of which a name in `require` or `import` is; undefined for what comes with Node.js, and for other forms. */
export function packageOf(module: string): string | undefined {
  const [name] = NAME.exec(module) ?? [];
  return name === undefined || BUILT_IN().has(name) ? undefined : name;
}
