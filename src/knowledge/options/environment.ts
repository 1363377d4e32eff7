/** The notation is that of parse-table.ts. */
export const ENVIRONMENT = `
aws:elasticbeanstalk:environment | dg/command-options-general.html#command-options-general-elasticbeanstalkenvironment
  EnvironmentType | enum | values: SingleInstance, LoadBalanced | default: LoadBalanced
  ServiceRole | string | form: SERVICE_ROLE | maxLength: 500 | cliDefault: aws-elasticbeanstalk-service-role | clientsOverride
  LoadBalancerType | enum | values: classic, application, network | default: classic | cliDefault: application | requires: aws:elasticbeanstalk:environment EnvironmentType=LoadBalanced; set only at environment creation
  LoadBalancerIsShared | boolean | default: false | requires: LoadBalancerType=application; aws:elbv2:loadbalancer SharedLoadBalancer; set only at environment creation
  ExternalExtensionsS3Bucket | string | maxLength: 255 | apiOnly | undocumented
  ExternalExtensionsS3Key | string | maxLength: 1024 | apiOnly | undocumented

aws:elasticbeanstalk:environment:process:NAME | dg/command-options-general.html#command-options-general-environmentprocess | requires: aws:elasticbeanstalk:environment EnvironmentType=LoadBalanced
  DeregistrationDelay | integer | min: 0 | max: 3600 | default: 20 | unit: seconds
  HealthCheckInterval | integer | min: 5 | max: 300 | default: 15 | unit: seconds | where LoadBalancerType=network: default=30; values=10, 30
  HealthCheckPath | path | form: URL_PATH | default: /
  HealthCheckTimeout | integer | min: 1 | max: 60 | default: 5 | unit: seconds | requires: LoadBalancerType=application
  HealthyThresholdCount | integer | min: 2 | max: 10 | default: 3 | where LoadBalancerType=network: default=5
  MatcherHTTPCode | string | form: MATCHER | min: 200 | max: 499 | default: 200 | where LoadBalancerType=network: min=200; max=399 | requires: LoadBalancerType=application|network | notEmpty
  Port | integer | min: 1 | max: 65535 | default: 80
  Protocol | enum | values: TCP, HTTP, HTTPS | default: HTTP | where LoadBalancerType=network: default=TCP; values=TCP | where LoadBalancerType=application: values=HTTP, HTTPS
  StickinessEnabled | boolean | default: false | requires: LoadBalancerType=application
  StickinessLBCookieDuration | integer | min: 1 | max: 604800 | default: 86400 | unit: seconds | requires: LoadBalancerType=application; StickinessEnabled=true
  StickinessType | enum | values: lb_cookie | default: lb_cookie | requires: LoadBalancerType=application; StickinessEnabled=true
  UnhealthyThresholdCount | integer | min: 2 | max: 10 | default: 5

aws:elasticbeanstalk:environment:proxy | dg/command-options-specific.html#command-options-docker | generations: al1, al2, al2023 | languages: docker, dotnet, go, java, tomcat, node, php, python, ruby | requires: on Amazon Linux 1 only Tomcat and single-container Docker; not with Docker Compose or multicontainer Docker
  ProxyServer | enum | values: nginx, apache, apache/2.2, none | default: nginx | where language=tomcat & generation=al1: default=apache; values=apache, apache/2.2, nginx | where language=docker: values=nginx, none | where language=dotnet: values=nginx, none | where language=node: values=apache, nginx | where language=php: values=apache, nginx | where language=python: values=apache, nginx | where language=tomcat: values=apache, nginx | where language=go/java/ruby: values=nginx
  GzipCompression | boolean | default: true | generations: al1 | languages: tomcat

# The guide wants no slash before a folder; samples of AWS write one.
aws:elasticbeanstalk:environment:proxy:staticfiles | dg/command-options-general.html#command-options-general-environmentproxystaticfiles | generations: al1, al2, al2023 | languages: dotnet, go, java, tomcat, node, php, python, ruby | requires: on Amazon Linux 1 only Tomcat; a proxy (ProxyServer other than none) | freeForm | nameForm: URL_PATH | valueType: path
`;
