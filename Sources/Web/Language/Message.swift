import Platform

/// Everything that a participant's page says by itself, in every language of the interface: a case without words in one of them does not
/// compile. `{name}` stands for what the page's script puts in.
enum Message: Hashable, Sendable {
  // Around every page
  case skip, noCookies, helpNow, needsScript, notReviewed, preview, pilot
  case closed, closedNote, closedWithdrawalNote
  // Before the questions
  case beforeYouStart, keptApart, keptApartWrap, keptApartUnwrap, keptApartSend, keptAboutYou, cannotDo, proceed
  case printCopy
  case minutes(Int)
  case doYouAgree, tickEach, agree
  case rightTitle, rightNote, whoseDevice, deviceOwn, deviceOwnNote, deviceShared, deviceSharedNote, getRight
  // Questions
  case questions, welcomeBack, keptHere, keptNowhere, mayLeaveOut, needed, tickAll, preferNot, clear, back
  case wholeNumber(ClosedRange<Int>)
  case months(String, String)
  case month, year
  case characters(Int)
  case nobodyReads, helpHere, onlyIn(Language)
  // Sending
  case check, aboutToSend, cannotChange, send, thanks, receiptIs, copy, print, receiptNote, takeBackLink, removed
  // One's own scores
  case seeScores, ownScores, scoresNote, scoresHelp, toReceipt
  // Taking answers back
  case takeBack, takeBackNote, receiptCode, receiptHint, deleteAnswers, deleted, deletedNote
  /// What the page says on which somebody wants no more mail.
  case noMail(NoMailMessage)
  /// What the form without a script says.
  case plain(PlainMessage)
  /// What the script says.
  case said(Said)

  func text(in language: Language) -> String {
    switch language {
    case .english: english
    case .welsh: welsh
    }
  }
}

/// What only the script says; its name is what the script asks for it by. Where there is a remedy it stands on a second line.
enum Said: String, Hashable, Sendable, CaseIterable {
  case problem, pageOf, leftOut, change, changeOf, copied, copyByHand
  case needed, wholeNumber, month, tooLong
  case putRight, notAllTicked, notTicked, chooseDevice, chooseOne, noCode, noSlipCode, nothingWritten
  case noStopLink, cannotStop
  case guardOne, guardMany
  case score, higherBetter, higherWorse, noScore, band
  case browserCannot, noInvitation, notArrived, notSentOwn, notSentShared, connection, signature, otherKey, server
  // Refusals, by the code that the server gives them.
  case unknownWave, closed, unknownInvitation, consentNeeded, alreadyCollected, heldSlip, unknownCode, tooMany,
    badToken, answeredOtherwise, withdrawn
  case unknownReceipt, invalid, tooLarge, tooSlow, notUnderstood
}

extension Language {
  /// Whether a speaker has read the interface's words; where nobody has, the pages say so.
  var isReviewed: Bool {
    switch self {
    case .english: true
    case .welsh: false
    }
  }
}

/// A page's messages in its language.
struct Words {
  let language: Language

  func callAsFunction(_ message: Message) -> String { message.text(in: language) }
}

extension Said {
  /// What is wrong and what to do.
  func parts(in language: Language) -> (what: String, remedy: String) {
    let parts = Message.said(self).text(in: language).split(separator: "\n", maxSplits: 1).map(String.init)
    return (parts[0], parts.count > 1 ? parts[1] : "")
  }
}
