import { html, LitElement, type PropertyDeclarations, type TemplateResult } from 'lit';
import { fixture } from '@open-wc/testing';
import { AnnouncerController } from '../../../src/controllers/announcer-controller.ts';
import type { TranscriptEntry } from '../../../src/core/transcript.ts';
import { styles } from '../../../src/gemini-live-element.styles.ts';
import { en } from '../../../src/locales/en.ts';
import { renderLauncher } from '../../../src/ui/launcher.ts';
import { controlPanel } from '../../../src/ui/panel-controllers.ts';
import { renderPanel } from '../../../src/ui/panel.ts';
import { takesFocus, type Actions, type View } from '../../../src/ui/view.ts';

/** A view of an idle element; a test names only what it is about. */
export const viewOf = (change: Partial<View> = {}): View => ({
  state: 'idle',
  layout: 'inline',
  open: false,
  disabled: false,
  muted: false,
  microphone: true,
  manual: false,
  talking: false,
  captions: true,
  textInput: true,
  transcript: [],
  error: undefined,
  visualizer: 'orb',
  consentPending: false,
  terms: en,
  ...change,
});

export const entryOf = (id: string, change: Partial<TranscriptEntry> = {}): TranscriptEntry => ({
  id,
  role: 'model',
  text: `Sentence ${id}.`,
  final: true,
  interrupted: false,
  time: 0,
  ...change,
});

/** Shows a view with the element's templates and styles, and writes down what the visitor asked for. */
export class ViewHost extends LitElement {
  static override properties: PropertyDeclarations = { view: { attribute: false } };
  static override styles = styles;

  declare view: View;
  readonly asked: string[] = [];
  readonly #announcer = new AnnouncerController(this, () => ({
    state: this.view.state,
    muted: this.view.muted,
    error: this.view.error?.code,
  }));

  readonly #actions: Actions = {
    start: () => this.asked.push('start'),
    stop: () => this.asked.push('stop'),
    toggleMute: () => this.asked.push('toggleMute'),
    sendText: (text) => this.asked.push(`sendText ${text}`),
    show: () => this.asked.push('show'),
    hide: () => this.asked.push('hide'),
    talk: (on) => this.asked.push(`talk ${on}`),
    acceptConsent: () => this.asked.push('acceptConsent'),
    declineConsent: () => this.asked.push('declineConsent'),
  };

  constructor() {
    super();
    this.view = viewOf();
    controlPanel(this, () => takesFocus(this.view));
  }

  protected override willUpdate(): void {
    this.setAttribute('layout', this.view.layout);
  }

  protected override render(): TemplateResult {
    return html`${renderLauncher(this.view, this.#actions)} ${renderPanel(this.view, this.#actions)}
    ${this.#announcer.render(this.view.terms)}`;
  }

  async change(change: Partial<View>): Promise<void> {
    this.view = { ...this.view, ...change };
    await this.updateComplete;
  }

  /** The first element with this part. */
  find(name: string): HTMLElement {
    const element = this.renderRoot.querySelector<HTMLElement>(`[part~="${name}"]`);
    if (!element) throw new Error(`No part "${name}" is rendered.`);
    return element;
  }

  has(name: string): boolean {
    return this.renderRoot.querySelector(`[part~="${name}"]`) !== null;
  }
}

export const viewHost = async (
  change: Partial<View> = {},
  light: TemplateResult = html``,
): Promise<ViewHost> => {
  if (!customElements.get('test-view-host')) customElements.define('test-view-host', ViewHost);
  return fixture<ViewHost>(html`<test-view-host .view=${viewOf(change)}>${light}</test-view-host>`);
};
