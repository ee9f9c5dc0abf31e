import { entries } from '@/app/catalogue/entries';
import type { GraphDocument, GraphNode } from '@/graph';
import { TEMPLATES } from '../templates';
import { GROUPS } from '../templates/groups';
import { RESULTS } from '../templates/results';
import { GraphPicture } from '../thumbnail/GraphPicture';
import { thumbnailOf } from '../thumbnail/thumbnail';
import { searchWords } from './find-templates';
import styles from './home.module.css';
import { roughly } from './pace';
import { TemplateShows } from './TemplateShows';
import type { TemplateCard } from './Templates';

/** All templates as the home page shows them, group by group; what is in no group yet is last. Made on the server. */
export function templateCards(): readonly TemplateCard[] {
  const grouped = new Set(GROUPS.flatMap(({ templates }) => templates));
  const byId = new Map(TEMPLATES.map((template) => [template.id, template]));
  return [
    ...GROUPS.flatMap((group) =>
      group.templates.flatMap((id) => {
        const template = byId.get(id);
        return template ? [cardOf(template, group.id)] : [];
      }),
    ),
    ...TEMPLATES.filter(({ id }) => !grouped.has(id)).map((template) => cardOf(template, null)),
  ];
}

function cardOf(template: GraphDocument, group: string | null): TemplateCard {
  const { id, name, description, nodes } = template;
  const result = RESULTS[id];
  return {
    id,
    name,
    group,
    words: searchWords(name, description, ...titlesIn(nodes)),
    picture: <GraphPicture nodes={thumbnailOf(template)} />,
    details: (
      <>
        <p className={styles.soft}>{description}</p>
        {result && <TemplateShows result={result} />}
        <p className={styles.facts}>
          {nodes.length} nodes
          {result?.seconds !== undefined && ` · ${roughly(result.seconds)} on two processor cores`}
        </p>
      </>
    ),
  };
}

/** What nodes are called, both of their own and by what they are; of those inside subgraphs too. */
const titlesIn = (nodes: readonly GraphNode[]): readonly string[] =>
  nodes.flatMap(({ title = '', type, body }) => [
    title,
    entries.get(type)?.title ?? '',
    ...(body ? titlesIn(body.nodes) : []),
  ]);
