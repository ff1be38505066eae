import Foundation

/// Where two JSON documents differ, by path.
enum JSONDifference {
  static func list(_ before: Any, _ after: Any, path: String = "") -> [(place: String, was: String, now: String)] {
    switch (before, after) {
    case (let before as [String: Any], let after as [String: Any]):
      return Set(before.keys).union(after.keys).sorted().flatMap { key in
        let place = path.isEmpty ? key : "\(path).\(key)"
        guard let old = before[key], let new = after[key] else {
          return [(place, text(before[key]), text(after[key]))]
        }
        return list(old, new, path: place)
      }
    case (let before as [Any], let after as [Any]):
      let shared = zip(before, after).enumerated().flatMap { list($1.0, $1.1, path: "\(path)[\($0)]") }
      return before.count == after.count ? shared : shared + [("\(path).count", "\(before.count)", "\(after.count)")]
    default:
      return text(before) == text(after) ? [] : [(path, text(before), text(after))]
    }
  }

  private static func text(_ value: Any?) -> String {
    guard let value else { return "nothing" }
    return "\(value)"
  }
}
