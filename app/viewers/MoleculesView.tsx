'use client';
import { useEffect, useState } from 'react';
import styles from './MoleculesView.module.css';
import type { Drawing } from './molecules/draw';
import { MoleculeDrawing } from './molecules/MoleculeDrawing';
import type { ViewerProps } from './props';
import shared from './viewers.module.css';

/** Molecules as drawings, with what is known of each under it, and which texts were none. */
export function MoleculesView({ view, large }: ViewerProps<'molecules'>) {
  const { molecules, count, refused } = view;
  const drawings = useDrawings(molecules);
  return (
    <>
      <ul className={large ? styles.large : styles.small}>
        {molecules.map(({ smiles, name, told }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a molecule may be there twice
          <li key={place} title={smiles}>
            <MoleculeDrawing drawing={drawings?.[place]} title={name ?? smiles} />
            {large && name !== undefined && <p className={styles.name}>{name}</p>}
            {large && <code className={styles.smiles}>{smiles}</code>}
            <dl>
              {told.slice(0, large ? undefined : 1).map(({ label, value }) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
      <p className={shared.soft}>
        {molecules.length < count && `${molecules.length} of `}
        {count.toLocaleString('en')} {count === 1 ? 'molecule' : 'molecules'}
        {refused.count > 0 && ` · ${refused.count.toLocaleString('en')} impossible`}
      </p>
      {large && refused.first.length > 0 && (
        <ul className={styles.refused}>
          {refused.first.map(({ text, why }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a text may be there twice
            <li key={place}>
              <code>{text || '(nothing)'}</code> {why}
            </li>
          ))}
          {refused.count > refused.first.length && (
            <li className={shared.soft}>and {(refused.count - refused.first.length).toLocaleString('en')} more</li>
          )}
        </ul>
      )}
    </>
  );
}

/** The chemistry library is loaded with the first drawing; until then there are places for them. */
function useDrawings(
  molecules: ViewerProps<'molecules'>['view']['molecules'],
): readonly (Drawing | null)[] | undefined {
  const [drawings, setDrawings] = useState<readonly (Drawing | null)[]>();
  useEffect(() => {
    let wanted = true;
    import('./molecules/draw').then(({ draw }) => wanted && setDrawings(molecules.map(draw)));
    return () => {
      wanted = false;
    };
  }, [molecules]);
  return drawings;
}
