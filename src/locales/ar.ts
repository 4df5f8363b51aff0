import type { Terms } from './terms.ts';

/** Arabic. */
export const ar: Terms = {
  lang: 'ar',
  title: 'المساعد الصوتي',
  launch: 'لنتحدّث',
  hide: 'إخفاء',
  start: 'ابدأ الحديث',
  startAgain: 'تحدّث مرة أخرى',
  end: 'إنهاء',
  cancel: 'إلغاء',
  mute: 'كتم الصوت',
  holdToTalk: 'اضغط مطوّلًا للتحدّث',
  tryAgain: 'أعد المحاولة',

  statusIdle: 'جاهز متى شئت',
  statusConnecting: 'لحظة واحدة…',
  statusListening: 'أنا أستمع إليك',
  statusMuted: 'الميكروفون مغلق',
  statusTyping: 'دورك الآن: اكتب شيئًا',
  statusPushToTalk: 'اضغط الزر مطوّلًا وتحدّث',
  statusTalking: 'أنا أستمع: ارفع إصبعك للإرسال',
  statusThinking: 'دعني أفكّر…',
  statusSpeaking: 'أجيبك الآن',
  statusReconnecting: 'انقطع الخط، أعيد الاتصال…',
  statusEnded: 'إلى اللقاء',
  statusFailed: 'لم ينجح ذلك',

  invitation: 'اضغط الزر وتحدّث كما تشاء. يمكنك مقاطعتي في أي وقت.',
  invitationLive: 'تحدّث كما تشاء. يمكنك مقاطعتي في أي وقت.',
  transcript: 'المحادثة',
  speaker: (role) => (role === 'user' ? 'أنت' : 'المساعد'),
  interrupted: 'تمت المقاطعة',

  message: 'رسالتك',
  messageHint: 'أو اكتب هنا…',
  send: 'إرسال',

  consentTitle: 'هل تسمح لي بالاستماع؟',
  consentText: 'للتحدّث معك، يُرسَل صوتك إلى Gemini من Google طوال المحادثة.',
  consentAccept: 'نعم، لنتحدّث',
  consentDecline: 'لا، شكرًا',

  announceConnecting: 'جارٍ الاتصال.',
  announceConnected: 'تم الاتصال. يمكنك التحدّث الآن.',
  announceReconnecting: 'انقطع الاتصال. جارٍ إعادة الاتصال.',
  announceReconnected: 'عاد الاتصال.',
  announceEnded: 'انتهت المحادثة.',
  announceMuted: 'الميكروفون مغلق.',
  announceUnmuted: 'الميكروفون مفتوح.',

  errors: {
    token: {
      what: 'تعذّر بدء المحادثة.',
      remedy: 'يُرجى المحاولة مجددًا بعد قليل.',
    },
    auth: {
      what: 'لا يُسمح لهذا الموقع ببدء محادثة.',
      remedy: 'يُرجى إبلاغ مالك الموقع.',
    },
    quota: {
      what: 'عدد المتحدّثين الآن كبير جدًا.',
      remedy: 'يُرجى المحاولة مجددًا بعد بضع دقائق.',
    },
    model: {
      what: 'المساعد الذي يطلبه هذا الموقع غير متاح.',
      remedy: 'يُرجى إبلاغ مالك الموقع.',
    },
    config: {
      what: 'إعداد المساعد غير صحيح.',
      remedy: 'يُرجى إبلاغ مالك الموقع.',
    },
    network: {
      what: 'انقطع الاتصال.',
      remedy: 'تحقّق من اتصالك بالإنترنت ثم أعد المحاولة.',
    },
    timeout: {
      what: 'لم يصل ردّ في الوقت المناسب.',
      remedy: 'تحقّق من اتصالك بالإنترنت ثم أعد المحاولة.',
    },
    service: {
      what: 'يواجه المساعد مشكلة حاليًا.',
      remedy: 'يُرجى المحاولة مجددًا بعد قليل.',
    },
    'blocked-by-csp': {
      what: 'هذه الصفحة لا تسمح للمساعد بالاتصال.',
      remedy: 'يُرجى إبلاغ مالك الموقع.',
    },
    'microphone-denied': {
      what: 'لا يُسمح لي باستخدام الميكروفون.',
      remedy: 'اسمح به لهذا الموقع من شريط العنوان في المتصفح، ثم ابدأ من جديد. يمكنك أيضًا الكتابة.',
    },
    'microphone-missing': {
      what: 'لم أجد أي ميكروفون.',
      remedy: 'وصّل ميكروفونًا وأعد المحاولة، أو اكتب لي.',
    },
    'microphone-busy': {
      what: 'يستخدم برنامج آخر الميكروفون.',
      remedy: 'أغلق ذلك البرنامج ثم أعد المحاولة.',
    },
    'insecure-context': {
      what: 'هذه الصفحة غير آمنة، لذا يبقى الميكروفون مغلقًا.',
      remedy: 'افتح الصفحة بعنوان يبدأ بـ https://.',
    },
    'permissions-policy': {
      what: 'هذه الصفحة لا تتيح استخدام الميكروفون.',
      remedy: 'افتح الموقع في علامة تبويب مستقلة، أو أبلغ مالكه.',
    },
    'worklet-blocked': {
      what: 'هذه الصفحة لا تسمح للمساعد بتشغيل الصوت.',
      remedy: 'يُرجى إبلاغ مالك الموقع.',
    },
    'unsupported-browser': {
      what: 'لا يمكن إجراء محادثة في هذا المتصفح.',
      remedy: 'حدّثه أو استخدم متصفحًا أحدث.',
    },
    'session-expired': {
      what: 'انتهى الوقت المخصص لهذه المحادثة.',
      remedy: 'ابدأ محادثة جديدة للمتابعة.',
    },
    'consent-declined': {
      what: 'حسنًا، أنا لا أستمع.',
      remedy: 'ابدأ من جديد متى غيّرت رأيك.',
    },
  },
};
