import { PictureView } from './PictureView';
import { readable, type ViewerProps } from './props';
import styles from './viewers.module.css';

/** Numbers with their units; with room, what each one means. */
export function NumbersView({ view, large }: ViewerProps<'numbers'>) {
  const { items, notes, picture } = view;
  if (large)
    return (
      <>
        <div className={styles.cards}>
          {items.map(({ label, value, unit, help, better }) => (
            <figure className={styles.card} key={label}>
              <figcaption className={styles.soft}>{label}</figcaption>
              <div className={styles.figure}>
                {readable(value)}
                {unit === '%' && ' %'}
              </div>
              <p className={styles.soft}>
                {[unit !== '%' && unit, better && `${better} is better`].filter(Boolean).join(' · ')}
              </p>
              {help && <p className={styles.soft}>{help}</p>}
            </figure>
          ))}
        </div>
        <PictureView picture={picture} large />
        {notes?.map((note) => (
          <p className={styles.sample} key={note}>
            {note}
          </p>
        ))}
      </>
    );
  return (
    <>
      <dl className={styles.numbers}>
        {items.slice(0, 5).map(({ label, value, unit, help }) => [
          <dt key={`${label} name`} title={help}>
            {label}
          </dt>,
          <dd key={label} title={unit}>
            {readable(value)}
            {unit === '%' && ' %'}
          </dd>,
        ])}
      </dl>
      <PictureView picture={picture} large={false} />
    </>
  );
}
