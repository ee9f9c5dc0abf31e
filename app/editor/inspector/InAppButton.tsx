import { AppWindow } from 'lucide-react';
import { catalogue } from '@/app/catalogue';
import { tellProblem } from '@/app/ui/tell-problem';
import { type GraphApp, OWN, setAppEdit, suggestApp, toggleAppInput, toggleAppOutput } from '@/graph';
import { useEditor } from '../state/editor-store';
import { wholeId } from '../state/level';
import styles from './inspector.module.css';

interface AskInAppProps {
  readonly node: string;
  readonly param: string;
  readonly label: string;
}

/** Lets visitors of the app set a setting, or no longer. */
export function AskInApp({ node, param, label }: AskInAppProps) {
  // A variable is the whole graph's, whatever lies on the canvas.
  const whole = node === OWN ? OWN : wholeId(node);
  const asked = useEditor(
    ({ root }) => root.app?.inputs.some((one) => one.node === whole && one.param === param) ?? false,
  );
  return (
    <InAppButton
      pressed={asked}
      says={asked ? `Take ${label} out of the app` : `Let visitors of the app set ${label}`}
      change={(app, made) => toggleAppInput(made ? app : { ...app, inputs: [] }, { node: whole, param })}
    />
  );
}

interface ShowInAppProps {
  readonly node: string;
  readonly port: string;
  readonly title: string;
}

/** Shows an output in the app, or no longer. */
export function ShowInApp({ node, port, title }: ShowInAppProps) {
  const shown = useEditor(
    ({ root }) => root.app?.outputs.some((one) => one.node === wholeId(node) && one.port === port) ?? false,
  );
  return (
    <InAppButton
      pressed={shown}
      says={shown ? `Take ${title} out of the app` : `Show ${title} in the app`}
      change={(app, made) => toggleAppOutput(made ? app : { ...app, outputs: [] }, { node: wholeId(node), port })}
    />
  );
}

interface InAppButtonProps {
  readonly pressed: boolean;
  readonly says: string;
  /** `made`: somebody has made this app; otherwise it is the first choice, which nobody has seen. */
  readonly change: (app: GraphApp, made: boolean) => GraphApp;
}

function InAppButton({ pressed, says, change }: InAppButtonProps) {
  const toggle = () => {
    const { root, editWhole } = useEditor.getState();
    try {
      editWhole(setAppEdit(root, change(root.app ?? suggestApp(root, catalogue), root.app !== undefined)));
    } catch (error) {
      tellProblem(error);
    }
  };
  return (
    <button
      type="button"
      className={`${styles.reset} ${styles.inApp}`}
      aria-pressed={pressed}
      aria-label={says}
      title={says}
      onClick={toggle}
    >
      <AppWindow size={12} />
    </button>
  );
}
