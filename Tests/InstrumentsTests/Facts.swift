import Foundation
import Instruments
import Yams

/// The gathered facts that the catalogue is held to; absent outside the project's own machines.
enum Facts {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/facts/instruments")

  /// One instrument's facts; nil, said aloud, when the folder is absent.
  static func node(_ id: String) throws -> Node? {
    let file = folder.appending(path: id + ".yaml")
    guard FileManager.default.fileExists(atPath: file.path) else {
      print("skipped: \(file.path) is absent")
      return nil
    }
    return try Yams.compose(yaml: String(contentsOf: file, encoding: .utf8))
  }
}

extension Node {
  func int(_ key: String) -> Int? { self[key]?.int }
  func ints(_ key: String) -> [Int]? { self[key]?.sequence.map { $0.compactMap(\.int) } }
}

extension Instrument {
  /// Scorable whatever its marks: for tests of the arithmetic.
  func accepted() throws -> ScorableInstrument { try scorable(acceptingUnverified: [id]) }

  /// The answer patterns of the test vectors.
  func answers(_ pattern: String) -> [Int?] {
    (1...max(1, itemCount)).prefix(itemCount).map { item in
      guard let codes = responses(to: item)?.codes else { return nil }
      return switch pattern {
      case "all_lowest_code": codes.first
      case "all_highest_code": codes.last
      default: codes[(item - 1) % codes.count]
      }
    }
  }
}

let keyless: Set<String> = ["aws29", "proqol_health", "wwcw_workplace"]
let withKey = Catalogue.ids.filter { !keyless.contains($0) }
