import { type AnyContract, portOf } from '@/graph';
import { useExplanation } from '../state/explanations';
import styles from './inspector.module.css';

/** What a node does, for those who do not know the field and for those who do. */
export function ExplainTab({ contract }: { readonly contract: AnyContract }) {
  const explanation = useExplanation(contract);
  const { more, formula, lookAt, source, inputs, outputs } = explanation ?? {};
  return (
    <div className={styles.explain}>
      <p>{more ?? contract.summary}</p>
      {explanation === null && (
        <p role="status">The rest could not be loaded. Open this tab again once the server can be reached.</p>
      )}
      {formula && <pre className={styles.formula}>{formula}</pre>}
      {lookAt && (
        <>
          <h4>Look at</h4>
          <p>{lookAt}</p>
        </>
      )}
      <h4>Ports</h4>
      <dl>
        {[
          ...Object.entries(contract.inputs).map(
            ([name, declared]) => ['takes', name, portOf(declared), inputs?.[name]] as const,
          ),
          ...Object.entries(contract.outputs).map(
            ([name, declared]) => ['gives', name, portOf(declared), outputs?.[name]] as const,
          ),
        ].map(([direction, name, port, help]) => (
          <div key={`${direction} ${name}`}>
            <dt>
              {direction} <b>{port.title ?? name}</b>: {port.kind.phrase}
              {port.optional ? ', may stay empty' : ''}
            </dt>
            {help && <dd>{help}</dd>}
          </div>
        ))}
      </dl>
      {source && (
        <>
          <h4>Source</h4>
          <p>{source}</p>
        </>
      )}
    </div>
  );
}
