import type { Terms } from './terms.ts';

/** English: built into the element, and the last resort of every lookup. */
export const en: Terms = {
  lang: 'en',
  title: 'Voice assistant',
  launch: 'Let’s talk',
  hide: 'Hide',
  start: 'Start talking',
  startAgain: 'Talk again',
  end: 'End',
  cancel: 'Cancel',
  mute: 'Mute',
  holdToTalk: 'Hold to talk',
  tryAgain: 'Try again',

  statusIdle: 'Ready when you are',
  statusConnecting: 'One moment…',
  statusListening: 'I’m listening',
  statusMuted: 'Your microphone is off',
  statusTyping: 'Your turn: write something',
  statusPushToTalk: 'Hold the button and talk',
  statusTalking: 'I’m listening: let go to send',
  statusThinking: 'Let me think…',
  statusSpeaking: 'Answering',
  statusReconnecting: 'The line dropped, dialling again…',
  statusEnded: 'Goodbye for now',
  statusFailed: 'That did not work',

  invitation: 'Press the button and just talk. You can interrupt me at any time.',
  invitationLive: 'Just talk. You can interrupt me at any time.',
  transcript: 'Conversation',
  speaker: (role) => (role === 'user' ? 'You' : 'Assistant'),
  interrupted: 'interrupted',

  message: 'Your message',
  messageHint: 'Or write here…',
  send: 'Send',

  consentTitle: 'May I listen?',
  consentText: 'To talk with you, your voice is sent to Google’s Gemini while the conversation runs.',
  consentAccept: 'Yes, let’s talk',
  consentDecline: 'No, thanks',

  announceConnecting: 'Connecting.',
  announceConnected: 'Connected. You can talk now.',
  announceReconnecting: 'The connection was lost. Reconnecting.',
  announceReconnected: 'Connected again.',
  announceEnded: 'The conversation has ended.',
  announceMuted: 'Microphone off.',
  announceUnmuted: 'Microphone on.',

  errors: {
    token: {
      what: 'The conversation could not be opened.',
      remedy: 'Please try again in a moment.',
    },
    auth: {
      what: 'This site is not allowed to open a conversation.',
      remedy: 'Please let the site’s owner know.',
    },
    quota: {
      what: 'Too many people are talking right now.',
      remedy: 'Please try again in a few minutes.',
    },
    model: {
      what: 'The assistant that this site asks for is not available.',
      remedy: 'Please let the site’s owner know.',
    },
    config: {
      what: 'The assistant is not set up correctly.',
      remedy: 'Please let the site’s owner know.',
    },
    network: {
      what: 'The connection was lost.',
      remedy: 'Check your internet connection and try again.',
    },
    timeout: {
      what: 'Nobody answered in time.',
      remedy: 'Check your internet connection and try again.',
    },
    service: {
      what: 'The assistant has a problem right now.',
      remedy: 'Please try again in a moment.',
    },
    'blocked-by-csp': {
      what: 'This page does not let the assistant connect.',
      remedy: 'Please let the site’s owner know.',
    },
    'microphone-denied': {
      what: 'I’m not allowed to use your microphone.',
      remedy: 'Allow it for this site in your browser’s address bar, then start again. You can also write.',
    },
    'microphone-missing': {
      what: 'I can’t find a microphone.',
      remedy: 'Plug one in and try again, or write to me.',
    },
    'microphone-busy': {
      what: 'Another program is using your microphone.',
      remedy: 'Close that program and try again.',
    },
    'insecure-context': {
      what: 'This page is not secure, so the microphone stays off.',
      remedy: 'Open the page with https:// in its address.',
    },
    'permissions-policy': {
      what: 'This page does not pass the microphone on.',
      remedy: 'Open the site in a tab of its own, or let its owner know.',
    },
    'worklet-blocked': {
      what: 'This page does not let the assistant play sound.',
      remedy: 'Please let the site’s owner know.',
    },
    'unsupported-browser': {
      what: 'This browser can’t hold a conversation.',
      remedy: 'Update it, or use a newer one.',
    },
    'session-expired': {
      what: 'The conversation has run out of time.',
      remedy: 'Start a new one to go on.',
    },
    'consent-declined': {
      what: 'All right, I’m not listening.',
      remedy: 'Start again whenever you change your mind.',
    },
  },
};
