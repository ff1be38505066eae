/// Why something a participant asked for was not done.
package enum ParticipationRefusal: Error, Hashable, Sendable {
  case unknownWave
  case closed
  case unknownInvitation
  /// The information has another version than the one that was agreed to.
  case consentNeeded
  /// The right to answer was collected with another blinded value.
  case alreadyCollected
  /// A slip was handed out to whoever was invited.
  case heldSlip
  case badToken
  /// No slip has this code, or it was voided: which of the two is not said.
  case unknownCode
  /// Too many codes that are none were tried a moment ago, or too many people began at once.
  case tooMany
  /// The token or the slip has been used for other answers.
  case answeredOtherwise
  case withdrawn
  case unknownReceipt
  /// A sentence a column.
  case invalid([String: String])
}
