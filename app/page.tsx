import styles from './home/home.module.css';
import { Projects } from './home/Projects';
import { roughly } from './home/pace';
import { TemplateShows } from './home/TemplateShows';
import { ThemeButton } from './home/ThemeButton';
import { listProjects } from './server/summaries';
import { TEMPLATES } from './templates';
import { RESULTS } from './templates/results';
import { GraphPicture } from './thumbnail/GraphPicture';
import { thumbnailOf } from './thumbnail/thumbnail';
import { Mark } from './ui/Mark';

/** The home page: templates and projects. Nearly all of it is made on the server. */
export default async function Home() {
  const [projects, deleted] = await Promise.all([listProjects(), listProjects({ deleted: true })]);
  const templates = TEMPLATES.map((template) => {
    const result = RESULTS[template.id];
    return {
      id: template.id,
      name: template.name,
      picture: <GraphPicture nodes={thumbnailOf(template)} />,
      details: (
        <>
          <p className={styles.soft}>{template.description}</p>
          {result && <TemplateShows result={result} />}
          <p className={styles.facts}>
            {template.nodes.length} nodes
            {result?.seconds !== undefined && ` · ${roughly(result.seconds)} on two processor cores`}
          </p>
        </>
      ),
    };
  });
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
      <Projects projects={projects} deleted={deleted} templates={templates} />
    </main>
  );
}
