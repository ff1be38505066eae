import Platform

extension Message {
  var english: String {
    switch self {
    case .skip: "Skip to the main part"
    case .noCookies: "This page sets no cookies and loads nothing from elsewhere."
    case .helpNow: "Help that is there now"
    case .needsScript:
      "This page needs JavaScript: your own browser takes your name off your right to answer, and nobody else can do that for you. Turn it on for this page, or ask the contact in your invitation how to answer without it."
    case .notReviewed: "The words of this page have not been reviewed by a speaker of the language yet."
    case .preview: "This is a preview. Nothing that you answer here is kept."
    case .pilot: Pilots.notice(in: .english)
    case .closed: "This questionnaire has closed"
    case .closedNote: "Answers can no longer be sent or taken back. Thank you to everybody who took part."
    case .closedWithdrawalNote:
      "Answers can no longer be taken back: when it closed they were mixed, and the keys that found one again were destroyed."
    case .beforeYouStart: "Before you start"
    case .keptApart: "How your answers are kept apart from your name"
    case .keptApartWrap:
      "Your browser makes up a random number, wraps it, and shows it together with your invitation. The server signs the wrapped number: it cannot see what is inside."
    case .keptApartUnwrap:
      "Your browser takes the wrapping off. The signed number is your right to answer. It does not say whose it is, and the server has never seen it."
    case .keptApartSend: "Your answers are sent with that number and without your invitation, your name or a cookie."
    case .keptAboutYou:
      "What is kept of this: that your right to answer was collected, and that this information was agreed to. Neither has a date. Whether you then answered is written down nowhere."
    case .cannotDo:
      "What this cannot do: hide who you are if you write it in your own words, or if only one person could have given your answers. And whoever runs this server could change this page; what it is meant to do is public and can be checked."
    case .proceed: "Continue"
    case .printCopy: "Print or save a copy"
    case .minutes(let count):
      switch Plural(count, in: .english) {
      case .one: "Answering takes about 1 minute. That is an estimate from the number of questions."
      case .zero, .two, .few, .many, .other:
        "Answering takes about \(count) minutes. That is an estimate from the number of questions."
      }
    case .doYouAgree: "Do you agree to take part?"
    case .tickEach: "Tick each statement that you agree with. You can stop at any time by closing this page."
    case .agree: "I agree"
    case .rightTitle: "Your right to answer"
    case .rightNote:
      "Now your browser collects your right to answer. You can do this once. The answers come afterwards, apart from it, today or on another day."
    case .whoseDevice: "Whose device is this?"
    case .deviceOwn: "Mine, or one that nobody else uses"
    case .deviceOwnNote:
      "What you have answered stays in this browser until you send it, 14 days at most. You can stop and go on later."
    case .deviceShared: "A shared one"
    case .deviceSharedNote:
      "Nothing is kept. If you close or reload this page before you have sent your answers, they are lost, and so is your right to answer."
    case .getRight: "Get my right to answer"
    case .questions: "Questions"
    case .welcomeBack: "Welcome back. This browser has kept what you answered before."
    case .keptHere: "You have your right to answer. What you answer now stays in this browser until you send it."
    case .keptNowhere:
      "You have your right to answer. Nothing is kept on this device: please do not close or reload this page before you have sent your answers."
    case .mayLeaveOut: "You may leave out every question that is not marked as needed."
    case .needed: "Needed"
    case .tickAll: "Tick all that apply."
    case .preferNot: "Prefer not to say"
    case .clear: "Clear"
    case .back: "Back"
    case .wholeNumber(let range): "A whole number from \(range.lowerBound) to \(range.upperBound)."
    case .months(let first, let last): "From \(first) to \(last), for example 3 2024."
    case .month: "Month, as a number"
    case .year: "Year"
    case .characters(let limit): "At most \(limit) characters. Please name nobody."
    case .nobodyReads: "Nobody reads this while the questionnaire is open, and we cannot find you."
    case .helpHere: "Help now is here."
    case .onlyIn(let language): "This part is available in \(language.name) only."
    case .check: "Check your answers"
    case .aboutToSend: "This is what you are about to send."
    case .cannotChange:
      "Once they are sent they cannot be changed. You get a receipt code with which you can take them back until the questionnaire closes."
    case .send: "Send my answers"
    case .thanks: "Thank you: your answers have arrived"
    case .receiptIs: "Your receipt code:"
    case .copy: "Copy the code"
    case .print: "Print this page"
    case .receiptNote:
      "With this code, and only with it, you can take your answers back until the questionnaire closes. Keep it somewhere only you can see: it is not stored with your name, and nobody can find it again for you."
    case .takeBackLink: "Take my answers back"
    case .removed: "Your answers have been removed from this browser. You can close this page now."
    case .seeScores: "See my own scores"
    case .ownScores: "Your own scores"
    case .scoresNote:
      "Your browser worked these out just now, from your answers, and has sent them to nobody. They are gone when you close or reload this page."
    case .scoresHelp:
      "This is not a diagnosis. A score shows how you answered on one day. If it worries you, or if things are hard whatever it says, talk to somebody: help is named below."
    case .toReceipt: "Back to my receipt"
    case .takeBack: "Take your answers back"
    case .takeBackNote:
      "Your answers are deleted before anybody has read them. This cannot be undone, and you cannot answer again."
    case .receiptCode: "Receipt code"
    case .receiptHint: "Thirteen letters and digits. Small or capital letters, spaces and hyphens make no difference."
    case .deleteAnswers: "Delete my answers"
    case .deleted: "Your answers have been deleted"
    case .deletedNote: "Nothing of them is left to be analysed. You can close this page now."
    case .noMail(let message): message.english
    case .plain(let message): message.english
    case .said(let said): said.english
    }
  }
}

