'use client';
import { useEffect, useId, useRef, useState } from 'react';
import type { TriplesView as Triples } from '@/graph';
import { layOutTriples, type Places } from './lay-out-triples';
import type { ViewerProps } from './props';
import { TriplesFacts, TriplesTable } from './TriplesFacts';
import { TriplesPicture } from './TriplesPicture';
import styles from './TriplesView.module.css';
import { WHOLE } from './triples-places';

/** A knowledge graph: who is joined to whom, whom one looks for or points at with their facts and what says so, and all of it as a table. */
export function TriplesView({ view, large }: ViewerProps<'triples'>) {
  const places = usePlaces(view);
  const [name, setName] = useState('');
  const [look, setLook] = useState(WHOLE);
  const list = useId();
  const { entities, facts, entityCount, factCount } = view;
  if (entities.length === 0) return <p className={styles.soft}>There is nothing in this graph yet.</p>;
  const wanted = name.trim().toLowerCase();
  const exact = entities.findIndex((one) => one.name.toLowerCase() === wanted);
  const near = wanted === '' || exact >= 0 ? [] : entities.filter((one) => one.name.toLowerCase().includes(wanted));
  const chosen = exact >= 0 || !near[0] || near.length > 1 ? exact : entities.indexOf(near[0]);
  const choose = (place: number) => setName(entities[place]?.name ?? '');
  const picture = (
    <TriplesPicture
      view={view}
      places={places}
      large={large}
      chosen={chosen}
      found={near.length > 1 ? wanted : ''}
      look={look}
      onLook={setLook}
      onChoose={choose}
    />
  );
  const shown =
    facts.length < factCount
      ? `${facts.length.toLocaleString('en')} of ${countOf(factCount, 'fact')}`
      : countOf(factCount, 'fact');
  const among = `${shown} · ${countOf(entityCount, 'entity')}`;
  if (!large)
    return (
      <>
        {picture}
        <p className={styles.soft}>{among}</p>
      </>
    );
  return (
    <div className="nodrag nopan">
      <div className={styles.bar}>
        <input
          type="search"
          className={styles.search}
          aria-label="Look for an entity"
          placeholder="Look for an entity"
          list={list}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => {
            event.stopPropagation();
            if (event.key === 'Enter' && near[0]) setName(near[0].name);
            if (event.key === 'Escape') setName('');
          }}
        />
        <datalist id={list}>
          {[...new Set(entities.map((one) => one.name))].map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
        <button
          type="button"
          onClick={() => setLook({ ...look, zoom: Math.min(12, look.zoom * 1.4) })}
          aria-label="Closer"
        >
          +
        </button>
        <button
          type="button"
          onClick={() => setLook({ ...look, zoom: Math.max(0.5, look.zoom / 1.4) })}
          aria-label="Further away"
        >
          −
        </button>
        <button type="button" onClick={() => setLook(WHOLE)}>
          Whole
        </button>
      </div>
      {picture}
      <p className={styles.soft}>
        {near.length > 1 && `${near.length} names have “${name.trim()}” in them. `}
        {wanted !== '' && chosen < 0 && near.length === 0 && `Nothing that is shown is called “${name.trim()}”. `}
        {among}
      </p>
      {chosen >= 0 && <TriplesFacts view={view} chosen={chosen} onChoose={choose} />}
      <details className={styles.all}>
        <summary>All facts as a table</summary>
        <TriplesTable view={view} onChoose={choose} />
      </details>
    </div>
  );
}

const countOf = (count: number, what: 'fact' | 'entity'): string =>
  `${count.toLocaleString('en')} ${count === 1 ? what : what === 'fact' ? 'facts' : 'entities'}`;

/** Where entities stand, once that is known; meanwhile where they stood. */
function usePlaces(view: Triples): Places {
  const [places, setPlaces] = useState<Places>([]);
  const latest = useRef(view);
  useEffect(() => {
    latest.current = view;
    void layOutTriples(view).then((found) => {
      if (latest.current === view) setPlaces(found);
    });
  }, [view]);
  return places.length >= view.entities.length ? places : [];
}
