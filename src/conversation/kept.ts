/** What the names of kept conversations in `sessionStorage` begin with. */
export const KEPT = 'gemini-live:';

/** Whether an earlier page has left a conversation here. Storage may be denied. */
export const isKept = (): boolean => {
  try {
    return Object.keys(sessionStorage).some((key) => key.startsWith(KEPT));
  } catch {
    return false;
  }
};
