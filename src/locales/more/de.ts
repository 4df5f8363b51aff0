import type { MoreTerms } from '../terms.ts';

/** German. */
export const de: MoreTerms = {
  callAsking: 'Wartet auf Sie',
  callRunning: 'Läuft …',
  callDone: 'Erledigt',
  callFailed: 'Fehlgeschlagen',
  callCancelled: 'Abgebrochen',
  mayRun: (name) => `Darf ich „${name}“ ausführen?`,
  allow: 'Erlauben',
  deny: 'Nicht erlauben',
  sources: 'Quellen',
  thoughts: 'Gedanken',
  camera: 'Kamera',
  screen: 'Bildschirm',
  picture: 'Bild',
  seeing: 'Das sehe ich gerade',
  flip: 'Kamera drehen',
  stopVideo: 'Nicht mehr zeigen',
  videoProblems: {
    denied: 'nicht erlaubt',
    missing: 'nicht gefunden',
    busy: 'anderswo in Benutzung',
    lost: 'getrennt',
  },
  voice: 'Stimme',
  anyVoice: 'Standard',
  tokens: 'Tokens',
  modalities: { text: 'Text', audio: 'Ton', image: 'Bild', video: 'Video', document: 'Dokument' },
  limitReached: 'Dieses Gespräch hat seinen Umfang ausgeschöpft.',
  soundAway: 'Der Ton ist gerade weg. Tippen Sie irgendwohin, dann kommt er wieder.',
};
