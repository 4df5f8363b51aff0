import type { ReactiveControllerHost } from 'lit';

/** What of the element's public interface is used here. */
export type TalkElement = ReactiveControllerHost &
  HTMLElement & {
    readonly vad: string | undefined;
    startActivity(): void;
    endActivity(): void;
  };

/** What has a use of its own for Space. */
const OTHERS =
  'a[href], area, audio, button, details, embed, iframe, input, object, option, select, summary, textarea, video, ' +
  '[contenteditable], [role]:not([role=dialog], [role=group], [role=log], [role=status], [role=alert])';

const isPart = (target: EventTarget, name: string): boolean =>
  target instanceof Element && target.part.contains(name);

/**
 * Push to talk beyond its button: where that is shown, Space anywhere in the panel is held like it, except in fields and on
 * other controls. And whatever holds it lets go when the window loses the focus, the tab is hidden, or the element leaves the
 * page: nobody would be told of the key or finger that goes up then.
 */
export const holdToTalk = (element: TalkElement): void => {
  let held = false;
  let connected = new AbortController();
  const hold = (): void => {
    held = true;
    element.startActivity();
  };
  const letGo = (): void => {
    if (held) element.endActivity();
    held = false;
  };

  const keyDown = (event: KeyboardEvent): void => {
    const path = event.composedPath();
    // The button sees to itself, but not to all the ways in which it loses the key.
    if ((event.key === ' ' || event.key === 'Enter') && path.some((target) => isPart(target, 'talk'))) {
      held ||= !event.repeat;
      return;
    }
    if (event.key !== ' ' || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    const panel = path.findIndex((target) => isPart(target, 'panel'));
    const inside = path.slice(0, Math.max(0, panel));
    const button = element.shadowRoot?.querySelector('[part~=talk]');
    if (
      panel < 0 ||
      !button ||
      inside.some((target) => target instanceof Element && target.matches(OTHERS))
    ) {
      return;
    }
    event.preventDefault(); // else it would scroll
    if (!event.repeat) hold();
  };

  element.addController({
    hostConnected: () => {
      connected = new AbortController();
      const { signal } = connected;
      const listening = { signal, capture: true };
      element.addEventListener('keydown', keyDown, { signal });
      element.addEventListener(
        'pointerdown',
        (event) => {
          held ||= event.button === 0 && event.composedPath().some((target) => isPart(target, 'talk'));
        },
        { signal },
      );
      addEventListener('keyup', ({ key }) => (key === ' ' || key === 'Enter') && letGo(), listening);
      for (const up of ['pointerup', 'pointercancel', 'blur']) {
        addEventListener(
          up,
          ({ target, type }) => (type !== 'blur' || target === window) && letGo(),
          listening,
        );
      }
      document.addEventListener('visibilitychange', () => document.hidden && letGo(), { signal });
    },
    hostDisconnected: () => {
      letGo();
      connected.abort();
    },
  });
};
