import type { MailTexts } from "#shared/forwarding/texts/en.ts";

/** The words of mails to departments in Turkish. */
export const mailTexts: MailTexts = {
  locale: "tr-TR",
  verdicts: { yes: "Evet", no: "Hayır", more_facts: "Daha çok bilgi gerekli", not_ours: "Bizim değil, iletin" },
  leftOut: {
    email: "e-posta adresi",
    phone: "telefon numarası",
    iban: "hesap numarası",
    card: "kart numarası",
    identity: "kimlik numarası",
    order: "sipariş numarası",
  },
  from: (brand) => `${brand} topluluğu`,
  subject: (people, due) => {
    const who = people === 0 ? "Bir soru" : people === 1 ? "Bir müşteriden soru" : `${people} müşteriden soru`;
    return due ? `${who}, en geç ${due}` : who;
  },
  greeting: (name) => `Merhaba ${name},`,
  asks: (person, brand, department) => `${brand} ekibinden ${person}, ${department} bölümüne soruyor:`,
  wrote: (people, examples) => {
    const who = people === 1 ? "Müşterinin yazdığı" : `${people} müşterinin yazdıkları`;
    return people > examples ? `${who}, ${examples} tanesi burada` : who;
  },
  translatedBy: ({ person, model }) =>
    person && model
      ? `Çeviren: ${person}, bir dil modeliyle (${model})`
      : `Çeviren: ${person ?? `bir dil modeli (${model})`}`,
  attachment: { picture: "Resim", video: "Video", audio: "Ses", file: "Dosya", link: "Bağlantı" },
  underPost: "Şu gönderimizin altına yazdılar",
  more: (count) => `ve ${count} tane daha, yanıt sayfasında`,
  neededBy: (due) => `Yanıt en geç ${due} gerekli.`,
  button: "Hesap açmadan yanıtla",
  answerHere: "Hesap açmadan buradan yanıtlayabilirsiniz:",
  orReply: "Ya da bu e-postayı yanıtlamanız yeterli.",
  link: (day) =>
    `Bağlantı ${day} tarihine kadar, yalnızca bu soru için çalışır ve daha önce geri alınabilir. Yanıtınızı yalnızca ekip görür.`,
  signed: (person, brand) => `${person}, ${brand}`,
  handedOn: (department, name, reason) => `${department} bölümünden ${name} bunu size iletti: ${reason}`,
  remindSubject: {
    before: (due) => `Hatırlatma: yanıt en geç ${due} gerekli`,
    after: (due) => `Yanıt hâlâ gelmedi, en geç ${due} gerekliydi`,
    deputy: (due) => `Vekil sizsiniz: yanıt ${due} için gerekliydi`,
    sender: (due) => `Yanıt gelmedi, en geç ${due} gerekliydi`,
  },
  remind: {
    before: ({ due }) => `Aşağıdaki soru ${due} tarihine kadar yanıtınızı bekliyor.`,
    after: ({ due }) => `Aşağıdaki soru en geç ${due} yanıtlanacaktı. Kısa bir yanıt da yeterli.`,
    deputy: ({ name, department, due }) =>
      `${name}, ${department} bölümüne sorulan bu soruyu ${due} tarihine kadar yanıtlamadı. Vekil olarak siz görünüyorsunuz: lütfen onun yerine yanıtlayın.`,
    sender: ({ name, department, due }) =>
      `${department} bölümünden ${name} soruldu ve hatırlatıldı, ${due} tarihine kadar yanıt vermedi. Yeniden sorun, başkasına sorun ya da takipçilere onsuz yanıt verin.`,
  },
  openLoop: "Konak'ta aç",
};
