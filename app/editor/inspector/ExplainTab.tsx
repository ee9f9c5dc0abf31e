import { useEffect, useState } from 'react';
import { type AnyContract, type Explanation, portOf } from '@/graph';
import styles from './inspector.module.css';

/** What a node does, for those who do not know the field and for those who do. */
export function ExplainTab({ contract }: { readonly contract: AnyContract }) {
  const [explained, setExplained] = useState<{ readonly of: string; readonly explain: Explanation | null } | null>(
    null,
  );
  useEffect(() => {
    let gone = false;
    contract.explain?.().then(
      ({ explain }) => {
        if (!gone) setExplained({ of: contract.type, explain });
      },
      () => {
        if (!gone) setExplained({ of: contract.type, explain: null });
      },
    );
    return () => {
      gone = true;
    };
  }, [contract]);
  const loaded = explained?.of === contract.type ? explained : null;
  const { more, formula, lookAt, source } = loaded?.explain ?? {};
  return (
    <div className={styles.explain}>
      <p>{more ?? contract.summary}</p>
      {loaded && !loaded.explain && (
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
          ...Object.entries(contract.inputs).map(([name, declared]) => ['takes', name, portOf(declared)] as const),
          ...Object.entries(contract.outputs).map(([name, declared]) => ['gives', name, portOf(declared)] as const),
        ].map(([direction, name, port]) => (
          <div key={`${direction} ${name}`}>
            <dt>
              {direction} <b>{port.title ?? name}</b>: {port.kind.phrase}
              {port.optional ? ', may stay empty' : ''}
            </dt>
            {port.help && <dd>{port.help}</dd>}
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
