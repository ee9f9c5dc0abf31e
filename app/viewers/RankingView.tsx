import { useEffect, useMemo, useRef } from 'react';
import type { ViewerProps } from './props';
import styles from './RankingView.module.css';

type RankingOf = ViewerProps<'ranking'>['view'];
type Shown = RankingOf['queries'][number]['asked'];

/** What was asked for, row after row, and beside it what was found, the best first. */
export function RankingView({ view, large }: ViewerProps<'ranking'>) {
  const { pictures, queries, count } = view;
  const bytes = useMemo(
    () => Uint8Array.from(atob(pictures.pixels), (character) => character.charCodeAt(0)),
    [pictures.pixels],
  );
  // Pictures with one sentence each stand side by side, as in an album.
  const isAlbum = queries.every(({ asked, found }) => asked.picture !== undefined && found.length === 1);
  const isJudged = queries.some(({ found }) => found.some(({ right }) => right !== undefined));
  return (
    <div className={`${large ? styles.large : styles.small} ${isAlbum ? styles.album : ''}`}>
      {queries.map(({ asked, found }, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same may be asked twice
        <section key={row}>
          <div className={styles.asked}>
            <Thing
              thing={asked}
              pictures={pictures}
              bytes={bytes}
              {...(isAlbum && { shows: asked.words === undefined ? found[0]?.words : undefined })}
            />
          </div>
          <ol className={styles.found}>
            {found.map(({ score, right, ...thing }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: its place is what it is
              <li key={place} data-right={right}>
                <Thing
                  thing={thing}
                  pictures={pictures}
                  bytes={bytes}
                  wordless={!large && thing.picture !== undefined}
                />
                {large && (
                  <span className={styles.score}>
                    {[score?.toFixed(2), right !== undefined && (right ? 'right' : 'wrong')]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                )}
              </li>
            ))}
          </ol>
        </section>
      ))}
      {queries.length < count && (
        <p className={styles.more}>
          {queries.length} of {count.toLocaleString('en')}
          {isJudged && large && !isAlbum ? ', each with what lies nearest first' : ''}
        </p>
      )}
    </div>
  );
}

/** A picture, words, or a picture over its words, which say what it `shows` unless something else does. */
function Thing(props: {
  readonly thing: Shown;
  readonly pictures: RankingOf['pictures'];
  readonly bytes: Uint8Array;
  readonly wordless?: boolean;
  readonly shows?: string | undefined;
}) {
  const { words, picture } = props.thing;
  const { pictures, bytes, wordless = false } = props;
  const shows = 'shows' in props ? props.shows : words;
  return (
    <span className={styles.thing}>
      {picture !== undefined && <Picture {...pictures} bytes={bytes} place={picture} words={shows} />}
      {words !== undefined && !wordless && <span>{words}</span>}
    </span>
  );
}

/** One of the pictures, each pixel as it is. */
function Picture({
  width,
  height,
  channels,
  bytes,
  place,
  words,
}: Pick<RankingOf['pictures'], 'width' | 'height' | 'channels'> & {
  readonly bytes: Uint8Array;
  readonly place: number;
  readonly words: string | undefined;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const image = context.createImageData(width, height);
    for (let pixel = 0; pixel < width * height; pixel++) {
      const from = (place * width * height + pixel) * channels;
      for (let channel = 0; channel < 3; channel++)
        image.data[4 * pixel + channel] = bytes[from + (channels === 3 ? channel : 0)] ?? 0;
      image.data[4 * pixel + 3] = 255;
    }
    context.putImageData(image, 0, 0);
  }, [width, height, channels, bytes, place]);
  return (
    <canvas
      ref={canvas}
      width={width}
      height={height}
      className={styles.picture}
      role="img"
      aria-label={words ? `picture of ${words}` : `picture ${place + 1}`}
    />
  );
}
