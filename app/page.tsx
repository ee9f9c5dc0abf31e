import styles from './home/home.module.css';
import { Projects } from './home/Projects';
import { ThemeButton } from './home/ThemeButton';
import { templateCards } from './home/template-cards';
import { listProjects } from './server/summaries';
import { Mark } from './ui/Mark';

const TEMPLATE_CARDS = templateCards();

/** The home page: templates and projects. Nearly all of it is made on the server. */
export default async function Home() {
  const [projects, deleted] = await Promise.all([listProjects(), listProjects({ deleted: true })]);
  return (
    <main className={styles.page}>
      <header className={styles.top}>
        <Mark size={26} />
        <h1>Genloom</h1>
        <ThemeButton />
      </header>
      <p className={styles.lead}>
        Build a generative model, train it here, and watch it learn.
        <small>
          Data, tokenizer, network, training, writing and scoring on one canvas. It all runs in this browser, on your
          own device.
        </small>
      </p>
      <Projects projects={projects} deleted={deleted} templates={TEMPLATE_CARDS} />
    </main>
  );
}
