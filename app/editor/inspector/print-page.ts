import { tellProblem } from '@/app/ui/tell-problem';
import { runtime } from '../state/runtime';

/** The frame that was printed last: not every browser says when it is done. */
let last: HTMLIFrameElement | undefined;

/** Prints a result that can be saved as a web page: that page alone, from a frame that nobody sees and that runs no script. */
export async function printPage(key: string, port: string): Promise<void> {
  try {
    const { bytes } = await (await runtime()).exportValue(key, port, 'html');
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', 'allow-same-origin allow-modals');
    frame.setAttribute('aria-hidden', 'true');
    frame.tabIndex = -1;
    frame.style.cssText = 'position:fixed;width:0;height:0;border:0;visibility:hidden';
    frame.srcdoc = new TextDecoder().decode(bytes);
    frame.addEventListener('load', () => {
      frame.contentWindow?.addEventListener('afterprint', () => setTimeout(() => frame.remove()));
      frame.contentWindow?.print();
    });
    last?.remove();
    last = frame;
    document.body.append(frame);
  } catch (error) {
    tellProblem(error);
  }
}
