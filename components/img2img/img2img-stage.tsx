'use client';
import { Tabs } from 'radix-ui';
import { Stage } from '../studio/stage/stage';
import { Failure } from '../ui/failure';
import { BatchPane } from './batch-pane';
import { CanvasPane } from './canvas-pane';
import { CompareView } from './compare-view';
import { useImg2img } from './img2img-context';
import { MaskPane } from './mask-pane';
import { ModeTabs, ModeTabsRoot } from './mode-tabs';
import { ViewSwitch } from './view-switch';

/** The middle of the page: the sub-tabs, and the canvas, what was made, or both compared. */
export function Img2imgStage() {
  const { mode, view, refusal } = useImg2img();
  return (
    <ModeTabsRoot>
      <div className="flex min-h-10 shrink-0 items-center gap-2 border-b bg-panel pr-2 pl-1">
        <ModeTabs />
        <div className="ml-auto shrink-0">
          <ViewSwitch />
        </div>
      </div>
      {refusal && (
        <div className="shrink-0 bg-panel px-3 py-2">
          <Failure error={{ message: refusal }} />
        </div>
      )}
      <Tabs.Content value={mode} tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
        {view === 'result' ? <Stage /> : view === 'compare' ? <CompareView /> : <Panes />}
      </Tabs.Content>
    </ModeTabsRoot>
  );
}

function Panes() {
  const { mode } = useImg2img();
  if (mode === 'batch') return <BatchPane />;
  return (
    <div className="flex min-h-0 flex-1 flex-col wide:flex-row">
      <CanvasPane />
      {mode === 'inpaintUpload' && <MaskPane />}
    </div>
  );
}
