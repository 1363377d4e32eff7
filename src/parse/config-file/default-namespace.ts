/** The namespace of a list item that names none. https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions-optionsettings.html */
export const DEFAULT_NAMESPACE = 'aws:elasticbeanstalk:application:environment';
