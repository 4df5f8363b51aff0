import { html, LitElement, nothing, render, type PropertyDeclarations, type TemplateResult } from 'lit';
import { AnnouncerController } from '../src/controllers/announcer-controller.ts';
import { LevelsController } from '../src/controllers/levels-controller.ts';
import { LocalizeController } from '../src/controllers/localize-controller.ts';
import type { ErrorCode } from '../src/core/error-code.ts';
import { isRecoverable } from '../src/core/error-code.ts';
import { profileOf } from '../src/core/model-profiles.ts';
import type { TranscriptEntry } from '../src/core/transcript.ts';
import type { Usage } from '../src/core/usage.ts';
import { styles } from '../src/gemini-live-element.styles.ts';
import { trustedHtml } from '../src/trusted-script-url.ts';
import { extrasWith } from '../src/ui/extras/extras.ts';
import { PanelFocusController } from '../src/ui/panel-focus-controller.ts';
import { renderLauncher } from '../src/ui/launcher.ts';
import { renderPanel } from '../src/ui/panel.ts';
import { takesFocus, type Actions, type View } from '../src/ui/view.ts';
import { bars } from '../src/ui/visualizers/bars.ts';
import { orb } from '../src/ui/visualizers/orb.ts';
import { extraSamples, USAGE } from './states-extras.ts';

export type Sample = Partial<Omit<View, 'terms' | 'draw'>> & { readonly offers?: readonly string[] };

const TIME = Date.UTC(2026, 0, 1, 12);

const entry = (id: string, role: 'user' | 'model', text: string, more = {}): TranscriptEntry => ({
  id,
  role,
  text,
  final: true,
  interrupted: false,
  time: TIME,
  ...more,
});

const TALK: Record<string, readonly TranscriptEntry[]> = {
  en: [
    entry('1', 'user', 'Which of your tents stays dry in a storm?'),
    entry('2', 'model', 'The Fjell 3. Its outer shell is rated for a water column of five metres, and', {
      interrupted: true,
    }),
    entry('3', 'user', 'And how heavy is it?'),
    entry('4', 'model', 'Two point four kilograms with poles, so two people can share it easily.', {
      final: false,
    }),
  ],
  ar: [
    entry('1', 'user', 'أي خيمة تبقى جافة في العاصفة؟'),
    entry('2', 'model', 'خيمة Fjell 3، فغلافها الخارجي يتحمّل عمود ماء ارتفاعه خمسة أمتار، و', {
      interrupted: true,
    }),
    entry('3', 'user', 'وكم وزنها؟'),
    entry('4', 'model', 'كيلوغرامان وأربعمئة غرام مع الأعمدة، فيسهل على شخصين حملها.', { final: false }),
  ],
  de: [
    entry('1', 'user', 'Welches Zelt bleibt im Sturm trocken?'),
    entry('2', 'model', 'Das Fjell 3. Sein Außenzelt hält einer Wassersäule von fünf Metern stand, und', {
      interrupted: true,
    }),
    entry('3', 'user', 'Und wie schwer ist es?'),
    entry('4', 'model', 'Zwei Komma vier Kilogramm mit Gestänge, zu zweit trägt es sich leicht.', {
      final: false,
    }),
  ],
};

/** Shows one made-up view with the element's own templates, styles and controllers; no conversation behind it. */
class SampleElement extends LitElement {
  static override properties: PropertyDeclarations = { view: { attribute: false } };
  static override styles = styles;

