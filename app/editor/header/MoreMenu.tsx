import { MoreHorizontal } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { IconButton } from '@/app/ui/Button';
import styles from './Header.module.css';

const MoreChoices = dynamic(() => import('./MoreChoices'), { ssr: false });

/** On a narrow screen: what the header has no room for, in words. */
export function MoreMenu() {
  const [place, setPlace] = useState<{ readonly right: number; readonly bottom: number } | null>(null);
  return (
    <>
      <IconButton
        look="outlined"
        label="More"
        className={styles.more}
        aria-haspopup="menu"
        aria-expanded={place !== null}
        onClick={(event) => {
          const { right, bottom } = event.currentTarget.getBoundingClientRect();
          setPlace(place ? null : { right, bottom });
        }}
      >
        <MoreHorizontal size={16} />
      </IconButton>
      {place && <MoreChoices {...place} onClose={() => setPlace(null)} />}
    </>
  );
}
