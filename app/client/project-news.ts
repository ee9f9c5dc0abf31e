/** Tabs of one browser tell each other which project was deleted: who has it open should not find out by losing a change. */
const NAME = 'genloom.deleted-projects';

export function tellDeleted(id: string): void {
  const channel = new BroadcastChannel(NAME);
  channel.postMessage(id);
  channel.close();
}

/** Calls back when another tab has deleted this project. @returns ends it */
export function hearDeleted(id: string, listener: () => void): () => void {
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = ({ data }) => {
    if (data === id) listener();
  };
  return () => channel.close();
}
