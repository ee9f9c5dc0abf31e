import type { ProjectSummary as StoredSummary } from '@/prisma/store';
import type { ProjectSummary } from './client/api';
import { Mark } from './editor/header/Mark';
import { thumbnailOf } from './editor/saving/thumbnail';
import styles from './home/home.module.css';
import { Projects } from './home/Projects';
import { ThemeButton } from './home/ThemeButton';
import { thumbnailSchema } from './server/documents';
import { openStore } from './server/store';
import { TEMPLATES } from './templates';

/** The home page: templates and projects. Nearly all of it is made on the server. */
export default async function Home() {
  const projects = await openStore().projects.list();
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
      <Projects projects={projects.map(summaryOf)} templates={templates} />
    </main>
  );
}

/** A stored project as the page gets it from the routes. */
function summaryOf({ thumbnail, createdAt, updatedAt, deletedAt, ...rest }: StoredSummary): ProjectSummary {
  const rectangles = thumbnailSchema
    .parse(JSON.parse(thumbnail))
    .map(({ phase, ...box }) => (phase ? { ...box, phase } : box));
  return {
    ...rest,
    thumbnail: rectangles,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    deletedAt: deletedAt?.toISOString() ?? null,
  };
}
