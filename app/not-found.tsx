import Link from 'next/link';
import buttons from './ui/Button.module.css';
import { Mark } from './ui/Mark';
import styles from './ui/Message.module.css';

export const metadata = { title: 'Nothing here' };

export default function NotFound() {
  return (
    <main className={styles.message}>
      <Mark size={34} />
      <h1>There is nothing here</h1>
      <p>
        The project may have been deleted, or the address has a mistake in it. What was deleted can be brought back for
        30 days: under “Recently deleted”, at the end of the page with your projects.
      </p>
      <Link href="/" prefetch={false} className={`${buttons.button} ${buttons.primary}`}>
        To your projects
      </Link>
    </main>
  );
}
