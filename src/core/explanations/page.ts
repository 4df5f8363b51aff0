/** What keeps a conversation from being carried across a reload. */
export const PAGE = {
  'persist-taken':
    'persist="session" keeps nothing here: another <gemini-live> of this page keeps its conversation in the same place; give each an id of its own.',
  'not-kept':
    'The conversation is not carried across a reload: sessionStorage is denied to this page, or has no room left.',
};
