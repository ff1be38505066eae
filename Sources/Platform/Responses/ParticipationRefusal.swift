/// Why something a participant asked for was not done.
package enum ParticipationRefusal: Error, Hashable, Sendable {
  case unknownWave
  case closed
  case unknownInvitation
  /// The information has another version than the one that was agreed to.
  case consentNeeded
  /// The right to answer was collected with another blinded value.
  case alreadyCollected
  case badToken
  /// The token has been used for other answers.
  case answeredOtherwise
  case withdrawn
  case unknownReceipt
  /// A sentence a column.
  case invalid([String: String])
}
