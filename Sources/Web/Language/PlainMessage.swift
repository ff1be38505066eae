import Platform

/// What the form without a script says besides what the other pages say.
enum PlainMessage: Hashable, Sendable, CaseIterable {
  case withSlip
  // The code
  case slipTitle, slipNote, slipCode, useButtons, otherForm
  /// From a preview to the desk.
  case previewBack
  // How answers are kept apart
  case slipHanded, slipSent, slipCopied
  case sameLink, answerOnce, teamIsAnswer
  // The team
  case teamTitle, teamAsk, teamHint, noTeam
  // Questions
  case clearPage, moreQuestions, guardOne, guardMany
  // A copy of what was agreed to
  case copy, copyTitle, copyHint, ticked, notTicked
  // The end
  case sharedDevice, goBack

  /// What is kept of somebody with a slip, and what is not.
  static let aboutSlips: [PlainMessage] = [.slipHanded, .slipSent, .slipCopied]

  var english: String {
    switch self {
    case .withSlip: "Were you given a slip of paper with a code? Answer with your slip, in any browser."
    case .slipTitle: "Answer with a slip"
    case .slipNote:
      "You need the code on the slip that you were given. It can be used once. It is not stored with your name, and nobody wrote down which slip you took."
    case .slipCode: "The code on your slip"
    case .previewBack: "Back to the questionnaire"
    case .useButtons:
      "Please use the buttons on these pages to go back, not those of your browser. Nothing is kept until you send your answers: if you close the page before, they are lost, and your slip is as good as new."
    case .otherForm:
      "With JavaScript you can also use the other form: you can stop and go on later on a device of your own, and it works without a connection until you send."
    case .slipHanded: "It was written down that you were given a slip, without a date. Which one was not."
    case .slipSent:
      "Your answers are sent with the code and without your name or a cookie. Whether a slip has been used is shown to nobody, not to whoever handed it to you either."
    case .slipCopied:
      "Whoever copied your code before you used it could answer in your place; you would then be told that it has been used. Keep the slip to yourself."
    case .sameLink: "Everybody uses the same link. Nobody is asked for a name, and no cookie and no address is kept."
    case .answerOnce:
      "So nobody can tell whether somebody answers twice. Please answer once: answers that come twice make the result worth less for all. The report says that it came by an open link."
    case .teamIsAnswer:
      "The team that you choose is an answer like the others. Small teams are put together before anything is stored."
    case .teamTitle: "Your team"
    case .teamAsk: "Which of these is your team part of?"
    case .teamHint: "Teams with few people are not listed by themselves, so that nobody can be recognised."
    case .noTeam: "None of these, or I would rather not say"
    case .clearPage: "Clear this page"
    case .moreQuestions: "After what you answered there is more to ask on this page."
    case .guardOne: "Could this tell somebody’s name? {found}. You may change it, or send it as it is."
    case .guardMany: "Could these tell who somebody is? {found}. You may change them, or send them as they are."
    case .copy: "A copy to keep"
    case .copyTitle: "Your copy of the information"
    case .copyHint: "Print or save this page with your browser. At a shared printer others may see it."
    case .ticked: "You ticked: {statement}"
    case .notTicked: "Not ticked yet: {statement}"
    case .sharedDevice:
      "On a device that others use too, close this page now, and empty the browser’s history if you can: going back would show your answers."
    case .goBack: "What you answered is still on the page before this one: go back with your browser."
    }
  }

  var welsh: String {
    switch self {
    case .withSlip: "A gawsoch chi slip o bapur â chod arno? Atebwch gyda’ch slip, mewn unrhyw borwr."
    case .slipTitle: "Ateb gyda slip"
    case .slipNote:
      "Mae angen y cod sydd ar y slip a gawsoch. Gellir ei ddefnyddio unwaith. Nid yw’n cael ei gadw gyda’ch enw, ac ni nododd neb pa slip a gymeroch."
    case .slipCode: "Y cod ar eich slip"
    case .previewBack: "Yn ôl i’r holiadur"
    case .useButtons:
      "Defnyddiwch y botymau ar y tudalennau hyn i fynd yn ôl, nid rhai eich porwr. Ni chedwir dim nes i chi anfon eich atebion: os byddwch yn cau’r dudalen cyn hynny, fe’u collir, ac mae eich slip cystal â newydd."
    case .otherForm:
      "Gyda JavaScript gallwch hefyd ddefnyddio’r ffurflen arall: gallwch stopio a mynd ymlaen yn nes ymlaen ar eich dyfais eich hun, ac mae’n gweithio heb gysylltiad nes i chi anfon."
    case .slipHanded: "Nodwyd eich bod wedi cael slip, heb ddyddiad. Ni nodwyd pa un."
    case .slipSent:
      "Anfonir eich atebion gyda’r cod a heb eich enw na chwci. Ni ddangosir i neb a yw slip wedi’i ddefnyddio, nac i’r sawl a’i rhoddodd i chi chwaith."
    case .slipCopied:
      "Gallai pwy bynnag a gopïodd eich cod cyn i chi ei ddefnyddio ateb yn eich lle; byddech wedyn yn cael gwybod ei fod wedi’i ddefnyddio. Cadwch y slip i chi’ch hun."
    case .sameLink: "Mae pawb yn defnyddio’r un ddolen. Ni ofynnir i neb am enw, ac ni chedwir na chwci na chyfeiriad."
    case .answerOnce:
      "Felly ni all neb wybod a yw rhywun yn ateb ddwywaith. Atebwch unwaith: mae atebion sy’n dod ddwywaith yn gwneud y canlyniad yn llai gwerthfawr i bawb. Mae’r adroddiad yn dweud iddo ddod drwy ddolen agored."
    case .teamIsAnswer:
      "Ateb fel y lleill yw’r tîm a ddewiswch. Rhoddir timau bach at ei gilydd cyn cadw dim."
    case .teamTitle: "Eich tîm"
    case .teamAsk: "O ba un o’r rhain y mae eich tîm yn rhan?"
    case .teamHint: "Ni restrir timau ag ychydig o bobl ar eu pennau eu hunain, fel na ellir adnabod neb."
    case .noTeam: "Dim un o’r rhain, neu byddai’n well gennyf beidio â dweud"
    case .clearPage: "Clirio’r dudalen hon"
    case .moreQuestions: "Ar ôl eich atebion mae mwy i’w ofyn ar y dudalen hon."
    case .guardOne: "A allai hyn ddatgelu enw rhywun? {found}. Gallwch ei newid, neu ei anfon fel y mae."
    case .guardMany: "A allai’r rhain ddangos pwy yw rhywun? {found}. Gallwch eu newid, neu eu hanfon fel y maent."
    case .copy: "Copi i’w gadw"
    case .copyTitle: "Eich copi o’r wybodaeth"
    case .copyHint: "Argraffwch neu cadwch y dudalen hon gyda’ch porwr. Wrth argraffydd a rennir gall eraill ei gweld."
    case .ticked: "Gwnaethoch dicio: {statement}"
    case .notTicked: "Heb ei dicio eto: {statement}"
    case .sharedDevice:
      "Ar ddyfais y mae eraill yn ei defnyddio hefyd, caewch y dudalen hon nawr, a gwagiwch hanes y porwr os gallwch: byddai mynd yn ôl yn dangos eich atebion."
    case .goBack: "Mae’r hyn a ateboch yn dal ar y dudalen flaenorol: ewch yn ôl gyda’ch porwr."
    }
  }
}
