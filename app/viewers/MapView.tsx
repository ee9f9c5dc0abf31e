'use client';
import { type KeyboardEvent, useState } from 'react';
import { ImagesView } from './ImagesView';
import { oneImage } from './one-image';
import { nearestTo, type Place } from './plane';
import type { ViewerProps } from './props';
import { ScatterView } from './ScatterView';
import styles from './viewers.module.css';

type Map = ViewerProps<'map'>['view'];

/** Where examples lie in a space, by class; the nearest one is shown under the pointer, and what the model makes of the place that is chosen beside it. */
export function MapView({ view, large }: ViewerProps<'map'>) {
  const { scatter, shown, made, caption } = view;
  const [near, setNear] = useState(-1);
  const [cell, setCell] = useState<number | null>(null);
  if (!large)
    return (
      <>
        <ScatterView view={scatter} large={false} />
        <p className={styles.soft}>{caption}</p>
      </>
    );
  const codes = scatter.series[0]?.points ?? [];
  const label = scatter.series[0]?.labels?.[near];
  const chosen = cell ?? Math.floor(made.places.length / 4);
  const move = (event: KeyboardEvent) => {
    const to = stepFrom(chosen, event.key, made);
    if (to === null) return;
    event.preventDefault();
    event.stopPropagation();
    setCell(to);
  };
  return (
    <>
      <p className={styles.soft}>
        Point at an example to see it. Click a place, or move the cross with the arrow keys, to see what the model makes
        there.
      </p>
      <div className={styles.map}>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
        <div
          role="group"
          aria-label="Latent space; arrow keys move the cross"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the cross moves with the keyboard too
          tabIndex={0}
          onKeyDown={move}
        >
          <ScatterView
            view={scatter}
            large
            mark={placeOf(made.places, chosen)}
            onPoint={(place, pressed) => {
              setNear(nearestTo(place, codes, shown.count));
              if (pressed) setCell(nearestTo(place, made.places));
            }}
          />
        </div>
        <div>
          <Look
            title={
              near < 0 ? 'Example' : label === undefined ? 'Example' : `Example, ${scatter.classes?.[label] ?? label}`
            }
            of={shown}
            at={near}
            empty="none yet"
          />
          <Look title="Made at the cross" of={made} at={chosen} empty="" />
        </div>
      </div>
      {made.images && (
        <>
          <p className={styles.soft}>What the model makes all over this plane:</p>
          <ImagesView view={made.images} large />
        </>
      )}
      <p className={styles.soft}>{caption}</p>
    </>
  );
}

const placeOf = (places: readonly number[], at: number): Place => [places[2 * at] ?? 0, places[2 * at + 1] ?? 0];

/** The place that an arrow key leads to; those of a row follow each other, from the top row to the bottom. */
function stepFrom(at: number, key: string, { columns, places }: Map['made']): number | null {
  const [row, column] = [Math.floor(at / columns), at % columns];
  const move = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[key];
  if (!move) return null;
  const [down = 0, right = 0] = move;
  const rows = places.length / 2 / columns;
  const clamp = (value: number, most: number) => Math.min(most - 1, Math.max(0, value));
  return clamp(row + down, rows) * columns + clamp(column + right, columns);
}

interface LookProps {
  readonly title: string;
  readonly of: Map['shown'] | Map['made'];
  readonly at: number;
  readonly empty: string;
}

/** One example, as an image or in numbers. */
function Look({ title, of: { images, words }, at, empty }: LookProps) {
  return (
    <figure className={styles.look}>
      <figcaption className={styles.soft}>{title}</figcaption>
      {at < 0 ? (
        <p className={styles.soft}>{empty}</p>
      ) : images ? (
        <ImagesView view={oneImage(images, at)} large />
      ) : (
        <p>{words?.[at]}</p>
      )}
    </figure>
  );
}
