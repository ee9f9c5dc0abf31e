import type { Explanation } from '@/graph';
import type { sourceTriples } from './node';

export const explain: Explanation<typeof sourceTriples> = {
  more: 'A knowledge graph is a list of facts: a subject, a relation, an object. Each of these formats says the same in its own way. In RDF things have addresses; people see their labels, or the ends of their addresses. Sources of facts are read where they are told by reification with dcterms:source, as this program writes them. Nothing is fetched: JSON-LD whose context stands somewhere on the web is refused.',
  lookAt: 'What was left out stands in the messages of this node.',
  source: 'RDF 1.1 N-Triples and Turtle, JSON-LD 1.1 (W3C); GraphML (graphml.graphdrawing.org)',
  params: {
    file: 'A table has the columns Subject, Relation and Object, and may have “Subject type”, “Object type”, “Source”, “Count” and “Seconds”.',
  },
};
