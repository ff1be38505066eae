import Foundation

/// Data that is shared beside the project and never copied into it; nil, and said so, where it is absent.
enum SharedData {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../../shared/data").standardizedFileURL

  static func text(_ name: String) -> String? {
    let url = folder.appending(path: name)
    guard let data = try? Data(contentsOf: url) else {
      print("skipped: \(url.path) is not there")
      return nil
    }
    return String(decoding: data, as: UTF8.self)
  }
}

/// A decimal number as the nearest double and what the text says beyond it.
struct DecimalText {
  let value: Double
  let residual: Double

  /// At most 15 digits in all, with or without a point.
  init?(_ text: some StringProtocol) {
    guard let value = Double(text) else { return nil }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let places = parts.count == 2 ? parts[1].count : 0
    guard parts.count <= 2, let digits = Double(parts.joined()) else { return nil }
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let product = value * scale
    self.value = value
    residual = ((digits - product) - (-product).addingProduct(value, scale)) / scale
  }
}