  declare view: Sample;
  readonly model: string | undefined;
  readonly usage: Usage = USAGE;
  voice: string | undefined;
  #draw: View['draw'];
  readonly #localize = new LocalizeController(this);
  readonly #announcer = new AnnouncerController(this, () => ({
    state: this.#full.state,
    muted: this.#full.muted,
    error: this.#full.error?.code,
  }));

  constructor() {
    super();
    this.view = {};
    new PanelFocusController(this, () => takesFocus(this.#full));
    new LevelsController(this, {
      levels: () => ({ input: this.#level('listening'), output: this.#level('speaking') }),
      state: () => this.#full.state,
      visualizer: () => (this.#full.visualizer === 'bars' ? bars : orb),
    });
  }

  #level(state: View['state']): number {
    return this.#full.state === state ? 0.4 + 0.4 * Math.abs(Math.sin(performance.now() / 400)) : 0;
  }

  get #full(): View {
    return {
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
      terms: this.#localize.terms,
      draw: this.#draw,
      ...this.view,
    };
  }

  // What the extras ask of an element.
  startVideo(): Promise<void> {
    return Promise.resolve();
  }
  stopVideo(): void {
    if (this.view.extras) this.#show({ extras: { ...this.view.extras, video: undefined } });
  }
  sendImage(): Promise<void> {
    return Promise.resolve();
  }
  show(): void {
    this.#show({ open: true });
  }
  hide(): void {
    this.#show({ open: false });
  }

  readonly #actions: Actions = {
    start: () => this.#show({ state: 'listening', error: undefined }),
    stop: () => this.#show({ state: 'ended' }),
    toggleMute: () => this.#show({ muted: !this.#full.muted }),
    sendText: (text) =>
      this.#show({ transcript: [...this.#full.transcript, entry(crypto.randomUUID(), 'user', text)] }),
    show: () => this.#show({ open: true }),
    hide: () => this.#show({ open: false }),
    talk: (talking) => this.#show({ talking }),
    acceptConsent: () => this.#show({ consentPending: false, state: 'listening' }),
    declineConsent: () => this.#show({ consentPending: false }),
  };

  #show(change: Sample): void {
    this.view = { ...this.view, ...change };
  }

  protected override firstUpdated(): void {
    const options = () => ({ offers: this.view.offers });
    const loadSight = (): Promise<unknown> => Promise.resolve();
    this.#draw = extrasWith({ html, nothing, element: this, options, profileOf, loadSight, trustedHtml });
    this.requestUpdate();
  }

  protected override willUpdate(): void {
    this.setAttribute('layout', this.#full.layout);
    this.toggleAttribute('open', this.#full.open);
    this.setAttribute('color-scheme', query.get('scheme') ?? 'auto');
    this.setAttribute('placement', query.get('placement') ?? 'bottom-end');
  }

  protected override render(): TemplateResult {
    const view = this.#full;
    return html`${renderLauncher(view, this.#actions)} ${renderPanel(view, this.#actions)}
    ${this.#announcer.render(view.terms)}`;
  }
}

const failure = (code: ErrorCode): Sample => ({
  state: 'failed',
  error: { code, recoverable: isRecoverable(code) },
});

const samples = (talk: readonly TranscriptEntry[]): Readonly<Record<string, Sample>> => ({
  idle: {},
  connecting: { state: 'connecting' },
  'listening, nothing said yet': { state: 'listening' },
  listening: { state: 'listening', transcript: talk.slice(0, 3) },
  muted: { state: 'listening', muted: true, transcript: talk.slice(0, 2) },
  thinking: { state: 'thinking', transcript: talk.slice(0, 3) },
  speaking: { state: 'speaking', transcript: talk },
  'speaking, bars': { state: 'speaking', transcript: talk, visualizer: 'bars' },
  'speaking, no captions': { state: 'speaking', captions: false },
  'push to talk': { state: 'listening', manual: true, transcript: talk.slice(0, 2) },
  'push to talk, held': { state: 'listening', manual: true, talking: true, transcript: talk.slice(0, 2) },
  'typed conversation': { state: 'listening', microphone: false, transcript: talk.slice(0, 2) },
  reconnecting: { state: 'reconnecting', transcript: talk.slice(0, 3) },
  ended: { state: 'ended', transcript: talk.slice(0, 3) },
  'failed, try again': { ...failure('network'), transcript: talk.slice(0, 3) },
  'failed, microphone denied': failure('microphone-denied'),
  consent: { consentPending: true },
  disabled: { disabled: true },
  'bars, idle': { visualizer: 'bars' },
  'no picture, no field': { visualizer: 'none', textInput: false },
});

const renderSample = (name: string, view: Sample, frame: string): TemplateResult =>
  html`<figure>
    <figcaption>${name}</figcaption>
    <div class=${frame}><gemini-live-sample .view=${view}></gemini-live-sample></div>
  </figure>`;

const renderSection = (
  title: string,
  all: Readonly<Record<string, Sample>>,
  common: Sample,
  frame: string,
): TemplateResult =>
  html`<h2>${title}</h2>
    <div class="samples">
      ${Object.entries(all).map(([name, view]) => renderSample(name, { ...common, ...view }, frame))}
    </div>`;

const renderPage = (all: Readonly<Record<string, Sample>>): TemplateResult =>
  html`${renderSection('inline', all, { layout: 'inline' }, '')}
  ${renderSection('floating, open', all, { layout: 'floating', open: true }, 'frame')}
  ${renderSection('floating, put away', all, { layout: 'floating' }, 'frame low')}
  ${renderSection('button', all, { layout: 'button' }, 'frame low')}`;

/** `?lang=ar&dir=rtl&scheme=dark` dress the page; `?layout=floating&sample=listening` shows one sample alone, `?extras` what is beside the words. */
const query = new URLSearchParams(location.search);
const language = query.get('lang') ?? 'en';
document.documentElement.lang = language;
document.documentElement.dir = query.get('dir') ?? 'ltr';
document.documentElement.dataset['scheme'] = query.get('scheme') ?? '';
customElements.define('gemini-live-sample', SampleElement);

const talk = TALK[language] ?? TALK['en'] ?? [];
const all = { ...(query.has('extras') ? undefined : samples(talk)), ...extraSamples(talk) };
const only = query.get('sample');
const layout = query.get('layout') as View['layout'] | null;
if (only === null) {
  render(renderPage(all), document.body);
} else {
  const view: Sample = { ...all[only], layout: layout ?? 'inline', open: query.has('open') };
  render(html`<gemini-live-sample .view=${view}></gemini-live-sample>`, document.body);
}
