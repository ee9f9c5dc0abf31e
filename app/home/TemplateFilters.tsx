import type { Ref } from 'react';
import { GROUPS } from '@/app/templates/groups';
import { Button } from '@/app/ui/Button';
import type { Findable } from './find-templates';
import home from './home.module.css';
import styles from './Templates.module.css';

interface FiltersProps {
  readonly templates: readonly Findable[];
  readonly chosen: string | null;
  readonly onChoose: (group: string | null) => void;
  readonly ref: Ref<HTMLFieldSetElement>;
}

/** What templates are about: one stop of the keyboard, and arrows from one to the next. */
export function Filters({ templates, chosen, onChoose, ref }: FiltersProps) {
  const option = (id: string | null, title: string, count: number) => (
    <label key={title} className={styles.filter}>
      <input
        type="radio"
        name="template-group"
        className="visually-hidden"
        value={id ?? ''}
        checked={chosen === id}
        onChange={() => onChoose(id)}
      />
      {title} <small>{count}</small>
    </label>
  );
  return (
    <fieldset ref={ref} className={styles.filters}>
      <legend className="visually-hidden">What templates are about</legend>
      {option(null, 'All', templates.length)}
      {GROUPS.map(({ id, title }) => option(id, title, templates.filter(({ group }) => group === id).length))}
    </fieldset>
  );
}

interface NothingFoundProps {
  readonly search: string;
  /** The title of the group that was searched; null where all were. */
  readonly group: string | null;
  /** How many of all templates would be found. */
  readonly elsewhere: number;
  readonly onEverywhere: () => void;
  readonly onClear: () => void;
  readonly onEmptyGraph: () => void;
}

/** No template was found, and ways on. */
export function NothingFound({ search, group, elsewhere, onEverywhere, onClear, onEmptyGraph }: NothingFoundProps) {
  return (
    <div className={home.nothing}>
      <p>
        {group === null ? 'No template' : `Nothing under “${group}”`} has “{search}” in its name, its description or its
        nodes.
      </p>
      {elsewhere > 0 ? (
        <Button small onClick={onEverywhere}>
          {elsewhere === 1 ? 'Show the one elsewhere' : `Show the ${elsewhere} elsewhere`}
        </Button>
      ) : (
        <Button small onClick={onEmptyGraph}>
          Build it yourself
        </Button>
      )}
      <Button small look="plain" onClick={onClear}>
        Clear the search
      </Button>
    </div>
  );
}
