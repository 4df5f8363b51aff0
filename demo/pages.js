/**
 * The pages that show one thing each, in the order of the start page: file below `pages/`, title, what it shows.
 *
 * @type {readonly (readonly [file: string, title: string, text: string])[]}
 */
export const PAGES = [
  ['modalities', 'Speak or type, hear or read', 'Voice and text, each way, in one conversation.'],
  ['recorded', 'Recorded audio', 'Send a recording, keep the answer as a file.'],
  ['context', 'History and context', 'A model that knows what was said before, and what the page tells it.'],
  ['voices', 'Voices and languages', 'Thirty voices, and the language they speak.'],
  ['devices', 'Devices', 'Choose microphone and speaker; pull the plug.'],
  ['turns', 'Whose turn it is', 'Detection of speech, push to talk, interruptions.'],
  ['native-audio', 'Native audio', 'Tone of voice, silence by choice, thoughts.'],
  ['tools', 'Functions of the page', 'The model acts: at once, after a question, or in the background.'],
  ['search', 'Answers with sources', 'Google Search, citations, suggestions.'],
  ['sight', 'Camera, screen, pictures', 'The model sees what the visitor shows.'],
  ['translation', 'Translation', 'Speech in one language, speech in another.'],
  ['transcription', 'Transcription', 'Speech written down as it comes.'],
  ['usage', 'Usage and limits', 'Tokens counted, a ceiling, hanging up in silence.'],
  ['vertex', 'Vertex AI', 'Through a relay on the page’s own server.'],
  ['firebase', 'Firebase AI Logic', 'Straight from the browser, without a server.'],
];
