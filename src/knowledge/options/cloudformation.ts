/** The notation is that of parse-table.ts. */
export const CLOUDFORMATION = `
aws:cloudformation:template:parameter | api/API_DescribeConfigurationOptions.html | undocumented | freeForm
  AppSource | string | readOnly | undocumented
  EnvironmentVariables | string | readOnly | undocumented
  HooksPkgUrl | string | readOnly | undocumented
  InstancePort | string | default: 80 | readOnly | undocumented
  InstanceTypeFamily | string | readOnly | undocumented
  StaticFiles | string | readOnly | undocumented
  ServerPort | string | generations: al1 | readOnly | undocumented

aws:cloudformation:template:resource:property | api/API_DescribeConfigurationOptions.html | requires: a resource_name naming the template resource | undocumented | perResource | freeForm
`;
