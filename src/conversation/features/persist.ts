import type { ReactiveControllerHost } from 'lit';
import type { ErrorCode } from '../../core/error-code.ts';
import { say } from '../../core/say.ts';
import type { LiveState, Warning } from '../../core/state.ts';
import type { Conversation } from '../conversation.ts';
import type { ConversationSettings } from '../host.ts';
import { Drawer } from '../persist/drawer.ts';
import { isYoung, placeOf, type PersistRecord } from '../persist/record.ts';

export type PersistElement = HTMLElement &
  ReactiveControllerHost & {
    readonly persist: string | undefined;
    settings(): ConversationSettings;
  };

/** The kept handle, or what was told of the earlier conversation, may be what the service did not like. */
const SUSPICIOUS: ReadonlySet<ErrorCode> = new Set(['config', 'model', 'service', 'session-expired']);

const IN_RUN: ReadonlySet<LiveState> = new Set(['connecting', 'reconnecting']);
const OVER: ReadonlySet<LiveState> = new Set(['idle', 'ended', 'failed']);

/**
 * Keeps an element's conversation in `sessionStorage` from now on, and gives back what an earlier page has left. A conversation
 * that the page's end or a failure cut off is gone on with by the next start; one that somebody hung up is only shown.
 */
export const keep = (
  element: PersistElement,
  conversation: Conversation,
  { leaving, warn }: { readonly leaving: () => boolean; readonly warn: (warning: Warning) => void },
): void => {
  let drawer: Drawer | undefined;
  /** Listeners that are needed while a conversation runs. */
  let running: AbortController | undefined;
  /** The session of the run has been set up. */
  let live = false;
  /** What the run belongs to; attributes may change before it ends. */
  let place = '';

  const handleOf = (record: PersistRecord): string | undefined => {
    const settings = element.settings();
    const same = record.place === placeOf(settings) && isYoung(record, settings, Date.now());
    return same ? record.handle : undefined;
  };

  const offer = (record: PersistRecord | undefined): void => {
    if (record) conversation.restore(record.entries, record.ended ? undefined : () => handleOf(record));
  };

  const put = (record: PersistRecord): void => {
    if (drawer && !drawer.write(record)) warn({ code: 'not-kept', message: say('not-kept') });
  };

  const save = (ended = false): void => {
    // What the service was asked to forget, or was never told, is no use to anybody.
    if (!live) return;
    const handle = ended ? undefined : conversation.current?.handle;
    put({ entries: conversation.transcript, handle, time: Date.now(), place, ended });
  };

  const begin = (): void => {
    live = false;
    place = placeOf(element.settings());
    const { signal } = (running = new AbortController());
    // What is frozen, or hidden on a phone, may never come back to say that it goes.
    document.addEventListener('freeze', () => save(), { signal });
    document.addEventListener('visibilitychange', () => save(), { signal });
    element.addEventListener('gemini-live-transcript', ({ entry }) => entry.final && save(), { signal });
  };

  const end = (state: LiveState): void => {
    running?.abort();
    running = undefined;
    const { error } = conversation;
    if (live) {
      const ended = state === 'ended' && !leaving();
      save(ended);
      if (ended) return;
    } else {
      const last = drawer?.read();
      // First without the handle; if that fails, too, then without all that was said.
      if (last && error && SUSPICIOUS.has(error.code)) {
        put({ ...last, handle: undefined, ended: last.handle === undefined });
      }
    }
    // A start that came to nothing has changed nothing.
    offer(drawer?.read());
  };

  const follow = (): void => {
    const { state } = conversation;
    if (!drawer) return;
    if (OVER.has(state)) return running && end(state);
    if (!running) begin();
    if (!IN_RUN.has(state)) live = true;
  };

  const open = (): void => {
    drawer = Drawer.of(element);
    if (!drawer) return warn({ code: 'persist-taken', message: say('persist-taken') });
    if (!conversation.running || !conversation.current) offer(drawer.read());
    follow();
  };

  element.addEventListener('gemini-live-statechange', follow, { capture: true });
  let wanted: boolean | undefined;
  const look = (): void => {
    const on = element.persist === 'session';
    if (wanted === on) return;
    wanted = on;
    if (on) return open();
    running?.abort();
    running = undefined;
    // Also what an earlier page has kept.
    (drawer ?? Drawer.of(element))?.close();
    drawer = undefined;
    if (!conversation.running) conversation.restore(conversation.transcript);
  };
  element.addController({ hostUpdated: look });
  look();
};
