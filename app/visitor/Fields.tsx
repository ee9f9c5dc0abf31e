import { FieldControl } from '@/app/editor/inspector/FieldControl';
import { useEditor } from '@/app/editor/state/editor-store';
import { useExplanation } from '@/app/editor/state/explanations';
import { type AppSetting, isFieldShown } from '@/graph';
import { setFor } from './settings';
import styles from './visitor.module.css';

/** The settings that an app asks for, each with the control that it has in the inspector. */
export function Fields({ inputs }: { readonly inputs: readonly AppSetting[] }) {
  return (
    <div className={styles.fields}>
      {inputs
        // What another setting rules out would change nothing.
        .filter(({ field, located, contract }) => isFieldShown(field, located.params, contract))
        .map((input) => (
          <Setting key={`${input.node} ${input.param}`} input={input} />
        ))}
    </div>
  );
}

function Setting({ input: { node, param, field, located, contract } }: { readonly input: AppSetting }) {
  const explanation = useExplanation(contract);
  const problem = useEditor(
    ({ checked }) => checked.problems.find((one) => (one.inside ?? one.nodeId) === node && one.param === param)?.detail,
  );
  return (
    <FieldControl
      field={field}
      help={explanation?.params?.[param]}
      value={located.params[param]}
      problem={problem}
      onChange={(value, gesture) => setFor(node, { [param]: value }, gesture)}
      onChangeMany={(values) => setFor(node, values)}
    />
  );
}
