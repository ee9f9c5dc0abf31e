import { useEffect } from 'react';
import { PANEL_TABS, type PanelTab, useView } from '../commands/view-store';
import { createMemory } from '../remembered';
import { useEditor } from '../state/editor-store';

const isTab = (value: unknown): value is PanelTab => PANEL_TABS.some((tab) => tab === value);
/** Of as many projects as somebody may have open in a month. */
const tabs = createMemory('genloom.panel-tabs', 100, isTab);

/** Shows the tab of the run panel that was chosen in this project last, also after a reload. */
export function useRememberedTab(): void {
  const projectId = useEditor((state) => state.projectId);
  useEffect(() => {
    useView.setState({ panelTab: tabs.read(projectId) ?? PANEL_TABS[0] });
    return useView.subscribe(({ panelTab }, before) => {
      if (panelTab !== before.panelTab) tabs.remember(projectId, panelTab);
    });
  }, [projectId]);
}
