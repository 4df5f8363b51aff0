import type { Terms } from './terms.ts';

/** German. */
export const de: Terms = {
  lang: 'de',
  title: 'Sprachassistent',
  launch: 'Sprechen wir',
  hide: 'Ausblenden',
  start: 'Gespräch beginnen',
  startAgain: 'Noch einmal sprechen',
  end: 'Beenden',
  cancel: 'Abbrechen',
  mute: 'Stumm',
  holdToTalk: 'Zum Sprechen halten',
  tryAgain: 'Erneut versuchen',

  statusIdle: 'Bereit, wenn Sie es sind',
  statusConnecting: 'Einen Moment …',
  statusListening: 'Ich höre zu',
  statusMuted: 'Ihr Mikrofon ist aus',
  statusTyping: 'Sie sind dran: Schreiben Sie etwas',
  statusPushToTalk: 'Taste halten und sprechen',
  statusTalking: 'Ich höre zu: Loslassen sendet',
  statusThinking: 'Ich denke nach …',
  statusSpeaking: 'Ich antworte',
  statusReconnecting: 'Verbindung unterbrochen, neuer Versuch …',
  statusEnded: 'Bis zum nächsten Mal',
  statusFailed: 'Das hat nicht geklappt',

  invitation: 'Drücken Sie die Taste und sprechen Sie einfach. Sie können mich jederzeit unterbrechen.',
  invitationLive: 'Sprechen Sie einfach. Sie können mich jederzeit unterbrechen.',
  transcript: 'Gesprächsverlauf',
  speaker: (role) => (role === 'user' ? 'Sie' : 'Assistent'),
  interrupted: 'unterbrochen',

  message: 'Ihre Nachricht',
  messageHint: 'Oder hier schreiben …',
  send: 'Senden',

  consentTitle: 'Darf ich zuhören?',
  consentText:
    'Um mit Ihnen zu sprechen, wird Ihre Stimme während des Gesprächs an Gemini von Google übertragen.',
  consentAccept: 'Ja, sprechen wir',
  consentDecline: 'Nein, danke',

  announceConnecting: 'Verbindung wird aufgebaut.',
  announceConnected: 'Verbunden. Sie können jetzt sprechen.',
  announceReconnecting: 'Die Verbindung ist abgebrochen. Sie wird wiederhergestellt.',
  announceReconnected: 'Wieder verbunden.',
  announceEnded: 'Das Gespräch ist beendet.',
  announceMuted: 'Mikrofon aus.',
  announceUnmuted: 'Mikrofon an.',

  errors: {
    token: {
      what: 'Das Gespräch konnte nicht begonnen werden.',
      remedy: 'Bitte versuchen Sie es gleich noch einmal.',
    },
    auth: {
      what: 'Diese Website darf kein Gespräch beginnen.',
      remedy: 'Bitte geben Sie dem Betreiber der Website Bescheid.',
    },
    quota: {
      what: 'Gerade sprechen zu viele Menschen gleichzeitig.',
      remedy: 'Bitte versuchen Sie es in ein paar Minuten noch einmal.',
    },
    model: {
      what: 'Der Assistent, den diese Website verlangt, ist nicht verfügbar.',
      remedy: 'Bitte geben Sie dem Betreiber der Website Bescheid.',
    },
    config: {
      what: 'Der Assistent ist nicht richtig eingerichtet.',
      remedy: 'Bitte geben Sie dem Betreiber der Website Bescheid.',
    },
    network: {
      what: 'Die Verbindung ist abgebrochen.',
      remedy: 'Prüfen Sie Ihre Internetverbindung und versuchen Sie es erneut.',
    },
    timeout: {
      what: 'Es hat niemand rechtzeitig geantwortet.',
      remedy: 'Prüfen Sie Ihre Internetverbindung und versuchen Sie es erneut.',
    },
    service: {
      what: 'Der Assistent ist gerade gestört.',
      remedy: 'Bitte versuchen Sie es gleich noch einmal.',
    },
    'blocked-by-csp': {
      what: 'Diese Seite lässt keine Verbindung zum Assistenten zu.',
      remedy: 'Bitte geben Sie dem Betreiber der Website Bescheid.',
    },
    'microphone-denied': {
      what: 'Ich darf Ihr Mikrofon nicht benutzen.',
      remedy:
        'Erlauben Sie es für diese Website in der Adressleiste des Browsers und beginnen Sie neu. Schreiben geht auch.',
    },
    'microphone-missing': {
      what: 'Ich finde kein Mikrofon.',
      remedy: 'Schließen Sie eines an und versuchen Sie es erneut, oder schreiben Sie mir.',
    },
    'microphone-busy': {
      what: 'Ein anderes Programm benutzt Ihr Mikrofon.',
      remedy: 'Schließen Sie dieses Programm und versuchen Sie es erneut.',
    },
    'insecure-context': {
      what: 'Diese Seite ist nicht sicher, darum bleibt das Mikrofon aus.',
      remedy: 'Öffnen Sie die Seite mit https:// in der Adresse.',
    },
    'permissions-policy': {
      what: 'Diese Seite gibt das Mikrofon nicht weiter.',
      remedy: 'Öffnen Sie die Website in einem eigenen Tab, oder geben Sie dem Betreiber Bescheid.',
    },
    'worklet-blocked': {
      what: 'Diese Seite lässt den Assistenten keinen Ton abspielen.',
      remedy: 'Bitte geben Sie dem Betreiber der Website Bescheid.',
    },
    'unsupported-browser': {
      what: 'Mit diesem Browser ist kein Gespräch möglich.',
      remedy: 'Aktualisieren Sie ihn, oder nehmen Sie einen neueren.',
    },
    'session-expired': {
      what: 'Die Zeit für dieses Gespräch ist abgelaufen.',
      remedy: 'Beginnen Sie ein neues, um fortzufahren.',
    },
    'consent-declined': {
      what: 'In Ordnung, ich höre nicht zu.',
      remedy: 'Beginnen Sie einfach, wenn Sie es sich anders überlegen.',
    },
  },
};
