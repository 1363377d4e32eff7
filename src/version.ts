/** The version of package.json, which a test compares: reading that file at each start would cost more than it is worth. */
export const VERSION = '0.1.0';
