/** The notation is that of parse-table.ts. */
export const CONTAINER = `
aws:elasticbeanstalk:container:custom:NAME | dg/platform-yaml-format.html | generations: al1 | requires: a custom platform | freeForm

aws:elasticbeanstalk:container:dotnet:apppool | dg/command-options-specific.html#command-options-net | generations: windows | languages: windows
  Target Runtime | enum | values: 2.0, 4.0 | default: 4.0
  Enable 32-bit Applications | boolean | values: True, False | default: False

aws:elasticbeanstalk:container:golang:staticfiles | dg/command-options-specific.html#command-options-golang.alami.staticfiles | generations: al1 | languages: go | replacedBy: aws:elasticbeanstalk:environment:proxy:staticfiles | freeForm | nameForm: URL_PATH | valueType: path

aws:elasticbeanstalk:container:java:staticfiles | dg/command-options-specific.html#command-options-plain-java.alami.staticfiles | generations: al1 | languages: java | replacedBy: aws:elasticbeanstalk:environment:proxy:staticfiles | freeForm | nameForm: URL_PATH | valueType: path

aws:elasticbeanstalk:container:nodejs | dg/command-options-specific.html#command-options-nodejs.alami.nodejs | generations: al1 | languages: node | replacedBy: aws:elasticbeanstalk:environment:proxy
  NodeCommand | string | default:  | deprecated: Procfile or package.json scripts.start
  NodeVersion | string | open | deprecated: package.json engines and the platform branch
  GzipCompression | boolean | default: false | deprecated: .platform/nginx configuration | requires: ProxyServer other than none
  ProxyServer | enum | values: apache, nginx, none | default: nginx | deprecated: aws:elasticbeanstalk:environment:proxy ProxyServer

aws:elasticbeanstalk:container:nodejs:staticfiles | dg/command-options-specific.html#command-options-nodejs.alami.staticfiles | generations: al1 | languages: node | replacedBy: aws:elasticbeanstalk:environment:proxy:staticfiles | requires: aws:elasticbeanstalk:container:nodejs ProxyServer other than none | freeForm | nameForm: URL_PATH | valueType: path

aws:elasticbeanstalk:container:php:phpini | dg/command-options-specific.html#command-options-php | generations: al1, al2, al2023 | languages: php
  document_root | path | form: DOCUMENT_ROOT | default: /
  memory_limit | string | form: PHP_SIZE | default: 256M
  zlib.output_compression | enum | values: On, Off, true, false | default: Off
  allow_url_fopen | enum | values: On, Off, true, false | default: On
  display_errors | enum | values: On, Off | default: Off | open
  max_execution_time | integer | min: 0 | default: 60 | unit: seconds | note: up to 9223372036854775807
  composer_options | string

aws:elasticbeanstalk:container:python | dg/command-options-specific.html#command-options-python | generations: al1, al2, al2023 | languages: python
  WSGIPath | string | default: application | where generation=al1: default=application.py
  NumProcesses | integer | acceptedMin: 0 | default: 1
  NumThreads | integer | acceptedMin: 0 | default: 15
  StaticFiles | string | default: /static/=static/ | deprecated: aws:elasticbeanstalk:container:python:staticfiles | generations: al1 | undocumented

aws:elasticbeanstalk:container:python:staticfiles | dg/command-options-specific.html#command-options-python.alami.staticfiles | generations: al1 | languages: python | replacedBy: aws:elasticbeanstalk:environment:proxy:staticfiles | freeForm | nameForm: URL_PATH | valueType: path

aws:elasticbeanstalk:container:tomcat:jvmoptions | dg/command-options-specific.html#command-options-java | generations: al1, al2, al2023 | languages: tomcat | freeForm
  JVM Options | string
  Xmx | string | form: JAVA_SIZE | default: 256m
  XX:MaxPermSize | string | form: JAVA_SIZE | default: 64m | requires: Java 7 or earlier | generations: al1
  Xms | string | form: JAVA_SIZE | default: 256m

aws:elasticbeanstalk:windows:activedirectory | dg/command-options-general.html#command-options-general-elasticbeanstalkwindowsactivedirectory | generations: windows | languages: windows | requires: Windows Server platform version released on or after 2026-08-18 | since: 2026-08-18
  DirectoryId | string | form: DIRECTORY | requires: DirectoryName
  DirectoryName | string | form: DOMAIN | requires: DirectoryId
  DirectoryOU | string | form: DISTINGUISHED_NAME | requires: DirectoryId
`;
