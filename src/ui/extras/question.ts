import type { ToolQuestion } from '../../conversation/extras.ts';
import type { ExtrasContext } from './contract.ts';
import type { AllTerms } from '../../locales/more/all-terms.ts';
import { plain } from './plain.ts';

const MAX_NAME = 60;
const MAX_TEXT = 600;
/** As much of the arguments as a person can be asked to read. */
const MAX_ARGUMENTS = 20;

/** The question in one sentence. */
export const questionTitle = ({ call }: ToolQuestion, terms: AllTerms): string =>
  terms.mayRun(plain(call.name, MAX_NAME));

/**
 * "May it?": what the function is, what for, and with which arguments. All of them come from the model, and so perhaps from
 * somebody who talked it into this: they are text, and none is left out without a sign. Nothing is agreed to by accident: the
 * keyboard's focus is on the box, not on a button, and a second click of a double click does not count.
 */
export const drawQuestion = (
  { html, nothing }: ExtrasContext,
  question: ToolQuestion,
  terms: AllTerms,
): unknown => {
  const { answer, call, text } = question;
  const given = Object.entries(call.args ?? {});
  return html`<div
    class="notice question"
    part="question"
    role="alertdialog"
    tabindex="-1"
    aria-labelledby="question-title"
    aria-describedby="question-text"
    @keydown=${(event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing) return;
      // Nor does it put the panel away.
      event.stopPropagation();
      answer(false);
    }}
  >
    <strong id="question-title" dir="auto">${questionTitle(question, terms)}</strong>
    <div id="question-text" class="question-text" tabindex=${given.length > 3 ? '0' : nothing}>
      ${text ? html`<p dir="auto">${plain(text, MAX_TEXT)}</p>` : nothing}
      ${
        given.length === 0
          ? nothing
          : html`<dl part="question-arguments">
              ${given.slice(0, MAX_ARGUMENTS).map(
                ([name, value]) =>
                  html`<dt dir="auto">${plain(name, MAX_NAME)}</dt>
                    <dd dir="auto">${plain(shown(value), MAX_TEXT)}</dd>`,
              )}
              ${given.length > MAX_ARGUMENTS ? html`<dt>…</dt>` : nothing}
            </dl>`
      }
    </div>
    <div class="choices">
      ${[true, false].map(
        (agreed) =>
          html`<button
            class="pill"
            part="button ${agreed ? 'question-allow' : 'question-deny'}"
            type="button"
            @keydown=${ignoreRepeat}
            @click=${({ detail }: MouseEvent) => detail < 2 && answer(agreed)}
          >
            ${agreed ? terms.allow : terms.deny}
          </button>`,
      )}
    </div>
  </div>`;
};

const shown = (value: unknown): string => {
  if (typeof value === 'string') return value;
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '…';
  }
};

/** A key that is held for something else answers nothing. */
const ignoreRepeat = (event: KeyboardEvent): void => {
  if (event.repeat && (event.key === ' ' || event.key === 'Enter')) event.preventDefault();
};
