import { download } from '@/app/ui/download';
import { tellProblem } from '@/app/ui/tell-problem';
import { runtime } from '../state/runtime';

/** Hands a result to the browser's downloads: in its standard format, or in another that its kind can be saved as. */
export async function saveAsFile(key: string, port: string, format?: string): Promise<void> {
  try {
    const { name, bytes, mediaType } = await (await runtime()).exportValue(key, port, format);
    download(name, new Uint8Array(bytes), mediaType);
  } catch (error) {
    tellProblem(error);
  }
}
