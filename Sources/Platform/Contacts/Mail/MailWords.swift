/// The words of messages and letters, in each language. None says what the questionnaire is about: the page does.
package struct MailWords: Sendable {
  package let language: Language
  let sender: String
  let contact: MailAddress

  package init(_ language: Language, _ settings: MailSettings) {
    self.language = language
    sender = settings.sender
    contact = settings.contact
  }

  /// What a message is for.
  package enum Occasion: Sendable, Hashable {
    case invitation
    /// - everybody: sent to all, or only where a link has not been used.
    case reminder(everybody: Bool)
  }

  var subject: String {
    switch language {
    case .english: "A questionnaire from \(sender)"
    case .welsh: "Holiadur gan \(sender)"
    }
  }

  /// A message of plain paragraphs; addresses stand on lines of their own.
  func message(_ occasion: Occasion, name: String, link: String, stop: String, isPilot: Bool) -> [String] {
    [greeting(name)] + (isPilot ? [pilot] : []) + beginning(occasion, link) + [
      why(occasion), questions, noMore + "\n" + stop,
    ] + review
  }

  package func greeting(_ name: String) -> String {
    switch language {
    case .english: "Dear \(name),"
    case .welsh: "Annwyl \(name),"
    }
  }

  package var asks: String {
    switch language {
    case .english:
      "\(sender) asks you to answer a questionnaire. Taking part is up to you. The page says what it is about before you decide."
    case .welsh:
      "Mae \(sender) yn gofyn i chi ateb holiadur. Eich dewis chi yw cymryd rhan. Mae'r dudalen yn dweud beth yw'r pwnc cyn i chi benderfynu."
    }
  }

  /// In everything that is sent about a pilot.
  package var pilot: String { Pilots.notice(in: language) }

  package var yours: String {
    switch language {
    case .english:
      "The link is yours alone, so please do not pass it on. Your answers are sent without it and without your name."
    case .welsh:
      "Eich dolen chi yn unig yw hon, felly peidiwch â'i rhannu. Anfonir eich atebion hebddi a heb eich enw."
    }
  }

  package var scan: String {
    switch language {
    case .english:
      "Point a phone's camera at the code, or type the address below it into a browser, letter by letter."
    case .welsh: "Pwyntiwch gamera ffôn at y cod, neu teipiwch y cyfeiriad oddi tano mewn porwr, fesul llythyren."
    }
  }

  package var codeLabel: String {
    switch language {
    case .english: "Your link to the questionnaire"
    case .welsh: "Eich dolen i'r holiadur"
    }
  }

  package var questions: String {
    switch language {
    case .english: "If you have a question, write to \(contact)."
    case .welsh: "Os oes gennych gwestiwn, ysgrifennwch at \(contact)."
    }
  }

  /// Said below what nobody who speaks the language has read yet.
  package var review: [String] {
    switch language {
    case .english: []
    case .welsh: ["Nid oes siaradwr Cymraeg wedi gwirio'r testun hwn eto."]
    }
  }

  package func why(_ occasion: Occasion) -> String {
    switch (language, occasion) {
    case (.english, .invitation):
      "You get this because you are on the list of people who are asked. \(sender) sends it."
    case (.welsh, .invitation):
      "Rydych yn cael hyn am eich bod ar y rhestr o bobl y gofynnir iddynt. \(sender) sy'n ei anfon."
    case (.english, .reminder(everybody: false)):
      "\(sender) sends this. A program chose where it goes: to links that have not been used yet. It shows nobody whose they are, and who has answered is written down nowhere."
    case (.welsh, .reminder(everybody: false)):
      "\(sender) sy'n anfon hyn. Rhaglen a ddewisodd i ble mae'n mynd: at ddolenni nad ydynt wedi'u defnyddio eto. Nid yw'n dangos i neb pwy sydd â nhw, ac ni chofnodir yn unman pwy sydd wedi ateb."
    case (.english, .reminder(everybody: true)):
      "\(sender) sends this to everybody who was asked, because nobody knows who has answered. If you have, there is nothing more to do."
    case (.welsh, .reminder(everybody: true)):
      "Mae \(sender) yn anfon hyn at bawb y gofynnwyd iddynt, am nad oes neb yn gwybod pwy sydd wedi ateb. Os ydych wedi ateb, nid oes dim arall i'w wneud."
    }
  }

  private func beginning(_ occasion: Occasion, _ link: String) -> [String] {
    switch (language, occasion) {
    case (.english, .invitation): [asks, "Open this link:\n" + link, yours]
    case (.welsh, .invitation): [asks, "Agorwch y ddolen hon:\n" + link, yours]
    case (.english, .reminder):
      [
        "Some days ago \(sender) sent you a link to a questionnaire. It still works:\n" + link,
        "Taking part is up to you. If you do not want to, you need do nothing.",
      ]
    case (.welsh, .reminder):
      [
        "Rai dyddiau yn ôl anfonodd \(sender) ddolen i holiadur atoch. Mae'n dal i weithio:\n" + link,
        "Eich dewis chi yw cymryd rhan. Os nad ydych am wneud hynny, nid oes angen i chi wneud dim.",
      ]
    }
  }

  private var noMore: String {
    switch language {
    case .english:
      "If you want no more messages about this questionnaire, open the next link, or reply with the word STOP. You can still take part."
    case .welsh:
      "Os nad ydych am gael rhagor o negeseuon am yr holiadur hwn, agorwch y ddolen nesaf, neu atebwch â'r gair STOP. Gallwch gymryd rhan o hyd."
    }
  }
}
