import type { MoreTerms } from '../terms.ts';

/** Arabic. */
export const ar: MoreTerms = {
  callAsking: 'بانتظارك',
  callRunning: 'قيد التنفيذ…',
  callDone: 'تم',
  callFailed: 'لم ينجح',
  callCancelled: 'أُلغي',
  mayRun: (name) => `هل تسمح لي بتنفيذ «${name}»؟`,
  allow: 'أسمح',
  deny: 'لا أسمح',
  sources: 'المصادر',
  thoughts: 'الأفكار',
  camera: 'الكاميرا',
  screen: 'الشاشة',
  picture: 'صورة',
  seeing: 'هذا ما أراه الآن',
  flip: 'تبديل الكاميرا',
  stopVideo: 'إيقاف العرض',
  videoProblems: {
    denied: 'غير مسموح بها',
    missing: 'غير موجودة',
    busy: 'مستخدمة في مكان آخر',
    lost: 'انقطعت',
  },
  voice: 'الصوت',
  anyVoice: 'تلقائي',
  tokens: 'الرموز',
  modalities: { text: 'نص', audio: 'صوت', image: 'صور', video: 'فيديو', document: 'مستند' },
  limitReached: 'استنفدت هذه المحادثة حدّها.',
  soundAway: 'الصوت متوقف الآن. انقر في أي مكان لإعادته.',
};
