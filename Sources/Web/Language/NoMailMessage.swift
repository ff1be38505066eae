import Platform

/// What the page says on which somebody wants no more mail.
enum NoMailMessage: Hashable, Sendable, CaseIterable {
  case title, note, nobodyLearns, link, linkHint, send, done, doneNote

  var english: String {
    switch self {
    case .title: "No more messages?"
    case .note:
      "You will get no more messages about this questionnaire. You can still answer it with the link that you have."
    case .nobodyLearns: "Nobody learns from this whether you have answered."
    case .link: "The link from your message"
    case .linkHint:
      "Copy the whole link that led you here and put it in this box. Or reply to the message with the word STOP."
    case .send: "Send me no more"
    case .done: "You will get no more messages about this questionnaire"
    case .doneNote: "A message that was on its way already may still come. You can close this page now."
    }
  }

  var welsh: String {
    switch self {
    case .title: "Dim rhagor o negeseuon?"
    case .note: "Ni chewch ragor o negeseuon am yr holiadur hwn. Gallwch ei ateb o hyd â’r ddolen sydd gennych."
    case .nobodyLearns: "Nid yw hyn yn dweud wrth neb a ydych wedi ateb."
    case .link: "Y ddolen o’ch neges"
    case .linkHint:
      "Copïwch y ddolen gyfan a ddaeth â chi yma a’i rhoi yn y blwch hwn. Neu atebwch y neges â’r gair STOP."
    case .send: "Peidiwch ag anfon rhagor"
    case .done: "Ni chewch ragor o negeseuon am yr holiadur hwn"
    case .doneNote: "Gall neges a oedd eisoes ar ei ffordd ddod o hyd. Gallwch gau’r dudalen hon nawr."
    }
  }
}
