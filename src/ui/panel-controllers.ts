import type { ReactiveElement } from 'lit';
import { FollowEnd } from './follow-end.ts';
import { PanelFocusController } from './panel-focus-controller.ts';

/** What the panel does beside what its template says. `wantsFocus`: whether it is to hold the focus; see `takesFocus`. */
export const controlPanel = (host: ReactiveElement, wantsFocus: () => boolean): void => {
  new PanelFocusController(host, wantsFocus);
  new FollowEnd(host);
};
