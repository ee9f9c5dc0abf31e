import { Mark } from './editor/header/Mark';
import { thumbnailOf } from './editor/saving/thumbnail';
import styles from './home/home.module.css';
import { Projects } from './home/Projects';
import { ThemeButton } from './home/ThemeButton';
import { listProjects } from './server/summaries';
import { TEMPLATES } from './templates';

/** The home page: templates and projects. Nearly all of it is made on the server. */
export default async function Home() {
  const projects = await listProjects();
  const templates = TEMPLATES.map((template) => ({
    id: template.id,
    name: template.name,
    description: template.description,
    picture: thumbnailOf(template),
  }));
  return (
    <main className={styles.page}>
      <header className={styles.top}>
        <Mark size={26} />
        <h1>Genloom</h1>
        <span style={{ flex: 1 }} />
        <ThemeButton />
      </header>
      <p className={styles.lead}>
        Build a generative model, train it here, and watch it learn.
        <small>
          Data, tokenizer, network, training, writing and scoring on one canvas. It all runs in this browser, on your
          own device.
        </small>
      </p>
      <Projects projects={projects} templates={templates} />
    </main>
  );
}