extension Said {
  var english: String {
    switch self {
    case .problem: "Problem: {what}"
    case .pageOf: "Page {n} of {count}"
    case .leftOut: "left out"
    case .change: "Change"
    case .changeOf: "Change: {question}"
    case .copied: "Copied."
    case .copyByHand: "Please copy it by hand."
    case .needed: "Please answer this question."
    case .wholeNumber: "Please write a whole number from {lowest} to {highest}."
    case .month:
      "Please write the month as a number from 1 to 12 and the year in four digits, within the time named above."
    case .tooLong: "Please shorten this to {limit} characters; it has {n}."
    case .putRight: "There is something to put right on this page."
    case .notAllTicked:
      "You have not ticked every statement.\nYou can only take part if you agree with all of them. If you do not, close this page."
    case .notTicked: "Not ticked."
    case .chooseDevice: "Please say whose device this is."
    case .chooseOne: "Choose one."
    case .noCode: "Please write your receipt code."
    case .noSlipCode: "Please write the code on your slip."
    case .nothingWritten: "Nothing written."
    case .noStopLink:
      "This page does not know your invitation.\nPut the whole link from your message in the box, or reply to the message with the word STOP."
    case .cannotStop: "This browser could not do this.\nReply to the message with the word STOP."
    case .guardOne:
      "Could this tell somebody’s name? {found}. You may change it, or press “Continue” again to leave it as it is."
    case .guardMany:
      "Could these tell who somebody is? {found}. You may change them, or press “Continue” again to leave them as they are."
    case .score: "{score}, on a scale from {lowest} to {highest}."
    case .higherBetter: "Higher is better."
    case .higherWorse: "Higher means more strain."
    case .noScore: "Too few answers for a score."
    case .band: "The authors of the scale call this: {band}."
    case .browserCannot:
      "This browser could not do this.\nTry another browser, or ask the contact named in your invitation."
    case .noInvitation: "This page does not know your invitation.\nOpen the whole link from your invitation again."
    case .notArrived: "Your answers may not have arrived yet.\nPress “Send my answers” again. They are counted once."
    case .notSentOwn:
      "Not sent yet: the connection failed.\nYour answers are kept in this browser. They are sent when you are back online while this page is open, or when you press “Send my answers”. They are counted once."
    case .notSentShared:
      "Not sent yet: the connection failed.\nPlease keep this page open: your answers are only here. They are sent when you are back online, or when you press “Send my answers”. They are counted once."
    case .connection: "The connection failed.\nNothing is lost. Wait a moment, then press the button again."
    case .signature: "The server’s signature is not good.\nDo not go on. Tell the contact named in your invitation."
    case .otherKey:
      "This page offers a key that your invitation does not name.\nDo not go on. Tell the contact named in your invitation."
    case .server: "The server could not do this.\nNothing is lost. Wait a moment, then press the button again."
    case .unknownWave: "There is no such questionnaire.\nOpen the whole link from your invitation again."
    case .closed: "This questionnaire has closed.\nAnswers can no longer be sent or taken back. Thank you all the same."
    case .unknownInvitation:
      "This invitation is not known here.\nOpen the whole link from your invitation again. If it still is not known, ask whoever sent it."
    case .consentNeeded:
      "The information about this questionnaire has changed.\nLoad the page again and read it once more."
    case .alreadyCollected:
      "The right to answer has been collected with this invitation already.\nEverybody has one. If you began on another device or in another browser, go on there."
    case .heldSlip:
      "You were given a slip for this questionnaire.\nAnswer with the code on it: everybody has one right to answer, by link or by slip."
    case .unknownCode:
      "This code is not known here.\nCompare it with your slip letter by letter. If it is the same, the slip is no longer good: take it back to whoever gave it to you and ask for another."
    case .tooMany:
      "Too many people are trying at this moment.\nNothing is lost. Wait a minute, then press the button again."
    case .badToken:
      "This right to answer is not valid.\nOpen the link from your invitation again in the browser where you began."
    case .answeredOtherwise:
      "Other answers have been sent with this right to answer already.\nThose count, these do not. With their receipt code you can take them back until the questionnaire closes. If it was not you who sent them, tell whoever invited you."
    case .withdrawn:
      "The answers sent with this right have been taken back.\nThey are gone, and nobody can answer twice. There is nothing more to do."
    case .unknownReceipt:
      "There are no answers with this code.\nCompare it letter by letter. If you have taken the answers back before, there is nothing more to do."
    case .invalid: "Some answers cannot be taken as they are."
    case .tooLarge: "These answers are too long.\nShorten what you wrote and send it again."
    case .tooSlow: "The connection was too slow.\nWait a moment, then press the button again."
    case .notUnderstood: "The server did not understand the request.\nLoad the page again and try once more."
    }
  }
}
