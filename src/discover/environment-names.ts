/** Files that are read because of their names: of Terraform, and templates of CloudFormation. */
export const ENVIRONMENT_FILE =
  /\.tf$|\.template(?:\.(?:json|ya?ml))?$|^(?:template|stack|serverless|(?:cloudformation|cfn)[\w-]*)\.(?:json|ya?ml)$/;

/** What a file has that describes an environment. */
export const DESCRIBES_ENVIRONMENT =
  /aws_elastic_beanstalk_(?:environment|configuration_template)|beanstalk[-\w]{0,60}environment|AWS::ElasticBeanstalk::(?:Environment|ConfigurationTemplate)/;
