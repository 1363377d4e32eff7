import type { OptionSyntax } from './server-program.js';

/** https://docs.python.org/3/library/argparse.html */
export const argparse: OptionSyntax = { abbreviates: true, clusters: true, shortEquals: true };

/** https://docs.python.org/3/library/getopt.html */
export const getopt: OptionSyntax = {
  abbreviates: true,
  clusters: true,
  takesAnyValue: true,
  stopsAtOperand: true,
};

/** https://click.palletsprojects.com/en/stable/options/ */
export const click: OptionSyntax = { clusters: true, takesAnyValue: true };

/** https://github.com/tj/commander.js#options */
export const commander: OptionSyntax = { clusters: true, takesAnyValue: true };

/** https://docs.ruby-lang.org/en/master/optparse/argument_converters_rdoc.html */
export const optparse: OptionSyntax = {
  abbreviates: true,
  prefersShortest: true,
  clusters: true,
  takesAnyValue: true,
};

/** https://github.com/rails/thor/blob/main/lib/thor/parser/options.rb */
export const thor: OptionSyntax = { clusters: true, shortEquals: true, switchesTakeValues: true };

/** `-Dname=value`, `--name=value`: whole names. Properties of `spring` may name other files, or all properties. */
export const properties: OptionSyntax = {
  needsEquals: true,
  switchesTakeValues: true,
  harmless: /^-(?!(?:D|-)spring\.(?!profiles\.))/,
};
