/** What a subscription listens to cannot depend on a condition: skipped, there would be nothing to listen to. */
import { GraphQLError, type SelectionSetNode, type ValidationRule } from 'graphql';

const conditions: ReadonlySet<string> = new Set(['skip', 'include']);

/** Refuses @skip and @include on the field of a subscription, and on fragments around it, as the specification does. */
export const unconditionalSubscription: ValidationRule = (context) => ({
  OperationDefinition: ({ operation, selectionSet }) => {
    if (operation !== 'subscription') return;
    const spread = new Set<string>();
    const look = ({ selections }: SelectionSetNode): void => {
      for (const selection of selections) {
        const condition = selection.directives?.find(({ name }) => conditions.has(name.value));
        if (condition) {
          const message = `The field of a subscription must not have the directive "@${condition.name.value}".`;
          context.reportError(new GraphQLError(message, { nodes: condition }));
        }
        if (selection.kind === 'InlineFragment') look(selection.selectionSet);
        if (selection.kind !== 'FragmentSpread' || spread.has(selection.name.value)) continue;
        spread.add(selection.name.value);
        const fragment = context.getFragment(selection.name.value);
        if (fragment) look(fragment.selectionSet);
      }
    };
    look(selectionSet);
  },
});
