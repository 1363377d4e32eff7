/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
const FUNCTIONS: ReadonlySet<string> = new Set([
  ...[
    'And',
    'Base64',
    'Cidr',
    'Contains',
    'EachMemberEquals',
    'EachMemberIn',
    'Equals',
    'FindInMap',
    'GetAZs',
  ],
  ...['GetAtt', 'If', 'ImportValue', 'Join', 'Length', 'Not', 'Or', 'RefAll', 'Select', 'Split', 'Sub'],
  ...['ToJsonString', 'Transform', 'ValueOf', 'ValueOfAll'],
]);

/** The functions whose names have no `Fn::`. */
const WITHOUT_PREFIX: ReadonlySet<string> = new Set(['Condition', 'Ref']);

/** The name of a function that a YAML tag is the short form of: `!Ref` → `Ref`, `!GetAtt` → `Fn::GetAtt`. */
export function functionOfTag(tag: string): string | undefined {
  const name = tag.slice(1);
  if (!tag.startsWith('!')) return undefined;
  return WITHOUT_PREFIX.has(name) ? name : FUNCTIONS.has(name) ? `Fn::${name}` : undefined;
}
