import { Search } from 'lucide-react';
import type { Ref } from 'react';
import styles from './home.module.css';

interface SearchBoxProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Whether `/` leads here. */
  readonly slash: boolean;
  readonly ref?: Ref<HTMLInputElement>;
}

/** A field to search in; Escape empties it. */
export function SearchBox({ label, value, onChange, slash, ref }: SearchBoxProps) {
  return (
    <label className={styles.search}>
      <Search size={14} aria-hidden />
      <input
        ref={ref}
        type="search"
        value={value}
        placeholder="Search"
        aria-label={label}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onChange('')}
      />
      {slash && <kbd className={styles.key}>/</kbd>}
    </label>
  );
}
