import { toast } from 'sonner';
import { describeError } from '@/graph';
import { runtime } from '../state/runtime';

/** Hands a result to the browser's downloads in its standard format. */
export async function saveAsFile(key: string, port: string): Promise<void> {
  try {
    const file = await (await runtime()).exportValue(key, port);
    const address = URL.createObjectURL(new Blob([new Uint8Array(file.bytes)], { type: file.mediaType }));
    const link = document.createElement('a');
    link.href = address;
    link.download = file.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  } catch (error) {
    const { title, fix } = describeError(error);
    toast.error(title, { description: fix });
  }
}
