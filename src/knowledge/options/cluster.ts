/** The notation is that of parse-table.ts. */
export const CLUSTER = `
aws:elasticbeanstalk:eks | dg/command-options-general-eks.html#command-options-eks-base | since: 2026-09-16 | clusterOnly
  cluster-role | arn | form: ROLE_ARN | requires: fixed after creation | required
  node-role | arn | form: ROLE_ARN | requires: fixed after creation | required

aws:elasticbeanstalk:eks:alb | dg/command-options-general-eks.html#command-options-eks-alb | requires: aws:elasticbeanstalk:eks:environment load-balancer-type=ALB | since: 2026-09-16 | clusterOnly
  arn | arn | form: CLUSTER_BALANCER_ARN
  scheme | enum | values: internet-facing, internal
  subnets | list | form: SUBNET
  security-groups | list | form: SECURITY_GROUP
  manage-backend-security-group-rules | boolean | default: true
  ip-address-type | enum | values: ipv4, dualstack | default: ipv4
  target-type | enum | values: ip, instance | default: ip
  listen-ports | json | json: array
  certificate-arn | arn | form: CERTIFICATE_ARN
  ssl-policy | string | open
  ssl-redirect | integer | min: 1 | max: 65535 | requires: a listen-ports HTTPS listener on that port
  backend-protocol | enum | values: HTTP, HTTPS
  backend-protocol-version | enum | values: HTTP2, GRPC | requires: backend-protocol
  healthcheck-path | path | default: /
  healthcheck-protocol | enum | values: HTTP, HTTPS | default: HTTP
  healthcheck-interval-seconds | integer | min: 5 | max: 300 | default: 15 | unit: seconds
  healthcheck-timeout-seconds | integer | min: 2 | max: 120 | default: 5 | unit: seconds
  success-codes | string | form: STATUS_CODES | default: 200
  healthy-threshold-count | integer | min: 2 | max: 10 | default: 2
  unhealthy-threshold-count | integer | min: 2 | max: 10 | default: 2
  wafv2-acl-arn | arn | form: WEB_ACL_ARN
  tags | json | json: object
  load-balancer-attributes | list | form: BALANCER_ATTRIBUTE
  listener-attributes | json | json: array
  raw-annotation | json | json: array

aws:elasticbeanstalk:eks:environment | dg/command-options-general-eks.html#command-options-eks-environment | since: 2026-09-16 | clusterOnly
  application-role | arn | form: ROLE_ARN
  arch | enum | values: amd64, arm64 | default: amd64
  cpu | string | form: CPU | default: 250m | note: from 10m to 128
  cpu-limit | string | form: CPU | note: from 10m to 128
  env-variables | json | json: object | default: {"PORT" : 8080}
  ingress-allowlist-environments | list | form: CLUSTER_NAME
  ingress-allowlist-groups | list | form: CLUSTER_NAME
  ingress-groups | list | form: CLUSTER_NAME
  instance-category | enum | values: c, d, g, gr, hpc, i, im, is, m, p, r, t, x, z | open
  language | enum | values: python, java, dotnet, nodejs
  load-balancer-type | enum | values: ALB, None | default: ALB
  memory | string | form: MEMORY | default: 512Mi
  memory-limit | string | form: MEMORY | default: 1Gi
  node-pool | string | form: NODE_POOL
  observability-role | arn | form: ROLE_ARN | requires: fixed after creation | required
  secrets | json | json: object | requires: application-role
  service-port | integer | min: 1 | max: 65535 | default: 8080
  subnets | list | form: SUBNET | requires: fixed after creation

aws:elasticbeanstalk:eks:environment:autoscaling | dg/command-options-general-eks.html#command-options-eks-autoscaling | since: 2026-09-16 | clusterOnly
  min-replica | integer | min: 1 | max: 100 | default: 1
  max-replica | integer | min: 1 | max: 100 | default: 10
  polling-interval | integer | min: 1 | max: 1000 | default: 30 | unit: seconds
  cooldown-period | integer | min: 1 | default: 300 | unit: seconds

aws:elasticbeanstalk:eks:environment:autoscaling:behavior | dg/command-options-general-eks.html#command-options-eks-autoscaling-behavior | since: 2026-09-16 | clusterOnly
  scaleup-period | integer | min: 1 | unit: seconds
  scaleup-type | enum | values: Pods, Percent
  scaleup-value | integer
  scaledown-period | integer | min: 1 | unit: seconds
  scaledown-type | enum | values: Pods, Percent
  scaledown-value | integer

aws:elasticbeanstalk:eks:environment:autoscaling:trigger | dg/command-options-general-eks.html#command-options-eks-autoscaling-trigger | since: 2026-09-16 | clusterOnly
  cpu-metric-type | enum | values: Utilization, AverageValue
  cpu-value | integer
  memory-metric-type | enum | values: Utilization, AverageValue
  memory-value | integer
  scaler-type | enum | values: cron, metrics-api
  scaler-metadata | json | json: object | requires: scaler-type; cron: timezone, start, end, desiredReplicas; metrics-api: url, valueLocation, targetValue
  scaler-auth-mode | enum | values: bearer, basic, apiKey, tls | default: bearer | requires: scaler-type=metrics-api
  scaler-auth-secret | arn | form: ANY_ARN | requires: scaler-type=metrics-api; application-role

aws:elasticbeanstalk:eks:environment:deployment | dg/command-options-general-eks.html#command-options-eks-deployment | since: 2026-09-16 | clusterOnly
  strategy | enum | values: RollingUpdate, Recreate | default: RollingUpdate

aws:elasticbeanstalk:eks:environment:deployment:strategy:rolling | dg/command-options-general-eks.html#command-options-eks-deployment-rolling | requires: strategy=RollingUpdate | since: 2026-09-16 | clusterOnly
  max-surge | string | form: COUNT_OR_PERCENT | default: 1
  max-unavailable | string | form: COUNT_OR_PERCENT | default: 0

aws:elasticbeanstalk:eks:environment:liveness-probe | dg/command-options-general-eks.html#command-options-eks-probes | since: 2026-09-16 | clusterOnly
  enabled | boolean | default: false
  http-path | path | default: /
  http-port | integer | min: 1 | max: 65535
  initial-delay-seconds | integer | default: 0 | unit: seconds
  period-seconds | integer | min: 1 | max: 3600 | default: 30 | unit: seconds
  timeout-seconds | integer | default: 5 | unit: seconds
  success-threshold | integer | default: 1
  failure-threshold | integer | default: 3

aws:elasticbeanstalk:eks:environment:readiness-probe | dg/command-options-general-eks.html#command-options-eks-probes | since: 2026-09-16 | clusterOnly
  enabled | boolean | default: false
  http-path | path | default: /
  http-port | integer | min: 1 | max: 65535
  initial-delay-seconds | integer | default: 0 | unit: seconds
  period-seconds | integer | min: 1 | max: 3600 | default: 30 | unit: seconds
  timeout-seconds | integer | default: 5 | unit: seconds
  success-threshold | integer | default: 1
  failure-threshold | integer | default: 3

aws:elasticbeanstalk:eks:environment:startup-probe | dg/command-options-general-eks.html#command-options-eks-probes | since: 2026-09-16 | clusterOnly
  enabled | boolean | default: false
  http-path | path | default: /
  http-port | integer | min: 1 | max: 65535
  initial-delay-seconds | integer | default: 0 | unit: seconds
  period-seconds | integer | min: 1 | max: 3600 | default: 30 | unit: seconds
  timeout-seconds | integer | default: 5 | unit: seconds
  success-threshold | integer | default: 1
  failure-threshold | integer | default: 3

aws:elasticbeanstalk:eks:observability | dg/command-options-general-eks.html#command-options-eks-observability | since: 2026-09-16 | clusterOnly
  metrics-backend | enum | values: cloudwatch, amp, custom, none | default: cloudwatch
  metrics-endpoint | string | form: URL | requires: metrics-backend=amp
  logs-backend | enum | values: cloudwatch, s3, custom, none | default: cloudwatch
  traces-backend | enum | values: xray, custom, none
  custom-config | json | requires: a backend set to custom
  custom-credentials | arn | form: ANY_ARN | requires: application-role; a backend set to custom
`;
