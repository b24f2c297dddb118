import type { AnswerLanguage } from "#shared/forwarding/department.ts";

/** The frames of a public answer: how it opens, how it turns to what came out, how it ends. `{own}`: their words. */
export type DraftTexts = {
  greeting: string;
  plainGreeting: string;
  openings: string[];
  openingsWithout: string[];
  turns: string[];
  closings: string[];
};

/** Frames in each language in which Konak drafts; every list has as many as the others, so that any two can meet. */
export const draftTexts: Record<AnswerLanguage, DraftTexts> = {
  en: {
    greeting: "Hi {name},",
    plainGreeting: "Hello,",
    openings: [
      "you wrote “{own}”, and that did not stay with us alone.",
      "about “{own}”: we took it to the people who can do something about it.",
      "“{own}” was worth a closer look, so we had one taken.",
      "we kept your words in mind: “{own}”. Now there is news.",
      "thank you for telling us. “{own}” is exactly what we asked about inside.",
    ],
    openingsWithout: [
      "your message did not stay with us alone.",
      "we took what you told us to the people who can do something about it.",
      "what you sent was worth a closer look, so we had one taken.",
      "we kept your message in mind. Now there is news.",
      "thank you for telling us. We asked about it inside.",
    ],
    turns: ["They say:", "This is what came out:", "Here is the answer:", "What we know now:", "The result:"],
    closings: [
      "Tell us here if yours behaves differently.",
      "If anything stays unclear, just ask below.",
      "It was you who brought this up, thank you.",
      "We will write again if that changes.",
      "Does that help in your case?",
    ],
  },
  tr: {
    greeting: "Merhaba {name},",
    plainGreeting: "Merhaba,",
    openings: [
      "“{own}” demiştiniz; bu yalnızca bizde kalmadı.",
      "“{own}” sözünüzü bu konuda bir şey yapabilecek arkadaşlara ilettik.",
      "“{own}” dediğiniz için konuya yakından bakılmasını istedik.",
      "yazdığınızı unutmadık: “{own}”. Şimdi bir haberimiz var.",
      "yazdığınız için teşekkürler. İçeride tam da bunu sorduk: “{own}”.",
    ],
    openingsWithout: [
      "mesajınız yalnızca bizde kalmadı.",
      "yazdıklarınızı bu konuda bir şey yapabilecek arkadaşlara ilettik.",
      "anlattıklarınıza yakından bakılmasını istedik.",
      "yazdığınızı unutmadık. Şimdi bir haberimiz var.",
      "yazdığınız için teşekkürler. Konuyu içeride sorduk.",
    ],
    turns: ["Gelen yanıt şöyle:", "Ortaya çıkan şu:", "Yanıtları:", "Artık bildiğimiz:", "Sonuç:"],
    closings: [
      "Sizinki farklıysa buraya yazın lütfen.",
      "Açık kalan bir şey varsa aşağıda sorabilirsiniz.",
      "Bunu gündeme getiren sizdiniz, teşekkür ederiz.",
      "Bir değişiklik olursa yeniden yazarız.",
      "Sizin durumunuzda işe yarıyor mu?",
    ],
  },
  fi: {
    greeting: "Hei {name},",
    plainGreeting: "Hei,",
    openings: [
      "kirjoitit ”{own}”, eikä se jäänyt vain meille.",
      "viestisi ”{own}” meni niille, jotka voivat tehdä asialle jotain.",
      "”{own}” ansaitsi tarkemman katsomisen, ja pyysimme sitä.",
      "sanasi jäivät mieleemme: ”{own}”. Nyt on uutta kerrottavaa.",
      "kiitos kun kerroit. Kysyimme talossa juuri tätä: ”{own}”.",
    ],
    openingsWithout: [
      "viestisi ei jäänyt vain meille.",
      "veimme viestisi niille, jotka voivat tehdä asialle jotain.",
      "kertomasi ansaitsi tarkemman katsomisen, ja pyysimme sitä.",
      "viestisi jäi mieleemme. Nyt on uutta kerrottavaa.",
      "kiitos kun kerroit. Kysyimme asiaa talossa.",
    ],
    turns: ["He sanovat:", "Tämä selvisi:", "Tässä vastaus:", "Nyt tiedämme tämän:", "Tulos:"],
    closings: [
      "Kerro tässä, jos sinulla se toimii toisin.",
      "Jos jokin jää epäselväksi, kysy alla.",
      "Sinä otit tämän puheeksi, kiitos siitä.",
      "Kirjoitamme uudestaan, jos asia muuttuu.",
      "Auttaako tämä sinun kohdallasi?",
    ],
  },
  pl: {
    greeting: "Dzień dobry {name},",
    plainGreeting: "Dzień dobry,",
    openings: [
      "słowa „{own}” nie zostały tylko u nas.",
      "w sprawie „{own}”: przekazaliśmy to osobom, które mogą coś z tym zrobić.",
      "„{own}” było warte dokładniejszego sprawdzenia, więc o nie poprosiliśmy.",
      "pamiętamy te słowa: „{own}”. Teraz mamy wiadomość.",
      "dziękujemy za sygnał. Właśnie o to zapytaliśmy w firmie: „{own}”.",
    ],
    openingsWithout: [
      "ta wiadomość nie została tylko u nas.",
      "przekazaliśmy ten sygnał osobom, które mogą coś z tym zrobić.",
      "to było warte dokładniejszego sprawdzenia, więc o nie poprosiliśmy.",
      "pamiętamy tę wiadomość. Teraz mamy odpowiedź.",
      "dziękujemy za sygnał. Zapytaliśmy o to w firmie.",
    ],
    turns: ["Oto odpowiedź:", "Okazało się, że:", "Mówią nam:", "Wiemy już, że:", "Wynik:"],
    closings: [
      "Jeśli u Państwa jest inaczej, prosimy napisać tutaj.",
      "Gdyby coś było niejasne, prosimy pytać poniżej.",
      "To od Państwa wyszedł ten sygnał, dziękujemy.",
      "Napiszemy ponownie, jeśli coś się zmieni.",
      "Czy to pomaga w tym przypadku?",
    ],
  },
};
