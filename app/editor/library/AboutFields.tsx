import { LIMITS } from '@/graph';
import { LIBRARY_LIMITS } from '@/graph/library';

export interface About {
  readonly name: string;
  readonly description: string;
}
interface AboutFieldsProps {
  readonly about: About;
  readonly onChange: (about: About) => void;
  /** Whoever has just asked to save writes at once. */
  readonly autoFocus?: boolean;
}

/** What an item of the library is called, and what it is for. */
export function AboutFields({ about, onChange, autoFocus = false }: AboutFieldsProps) {
  return (
    <>
      <label>
        Name
        <input
          // biome-ignore lint/a11y/noAutofocus: the user has just asked to save
          autoFocus={autoFocus}
          value={about.name}
          maxLength={LIMITS.title}
          required
          onChange={(event) => onChange({ ...about, name: event.target.value })}
        />
      </label>
      <label>
        What it is for
        <textarea
          value={about.description}
          rows={3}
          maxLength={LIBRARY_LIMITS.words}
          onChange={(event) => onChange({ ...about, description: event.target.value })}
        />
      </label>
    </>
  );
}
