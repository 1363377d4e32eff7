// The ESLint rule for `x!`: only of an item that a loop counts to, such as `items[index]!`.
const LOOPS = /^(?:For|While|DoWhile)/;

/** The loops around a node, within its function. */
function loopsAround(node) {
  const loops = [];
  for (let around = node.parent; around && !/Function/.test(around.type); around = around.parent)
    if (LOOPS.test(around.type)) loops.push(around);
  return loops;
}

/** Whether a loop counts a variable: it is declared in its head, or assigned within it. */
const isCountedIn = (loop, { defs, references }) =>
  [
    ...defs.map(({ name }) => name),
    ...references.filter((use) => use.isWrite()).map((use) => use.identifier),
  ].some(({ range: [start, end] }) => start >= loop.range[0] && end <= loop.range[1]);

export const nonNullInLoops = {
  meta: {
    type: 'problem',
    messages: {
      outside: '`!` is for the items of indexed loops only: let the type or a default value say it.',
    },
    schema: [],
  },
  create: (context) => ({
    TSNonNullExpression(node) {
      const { expression } = node;
      const isItem = expression.type === 'MemberExpression' && expression.computed;
      if (isItem && isCounted(expression.property, loopsAround(node), context.sourceCode)) return;
      context.report({ node, messageId: 'outside' });
    },
  }),
};

/** Whether an index is made of something that one of the loops counts. */
function isCounted(index, loops, sourceCode) {
  const { references } = sourceCode.getScope(index);
  return references
    .filter(({ identifier: { range } }) => range[0] >= index.range[0] && range[1] <= index.range[1])
    .some(({ resolved }) => resolved && loops.some((loop) => isCountedIn(loop, resolved)));
}
