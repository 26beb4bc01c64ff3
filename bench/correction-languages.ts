/**
 * The words that sentences of a language are built from. Any word of one list can be combined with any of another list.
 */
export interface CorrectionLanguage {
  readonly script: "Latin" | "Cyrillic" | "Arabic" | "Hebrew" | "Han" | "Devanagari";
  readonly language: string;
  readonly blank: string;
  readonly stop: string;
  /** Neighbours in the list (0 and 1, 2 and 3 …) are spelled nearly alike. */
  readonly names: readonly string[];
  /** Refers to a name in an earlier sentence. */
  readonly pronoun: string;
  /** Words that introduce a statement and are not quoted. The typo of a corrected article is in their last word. */
  readonly leads: readonly string[];
  /** A verb, and its negation. */
  readonly verbs: readonly (readonly [string, string])[];
  readonly things: readonly string[];
  readonly times: readonly string[];
  /** A sentence that denies everything after it, and sentences that fit any article. */
  readonly denial: string;
  readonly refrains: readonly string[];
}

export const LANGUAGES: readonly CorrectionLanguage[] = [
  {
    script: "Latin",
    language: "en",
    blank: " ",
    stop: ".",
    names: ["Karim Hassan", "Karim Hasan", "Olga Marin", "Olga Martin", "the Alpha ministry", "the Beta ministry"],
    pronoun: "He",
    leads: ["In the morning report", "According to the government", "As the committee received", "By every account"],
    verbs: [
      ["now backs", "not backs"],
      ["cut", "did not cut"],
      ["can pay for", "can't pay for"],
      ["is able to name", "is unable to name"],
      ["signed", "never signed"],
      ["agreed to", "disagreed to"],
    ],
    things: [
      "the new rule",
      "a million ballots",
      "five bridges",
      "the café’s licence",
      "the “old” treaty",
      "M̂ira’s bill",
    ],
    times: ["on Monday", "in 2019", "for nine days", "within the hour", "after the vote", "before the strike"],
    denial: "It is not true that",
    refrains: ["No reason was given", "Both sides were asked 🎉"],
  },
  {
    script: "Latin",
    language: "tr",
    blank: " ",
    stop: ".",
    names: ["Kerem Aslan", "Kerem Arslan", "Derya Koç", "Derya Koçak", "Ankara Valiliği", "Adana Valiliği"],
    pronoun: "O",
    leads: ["Sabah raporuna göre", "Hükümetin bildirdiğine göre", "Komisyonun belirttiğine göre"],
    verbs: [
      ["geliyor ve istiyor", "gelmiyor ve istiyor"],
      ["geldi ve istedi", "gelmedi ve istedi"],
      ["destekliyor", "desteklemiyor"],
      ["imzaladı", "imzalamadı"],
    ],
    things: ["yeni kuralı", "beş köprüyü", "bir milyon oyu", "“eski” anlaşmayı", "şehrin bütçesini"],
    times: ["pazartesi günü", "2019 yılında", "dokuz gün boyunca", "oylamadan sonra", "grevden önce"],
    denial: "Şu doğru değildir:",
    refrains: ["Neden söylenmedi", "İki tarafa da soruldu 👩‍👩‍👧"],
  },
  {
    script: "Latin",
    language: "cs",
    blank: " ",
    stop: ".",
    names: ["Jan Novák", "Jan Nováček", "Eva Dvořáková", "Eva Dvořaková", "úřad Alfa", "úřad Beta"],
    pronoun: "On",
    leads: ["Podle ranní zprávy", "Podle tiskového prohlášení", "Jak sdělila komise"],
    verbs: [
      ["podepsal", "nepodepsal"],
      ["byl pro", "nebyl pro"],
      ["zná", "nezná"],
      ["chce", "nechce"],
    ],
    things: ["nové pravidlo", "pět mostů", "milion hlasů", "„starou“ smlouvu", "rozpočet města"],
    times: ["v pondělí", "v roce 2019", "devět dní", "po hlasování", "před stávkou"],
    denial: "Není pravda, že",
    refrains: ["Důvod neuvedl nikdo", "Ptali jsme se obou stran 🇨🇿"],
  },
  {
    script: "Cyrillic",
    language: "ru",
    blank: " ",
    stop: ".",
    names: [
      "Карим Хасанов",
      "Карим Хасенов",
      "Ольга Марина",
      "Ольга Малина",
      "Министерство Альфа",
      "Министерство Бета",
    ],
    pronoun: "Он",
    leads: ["По данным утреннего отчёта", "По словам правительства", "Как сообщила комиссия"],
    verbs: [
      ["отправил", "отравил"],
      ["подписал", "не подписал"],
      ["доволен и хочет", "недоволен и хочет"],
      ["назвал", "никогда не назвал"],
    ],
    things: ["новое правило", "девять мостов", "миллион голосов", "«старый» договор", "бюджет го́рода"],
    times: ["в понедельник", "в 2019 году", "десять дней", "после голосования", "до забастовки"],
    denial: "Неправда, что",
    refrains: ["Причину не назвали", "Спросили обе стороны 🕊️"],
  },
  {
    script: "Arabic",
    language: "ar",
    blank: " ",
    stop: ".",
    names: ["كريم حسن", "كريم حسين", "سلمى مرعي", "سلمى مرعبي", "وزارة ألفا", "وزارة بيتا"],
    pronoun: "هو",
    leads: ["بحسب تقرير الصباح", "وفقا لبيان الحكومة", "كما ذكرت اللجنة"],
    verbs: [
      ["قبل", "قتل"],
      ["وقع", "لم يوقع"],
      ["يؤيد", "لا يؤيد"],
      ["سوف يدفع", "لن يدفع"],
    ],
    things: ["القاعدة الجديدة", "خمسة جسور", "مليون صوت", "المعاهدة «القديمة»", "ميزانيّة المدينة"],
    times: ["يوم الاثنين", "عام 2019", "تسعة أيام", "بعد التصويت", "قبل الإضراب"],
    denial: "ليس صحيحا أن",
    refrains: ["لم يذكر السبب", "سئل الطرفان 🕊️"],
  },
  {
    script: "Hebrew",
    language: "he",
    blank: " ",
    stop: ".",
    names: ["כרים חסן", "כרים חסון", "אולגה מרין", "אולגה מרטין", "משרד אלפא", "משרד ביתא"],
    pronoun: "הוא",
    leads: ["לפי דוח הבוקר", "לפי הודעת הממשלה", "כפי שמסרה הוועדה"],
    verbs: [
      ["חתם על", "לא חתם על"],
      ["תומך לו ורוצה", "תומך לא ורוצה"],
      ["קנה", "מעולם לא קנה"],
      ["שילם עבור", "לא שילם עבור"],
    ],
    things: ["הכלל החדש", "חמישה גשרים", "מיליון קולות", "ההסכם ״הישן״", "תַּקְצִיב העיר"],
    times: ["ביום שני", "בשנת 2019", "תשעה ימים", "אחרי ההצבעה", "לפני השביתה"],
    denial: "לא נכון כי",
    refrains: ["לא נמסרה סיבה", "שני הצדדים נשאלו 🕊️"],
  },
  {
    script: "Han",
    language: "zh",
    blank: "",
    stop: "。",
    names: ["李明哲", "李明者", "王丽娜", "王莉娜", "阿尔法部", "贝塔部"],
    pronoun: "他",
    leads: ["据早间报告", "据政府公告", "委员会通报"],
    verbs: [
      ["签署了", "没有签署"],
      ["支持", "不支持"],
      ["已经批准", "未经批准"],
      ["能够支付", "不能支付"],
    ],
    things: ["新的规定", "五座桥梁", "一百万张选票", "“旧”条约", "𠮷野的预算"],
    times: ["于星期一", "在2019年", "共九天", "在投票之后", "在罢工之前"],
    denial: "并非事实的是",
    refrains: ["没有说明原因", "双方都被询问🎉"],
  },
  {
    script: "Devanagari",
    language: "hi",
    blank: " ",
    stop: "।",
    names: ["करीम हसन", "करीम हुसैन", "ओल्गा मारिन", "ओल्गा मार्टिन", "अल्फा मंत्रालय", "बीटा मंत्रालय"],
    pronoun: "वह",
    leads: ["सुबह की रिपोर्ट में", "सरकार के बयान में", "समिति की सूचना में"],
    verbs: [
      ["चाहता है", "नहीं चाहता है"],
      ["मानता है", "न मानता है"],
      ["जीतता है", "हारता है"],
      ["समझता है", "नासमझता है"],
    ],
    things: ["नया नियम", "पाँच पुल", "दस लाख वोट", "“पुरानी” संधि", "नगर का बजट"],
    times: ["सोमवार को", "2019 में", "नौ दिन तक", "मतदान के बाद", "हड़ताल से पहले"],
    denial: "यह सच नहीं कि",
    refrains: ["कारण नहीं बताया गया", "दोनों पक्षों से पूछा गया 🎉"],
  },
];
