import type { CSSResult } from 'lit';
import { controlStyles } from './ui/styles/controls.styles.ts';
import { launcherStyles } from './ui/styles/launcher.styles.ts';
import { panelStyles } from './ui/styles/panel.styles.ts';
import { placementStyles } from './ui/styles/placement.styles.ts';
import { stageStyles } from './ui/styles/stage.styles.ts';
import { tokenStyles } from './ui/styles/token.styles.ts';
import { transcriptStyles } from './ui/styles/transcript.styles.ts';

/** The element's styles, from the general to the particular; all of them constructable, none inline. */
export const styles: CSSResult[] = [
  tokenStyles,
  panelStyles,
  stageStyles,
  transcriptStyles,
  controlStyles,
  launcherStyles,
  placementStyles,
];
