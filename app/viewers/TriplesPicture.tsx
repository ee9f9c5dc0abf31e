import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState } from 'react';
import type { TriplesView } from '@/graph';
import type { Places } from './lay-out-triples';
import { isRing, seriesColor } from './series-color';
import { duration } from './TriplesFacts';
import styles from './TriplesView.module.css';
import { curve, fitted, type Look, withRoom } from './triples-places';
import shared from './viewers.module.css';

interface PictureProps {
  readonly view: TriplesView;
  readonly places: Places;
  readonly large: boolean;
  readonly chosen: number;
  /** What is looked for, in small letters. */
  readonly found: string;
  readonly look: Look;
  readonly onLook: (look: Look) => void;
  readonly onChoose: (place: number) => void;
}

/** Entities as dots in the colour of their type, facts as arrows, and as many names as there is room for. */
export function TriplesPicture({ view, places, large, chosen, found, look, onLook, onChoose }: PictureProps) {
  const frame = useRef<SVGSVGElement>(null);
  const [width, setWidth] = useState(0);
  const arrow = useId();
  const drag = useRef<{ readonly x: number; readonly y: number; readonly look: Look } | null>(null);
  const height = large ? Math.max(260, Math.min(440, 0.7 * width)) : 148;
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const latest = useRef(look);
  latest.current = look;
  useEffect(() => {
    const element = frame.current;
    if (!element || !large) return;
    // Without Ctrl or ⌘ the wheel scrolls what the picture stands in; pinching tells Ctrl.
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const { zoom, x, y } = latest.current;
      const nearer = Math.min(12, Math.max(0.5, zoom * Math.exp(-event.deltaY / 200)));
      onLook({ zoom: nearer, x: (x * nearer) / zoom, y: (y * nearer) / zoom });
    };
    element.addEventListener('wheel', wheel, { passive: false });
    return () => element.removeEventListener('wheel', wheel);
  }, [large, onLook]);
  const { entities, facts } = view;
  const at = fitted(places, width, height, look);
  const types = [...new Set(entities.flatMap(({ type }) => type ?? []))].sort();
  const near = new Set(
    facts.flatMap(({ subject, object }) => (subject === chosen || object === chosen ? [subject, object] : [])),
  );
  const isProcess = facts.some(({ count }) => count !== undefined);
  const most = Math.max(1, ...facts.map(({ count }) => count ?? 1));
  const isFaint = (place: number) =>
    chosen >= 0
      ? !near.has(place) && place !== chosen
      : found !== '' && !entities[place]?.name.toLowerCase().includes(found);
  const degree = entities.map(() => 0);
  for (const { subject, object } of facts)
    for (const place of [subject, object]) degree[place] = (degree[place] ?? 0) + 1;
  const rank = (place: number) =>
    (place === chosen ? 1e6 : 0) + (near.has(place) ? 1e4 : 0) + (isFaint(place) ? -1e4 : 0) + (degree[place] ?? 0);
  // Many stand close: their dots are small, and grow as one comes nearer.
  const spacing = Math.sqrt((width * height) / Math.max(1, entities.length));
  const dot = Math.max(1.6, Math.min(large ? 5 : 3.4, 0.13 * spacing * Math.sqrt(look.zoom)));
  const names =
    at.length === 0
      ? []
      : withRoom(
          entities.map((one) => one.name),
          at,
          rank,
          width,
          large ? 11.5 : 9.5,
        );
  const move = (event: KeyboardEvent) => {
    const by = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    const [right = 0, down = 0] = by ?? [];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    onLook({ ...look, x: look.x + 40 * right, y: look.y + 40 * down });
  };
  return (
    <>
      <svg
        ref={frame}
        className={large ? styles.picture : styles.small}
        height={height}
        role="img"
        aria-label={`A graph of ${entities.length} entities and ${facts.length} facts; the same stands in the table below`}
        {...(large && {
          tabIndex: 0,
          onKeyDown: move,
          onPointerDown: (event: PointerEvent) => {
            drag.current = { x: event.clientX, y: event.clientY, look };
          },
          onPointerMove: (event: PointerEvent) => {
            const from = drag.current;
            if (!from || event.buttons === 0) return;
            onLook({ ...from.look, x: from.look.x + event.clientX - from.x, y: from.look.y + event.clientY - from.y });
          },
          onPointerUp: () => {
            drag.current = null;
          },
        })}
      >
        <defs>
          <marker
            id={arrow}
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="6"
            markerHeight="6"
            orient="auto-start-reverse"
          >
            <path d="M0 1 7 4 0 7z" className={styles.head} />
          </marker>
        </defs>
        {at.length > 0 &&
          facts.map((fact, index) => {
            const [from, to] = [at[fact.subject], at[fact.object]];
            if (!from || !to) return null;
            const own = chosen >= 0 && (fact.subject === chosen || fact.object === chosen);
            const tells = large && (own || isProcess || facts.length <= 12);
            const bent = curve(from, to, fact.subject === fact.object);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: facts have no names, and their order is what they are
              <g key={index} data-faint={(chosen >= 0 && !own) || undefined} className={styles.fact}>
                <path
                  d={bent.path}
                  markerEnd={large ? `url(#${arrow})` : undefined}
                  style={{ strokeWidth: fact.count === undefined ? undefined : 1 + (3.5 * fact.count) / most }}
                />
                {tells && (
                  <text x={bent.x} y={bent.y} className={styles.relation}>
                    {fact.count === undefined
                      ? fact.relation
                      : [fact.count.toLocaleString('en'), fact.seconds === undefined ? '' : duration(fact.seconds)]
                          .filter(Boolean)
                          .join(' · ')}
                  </text>
                )}
              </g>
            );
          })}
        {entities.map(({ name, type }, place) => {
          const [x, y] = at[place] ?? [0, 0];
          if (at.length === 0) return null;
          const color = seriesColor(types.indexOf(type ?? ''));
          return (
            <g
              // biome-ignore lint/suspicious/noArrayIndexKey: two may have one name
              key={place}
              className={styles.entity}
              data-faint={isFaint(place) || undefined}
              transform={`translate(${x} ${y})`}
              {...(large && { onClick: () => onChoose(place) })}
            >
              <title>{type === undefined ? name : `${name}, ${type}`}</title>
              {large && <circle r={11} className={styles.touch} />}
              <circle
                r={dot * (1 + Math.min(0.9, Math.sqrt(degree[place] ?? 0) / 6))}
                style={{ stroke: color, fill: isRing(types.indexOf(type ?? '')) ? 'var(--canvas)' : color }}
                data-chosen={place === chosen || undefined}
              />
            </g>
          );
        })}
        {names.map(({ place, name, x, y }) => (
          <text key={place} x={x} y={y} className={styles.label} data-chosen={place === chosen || undefined}>
            {name}
          </text>
        ))}
      </svg>
      {large && types.length > 0 && (
        <p className={shared.legend}>
          {types.map((type, index) => (
            <span key={type}>
              <i
                className={shared.dot}
                style={{ borderColor: seriesColor(index), background: isRing(index) ? 'none' : seriesColor(index) }}
              />
              {type}
            </span>
          ))}
        </p>
      )}
    </>
  );
}
