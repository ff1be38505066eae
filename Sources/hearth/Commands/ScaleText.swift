import ArgumentParser
import Instruments

/// A scale as it is typed on the command line: `workload: 1 2 -3; minimum 4; quartiles 2.4 3.0 3.6`.
struct ScaleText {
  let entry: Confirmation.ScaleEntry

  init(_ text: String) throws {
    let ends = text.split(separator: ":", maxSplits: 1).map(String.init)
    guard ends.count == 2 else {
      throw ValidationError("--scale begins with the scale's id and a colon, not “\(text)”")
    }
    let parts = ends[1].split(separator: ";").map {
      $0.split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init)
    }
    var items: [Int] = []
    var reversed: [Int] = []
    for word in parts.first ?? [] {
      guard let number = Int(word), number != 0 else {
        throw ValidationError("“\(word)” is not an item number in --scale")
      }
      items.append(abs(number))
      if number < 0 { reversed.append(-number) }
    }
    var entry = Confirmation.ScaleEntry(id: ends[0].filter { !$0.isWhitespace }, items: items, reversed: reversed)
    for part in parts.dropFirst() {
      guard let name = part.first else { continue }
      let values = Array(part.dropFirst())
      switch name {
      case "minimum": entry.minimumAnswered = values.first.flatMap(Int.init)
      case "quartiles": entry.quartiles = values.compactMap { Double($0) }
      case "label": entry.label = values.joined(separator: " ")
      case "score": entry.aggregate = values.first.flatMap(Aggregate.init)
      case "higher": entry.direction = values.first.flatMap(Direction.init)
      default:
        throw ValidationError("“\(name)” is not known in --scale: minimum, quartiles, label, score or higher")
      }
    }
    self.entry = entry
  }
}
