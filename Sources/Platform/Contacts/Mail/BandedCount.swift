/// How many people, said so that nobody is singled out: neither the few who did nor the few who did not, however often it is said.
///
/// With a threshold of k and n people in all, the count lies below k, above n − k, or in one of the bands of at least k values between. Two counts in turn say
/// that a band was left, never that one person made the difference. Fewer than 3k − 1 people have no band in the middle that is wide enough: nothing is
/// said of them.
package enum BandedCount: Sendable, Hashable {
  case fewer(than: Int)
  case between(Int, Int)
  case more(than: Int)
  case notSaid

  package init(_ count: Int, of people: Int, threshold: Int) {
    let middle = people - 2 * threshold + 1
    guard middle >= threshold else {
      self = .notSaid
      return
    }
    if count < threshold {
      self = .fewer(than: threshold)
    } else if count > people - threshold {
      self = .more(than: people - threshold)
    } else {
      let last = middle / threshold - 1
      let band = min((count - threshold) / threshold, last)
      let lower = threshold * (band + 1)
      self = .between(lower, band == last ? people - threshold : lower + threshold - 1)
    }
  }

  /// As part of a sentence, before "people".
  package var words: String {
    switch self {
    case .fewer(let bound): "fewer than \(bound)"
    case .between(let lower, let upper): "\(lower) to \(upper)"
    case .more(let bound): "more than \(bound)"
    case .notSaid: "a number that is not said of so few"
    }
  }
}
