import { NO_EXTRAS } from '../../conversation/extras.ts';
import { isLive, isPanelShown, type View } from '../view.ts';
import { Announcement } from './announcement.ts';
import type { DrawExtras, ExtrasContext } from './contract.ts';
import { allTerms } from '../../locales/more/all-terms.ts';
import { Items } from './items.ts';
import { Preview } from './preview.ts';
import { drawQuestion, questionTitle } from './question.ts';
import { QuestionFocus } from './question-focus.ts';
import { SightButtons } from './sight-buttons.ts';
import { extrasSheet } from './styles.ts';
import { drawUsage } from './usage-display.ts';
import { drawVoicePicker } from './voice-picker.ts';

export type { DrawExtras, ExtrasContext, ExtrasElement } from './contract.ts';

/** Draws what is shown beside the utterances. One for each element; its styles go into the element's root with it. */
export const extrasWith = (context: ExtrasContext): DrawExtras => {
  const { element, html, nothing } = context;
  const items = new Items(context);
  const preview = new Preview(context);
  const sight = new SightButtons(context);
  const focus = new QuestionFocus(element);
  const announcement = new Announcement(context);
  const root = element.shadowRoot;
  if (root) root.adoptedStyleSheets = [...root.adoptedStyleSheets, extrasSheet()];

  /** What a screen reader is told: turns, calls and answers are not, which would be read over the model's voice. */
  const aloud = (view: View): string => {
    const terms = allTerms(view.terms);
    if (focus.unread) return questionTitle(focus.unread, terms);
    if (isLive(view.state) && view.extras?.soundAway) return terms.soundAway;
    return sight.complaint(view) || (view.extras?.limitReached ? terms.limitReached : '');
  };

  /** Where nothing is written down, what belongs to the words stands alone. */
  const withoutTranscript = (view: View): unknown => {
    if (view.captions && view.transcript.length > 0) return nothing;
    const all = items.all(view);
    return all.length === 0
      ? nothing
      : html`<div class="transcript beside" part="beside" tabindex="0">${all}</div>`;
  };

  return {
    after: (view, id) => items.after(view, id),
    panel: (view) => {
      const { extras } = view;
      const terms = allTerms(view.terms);
      const isShown = isPanelShown(view);
      // When it is over, nobody waits for an answer, and nothing is looked at.
      const { question, soundAway, video } = isLive(view.state) && extras ? extras : NO_EXTRAS;
      const complaint = sight.complaint(view);
      focus.ask(question, isShown);
      return html`${isShown ? withoutTranscript(view) : nothing} ${preview.draw(video, terms)}
      ${extras?.limitReached ? html`<p class="notice" part="limit">${terms.limitReached}</p>` : nothing}
      ${soundAway ? html`<p class="notice" part="sound-away">${terms.soundAway}</p>` : nothing}
      ${complaint ? html`<p class="notice error" part="sight-error">${complaint}</p>` : nothing}
      ${question ? drawQuestion(context, question, terms) : nothing} ${drawVoicePicker(context, view)}
      ${drawUsage(context, view)} ${announcement.draw(aloud(view))}`;
    },
    controls: (view) => sight.draw(view),
  };
};
