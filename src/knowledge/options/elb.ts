/** The notation is that of parse-table.ts. */
export const ELB = `
aws:elb:healthcheck | dg/command-options-general.html#command-options-general-elbhealthcheck | requires: aws:elasticbeanstalk:environment EnvironmentType=LoadBalanced and LoadBalancerType=classic
  HealthyThreshold | integer | min: 2 | max: 10 | default: 3
  Interval | integer | min: 5 | max: 300 | default: 10 | unit: seconds
  Timeout | integer | min: 2 | max: 60 | default: 5 | unit: seconds | requires: less than Interval
  UnhealthyThreshold | integer | min: 2 | max: 10 | default: 5
  Target | string | form: HEALTH_CHECK_TARGET | default: TCP:80 | deprecated: aws:elasticbeanstalk:application Application Healthcheck URL

aws:elb:listener | dg/command-options-general.html#command-options-general-elblistener | requires: aws:elasticbeanstalk:environment EnvironmentType=LoadBalanced and LoadBalancerType=classic
  ListenerProtocol | enum | values: HTTP, TCP | default: HTTP | caseSensitive | alsoAccepted: HTTPS, SSL
  InstancePort | integer | min: 1 | max: 65535 | default: 80
  InstanceProtocol | enum | values: HTTP, HTTPS, TCP, SSL | default: HTTP | caseSensitive | where ListenerProtocol=HTTP/HTTPS: values=HTTP, HTTPS | where ListenerProtocol=TCP/SSL: default=TCP; values=TCP, SSL
  PolicyNames | list | deprecated: aws:elb:policies LoadBalancerPorts
  ListenerEnabled | boolean | default: true
  SSLCertificateId | arn | form: CERTIFICATE_ARN | requires: ListenerProtocol=HTTPS|SSL | undocumented

aws:elb:listener:PORT | dg/command-options-general.html#command-options-general-elblistener-listener | requires: aws:elasticbeanstalk:environment EnvironmentType=LoadBalanced and LoadBalancerType=classic | segment: PORT
  ListenerProtocol | enum | values: HTTP, HTTPS, TCP, SSL | default: HTTP | caseSensitive
  InstancePort | integer | min: 1 | max: 65535
  InstanceProtocol | enum | values: HTTP, HTTPS, TCP, SSL | default: HTTP | caseSensitive | where ListenerProtocol=TCP/SSL: default=TCP; values=TCP, SSL | where ListenerProtocol=HTTP/HTTPS: values=HTTP, HTTPS
  PolicyNames | list | deprecated: aws:elb:policies LoadBalancerPorts
  SSLCertificateId | arn | form: CERTIFICATE_ARN | requires: ListenerProtocol=HTTPS|SSL
  ListenerEnabled | boolean | note: true by default where any other option of the listener is set

aws:elb:loadbalancer | dg/command-options-general.html#command-options-general-elbloadbalancer | requires: aws:elasticbeanstalk:environment EnvironmentType=LoadBalanced and LoadBalancerType=classic
  CrossZone | boolean | default: false | cliDefault: true | clientsOverride
  SecurityGroups | list | requires: at least one value when aws:autoscaling:launchconfiguration DisableDefaultEC2SecurityGroup=true
  ManagedSecurityGroup | string | requires: the same ID in SecurityGroups
  # OFF without quotes is false.
  LoadBalancerHTTPPort | enum | values: OFF, 80 | default: 80 | alsoAccepted: false | deprecated: aws:elb:listener
  LoadBalancerPortProtocol | enum | values: HTTP, TCP | default: HTTP | deprecated: aws:elb:listener ListenerProtocol
  LoadBalancerHTTPSPort | enum | values: OFF, 443, 8443 | default: OFF | alsoAccepted: false | deprecated: aws:elb:listener:443
  LoadBalancerSSLPortProtocol | enum | values: HTTPS, SSL | default: HTTPS | deprecated: aws:elb:listener:443 ListenerProtocol
  SSLCertificateId | arn | form: CERTIFICATE_ARN | maxLength: 200 | deprecated: aws:elb:listener:443 SSLCertificateId

aws:elb:policies | dg/command-options-general.html#command-options-general-elbpolicies | requires: aws:elasticbeanstalk:environment EnvironmentType=LoadBalanced and LoadBalancerType=classic
  ConnectionDrainingEnabled | boolean | default: false | cliDefault: true | clientsOverride
  ConnectionDrainingTimeout | integer | min: 1 | max: 3600 | default: 20 | unit: seconds | clientsOverride | requires: ConnectionDrainingEnabled=true
  ConnectionSettingIdleTimeout | integer | min: 1 | max: 3600 | default: 60 | unit: seconds
  LoadBalancerPorts | list | form: PORT_OR_ALL
  Stickiness Cookie Expiration | integer | min: 0 | max: 1000000 | default: 0 | unit: seconds | requires: Stickiness Policy=true
  Stickiness Policy | boolean | default: false
  CookieName | string | undocumented
  InstancePorts | list | form: PORT_OR_ALL | undocumented
  ProxyProtocol | boolean | undocumented
  PublicKey | string | undocumented
  PublicKeyPolicyNames | list | undocumented
  SSLProtocols | list | undocumented
  SSLReferencePolicy | string | open | undocumented

aws:elb:policies:NAME | dg/command-options-general.html#command-options-general-elbpolicies-custom | requires: aws:elasticbeanstalk:environment EnvironmentType=LoadBalanced and LoadBalancerType=classic
  CookieName | string
  InstancePorts | list | form: PORT_OR_ALL
  LoadBalancerPorts | list | form: PORT_OR_ALL
  ProxyProtocol | boolean
  PublicKey | string
  PublicKeyPolicyNames | list
  SSLProtocols | list
  SSLReferencePolicy | string | open
  Stickiness Cookie Expiration | integer | min: 0 | max: 1000000 | default: 0 | unit: seconds
  Stickiness Policy | boolean | default: false
`;
