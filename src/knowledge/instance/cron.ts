import { baseName } from '../../util/paths.js';

/**
 * What cronie does with a file in `/etc/cron.d`.
 * https://github.com/cronie-crond/cronie/blob/master/src/database.c (not_a_crontab, check_open)
 */
const CRON_FOLDER = /^\/etc\/cron\.d\/[^/]+$/;
const SKIPPED = /^[.#]|~$|\.rpm(?:save|orig|new)$/;

/** Whether a path is that of the folder of these crontabs. */
export const isCronFolder = (path: string): boolean => /^\/etc\/cron\.d\/?$/.test(path);

/**
 * The part of a mode that cronie looks at, and what it must be: readable by its owner, executable by no user, writable
 * by no other.
 */
const LOOKED_AT = 0o7533;
const WANTED = 0o400;

/** Whether a path is that of a crontab that cron reads. */
export const isSystemCrontab = (path: string): boolean =>
  CRON_FOLDER.test(path) && !SKIPPED.test(baseName(path));

/** A crontab of a user, as `crontab` writes it. https://man7.org/linux/man-pages/man8/cron.8.html */
const USER_CRONTAB = /^\/var\/spool\/cron\/[^/]+$/;

/** Whether a file at this path is a crontab, of the system or of a user. */
export const holdsCronJobs = (path: string): boolean =>
  path === '/etc/crontab' || USER_CRONTAB.test(path) || isSystemCrontab(path);

/** Where scripts lie that cron runs by the hour or the day. */
const SCRIPT_FOLDER = /^\/etc\/cron\.(?:hourly|daily|weekly|monthly)\/[^/]+$/;

/** Whether run-parts, which cron starts, runs a file at this path if it can be executed. */
export const isScriptForCron = (path: string): boolean =>
  SCRIPT_FOLDER.test(path) && !SKIPPED.test(baseName(path));

export const isCronMode = (permissions: number): boolean => (permissions & LOOKED_AT) === WANTED;

/** A word that cannot be the name of a user: a path, a variable, or a program. */
const NO_USER =
  /[/$"'`(]|^(?:bash|bundle|cd|curl|docker|echo|export|node|npm|php|python[\d.]*|rails|rake|rm|ruby|sh|sudo|wget)$/;

export const isNoUser = (text: string): boolean => NO_USER.test(text);
