/**
 * Namespaces whose values go to something that may expand `${NAME}` itself: the author's own templates and scripts, the
 * script that starts Tomcat, php.ini.
 * https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/configuration-options-custom.html
 * https://www.php.net/manual/en/configuration.file.php
 */
const READERS: ReadonlySet<string> = new Set([
  'aws:elasticbeanstalk:container:nodejs',
  'aws:elasticbeanstalk:container:php:phpini',
  'aws:elasticbeanstalk:container:tomcat:jvmoptions',
  'aws:elasticbeanstalk:customoption',
]);

/** Whether the values of a namespace may be expanded by what reads them. */
export const mayExpandVariables = (namespace: string): boolean => READERS.has(namespace);
